//! What the fields of our notes cannot carry of a question: the field `Data`.
//!
//! The writer fills the fields of a note and calls [`data`] with them; the reader turns fields and
//! `Data` back into the question that they came from.

use std::collections::BTreeMap;

use super::note_type::NoteType;
use crate::document::Document;

/// A question, and what the writer made of it.
#[derive(Debug)]
pub struct Made<'m, 'q> {
    /// The question.
    pub document: &'m Document<'q>,
    /// What it is known by.
    pub identity: &'m str,
    /// The type of its notes.
    pub note_type: &'static NoteType,
    /// The fields of each note: of one, but of an interview one for each step, in order. `Data` is
    /// still empty.
    pub notes: &'m [Vec<String>],
    /// The tags of the first note, as they are written.
    pub tags: &'m str,
    /// Where each picture or sound comes from: the path as the question's Markdown says it, by the
    /// name in the package.
    pub media: &'m BTreeMap<String, String>,
}

/// What stands in the field `Data` of the first note: HTML that is never shown, empty if the fields
/// and tags say all.
pub fn data(_made: &Made<'_, '_>) -> String {
    String::new()
}
