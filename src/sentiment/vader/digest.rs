//! A name for a set of tables: equal digests, equal scores.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::VaderMode;
use super::tables::Sources;

/// SHA-256 over the mode and all tables in the order of their keys, as 64 hexadecimal digits.
pub(super) fn digest(mode: VaderMode, sources: &Sources) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("vader 1 {mode:?}\n"));
    for (name, table) in [
        ("lexicon", &sources.lexicon),
        ("boosters", &sources.boosters),
        ("phrases", &sources.phrases),
    ] {
        hasher.update(format!("[{name}]\n"));
        for (text, value) in table {
            hasher.update(format!("{text}\t{value}\n"));
        }
    }
    for (name, words) in [
        ("negators", &sources.negators),
        ("reversers", &sources.reversers),
    ] {
        hasher.update(format!("[{name}]\n"));
        for text in words {
            hasher.update(format!("{text}\n"));
        }
    }
    hasher.update("[emoji]\n");
    for (text, description) in &sources.emoji {
        hasher.update(format!("{text}\t{description}\n"));
    }
    hasher
        .finalize()
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
