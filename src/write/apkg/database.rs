//! The database of a package, schema 11: SQLite makes it, but for the pages of its large tables.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OpenFlags};

use super::super::Corpus;
use super::collection;
use super::deflate::{Packed, Stream};
use super::note::{self, Note};
use super::package::Shelf;
use super::pages::{self, Cell, Pages, Table};
use super::plan::{Plan, Planned};
use crate::anki::ids::Ids;
use crate::anki::text;
use crate::diagnostic::Diagnostic;
use crate::failure::{Failure, Result};

/// How many questions have their notes in memory at once.
const CHUNK: usize = 512;

/// What parts the fields of a note.
const SEPARATOR: &str = "\u{1f}";

/// Where the first page says how many there are.
const COUNT: std::ops::Range<usize> = 28..32;

/// What came to light while the notes were made.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// How many cards there are.
    pub(super) cards: usize,
    /// The pictures and sounds that the notes show.
    pub(super) media: Shelf,
    /// What keeps questions from being notes.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Makes the database of the planned notes, packed. It is never whole in memory.
pub(super) fn pack(corpus: &Corpus<'_>, plan: &Plan<'_, '_>) -> Result<(Packed, Made)> {
    let (mut head, tops) = head(plan).map_err(failure)?;
    let runs: Vec<_> = plan.notes.chunk_by(|a, b| std::ptr::eq(a.item, b.item)).collect();
    let mut rows = Rows::new(plan, (head.len() / pages::SIZE) as u32);
    let mut body = Stream::default();
    for chunk in runs.chunks(CHUNK) {
        // The notes before these are packed meanwhile.
        let done = std::mem::take(&mut rows.pages.bytes);
        let notes = chunk.par_iter().map(|run| self::notes(run, corpus, plan));
        let (notes, packed) =
            rayon::join(|| notes.collect::<rusqlite::Result<Vec<_>>>(), || body.add(&done));
        packed.map_err(failure)?;
        notes.map_err(failure)?.into_iter().flatten().for_each(|note| rows.add(note));
    }
    let Rows { notes, mut cards, mut pages, made, .. } = rows;
    let tables = [notes.finish(&mut pages), of_cards(&mut cards, &mut pages)];
    for (top, page) in tops.into_iter().zip(tables) {
        if let Some(page) = page {
            head[(top - 1) * pages::SIZE..top * pages::SIZE].copy_from_slice(&page);
        }
    }
    head[COUNT].copy_from_slice(&pages.last.to_be_bytes());
    body.add(&pages.bytes).map_err(failure)?;
    let mut first = Stream::default();
    first.add(&head).map_err(failure)?;
    body.prepend(first);
    Ok((body.finish(), made))
}

fn failure(error: impl std::fmt::Display) -> Failure {
    Failure(format!("cannot make the Anki database: {error}"))
}

/// The first pages, with everything but notes and cards, and the numbers of the pages at the top of
/// these tables.
fn head(plan: &Plan<'_, '_>) -> rusqlite::Result<(Vec<u8>, [usize; 2])> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut db = Connection::open_with_flags_and_vfs("package", flags, c"memdb")?;
    db.execute_batch(&format!("PRAGMA page_size = {}; PRAGMA journal_mode = off;", pages::SIZE))?;
    let all = db.transaction()?;
    all.execute_batch(include_str!("schema.sql"))?;
    collection::insert(&all, &plan.decks, plan.notes.len() + 1)?;
    let top = |table: &str| {
        let page = "SELECT rootpage FROM sqlite_master WHERE name = ?";
        all.query_row(page, [table], |row| row.get::<_, u16>(0)).map(usize::from)
    };
    let tops = [top("notes")?, top("cards")?];
    all.commit()?;
    Ok((db.serialize(MAIN_DB)?.to_vec(), tops))
}

/// A note as a row.
struct Row<'p> {
    planned: &'p Planned<'p, 'p>,
    row: Vec<u8>,
    /// What else is to be known of it.
    note: Note,
}

/// The notes of a question as rows, in the order of their ids.
fn notes<'p>(
    run: &'p [Planned<'p, 'p>],
    corpus: &Corpus<'_>,
    plan: &Plan<'_, '_>,
) -> rusqlite::Result<Vec<Row<'p>>> {
    let mut notes = note::notes(run, corpus, plan);
    notes.sort_by_key(|(planned, _)| planned.id);
    notes.into_iter().map(|(planned, note)| row(planned, note)).collect()
}

fn row<'p>(planned: &'p Planned<'p, 'p>, mut note: Note) -> rusqlite::Result<Row<'p>> {
    let fields = std::mem::take(&mut note.fields);
    let title = text::strip(fields.first().map(String::as_str).unwrap_or_default());
    let sorted = |sorted: Cell<'_>| {
        pages::row(&[
            Cell::Null,
            Cell::Text(&planned.guid),
            Cell::Integer(note.note_type.id),
            Cell::Integer(modified(planned)),
            // Not synced yet.
            Cell::Integer(-1),
            Cell::Text(&note.tags),
            Cell::Text(&fields.join(SEPARATOR)),
            sorted,
            Cell::Integer(text::checksum(&title).into()),
            Cell::Integer(0),
            Cell::Text(""),
        ])
    };
    // The column is one of integers: a text that is a number becomes one, and SQLite says which.
    let row = if title.bytes().all(|byte| b"+-.0123456789eE \t\n\r\x0b\x0c".contains(&byte)) {
        let db = Connection::open_in_memory()?;
        db.execute_batch("CREATE TABLE one (sfld integer)")?;
        db.execute("INSERT INTO one VALUES (?)", [&title])?;
        db.query_row("SELECT sfld FROM one", [], |row| match row.get_ref(0)? {
            ValueRef::Integer(number) => Ok(sorted(Cell::Integer(number))),
            ValueRef::Real(number) => Ok(sorted(Cell::Real(number))),
            _ => Ok(sorted(Cell::Text(&title))),
        })?
    } else {
        sorted(Cell::Text(&title))
    };
    Ok(Row { planned, row, note })
}

/// When a note or a card changed. Anki takes 0 for "never" in places.
fn modified(planned: &Planned<'_, '_>) -> i64 {
    planned.item.modified.max(1)
}

/// The notes and cards so far.
struct Rows {
    notes: Table,
    /// By id, which is not always the order in which they come.
    cards: Vec<(i64, Vec<u8>)>,
    pages: Pages,
    ids: Ids,
    made: Made,
}

impl Rows {
    fn new(plan: &Plan<'_, '_>, last: u32) -> Self {
        Rows {
            notes: Table::default(),
            cards: Vec::new(),
            pages: Pages { bytes: Vec::new(), last },
            ids: Ids::of_cards(plan.notes.iter().map(|note| note.id)),
            made: Made::default(),
        }
    }

    fn add(&mut self, Row { planned, row, note }: Row<'_>) {
        self.notes.add(planned.id, &row, &mut self.pages);
        self.made.cards += note.cards.len();
        let media = note.media.into_iter();
        self.made.media.extend(media.map(|media| (media.name.clone(), media)));
        self.made.diagnostics.extend(note.diagnostics);
        // Anki makes no cards on import.
        for ord in note.cards {
            let (modified, due) = (modified(planned), planned.due as i64);
            let mut card = [0; 18].map(Cell::Integer);
            card[0] = Cell::Null;
            for (at, value) in [
                (1, planned.id),
                (2, planned.deck),
                (3, ord.into()),
                (4, modified),
                (5, -1),
                (8, due),
            ] {
                card[at] = Cell::Integer(value);
            }
            card[17] = Cell::Text("{}");
            self.cards.push((self.ids.card(planned.id, ord), pages::row(&card)));
        }
    }
}

/// Writes the cards; gives the page at the top of their table.
fn of_cards(cards: &mut [(i64, Vec<u8>)], pages: &mut Pages) -> Option<Vec<u8>> {
    cards.sort_unstable_by_key(|(id, _)| *id);
    let mut table = Table::default();
    cards.iter().for_each(|(id, row)| table.add(*id, row, pages));
    table.finish(pages)
}
