//! The database of a package, schema 11.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rusqlite::{Connection, MAIN_DB, OpenFlags, Statement, params};

use super::super::Corpus;
use super::collection;
use super::note::{self, Note};
use super::package::Shelf;
use super::plan::{Plan, Planned};
use crate::anki::ids::Ids;
use crate::anki::text;
use crate::diagnostic::Diagnostic;
use crate::failure::{Failure, Result};

/// How many notes have their text in memory at once.
const CHUNK: usize = 512;

/// Pages so large that a note fits: spread over pages it would be a tenth larger when packed.
const PRAGMAS: &str = "PRAGMA page_size = 65536; PRAGMA journal_mode = off;";

/// What parts the fields of a note.
const SEPARATOR: &str = "\u{1f}";

/// What came to light while the notes were made.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// How many cards there are.
    pub(super) cards: usize,
    /// The pictures and sounds that the notes show.
    media: Shelf,
    /// What keeps questions from being notes.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Makes the database of the planned notes and gives its bytes to `pack`, with the media.
pub(super) fn with<T>(
    corpus: &Corpus<'_>,
    plan: &Plan<'_, '_>,
    pack: impl FnOnce(&[u8], &Shelf) -> Result<T>,
) -> Result<(T, Made)> {
    let mut db = create().map_err(failure)?;
    let made = fill(&mut db, corpus, plan).map_err(failure)?;
    Ok((pack(&db.serialize(MAIN_DB).map_err(failure)?, &made.media)?, made))
}

fn failure(error: rusqlite::Error) -> Failure {
    Failure(format!("cannot make the Anki database: {error}"))
}

fn create() -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    // One piece of memory that can be read without a copy, unlike `:memory:`.
    let db = Connection::open_with_flags_and_vfs("package", flags, c"memdb")?;
    db.execute_batch(PRAGMAS)?;
    Ok(db)
}

fn fill(db: &mut Connection, corpus: &Corpus<'_>, plan: &Plan<'_, '_>) -> rusqlite::Result<Made> {
    let mut made = Made::default();
    let all = db.transaction()?;
    all.execute_batch(include_str!("schema.sql"))?;
    collection::insert(&all, &plan.decks, plan.notes.len() + 1)?;
    {
        let mut rows = Rows::new(&all, plan)?;
        for chunk in plan.notes.chunks(CHUNK) {
            let notes: Vec<Note> =
                chunk.par_iter().map(|planned| note::note(planned, corpus, plan)).collect();
            for (planned, note) in chunk.iter().zip(notes) {
                rows.insert(planned, &note)?;
                made.cards += note.cards.len();
                made.media.extend(note.media.into_iter().map(|media| (media.name.clone(), media)));
                made.diagnostics.extend(note.diagnostics);
            }
        }
    }
    all.commit()?;
    Ok(made)
}

/// Writes notes and cards.
struct Rows<'c> {
    notes: Statement<'c>,
    cards: Statement<'c>,
    ids: Ids,
}

impl<'c> Rows<'c> {
    fn new(db: &'c Connection, plan: &Plan<'_, '_>) -> rusqlite::Result<Self> {
        // Update sequence number -1: not synced yet.
        let notes = db.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")?;
        let cards = db.prepare(
            "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '{}')",
        )?;
        Ok(Rows { notes, cards, ids: Ids::of_cards(plan.notes.iter().map(|note| note.id)) })
    }

    fn insert(&mut self, planned: &Planned<'_, '_>, note: &Note) -> rusqlite::Result<()> {
        // Anki takes 0 for "never" in places.
        let modified = planned.item.modified.max(1);
        let title = text::strip(note.fields.first().map(String::as_str).unwrap_or_default());
        self.notes.execute(params![
            planned.id,
            planned.guid,
            note.note_type.id,
            modified,
            note.tags,
            note.fields.join(SEPARATOR),
            title,
            text::checksum(&title),
        ])?;
        // Anki makes no cards on import.
        for &ord in &note.cards {
            self.cards.execute(params![
                self.ids.card(planned.id, ord),
                planned.id,
                planned.deck,
                ord,
                modified,
                planned.due as i64,
            ])?;
        }
        Ok(())
    }
}
