//! Inflection: the forms of a verb or noun, from its base form.
//!
//! The lexicon writes `attack/v` and `treaty/n`; here the forms come from. Generating forms is more exact than cutting
//! words to stems: "relative" and "relations" share a stem but no meaning, and a form tells verb from noun.

mod irregular;

/// What a form can be in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// Written out in the lexicon, taken as it stands.
    Exact,
    /// A noun, singular or plural.
    Noun,
    /// The base form of a verb ("attack").
    Base,
    /// The third person of a verb ("attacks").
    Third,
    /// The past, or past participle, of a verb ("attacked").
    Past,
    /// The present participle of a verb ("attacking").
    Present,
}

impl Form {
    /// Whether the form is one of a verb.
    pub(crate) const fn is_verb(self) -> bool {
        matches!(self, Self::Base | Self::Third | Self::Past | Self::Present)
    }
}

/// Where a pattern can stand, by its form and by what else its words may be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    Any,
    /// Where a verb is expected, of what may be a noun too.
    Verb,
    /// Where no verb is expected, of what may be a verb too.
    NoVerb,
    Noun,
    Third,
    Past,
}

impl Slot {
    /// `ambiguous`: the same words are in the lexicon as both, a noun and a verb.
    pub(crate) const fn of(form: Form, ambiguous: bool) -> Self {
        match (form, ambiguous) {
            (Form::Exact, _) | (Form::Present, false) => Self::Any,
            (Form::Noun, true) => Self::NoVerb,
            (Form::Noun, false) => Self::Noun,
            (Form::Base, _) | (_, true) => Self::Verb,
            (Form::Third, false) => Self::Third,
            (Form::Past, false) => Self::Past,
        }
    }
}

/// Every form of a verb given by its base form.
pub(crate) fn verb_forms(base: &str) -> Vec<(String, Form)> {
    if base == "be" {
        let past = ["was", "were", "been"].map(|form| (form.to_owned(), Form::Past));
        let present = ["is", "are"].map(|form| (form.to_owned(), Form::Third));
        let bare = [
            ("be".to_owned(), Form::Base),
            ("being".to_owned(), Form::Present),
        ];
        return bare.into_iter().chain(present).chain(past).collect();
    }
    let mut forms = vec![
        (base.to_owned(), Form::Base),
        (third_person(base), Form::Third),
    ];
    match irregular::past(base) {
        Some(past) => forms.extend(past.map(|p| (p.to_owned(), Form::Past))),
        None => forms.extend(suffixed(base, "ed").into_iter().map(|p| (p, Form::Past))),
    }
    forms.extend(
        suffixed(base, "ing")
            .into_iter()
            .map(|p| (p, Form::Present)),
    );
    forms
}

/// Singular and plural of a noun given by its singular.
pub(crate) fn noun_forms(singular: &str) -> Vec<(String, Form)> {
    let plural = irregular::plural(singular).map_or_else(|| third_person(singular), str::to_owned);
    vec![(singular.to_owned(), Form::Noun), (plural, Form::Noun)]
}

/// Adds -s, with the changes of spelling that it asks for.
fn third_person(base: &str) -> String {
    if base == "have" {
        return "has".to_owned();
    }
    match base.strip_suffix('y') {
        Some(rest) if !rest.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{rest}ies"),
        _ if base.ends_with(['s', 'x', 'z', 'o'])
            || base.ends_with("ch")
            || base.ends_with("sh") =>
        {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

/// Adds -ed or -ing. Where doubling the last consonant depends on stress, both spellings are given.
fn suffixed(base: &str, suffix: &str) -> Vec<String> {
    let past = suffix == "ed";
    if let Some(rest) = base.strip_suffix('e') {
        return match rest.strip_suffix('i') {
            Some(stem) if !past => vec![format!("{stem}ying")],
            _ if !past && rest.ends_with(['e', 'o', 'y']) => vec![format!("{base}{suffix}")],
            _ => vec![format!("{rest}{suffix}")],
        };
    }
    if let Some(rest) = base
        .strip_suffix('y')
        .filter(|r| past && !r.ends_with(['a', 'e', 'o', 'u']))
    {
        return vec![format!("{rest}ied")];
    }
    let mut forms = vec![format!("{base}{suffix}")];
    let mut end = base.chars().rev();
    if let (Some(last), Some(vowel), Some(before)) = (end.next(), end.next(), end.next()) {
        let is_vowel = |c: char| "aeiou".contains(c);
        if !is_vowel(last)
            && !"wxyh".contains(last)
            && is_vowel(vowel)
            && (!is_vowel(before) || before == 'u')
        {
            forms.push(format!("{base}{last}{suffix}"));
        }
        if last == 'c' {
            forms.push(format!("{base}k{suffix}"));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(base: &str, form: &str) -> bool {
        verb_forms(base).iter().any(|(f, _)| f == form)
    }

    #[test]
    fn verbs_inflect_by_rule_and_by_exception() {
        for (base, form) in [
            ("attack", "attacking"),
            ("agree", "agreed"),
            ("agree", "agreeing"),
            ("ban", "banned"),
            ("ban", "bans"),
            ("ally", "allied"),
            ("withdraw", "withdrew"),
            ("impose", "imposing"),
            ("die", "dying"),
            ("clash", "clashes"),
            ("veto", "vetoes"),
            ("deny", "denies"),
            ("deny", "denying"),
            ("expel", "expelled"),
            ("visit", "visited"),
            ("deploy", "deployed"),
            ("strike", "struck"),
            ("free", "freed"),
            ("free", "freeing"),
            ("quell", "quelled"),
        ] {
            assert!(has(base, form), "{base}: {form}");
        }
    }

    #[test]
    fn nouns_have_a_plural() {
        for (singular, plural) in [
            ("treaty", "treaties"),
            ("crisis", "crises"),
            ("clash", "clashes"),
            ("ally", "allies"),
            ("visit", "visits"),
        ] {
            assert!(
                noun_forms(singular).iter().any(|(f, _)| f == plural),
                "{singular}"
            );
        }
    }
}
