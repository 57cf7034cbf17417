//! Anki packages.
//!
//! The oldest container with the oldest schema: a zip with `collection.anki2` (SQLite, schema 11)
//! and `media`, which every Anki from 2.0 on, AnkiDroid and AnkiMobile read.
//!
//! What makes an update reach learners without harm: guids come from the questions' ids
//! ([`crate::anki::ids`]), note types are frozen ([`crate::anki::note_type`]), and a note's time is
//! that of its last change of content.

mod collection;
mod database;
mod decks;
mod deflate;
mod links;
mod note;
mod order;
mod package;
mod pages;
mod plan;
mod presets;
mod zip;

use std::path::PathBuf;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{Artifact, Corpus, Options, Writer, Written};
use crate::diagnostic::Diagnostic;
use crate::failure::Result;

/// The Anki package writer.
pub(super) const ITEM: Writer = Writer {
    help: "an Anki package: cards to import, and to import again when the questions change",
    extension: Some("apkg"),
    folder: false,
    file: true,
    dated: true,
    write,
};

fn write(corpus: &Corpus<'_>, _options: &Options) -> Result<Written> {
    let plan = plan::Plan::new(corpus);
    let (database, made) = database::pack(corpus, &plan)?;
    let mut diagnostics = plan::same_guids(&plan);
    diagnostics.extend(made.diagnostics);
    sort(&mut diagnostics);
    let mut written = Written { cards: Some(made.cards), diagnostics, ..Written::default() };
    if written.diagnostics.is_empty() {
        let bytes = package::pack(database, &made.media)?;
        written.artifacts.push(Artifact { path: PathBuf::new(), bytes });
    }
    Ok(written)
}

/// In the order of the files; what several notes of a question say is said once.
fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
}

/// A note by its parts, for other formats that Anki imports.
pub(super) struct Row {
    pub(super) guid: String,
    /// The name of its note type.
    pub(super) note_type: &'static str,
    pub(super) deck: String,
    /// One for each field of the note type, HTML.
    pub(super) fields: Vec<String>,
    /// Its tags, divided by blanks.
    pub(super) tags: String,
    /// How many cards Anki makes of it.
    pub(super) cards: usize,
}

/// The notes in the order of study, and what spoils them.
pub(super) fn rows(corpus: &Corpus<'_>) -> (Vec<Row>, Vec<Diagnostic>) {
    let mut plan = plan::Plan::new(corpus);
    let mut diagnostics = plan::same_guids(&plan);
    plan.notes.sort_by_key(|planned| planned.due);
    let runs: Vec<_> = plan.notes.chunk_by(|a, b| std::ptr::eq(a.item, b.item)).collect();
    let notes: Vec<_> = runs.par_iter().map(|run| note::notes(run, corpus, &plan)).collect();
    let row = |(planned, note): (&plan::Planned<'_, '_>, note::Note)| {
        diagnostics.extend(note.diagnostics);
        Row {
            guid: planned.guid.clone(),
            note_type: note.note_type.name,
            deck: decks::name(&planned.item.deck),
            fields: note.fields,
            tags: note.tags.trim().to_owned(),
            cards: note.cards.len(),
        }
    };
    let rows = notes.into_iter().flatten().map(row).collect();
    sort(&mut diagnostics);
    (rows, diagnostics)
}

#[cfg(test)]
mod tests;
