//! Writers: from questions to what people use.
//!
//! A writer is a function from the questions to bytes; it touches no file and reads no clock, so
//! that the same questions give the same bytes. To add one: write `write/NAME.rs` (or a folder)
//! with a `pub(super) const ITEM: Writer`, and add its name to the list below.

use std::path::PathBuf;
use std::sync::LazyLock;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::config::Site;
use crate::deck::Settings;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, SectionNames};
use crate::failure::Result;
use crate::question::Question;

mod body;
mod chapters;
pub mod listing;
pub mod media;
mod path;
mod sample;
mod yaml;

table! { Writer: apkg, csv, html, json, markdown, question }

/// A format that questions are written in.
#[derive(Debug)]
pub struct Writer {
    /// What it writes, in a line, for `--help` and the docs.
    pub help: &'static str,
    /// The file ending that means this format, if there is one.
    pub extension: Option<&'static str>,
    /// Whether it can write into a folder, one file or more.
    pub folder: bool,
    /// Whether it can write one file.
    pub file: bool,
    /// Whether it says when questions last changed ([`Item::modified`]).
    pub dated: bool,
    /// Writes all questions.
    pub write: fn(&Corpus<'_>, &Options) -> Result<Written>,
}

/// How to write.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether the target is a folder.
    pub folder: bool,
    /// For books: whether answers are folded away until the reader opens them.
    pub folded: bool,
    /// Whether a table is to be one that Anki imports as notes.
    pub anki: bool,
    /// Whether to keep spreadsheets from running cells of tables as formulas.
    pub guard_formulas: bool,
}

/// The questions to write.
#[derive(Debug)]
pub struct Corpus<'s> {
    /// The questions, in the order of the files.
    pub items: Vec<Item<'s>>,
    /// What the sections are called, and their order.
    pub names: &'s SectionNames,
    /// The levels, easiest first.
    pub levels: &'s [String],
    /// The pictures and sounds.
    pub shelf: &'s dyn media::Shelf,
    /// What a question hub looks like.
    pub site: &'s Site,
}

/// The hub of a corpus that says nothing of it.
static PLAIN: LazyLock<Site> = LazyLock::new(Site::default);

/// A question with what the files around it say of it.
#[derive(Debug)]
pub struct Item<'s> {
    /// The question.
    pub question: &'s Question<'s>,
    /// Its stable identity: the id; for a format without ids, path and number.
    pub identity: String,
    /// The Anki deck, parts between `::`.
    pub deck: String,
    /// What the `deck.toml` above it says.
    pub settings: Settings<'s>,
    /// When its content last changed, in seconds since 1970.
    pub modified: i64,
}

/// What a writer made.
#[derive(Debug, Default)]
pub struct Written {
    /// The files.
    pub artifacts: Vec<Artifact>,
    /// How many cards they hold, where that means something.
    pub cards: Option<usize>,
    /// What spoils them; then nothing is written.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file to be written.
#[derive(Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Where, relative to the target folder; empty when the target is a file.
    pub path: PathBuf,
    /// What.
    pub bytes: Vec<u8>,
}

impl<'s> Item<'s> {
    /// A question of which no file around it says anything.
    pub fn new(question: &'s Question<'s>, identity: impl Into<String>) -> Item<'s> {
        let (identity, settings) = (identity.into(), Settings::default());
        Item { question, identity, deck: String::new(), settings, modified: 0 }
    }

    /// The question with its Markdown parsed.
    pub fn document(&self, names: &SectionNames) -> Document<'s> {
        Document::new(self.question, names)
    }
}

impl<'s> Corpus<'s> {
    /// Questions without media.
    pub fn new(items: Vec<Item<'s>>, names: &'s SectionNames, levels: &'s [String]) -> Corpus<'s> {
        Corpus { items, names, levels, shelf: &media::Empty, site: &PLAIN }
    }

    /// The place of a level among the levels; unknown ones come last.
    pub fn level_rank(&self, level: &str) -> usize {
        self.levels.iter().position(|known| known == level).unwrap_or(self.levels.len())
    }
}

/// What stands in pieces as one, put together on all processors: an artefact may have 50 MB, and each page
/// of new memory costs more than what is copied into it.
fn joined(pieces: &[&[u8]]) -> Vec<u8> {
    let mut bytes = vec![0; pieces.iter().map(|piece| piece.len()).sum()];
    let mut rest = bytes.as_mut_slice();
    let mut pairs = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let (place, behind) = rest.split_at_mut(piece.len());
        pairs.push((place, piece));
        rest = behind;
    }
    pairs.into_par_iter().for_each(|(place, piece)| place.copy_from_slice(piece));
    bytes
}

/// The writer of that name.
pub fn find(name: &str) -> Option<&'static Writer> {
    LIST.iter().find(|(listed, _)| *listed == name).map(|(_, writer)| *writer)
}

/// The names of all formats that can be written.
pub fn names() -> impl Iterator<Item = &'static str> {
    LIST.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn item(name: &str) {
        let writer = find(name).unwrap();
        assert!(!writer.help.is_empty() && !writer.help.ends_with('.'), "{name}");
        assert!(writer.file || writer.folder, "{name} writes nothing");
        let names = SectionNames::default();
        let corpus = Corpus::new(vec![], &names, &[]);
        let written =
            (writer.write)(&corpus, &Options { folder: !writer.file, ..Options::default() })
                .unwrap();
        assert!(written.diagnostics.is_empty(), "{name}: nothing to write is no fault");
    }

    #[test]
    fn the_list_is_sorted_and_endings_are_unambiguous() {
        assert!(LIST.is_sorted_by_key(|(name, _)| *name));
        let mut endings: Vec<_> = LIST.iter().filter_map(|(_, writer)| writer.extension).collect();
        let all = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(all, endings.len());
    }
}
