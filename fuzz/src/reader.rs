//! Readers: whatever the text, what they find has its place in it, and rules can look at it.

use qlint::read;
use qlint::source::{FileId, Source};

use super::bench;

/// A text as a file of that format.
pub(crate) fn holds(format: &str, text: &str) {
    bench::strictly(format, &bench::source(text));
}

/// Two tables, divided by a line `===`, joined by the first column of the first.
pub(crate) fn joined(text: &str) {
    let tables = text.split("\n===\n").enumerate();
    let source = |(at, text): (usize, &str)| Source {
        file: FileId(at as u32),
        path: format!("{at}.csv"),
        text: text.to_owned(),
    };
    let sources: Vec<Source> = tables.map(source).collect();
    let sources: Vec<&Source> = sources.iter().collect();
    let key = text.split([',', ';', '\t', '\n']).next().unwrap_or_default();
    let Ok(joined) = read::join(&sources, key) else { return };
    let places = read::places(&sources, key).expect("tables that can be joined have places");
    for (cell, table, place) in places {
        assert!(joined.get(cell.range()).is_some());
        assert!(sources[table.0 as usize].text.get(place.range()).is_some());
    }
    holds("csv", &joined);
}
