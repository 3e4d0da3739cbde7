//! Lexical diversity and readability of each text or section.

use super::super::table::Table;
use super::super::text::Texts;
use super::columns::placed;
use super::options::Options;
use super::units::{Place, each_unit, present, read};
use crate::terms::diversity::{self, Diversity, DiversityOptions};
use crate::terms::options::TermOptions;
use crate::terms::readability::{Readability, ReadabilityCounter, ReadabilityCounts};
use pyo3::prelude::*;

/// Lexical diversity of each unit.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "the parameters of the measures")]
pub(in crate::python) fn diversity_table(
    py: Python<'_>,
    texts: Texts,
    ids: Vec<String>,
    options: Options,
    unit: &str,
    window: usize,
    factor_size: f64,
    sample: usize,
) -> PyResult<Table> {
    let texts = present(&texts)?;
    let (corpus, places) = read(py, &texts, &options.0, unit)?;
    let wanted = DiversityOptions {
        window,
        factor_size,
        sample,
        ..DiversityOptions::default()
    };
    let measured = py.detach(|| {
        let words = |document| corpus.words(document).collect::<Vec<u32>>();
        let all = (0..corpus.len()).map(|document| diversity::diversity(&words(document), &wanted));
        all.collect::<Vec<_>>()
    });
    let rows: Vec<(Place, Diversity)> = places.into_iter().zip(measured).collect();
    placed(&rows, &ids, unit, |row| &row.0)
        .integer("words", |row| row.1.words)
        .integer("types", |row| row.1.types)
        .integer("hapaxes", |row| row.1.hapaxes)
        .real("ttr", |row| row.1.ttr)
        .real("c", |row| row.1.c)
        .real("r", |row| row.1.r)
        .real("cttr", |row| row.1.cttr)
        .real("u", |row| row.1.u)
        .real("s", |row| row.1.s)
        .real("k", |row| row.1.k)
        .real("i", |row| row.1.i)
        .real("d", |row| row.1.d)
        .real("vm", |row| row.1.vm)
        .real("maas", |row| row.1.maas)
        .real("lgv0", |row| row.1.lgv0)
        .real("lgev0", |row| row.1.lgev0)
        .real("mattr", |row| row.1.mattr)
        .real("msttr", |row| row.1.msttr)
        .real("mtld", |row| row.1.mtld)
        .real("hdd", |row| row.1.hdd)
        .real("honore", |row| row.1.honore)
        .real("brunet", |row| row.1.brunet)
        .real("sichel", |row| row.1.sichel)
        .real("entropy", |row| row.1.entropy)
        .table()
}

/// A column of the readability table.
type Formula = (&'static str, fn(&Readability) -> f64);

const FORMULAS: &[Formula] = &[
    ("mean_sentence_length", |r| r.mean_sentence_length),
    ("mean_word_length", |r| r.mean_word_length),
    ("mean_word_syllables", |r| r.mean_word_syllables),
    ("flesch", |r| r.flesch),
    ("flesch_psk", |r| r.flesch_psk),
    ("flesch_kincaid", |r| r.flesch_kincaid),
    ("fog", |r| r.fog),
    ("fog_psk", |r| r.fog_psk),
    ("fog_nri", |r| r.fog_nri),
    ("smog", |r| r.smog),
    ("smog_c", |r| r.smog_c),
    ("smog_simple", |r| r.smog_simple),
    ("smog_de", |r| r.smog_de),
    ("ari", |r| r.ari),
    ("ari_simple", |r| r.ari_simple),
    ("ari_nri", |r| r.ari_nri),
    ("coleman", |r| r.coleman),
    ("coleman_c2", |r| r.coleman_c2),
    ("coleman_liau_ecp", |r| r.coleman_liau_ecp),
    ("coleman_liau", |r| r.coleman_liau),
    ("coleman_liau_short", |r| r.coleman_liau_short),
    ("lix", |r| r.lix),
    ("rix", |r| r.rix),
    ("danielson_bryan", |r| r.danielson_bryan),
    ("danielson_bryan_2", |r| r.danielson_bryan_2),
    ("elf", |r| r.elf),
    ("farr_jenkins_paterson", |r| r.farr_jenkins_paterson),
    ("forcast", |r| r.forcast),
    ("forcast_rgl", |r| r.forcast_rgl),
    ("fucks", |r| r.fucks),
    ("linsear_write", |r| r.linsear_write),
    ("wiener_1", |r| r.wiener_1),
    ("wiener_2", |r| r.wiener_2),
    ("wiener_3", |r| r.wiener_3),
    ("wiener_4", |r| r.wiener_4),
    ("strain", |r| r.strain),
    ("wheeler_smith", |r| r.wheeler_smith),
];

/// Readability of each unit.
#[pyfunction]
pub(in crate::python) fn readability_table(
    py: Python<'_>,
    texts: Texts,
    ids: Vec<String>,
    unit: &str,
) -> PyResult<Table> {
    let texts = present(&texts)?;
    let mut counter = ReadabilityCounter::default();
    let mut rows: Vec<(Place, ReadabilityCounts, Readability)> = Vec::new();
    each_unit(
        py,
        &texts,
        &TermOptions::default(),
        unit,
        |reader, place| {
            let counts = counter.count(
                reader.tokens(),
                place.part.tokens.clone(),
                reader.vocabulary(),
            );
            rows.push((place, counts, Readability::of(&counts)));
        },
    )?;
    let mut columns = placed(&rows, &ids, unit, |row| &row.0)
        .integer("sentences", |row| row.1.sentences as usize)
        .integer("words", |row| row.1.words as usize)
        .integer("letters", |row| row.1.letters as usize)
        .integer("syllables", |row| row.1.syllables as usize)
        .integer("polysyllables", |row| row.1.polysyllables as usize);
    for &(name, formula) in FORMULAS {
        columns = columns.real(name, |row| formula(&row.2));
    }
    columns.table()
}
