//! Notes that qlint wrote.

use super::super::notes::Notes;
use super::Note;
use super::media::Media;
use crate::anki::note_type::NoteType;
use crate::question::Question;

/// The question of a note, or of all steps of an interview.
pub(super) fn question<'s>(
    _notes: &mut Notes<'s>,
    _kind: &'static NoteType,
    _steps: &[Note<'_>],
    _media: &mut Media,
) -> Option<Question<'s>> {
    None
}
