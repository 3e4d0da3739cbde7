//! Web addresses, e-mail addresses, "@name" and "#tag": where they end.

/// Schemes that start a web address when "://" follows.
const SCHEMES: [&str; 4] = ["http", "https", "ftp", "ftps"];

/// Last labels that mark a dotted word without a scheme as a web address ("example.org").
const DOMAINS: [&str; 10] = [
    "com", "org", "net", "edu", "gov", "int", "mil", "info", "eu", "uk",
];

/// The longest local part of an e-mail address (RFC 5321), which bounds the search for its start.
const LOCAL_MAX: usize = 64;

/// The end of the web address whose first word is `start..end`, if it is one.
pub(super) fn url_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let word = &text[start..end];
    let scheme = text[end..].starts_with("://")
        && SCHEMES
            .iter()
            .any(|scheme| word.eq_ignore_ascii_case(scheme));
    if scheme {
        let rest = &text[end + 3..];
        let host = rest.chars().next().is_some_and(char::is_alphanumeric);
        return host.then(|| trimmed(text, start, run_end(text, end + 3)));
    }
    let www = word
        .get(..4)
        .is_some_and(|w| w.eq_ignore_ascii_case("www."));
    if www || ends_in_domain(word) {
        let path = text[end..].starts_with(['/', ':', '?']);
        let port_or_path = path && !text[end + 1..].starts_with(char::is_whitespace);
        return Some(match port_or_path && end + 1 < text.len() {
            true => trimmed(text, start, run_end(text, end)).max(end),
            false => end,
        });
    }
    None
}

/// Whether a word is a name with a known top-level domain: "example.org", but not "U.S.com".
fn ends_in_domain(word: &str) -> bool {
    let Some((host, domain)) = word.rsplit_once('.') else {
        return false;
    };
    DOMAINS.contains(&domain) && host.len() > 1 && !host.starts_with('.')
}

/// The end of the run of characters that an address may hold.
fn run_end(text: &str, from: usize) -> usize {
    let stop = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '<' | '>'
                    | '"'
                    | '{'
                    | '}'
                    | '|'
                    | '\\'
                    | '^'
                    | '`'
                    | '“'
                    | '”'
                    | '‘'
                    | '’'
                    | '«'
                    | '»'
                    | '…'
            )
    };
    text[from..].find(stop).map_or(text.len(), |n| from + n)
}

/// Leaves out punctuation that closes the sentence around the address, and a bracket opened outside it.
fn trimmed(text: &str, start: usize, mut end: usize) -> usize {
    let bytes = text.as_bytes();
    let count = |b| bytes[start..end].iter().filter(|&&x| x == b).count();
    let (mut round, mut square) = (
        count(b')').saturating_sub(count(b'(')),
        count(b']').saturating_sub(count(b'[')),
    );
    while end > start + 1 {
        match bytes[end - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' => {}
            b')' if round > 0 => round -= 1,
            b']' if square > 0 => square -= 1,
            _ => break,
        }
        end -= 1;
    }
    end
}

/// The start and end of the e-mail address around the "@" at `at`, not before `from`.
pub(super) fn email_around(text: &str, from: usize, at: usize) -> Option<(usize, usize)> {
    let local = |&c: &char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let mut start = at;
    for c in text[from..at]
        .chars()
        .rev()
        .take(LOCAL_MAX)
        .take_while(local)
    {
        start -= c.len_utf8();
    }
    start += text[start..at].len() - text[start..at].trim_start_matches(['.', '-']).len();
    (start < at).then_some(())?;
    let rest = &text[at + 1..];
    let label = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    let domain = &rest[..rest.find(|c| !label(c)).unwrap_or(rest.len())];
    let domain = domain.trim_end_matches(['.', '-']);
    let (host, top) = domain.rsplit_once('.')?;
    let valid = host.starts_with(char::is_alphanumeric)
        && top.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2;
    valid.then_some((start, at + 1 + domain.len()))
}

/// The end of the "@name" or "#tag" that starts at `at`; none if nothing (or for a tag, no letter) follows.
pub(super) fn handle_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let name = |c: char| c.is_alphanumeric() || c == '_';
    let len = rest.find(|c| !name(c)).unwrap_or(rest.len());
    let enough = match text.as_bytes()[at] {
        b'#' => rest[..len].contains(char::is_alphabetic),
        _ => len > 0,
    };
    enough.then_some(at + 1 + len)
}
