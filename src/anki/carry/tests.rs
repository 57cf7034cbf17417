//! Which questions need to be read back to know what their fields cannot carry.

use std::path::{Path, PathBuf};

use super::*;
use crate::anki::note_type::{CHOICE, QUESTION};
use crate::question::section;
use crate::read;
use crate::schema::default_names;
use crate::source::Source;

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let inner = folders.iter().flat_map(|folder| self::files(folder));
    files
        .into_iter()
        .chain(inner)
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect()
}

#[test]
fn most_questions_are_plain() {
    let decks = files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/decks")));
    let mut rest = Vec::new();
    for path in &decks {
        let text = std::fs::read_to_string(path).unwrap();
        let source = Source { text, ..Source::default() };
        let reading = (read::find("question").unwrap().read)(&source, &read::Options::default());
        let document = Document::new(&reading.questions[0], default_names());
        let choice = document.section(section::OPTIONS).is_some();
        if !plain::is_plain(&document, if choice { &CHOICE } else { &QUESTION }) {
            rest.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    // Reading back is exact, but takes ten times as long.
    assert!(rest.len() * 2 < decks.len(), "{} of {}: {rest:?}", rest.len(), decks.len());
}
