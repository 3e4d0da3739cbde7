//! The reader of a lexicon's text.
//!
//! A lexicon is plain text. `#` begins a comment; a heading in brackets says what the lines below it are; fields are
//! separated by ` | `, patterns by commas; a line that ends in a comma goes on in the next.
//!
//! ```text
//! [scale]                      # CAMEO code | weight on the Goldstein scale
//! 173 | -5
//! [events]                     # code | strong or weak (it needs a political word) | patterns | example
//! 173 | weak | arrest/v, arrest/n | Police arrested two opposition leaders.
//! [object talks + 036 weak]    # class, sign, code and strength when it stands alone (silent: it never does)
//! talk/n, negotiation/n | The talks took place in Geneva.
//! [operator end ergative]      # a verb or noun whose object decides; `ergative` or `subject`: it may or must be the subject
//! suspend/v, suspension/n | Both sides suspended the talks.
//! [outcomes]                   # operators | targets | code, keep, flip or nothing | example; a target is a class, a
//!                              # sign, event+ or event- (an event of that sign), @operator (what that one made), alone
//! end | talks | 164 | Moscow ended the talks.
//! [marks]                      # grammatical words: kind | patterns
//! [anchors]                    # words that show a text to be political: kind | patterns
//! [void]                       # fixed phrases that are no event: patterns | reason
//! ```

use super::{
    Class, Code, Entry, Lexicon, Line, Operator, Outcome, Role, Shape, Sign, Strength, Target,
};
use crate::error::{Error, Result};
use crate::relations::grammar::Mark;
use crate::relations::pattern;
use std::sync::Arc;

/// What reading a line gives, or what is wrong with it.
type Parsed<T> = std::result::Result<T, String>;

/// What the lines below a heading are.
#[derive(Clone, Copy)]
enum Section {
    None,
    Scale,
    Marks,
    Anchors,
    Void,
    Events,
    Outcomes,
    Object(u16),
    Operator(u16),
}

impl Lexicon {
    /// Reads a lexicon's text and adds its entries. A line that ends in a comma goes on in the next.
    pub(crate) fn read(&mut self, file: &str, source: &str) -> Result<()> {
        let name: Arc<str> = file.into();
        let mut section = Section::None;
        let (mut whole, mut number) = (String::new(), 0);
        for (index, line) in source.lines().enumerate() {
            let text = line.split(" #").next().unwrap_or("").trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            if whole.is_empty() {
                number = index as u32 + 1;
            }
            whole.push_str(text);
            if text.ends_with(',') {
                whole.push(' ');
                continue;
            }
            self.whole_line(&mut section, &whole, &name, number)?;
            whole.clear();
        }
        if !whole.is_empty() {
            self.whole_line(&mut section, &whole, &name, number)?;
        }
        self.sources.push(source.to_owned());
        Ok(())
    }

    fn whole_line(
        &mut self,
        section: &mut Section,
        text: &str,
        file: &Arc<str>,
        number: u32,
    ) -> Result<()> {
        let done = match text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            Some(heading) => self.heading(heading).map(|s| *section = s),
            None => self.line(*section, text, file, number),
        };
        done.map_err(|message| Error::lexicon(format_args!("{file}:{number}"), message))
    }

    fn heading(&mut self, heading: &str) -> Parsed<Section> {
        let words: Vec<&str> = heading.split_whitespace().collect();
        match words[..] {
            ["scale"] => Ok(Section::Scale),
            ["marks"] => Ok(Section::Marks),
            ["anchors"] => Ok(Section::Anchors),
            ["void"] => Ok(Section::Void),
            ["events"] => Ok(Section::Events),
            ["outcomes"] => Ok(Section::Outcomes),
            ["operator", name, ref flags @ ..] => {
                let id = self.operator_named(name);
                match flags {
                    [] => {}
                    ["ergative"] => self.operators[id as usize].shape = Shape::Ergative,
                    ["subject"] => self.operators[id as usize].shape = Shape::Subject,
                    _ => {
                        return Err(format!(
                            "`{}`: an operator is ergative, subject, or neither",
                            flags.join(" ")
                        ));
                    }
                }
                Ok(Section::Operator(id))
            }
            ["object", name, sign, code, strength] => {
                let class = Class {
                    name: name.to_owned(),
                    sign: sign_of(sign)?,
                    code: self.code_named(code)?,
                    strength: strength_of(strength)?,
                };
                match self.class_id(name) {
                    Some(id) => self.classes[id as usize] = class,
                    None => self.classes.push(class),
                }
                Ok(Section::Object(self.class_id(name).unwrap_or_default()))
            }
            ["object", name] => match self.class_id(name) {
                Some(id) => Ok(Section::Object(id)),
                None => Err(format!(
                    "object class `{name}` is not declared; write [object {name} + 036 weak]"
                )),
            },
            _ => Err(format!(
                "unknown heading [{heading}]; use scale, marks, anchors, void, events, outcomes, object NAME SIGN CODE STRENGTH or operator NAME"
            )),
        }
    }

    fn operator_named(&mut self, name: &str) -> u16 {
        let known = self.operators.iter().position(|o| o.name == name);
        known.unwrap_or_else(|| {
            self.operators.push(Operator {
                name: name.to_owned(),
                shape: Shape::Transitive,
                outcomes: Vec::new(),
                table: Vec::new(),
            });
            self.operators.len() - 1
        }) as u16
    }

    fn code_named(&self, code: &str) -> Parsed<u16> {
        self.code_ids
            .get(code)
            .copied()
            .ok_or_else(|| format!("code `{code}` is not on the scale; add it under [scale]"))
    }

    fn line(&mut self, section: Section, text: &str, file: &Arc<str>, number: u32) -> Parsed<()> {
        let fields: Vec<&str> = text.split('|').map(str::trim).collect();
        let (role, patterns, example) = match (section, &fields[..]) {
            (Section::Scale, [code, weight]) => return self.scale(code, weight),
            (Section::Outcomes, [operator, target, outcome, example]) => {
                let line = self.add_line(file, number, example);
                return self.outcomes(operator, target, outcome, line);
            }
            (Section::Marks, [kind, patterns]) => (Role::Mark(Mark::named(kind)?), patterns, &""),
            (Section::Anchors, [kind, patterns]) => (
                Role::Anchor(if *kind == "elsewhere" { -1 } else { 1 }),
                patterns,
                &"",
            ),
            (Section::Void, [patterns]) => (Role::Void, patterns, &""),
            (Section::Void, [patterns, reason]) => (Role::Void, patterns, reason),
            (Section::Events, [code, strength, patterns, example]) => {
                let (code, strength) = (self.code_named(code)?, strength_of(strength)?);
                (Role::Event { code, strength }, patterns, example)
            }
            (Section::Object(class), [patterns, example]) => {
                (Role::Object(class), patterns, example)
            }
            (Section::Operator(operator), [patterns, example]) => {
                (Role::Operator(operator), patterns, example)
            }
            (Section::None, _) => return Err("a line before the first [heading]".into()),
            _ => {
                return Err(format!(
                    "{} fields separated by | are not what this section has",
                    fields.len()
                ));
            }
        };
        let line = self.add_line(file, number, example);
        for source in patterns.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let pattern = pattern::parse(source)?;
            self.entries.push(Entry {
                role,
                pattern,
                source: source.into(),
                name: source.into(),
                line,
            });
        }
        Ok(())
    }

    fn add_line(&mut self, file: &Arc<str>, number: u32, example: &str) -> u32 {
        self.lines.push(Line {
            file: Arc::clone(file),
            number,
            example: example.to_owned(),
        });
        self.lines.len() as u32 - 1
    }

    fn scale(&mut self, code: &str, weight: &str) -> Parsed<()> {
        let weight: f64 = weight
            .parse()
            .map_err(|_| format!("`{weight}` is no number"))?;
        if !(-10.0..=10.0).contains(&weight) {
            return Err(format!(
                "weight {weight} is off the scale, which goes from -10 to 10"
            ));
        }
        let root = code
            .get(..2)
            .and_then(|r| r.parse().ok())
            .filter(|r| (1..=20).contains(r));
        let root = root.ok_or_else(|| {
            format!("`{code}` is no CAMEO code: its first two digits are the root, 01 to 20")
        })?;
        let id = self
            .code_ids
            .get(code)
            .copied()
            .unwrap_or(self.codes.len() as u16);
        let value = Code {
            name: code.into(),
            weight,
            root,
        };
        match self.codes.get_mut(id as usize) {
            Some(known) => *known = value,
            None => self.codes.push(value),
        }
        self.code_ids.insert(code.to_owned(), id);
        Ok(())
    }

    fn outcomes(&mut self, operators: &str, targets: &str, outcome: &str, line: u32) -> Parsed<()> {
        let outcome = match outcome {
            "keep" => Outcome::Keep,
            "flip" => Outcome::Flip,
            "nothing" => Outcome::Nothing,
            code => Outcome::Code(self.code_named(code)?),
        };
        for operator in operators.split(',').map(str::trim) {
            let id = self.operators.iter().position(|o| o.name == operator);
            let id = id.ok_or_else(|| {
                format!("operator `{operator}` is not declared; write [operator {operator}]")
            })?;
            for target in targets.split(',').map(str::trim) {
                let target = self.target(target)?;
                self.operators[id].set(target, outcome, line);
            }
        }
        Ok(())
    }

    fn target(&self, name: &str) -> Parsed<Target> {
        Ok(match name {
            "+" | "-" | "0" => Target::sign(sign_of(name)?),
            "event+" | "event-" | "event0" => Target::event(sign_of(&name[5..])?),
            "alone" => Target::ALONE,
            operator if operator.starts_with('@') => {
                match self.operators.iter().position(|o| o.name == operator[1..]) {
                    Some(id) => Target::operator(id as u16),
                    None => return Err(format!("operator `{operator}` is not declared")),
                }
            }
            class => match self.class_id(class) {
                Some(id) => Target::class(id),
                None => {
                    return Err(format!(
                        "object class `{class}` is not declared; use a class, +, -, 0, event+, event- or alone"
                    ));
                }
            },
        })
    }
}

fn sign_of(sign: &str) -> Parsed<Sign> {
    match sign {
        "+" => Ok(Sign::Positive),
        "-" => Ok(Sign::Negative),
        "0" => Ok(Sign::Neutral),
        _ => Err(format!("`{sign}`: a sign is +, - or 0")),
    }
}

fn strength_of(strength: &str) -> Parsed<Strength> {
    match strength {
        "strong" => Ok(Strength::Strong),
        "weak" => Ok(Strength::Weak),
        "silent" => Ok(Strength::Silent),
        _ => Err(format!(
            "`{strength}`: an entry is strong (it stands alone) or weak (it needs a political word in its sentence) or silent (it counts only as an object)"
        )),
    }
}
