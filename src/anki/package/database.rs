//! The inside of a package: a SQLite database in memory.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rusqlite::limits::Limit;
use rusqlite::{Connection, Row};

use super::{Broken, Card, Note, NoteType, Result, broken, schema11, schema18};

/// The most rows that a table may have. Anki itself slows down long before.
pub const MAX_ROWS: usize = 2_000_000;

/// The longest text of one row, in bytes: 64 MiB.
pub const MAX_LENGTH: i32 = 64 << 20;

/// How much longer than the database its texts may be: a broken one may say the same page is in many
/// rows.
const MAX_SHARE: usize = 4;

/// The longest that SQLite may read: that of a sound database takes seconds.
const MAX_TIME: Duration = Duration::from_secs(60);

/// What stands between the parts of rows that hold lists.
const UNIT: char = '\u{1f}';

/// What the tables of a collection hold.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) notes: Vec<Note>,
    pub(super) cards: Vec<Card>,
    pub(super) note_types: BTreeMap<i64, NoteType>,
    pub(super) decks: BTreeMap<i64, String>,
}

/// Reads the tables of a database.
pub(super) fn read(bytes: Vec<u8>) -> Result<Tables> {
    let database = Database::open(bytes)?;
    let version: i64 = database.one("select ver from col", |row| row.get(0))?;
    let (note_types, decks) = match version {
        11 => schema11::read(&database)?,
        14..=18 => schema18::read(&database)?,
        other => return broken(format!("its database has the schema {other}, which is not known")),
    };
    let mut notes = database.rows("select id, guid, mid, mod, tags, flds from notes", note)?;
    notes.sort_by_key(|note| note.id);
    let mut cards = database.rows("select id, nid, ord, did, odid, due from cards", card)?;
    cards.sort_by_key(|card| card.id);
    Ok(Tables { notes, cards, note_types, decks })
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    let (tags, fields): (String, String) = (text(row, 4)?, text(row, 5)?);
    Ok(Note {
        id: row.get(0)?,
        guid: text(row, 1)?,
        note_type: row.get(2)?,
        modified: row.get(3)?,
        tags: tags
            .split([' ', '\u{3000}'])
            .filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect(),
        fields: fields.split(UNIT).map(str::to_owned).collect(),
    })
}

fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    let (deck, own): (i64, i64) = (row.get(3)?, row.get(4)?);
    Ok(Card {
        id: row.get(0)?,
        note: row.get(1)?,
        ord: row.get(2)?,
        deck: if own == 0 { deck } else { own },
        due: row.get(5)?,
    })
}

/// A text; a number where SQLite took one for it.
pub(super) fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(at)? {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        value => value.as_str()?.to_owned(),
    })
}

/// A database that is only read.
pub(super) struct Database {
    connection: Connection,
    size: usize,
}

impl Database {
    fn open(mut bytes: Vec<u8>) -> Result<Database> {
        if !bytes.starts_with(b"SQLite format 3\0") || bytes.len() < 512 {
            return broken("its database is no SQLite database");
        }
        // One that is in memory has no log beside it, whatever it says.
        bytes[18..20].fill(1);
        let size = bytes.len();
        let connection = connection(&bytes).map_err(|error| words(&error))?;
        let database = Database { connection, size };
        // A view or a trigger in the place of a table would run code of the package.
        let others = "select count(*) from sqlite_master where type not in ('table', 'index') \
                      or (type = 'table' and rootpage = 0)";
        // So would a column that is computed when it is read.
        let computed = "select count(*) from sqlite_master s, pragma_table_xinfo(s.name) c \
                        where s.type = 'table' and c.hidden <> 0";
        for (count, what) in
            [(others, "views, triggers or virtual tables"), (computed, "computed columns")]
        {
            let count: i64 = database.one(count, |row| row.get(0))?;
            if count > 0 {
                return broken(format!("its database has {what}, as Anki's never has"));
            }
        }
        Ok(database)
    }

    /// One row.
    pub(super) fn one<T>(&self, sql: &str, map: fn(&Row<'_>) -> rusqlite::Result<T>) -> Result<T> {
        let one = self.connection.query_row(sql, [], map);
        one.map_err(|error| words(&error))
    }

    /// All rows.
    pub(super) fn rows<T>(
        &self,
        sql: &str,
        map: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut list = Vec::new();
        let mut length = 0;
        let mut read = || -> rusqlite::Result<bool> {
            let mut statement = self.connection.prepare(sql)?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                for at in 0..columns {
                    length += row.get_ref(at)?.as_bytes().map_or(8, <[u8]>::len);
                }
                if list.len() == MAX_ROWS || length > self.size.saturating_mul(MAX_SHARE) {
                    return Ok(false);
                }
                list.push(map(row)?);
            }
            Ok(true)
        };
        match read() {
            Ok(true) => Ok(list),
            Ok(false) => broken("its database has more rows than its size has room for"),
            Err(error) => Err(words(&error)),
        }
    }
}

fn connection(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact("main", bytes, bytes.len(), true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_LENGTH)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.create_collation("unicase", |a, b| a.to_lowercase().cmp(&b.to_lowercase()))?;
    let start = Instant::now();
    let late = move || start.elapsed() > MAX_TIME;
    connection.progress_handler(1_000_000, Some(late))?;
    Ok(connection)
}

fn words(error: &rusqlite::Error) -> Broken {
    let error = error.to_string();
    let line = error.lines().next().unwrap_or_default();
    Broken(format!("its database cannot be read: {line}"))
}
