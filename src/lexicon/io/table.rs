//! Tables: one entry in a row (word, key, weight), or one word in a row and one key in a column.

use super::{Rows, lines, place, plain};
use crate::error::Error;
use crate::lexicon::entry::Entry;
use crate::lexicon::model::{Lexicon, LexiconBuilder};
use csv::StringRecord;

/// Header names of the column of words.
const WORD: [&str; 12] = [
    "word",
    "words",
    "term",
    "terms",
    "entry",
    "token",
    "pattern",
    "phrase",
    "ngram",
    "lemma",
    "dicterm",
    "english word",
];
/// Header names of the column of keys.
const KEY: [&str; 8] = [
    "key",
    "category",
    "dimension",
    "emotion",
    "label",
    "sentiment",
    "affectdimension",
    "emotion/affect",
];
/// Header names of the column of weights.
const WEIGHT: [&str; 7] = [
    "weight",
    "score",
    "valence",
    "value",
    "polarity",
    "intensity",
    "emotion-intensity-score",
];

/// What the columns of a table are.
enum Columns {
    /// One entry in a row.
    Tall {
        word: usize,
        key: Option<usize>,
        weight: Option<usize>,
    },
    /// One column per key: a mark or a weight where the word belongs to it.
    Wide {
        word: usize,
        keys: Vec<(usize, String)>,
    },
}

/// The delimiter that the first line has most of; `usual` where it has none.
pub(super) fn delimiter(text: &str, usual: u8) -> u8 {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |delimiter: u8| line.bytes().filter(|&byte| byte == delimiter).count();
    let best = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|&d| (count(d), d == usual));
    best.filter(|&best| count(best) > 0).unwrap_or(usual)
}

pub(super) fn read(
    file: &str,
    text: &str,
    delimiter: u8,
    builder: &mut LexiconBuilder,
) -> crate::Result<()> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(delimiter != b'\t')
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut columns = None;
    let mut wide = Rows::default();
    let mut record = StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|error| csv_error(file, &error))?
    {
        let line = record.position().map_or(0, csv::Position::line);
        let fail = |message| Error::lexicon(place(file, line), message);
        if record.iter().all(str::is_empty) {
            continue;
        }
        match &columns {
            None => {
                let (found, is_header) = Columns::of(&record);
                if !is_header {
                    row(builder, &mut wide, &found, &record).map_err(fail)?;
                }
                columns = Some(found);
            }
            Some(columns) => row(builder, &mut wide, columns, &record).map_err(fail)?,
        }
    }
    wide.flush(builder)
        .map_err(|message| Error::lexicon(file, message))
}

fn csv_error(file: &str, error: &csv::Error) -> Error {
    match error.position() {
        Some(at) => Error::lexicon(place(file, at.line()), error),
        None => Error::lexicon(file, error),
    }
}

impl Columns {
    /// The columns by the first row, and whether that row is a header.
    fn of(first: &StringRecord) -> (Self, bool) {
        let names: Vec<String> = first.iter().map(str::to_lowercase).collect();
        let find = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
        if let Some(word) = find(&WORD).filter(|_| names.len() > 1) {
            let (key, weight) = (find(&KEY), find(&WEIGHT));
            let tall = key.is_some() || (weight.is_some() && names.len() == 2);
            let keys = || {
                first
                    .iter()
                    .enumerate()
                    .filter(|&(at, name)| at != word && !name.is_empty())
            };
            let wide = || keys().map(|(at, name)| (at, name.to_owned())).collect();
            return match tall {
                true => (Self::Tall { word, key, weight }, true),
                false => (Self::Wide { word, keys: wide() }, true),
            };
        }
        let number = |at: usize| {
            first
                .get(at)
                .is_some_and(|cell| cell.parse::<f64>().is_ok())
        };
        let (key, weight) = match first.len() {
            1 => (None, None),
            _ if number(1) => (None, Some(1)),
            2 => (Some(1), None),
            _ => (Some(1), Some(2)),
        };
        (
            Self::Tall {
                word: 0,
                key,
                weight,
            },
            false,
        )
    }
}

fn row(
    builder: &mut LexiconBuilder,
    wide: &mut Rows,
    columns: &Columns,
    record: &StringRecord,
) -> Result<(), String> {
    let cell = |at: usize| record.get(at).unwrap_or_default();
    match columns {
        &Columns::Tall { word, key, weight } => {
            let path = key.map(cell).filter(|path| !path.is_empty());
            let id = match (path, key) {
                (Some(path), _) => builder.key(path)?,
                (None, None) => builder.own_key()?,
                (None, Some(_)) => return Err(format!("no key for {:?}; give it one", cell(word))),
            };
            let weight = weight.map(cell).filter(|text| !text.is_empty());
            let weight = weight.map(|text| number(text, cell(word))).transpose()?;
            builder.push_notation(id, cell(word), weight)
        }
        Columns::Wide { word, keys } => keys.iter().try_for_each(|(at, path)| {
            let mark = cell(*at);
            if matches!(mark, "" | "0") {
                return Ok(());
            }
            let key = builder.key(path)?;
            let mut entry = Entry::read(cell(*word))?;
            entry.weight = match mark {
                "x" | "X" => None,
                text => Some(number(text, cell(*word))?),
            };
            wide.push(key, entry);
            Ok(())
        }),
    }
}

fn number(text: &str, word: &str) -> Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
    value.ok_or_else(|| format!("the weight {text:?} of {word:?} is not a number; write it as 1.5"))
}

/// The lexicon as a table with the header word, key, weight.
pub(super) fn write(lexicon: &Lexicon, delimiter: u8) -> Result<String, String> {
    let quotes = if delimiter == b'\t' {
        csv::QuoteStyle::Never
    } else {
        csv::QuoteStyle::Necessary
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .quote_style(quotes)
        .from_writer(Vec::new());
    let fail = |error: csv::Error| error.to_string();
    writer
        .write_record(["word", "key", "weight"])
        .map_err(fail)?;
    for key in lexicon.keys() {
        for entry in &lexicon.entries()[key.entries.clone()] {
            let weight = entry
                .weight
                .map(|weight| weight.to_string())
                .unwrap_or_default();
            writer
                .write_record([&entry.to_string(), &key.path, &weight])
                .map_err(fail)?;
        }
        for path in &key.except {
            writer
                .write_record([&format!("!/{path}"), &key.path, ""])
                .map_err(fail)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// The lexicon as a table with a column for each key, marked X or with the weight.
pub(super) fn write_wide(lexicon: &Lexicon) -> Result<String, String> {
    super::refuse_all_but_plain(lexicon, true)?;
    let entries = lexicon.entries();
    let is_marked = entries.iter().all(|entry| entry.weight.is_none());
    let is_weighted = entries.iter().all(|entry| entry.weight.is_some())
        && entries.iter().any(|entry| entry.weight != Some(1.0));
    if !is_marked && !is_weighted {
        return Err(
            "a .dicx file has weights for all entries or for none, and they are not all 1; write CSV instead".into(),
        );
    }
    if entries.iter().any(|entry| entry.weight == Some(0.0)) {
        return Err(
            "in a .dicx file a weight of 0 says that the word is not in the key; write CSV instead"
                .into(),
        );
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let fail = |error: csv::Error| error.to_string();
    let paths = lexicon.keys().iter().map(|key| key.path.as_str());
    writer
        .write_record(std::iter::once("DicTerm").chain(paths))
        .map_err(fail)?;
    for (id, entry) in lexicon.entries().iter().enumerate() {
        let mark = entry
            .weight
            .map_or("X".to_owned(), |weight| weight.to_string());
        let own = lexicon.key_of(id as u32) as usize;
        let cells =
            (0..lexicon.keys().len()).map(|key| if key == own { mark.as_str() } else { "" });
        writer
            .write_record(std::iter::once(entry.to_string().as_str()).chain(cells))
            .map_err(fail)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// VADER's table: token, mean valence, and what is not needed here.
pub(super) fn read_vader(
    file: &str,
    text: &str,
    builder: &mut LexiconBuilder,
) -> crate::Result<()> {
    let key = builder
        .key("valence")
        .map_err(|message| Error::lexicon(file, message))?;
    for (line, text) in lines(text) {
        let mut cells = text.split('\t').map(str::trim);
        let word = cells.next().unwrap_or_default();
        if text.trim().is_empty() {
            continue;
        }
        let fail = |message| Error::lexicon(place(file, line), message);
        let mut entry = Entry::fixed(word);
        entry.weight = Some(number(cells.next().unwrap_or_default(), word).map_err(fail)?);
        builder.push(key, entry).map_err(fail)?;
    }
    Ok(())
}

/// NRC's tables: word, emotion, and 0, 1 or an intensity. Words with 0 are no entries.
pub(super) fn read_nrc(file: &str, text: &str, builder: &mut LexiconBuilder) -> crate::Result<()> {
    let mut rows = Rows::default();
    for (line, text) in lines(text) {
        let cells: Vec<_> = text.split('\t').map(str::trim).collect();
        let fail = |message| Error::lexicon(place(file, line), message);
        match cells[..] {
            [""] => {}
            [_, _, "0"] => {}
            // A first row without a number is a header.
            [_, _, mark] if rows.0.is_empty() && mark.parse::<f64>().is_err() => {}
            [word, emotion, mark] => {
                let key = builder.key(emotion).map_err(fail)?;
                let weight = number(mark, word).map_err(fail)?;
                rows.push(key, plain(word).with_weight(weight));
            }
            _ => {
                let count = cells.len();
                return Err(fail(format!(
                    "{count} columns; an NRC table has word, emotion and number"
                )));
            }
        }
    }
    rows.flush(builder)
        .map_err(|message| Error::lexicon(file, message))
}
