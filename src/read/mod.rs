//! Readers: from the text of a file to questions.
//!
//! A reader never fails and never invents: what it cannot read, or mends, becomes a diagnostic at
//! the place. To add one: write `read/NAME.rs` (or a folder) with a `pub(super) const ITEM: Reader`, and
//! add its name to the list below.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::question::Question;
use crate::source::Source;
use crate::walk::Decode;

mod markdown;
mod notes;
mod round_trip;
mod sample;
mod text;

table! { Reader: apkg, chapter, csv, deep_dive, details, hub, json, qa, question, quiz }

pub use self::csv::{join, places};

/// A format that questions are read from.
#[derive(Debug)]
pub struct Reader {
    /// What it reads, in a line, for `--help` and the docs.
    pub help: &'static str,
    /// The endings of its files in a folder; a file that is named may end in anything.
    pub endings: &'static [&'static str],
    /// The largest file that is read, in bytes.
    pub max_bytes: u64,
    /// For files that are no text: makes of their bytes the text that `read` takes; none if they are
    /// none of the format.
    pub decode: Option<Decode>,
    /// Whether fixes may edit its files: they are text, not cells or strings with escapes.
    pub editable: bool,
    /// Reads one file.
    pub read: for<'s> fn(&'s Source, &Options) -> Reading<'s>,
}

/// The largest file of a format that holds a whole corpus: 1 GiB. Places in it still fit `u32`.
const MAX_CORPUS_BYTES: u64 = 1 << 30;

/// What the user says about the files of a source.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// For tables: which key or section the cells of a column are, by the column's name.
    pub columns: BTreeMap<String, String>,
}

/// What a reader found in one file.
#[derive(Debug, Default)]
pub struct Reading<'s> {
    /// The questions, in the order of the file.
    pub questions: Vec<Question<'s>>,
    /// What it could not read, what it mended, and where.
    pub diagnostics: Vec<Diagnostic>,
    /// The pictures and sounds in the file that the questions show.
    pub media: Vec<Medium>,
}

/// Makes text of the bytes of a file of any format whose files are no text.
pub fn decode(bytes: &[u8]) -> Option<Result<String, String>> {
    LIST.iter().find_map(|(_, reader)| (reader.decode?)(bytes))
}

/// A picture or a sound that a file of questions holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Medium {
    /// Where it belongs among imported files, with `/`; never outside their folder.
    pub path: String,
    /// What it is called in the file.
    pub name: String,
}

/// The reader of that name.
pub fn find(name: &str) -> Option<&'static Reader> {
    LIST.iter().find(|(listed, _)| *listed == name).map(|(_, reader)| *reader)
}

/// The names of all formats that can be read.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    LIST.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn item(name: &str) {
        let reader = find(name).unwrap();
        assert!(!reader.help.is_empty() && !reader.help.ends_with('.'), "{name}");
        // No text makes a reader panic or say something about bytes that are not there.
        for text in ["", "\n", "---", "---\n", "+++\n+++\n", "## Answer", "\u{feff}", "ID: X\r\n"] {
            let source = Source { text: text.to_owned(), ..Source::default() };
            for diagnostic in (reader.read)(&source, &Options::default()).diagnostics {
                assert!(source.text.get(diagnostic.span.range()).is_some(), "{name}: {text:?}");
            }
        }
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(LIST.is_sorted_by_key(|(name, _)| *name));
    }
}
