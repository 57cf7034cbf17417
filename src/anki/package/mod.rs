//! Opens an Anki package of any of the three containers: notes, cards, note types, decks, media.
//!
//! | container | database | media |
//! |---|---|---|
//! | legacy 1 | `collection.anki2` | as they are |
//! | legacy 2 | `collection.anki21` | as they are |
//! | latest | `collection.anki21b`, zstd | each zstd |
//!
//! The schema of the database, 11 or 14 to 18, is independent of the container.
//!
//! A package comes from anywhere, so nothing in it is believed. What it unpacks to is limited, as a
//! whole and against what it packs ([`MAX_UNPACKED`], [`MAX_RATIO`]), so are rows and the length of a
//! field ([`MAX_ROWS`], [`MAX_LENGTH`]). A name that leads out of a folder, one that stands twice, an
//! encrypted member, a note whose fields are not those of its type: each is a [`Broken`] that says so.

mod archive;
mod database;
mod protobuf;
mod schema11;
mod schema18;

use std::collections::BTreeMap;
use std::fmt;

use archive::Archive;
pub use archive::{MAX_MEDIA, MAX_RATIO, MAX_UNPACKED};
pub use database::{MAX_LENGTH, MAX_ROWS};

/// A package, opened. Media are unpacked when they are asked for.
#[derive(Debug)]
pub struct Package<'b> {
    /// The notes, by id.
    pub notes: Vec<Note>,
    /// The cards, by id.
    pub cards: Vec<Card>,
    /// The note types, by id.
    pub note_types: BTreeMap<i64, NoteType>,
    /// The names of the decks by id, parts between `::`.
    pub decks: BTreeMap<i64, String>,
    /// Where each media file stands in the archive, by its name.
    media: BTreeMap<String, String>,
    archive: Archive<'b>,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id, for the cards of this package; collections know it by its guid.
    pub id: i64,
    /// What it is known by in every collection.
    pub guid: String,
    /// The id of its type.
    pub note_type: i64,
    /// When it last changed, in seconds since 1970.
    pub modified: i64,
    /// Its tags.
    pub tags: Vec<String>,
    /// HTML, one for each field of its type.
    pub fields: Vec<String>,
}

/// A card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: i64,
    /// The id of its note.
    pub note: i64,
    /// Which template it is of, or which number of a gap, from 0.
    pub ord: i64,
    /// The id of its deck; of one that is studied in a filtered deck, its own.
    pub deck: i64,
    /// Its place among the new cards.
    pub due: i64,
}

/// What notes of one sort have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteType {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether a card is made for each number of a gap.
    pub cloze: bool,
    /// When it last changed, in seconds since 1970.
    pub modified: i64,
    /// The style of its cards.
    pub css: String,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// Its templates, in order.
    pub templates: Vec<Template>,
}

/// A field of a note type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its id; older note types have none.
    pub id: Option<i64>,
}

/// A template of a note type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Its id; older note types have none.
    pub id: Option<i64>,
    /// The front.
    pub front: String,
    /// The back.
    pub back: String,
}

/// Why bytes are no package that can be read: a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken(pub String);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What can be had of a package, or why not.
pub type Result<T> = std::result::Result<T, Broken>;

fn broken<T>(message: impl Into<String>) -> Result<T> {
    Err(Broken(message.into()))
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from being read as a whole.
    pub fn open(bytes: &'b [u8]) -> Result<Package<'b>> {
        let mut archive = Archive::open(bytes)?;
        let media = archive.media()?;
        let database::Tables { notes, cards, note_types, decks } =
            database::read(archive.database()?)?;
        for note in &notes {
            let Some(note_type) = note_types.get(&note.note_type) else {
                return broken(format!("the note `{}` has no note type", note.guid));
            };
            let (has, wants) = (note.fields.len(), note_type.fields.len());
            if has != wants {
                return broken(format!(
                    "the note `{}` has {has} fields, its note type `{}` has {wants}",
                    note.guid, note_type.name
                ));
            }
        }
        Ok(Package { notes, cards, note_types, decks, media, archive })
    }

    /// The names of the media files, sorted.
    pub fn media_names(&self) -> impl Iterator<Item = &str> {
        self.media.keys().map(String::as_str)
    }

    /// The bytes of a media file; none if the package has no file of that name.
    ///
    /// # Errors
    ///
    /// It is too large, or cannot be unpacked.
    pub fn media(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        match self.media.get(name) {
            Some(member) => self.archive.media_file(member),
            None => Ok(None),
        }
    }

    /// The names of the decks in which a note has cards, by note, the first card's first.
    pub fn decks_by_note(&self) -> BTreeMap<i64, &str> {
        let mut found = BTreeMap::new();
        for card in &self.cards {
            if let Some(name) = self.decks.get(&card.deck) {
                found.entry(card.note).or_insert(name.as_str());
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
