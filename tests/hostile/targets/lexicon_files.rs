//! Lexicon files: the first line is the file's name, the rest what stands in it.

use super::{first_line, tokens};
use detente::lexicon::{Format, Lexicon, MatchOptions};

/// A file is refused with its name and a reason, or gives a lexicon that can be checked, compiled and matched, and that
/// the full formats keep.
pub fn lexicon_files(data: &[u8]) {
    let (name, text) = first_line(data);
    match Lexicon::read_text(&name, &text) {
        Ok(lexicon) => hold(&lexicon),
        Err(error) => {
            let message = error.to_string();
            assert!(
                message.len() > name.len() && message.contains(&name),
                "{message}"
            );
        }
    }
    // Whatever it is called, it may be given to the reader of any format.
    for format in Format::all() {
        let _ = Lexicon::from_str("own", &text, format);
    }
}

fn hold(lexicon: &Lexicon) {
    for entry in lexicon.entries() {
        assert!(entry.weight.is_none_or(f64::is_finite));
    }
    for format in Format::all() {
        let Ok(written) = lexicon.to_text(format) else {
            continue;
        };
        if lexicon.entries().is_empty() {
            continue;
        }
        let back = Lexicon::from_str(lexicon.name(), &written, format);
        let back = back.unwrap_or_else(|error| panic!("{format:?}: {error}\n{written}"));
        // Whatever a format can hold at all comes back: the full ones keep the order too.
        match format {
            Format::Yaml | Format::Json | Format::Csv | Format::Tsv => {
                assert_eq!(back.entries(), lexicon.entries(), "{format:?}\n{written}");
            }
            // Every word of WordStat has a weight, and 1 says nothing.
            Format::WordStat => {
                assert_eq!(sorted(&back, 1.0), sorted(lexicon, 1.0), "{written}");
            }
            _ => assert_eq!(
                sorted(&back, f64::NAN),
                sorted(lexicon, f64::NAN),
                "{format:?}\n{written}"
            ),
        }
    }
    let options = MatchOptions::default();
    let Ok(matcher) = lexicon.compile(&options) else {
        return;
    };
    let _ = lexicon.check(&options);
    let text = "The allies signed a peace treaty. They did not attack; NATO-Russia talks go on :-)";
    let (tokens, vocabulary) = tokens(text);
    for found in matcher.find(&tokens, &vocabulary, &mut matcher.state()) {
        assert!(text.get(found.span.range()).is_some());
        assert!((found.entry as usize) < lexicon.entries().len());
    }
}

/// The entries with their weights, or `weight` where they have none.
fn sorted(lexicon: &Lexicon, weight: f64) -> Vec<String> {
    let entries = lexicon.entries().iter();
    let mut lines: Vec<_> = entries
        .map(|entry| format!("{entry} {:?}", entry.weight.unwrap_or(weight)))
        .collect();
    lines.sort_unstable();
    lines
}
