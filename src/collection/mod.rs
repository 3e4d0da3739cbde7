//! Many texts: scored in parallel, in order, into one [`Table`].
//!
//! The order of rows is the order of the texts, and the same texts give the same table, to the last bit, for any
//! number of threads: each text is scored by itself, and nothing of one reaches the figures of another.
//!
//! ```
//! use detente::collection::{Document, Level, Pool, score};
//!
//! let analyzer = detente::Analyzer::builder().build()?;
//! let documents = ["The allies signed a treaty.", "The talks collapsed."].map(|text| Document { id: text, text: Ok(text) });
//! let one = score(&analyzer, &documents, Level::Sentence, &Pool::new(1)?);
//! let two = score(&analyzer, &documents, Level::Sentence, &Pool::new(2)?);
//! assert_eq!(one.to_csv(), two.to_csv());
//! # Ok::<(), detente::Error>(())
//! ```

pub mod blocks;
mod column;
pub mod delimited;
mod documents;
mod ids;
pub mod jsonl;
mod level;
mod pool;
mod rows;
mod table;
pub mod textfiles;
mod texts;

pub use column::{Column, Kind, Value};
pub use documents::{Cell, Documents};
pub use ids::UniqueIds;
pub use level::Level;
pub use pool::Pool;
pub use table::Table;
pub use texts::Texts;

use crate::analysis::{Analysis, Analyzer, Parts};
use crate::outline::Format;
use crate::span::CodePoints;
use std::ops::Range;

/// Bytes of text that one task takes: enough to make the task's own cost vanish, little enough to share work evenly.
pub(crate) const TASK: usize = 64 * 1024;

/// Rows that a task asks for memory for before it knows them.
const MOST_RESERVED: usize = 1024;

/// One text of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document<'t> {
    /// The identifier, repeated in each of its rows.
    pub id: &'t str,
    /// The text, or why there is none.
    pub text: std::result::Result<&'t str, &'t str>,
}

impl Document<'_> {
    /// Bytes of text.
    pub(crate) fn size(&self) -> usize {
        self.text.map_or(0, str::len)
    }
}

/// Scores documents, in parallel on `pool`, into a table at `level`.
///
/// Every document has at least one row: one without text (blank, or unreadable) has a row of its own, with null
/// rates, and `error` says why where it could not be read. Offsets in the table count **code points**.
///
/// # Examples
/// ```
/// use detente::collection::{Document, Level, Pool, score};
/// let analyzer = detente::Analyzer::builder().build()?;
/// let documents = [
///     Document { id: "a", text: Ok("The allies signed a treaty.") },
///     Document { id: "b", text: Err("b.pdf: the file is encrypted") },
/// ];
/// let table = score(&analyzer, &documents, Level::Document, &Pool::new(2)?);
/// assert_eq!(table.n_rows(), 2);
/// assert_eq!(table.to_csv().lines().next().unwrap().split(',').next(), Some("doc_id"));
/// # Ok::<(), detente::Error>(())
/// ```
pub fn score(analyzer: &Analyzer, documents: &[Document<'_>], level: Level, pool: &Pool) -> Table {
    scored(
        analyzer,
        documents,
        |&document| (document, None),
        level,
        pool,
    )
}

/// Scores documents that are known to be marked up in some way, whatever the analyzer's own format; see [`score`].
pub fn score_marked(
    analyzer: &Analyzer,
    documents: &[(Document<'_>, Format)],
    level: Level,
    pool: &Pool,
) -> Table {
    let view = |&(document, format): &_| (document, Some(format));
    scored(analyzer, documents, view, level, pool)
}

/// Scores what `view` makes documents of.
fn scored<'t, T: Sync>(
    analyzer: &Analyzer,
    items: &[T],
    view: impl Fn(&T) -> (Document<'t>, Option<Format>) + Sync + Send,
    level: Level,
    pool: &Pool,
) -> Table {
    let task = match pool.threads() {
        // Nothing to share: one table from the start.
        1 => usize::MAX,
        _ => TASK,
    };
    let tasks = runs(items, |item| view(item).0.size(), task);
    let parts = pool.map(&tasks, |task| {
        let mut table = Table::new(level);
        for (index, item) in task.clone().zip(&items[task.clone()]) {
            let (document, format) = view(item);
            push(&mut table, index, document, format, analyzer);
            if index == task.start {
                // The other documents will have about as many rows.
                table.reserve((table.n_rows() * task.len()).min(MOST_RESERVED));
            }
        }
        table
    });
    let rows = parts.iter().map(Table::n_rows).sum();
    let mut parts = parts.into_iter();
    let mut table = parts.next().unwrap_or_else(|| Table::new(level));
    if parts.len() > 0 {
        table.reserve(rows);
    }
    for part in parts {
        table.append(part);
    }
    table
}

/// The table of one text that was analysed already; offsets in it count code points.
pub fn table_of(analysis: &Analysis, id: &str, text: &str, level: Level) -> Table {
    let mut table = Table::new(level);
    rows::push(&mut table, 0, id, text, analysis, &CodePoints::of(text));
    table
}

/// Cuts items into runs of `bytes` bytes or a little more, by `size`.
pub(crate) fn runs<T>(items: &[T], size: impl Fn(&T) -> usize, bytes: usize) -> Vec<Range<usize>> {
    let (mut runs, mut first, mut held) = (Vec::new(), 0, 0);
    for (index, item) in items.iter().enumerate() {
        held += size(item) + 64;
        if held >= bytes || index + 1 == items.len() {
            runs.push(first..index + 1);
            (first, held) = (index + 1, 0);
        }
    }
    runs
}

/// Adds the rows of one document.
fn push(
    table: &mut Table,
    index: usize,
    Document { id, text }: Document<'_>,
    format: Option<Format>,
    analyzer: &Analyzer,
) {
    let level = table.level();
    let parts = Parts {
        paragraphs: level == Some(Level::Paragraph),
        matches: matches!(level, Some(Level::Sentence | Level::Match)),
        setting: level == Some(Level::Dyad),
    };
    let analysis = text.map_err(str::to_owned).and_then(|text| {
        let analysis = analyzer.analyze_parts(text, format, parts);
        Ok((analysis.map_err(|error| error.to_string())?, text))
    });
    match analysis {
        Ok((analysis, text)) => {
            rows::push(table, index, id, text, &analysis, &CodePoints::of(text));
        }
        Err(error) => rows::push_error(table, index, id, &error),
    }
}
