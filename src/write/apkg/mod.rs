//! Anki packages.
//!
//! The oldest container with the oldest schema: a zip with `collection.anki2` (SQLite, schema 11)
//! and `media` (none yet), which every Anki from 2.0 on, AnkiDroid and AnkiMobile read.
//!
//! What makes an update reach learners without harm: guids come from the questions' ids
//! ([`ids`]), note types are frozen ([`note_type`]), and a note's time is that of its last change
//! of content.

mod collection;
mod database;
mod decks;
mod ids;
mod note;
mod note_type;
mod plan;
mod tags;
mod text;

use std::io::{Cursor, Write};
use std::path::PathBuf;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::{Artifact, Corpus, Options, Writer, Written};
use crate::failure::{Failure, Result};

/// The Anki package writer.
pub(super) const ITEM: Writer = Writer {
    help: "an Anki package: cards to import, and to import again when the questions change",
    extension: Some("apkg"),
    folder: false,
    file: true,
    write,
};

fn write(corpus: &Corpus<'_>, _options: &Options) -> Result<Written> {
    let plan = plan::Plan::new(corpus);
    let cards = Some(plan.notes.len());
    let mut written = Written { cards, diagnostics: plan::same_guids(&plan), ..Written::default() };
    let package = database::with(corpus, &plan, &mut written.diagnostics, pack)?;
    written.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    if written.diagnostics.is_empty() {
        written.artifacts.push(Artifact { path: PathBuf::new(), bytes: package });
    }
    Ok(written)
}

/// Puts the bytes of a database into a package.
fn pack(database: &[u8]) -> Result<Vec<u8>> {
    zip(database).map_err(|error| Failure(format!("cannot make the Anki package: {error}")))
}

fn zip(database: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    // No clock and no system shows in the bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("collection.anki2", options)?;
    zip.write_all(database)?;
    zip.start_file("media", options)?;
    zip.write_all(b"{}")?;
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
