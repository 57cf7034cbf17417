//! A file of the corpus and places in it.

use std::ops::Range;

/// The largest file that is read, in bytes, but for tables and JSON, which hold a corpus: 4 MiB.
///
/// A question is a few kilobytes; a file beyond this is a data dump with the wrong ending.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Bytes `range`, each `base` further on.
    ///
    /// Offsets fit `u32`: every reader's `max_bytes` is below 4 GiB.
    pub fn new(range: Range<usize>, base: u32) -> Span {
        Span { start: base + range.start as u32, end: base + range.end as u32 }
    }

    /// The empty span at byte `at`.
    pub fn at(at: u32) -> Span {
        Span { start: at, end: at }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    /// Bytes counted from the beginning of the file.
    fn from(range: Range<usize>) -> Span {
        Span::new(range, 0)
    }
}

/// The number of a file in the sorted list of the run's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One file of the corpus, as read.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Its number in the run.
    pub file: FileId,
    /// Its path relative to the root, with `/`.
    pub path: String,
    /// Its text, byte for byte.
    pub text: String,
}

impl Source {
    /// The file's name without folders and ending: what a question file's id must be.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The text under `span`; empty if the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// A position as people count: from 1, columns in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where the lines of a text begin. Only reports and messages about settings files need it.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters stand before each block of [`BLOCK`] bytes: a file may be one long line,
    /// and have a finding at every word of it.
    before: Vec<usize>,
}

/// The bytes between two counts of characters.
const BLOCK: usize = 256;

impl<'t> Lines<'t> {
    /// Finds the lines of `text`; they end at `\n`, or at a `\r` without one.
    pub fn new(text: &'t str) -> Lines<'t> {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(at, &byte)| {
            byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let mut before = vec![0];
        for block in bytes.chunks(BLOCK) {
            before.push(before[before.len() - 1] + characters(block));
        }
        Lines { text, starts, before }
    }

    /// The position of byte `offset`; one past the end is the end.
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.text.floor_char_boundary(offset as usize);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        // A byte-order mark has no column: editors do not show it.
        let marked = start == 0 && self.text[..offset].starts_with('\u{feff}');
        let start = if marked { '\u{feff}'.len_utf8() } else { start };
        Position { line, column: self.characters(offset) - self.characters(start) + 1 }
    }

    /// How many characters stand before byte `offset`.
    fn characters(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.before[block] + characters(&self.text.as_bytes()[block * BLOCK..offset])
    }

    /// The bytes of a line (counted from 1), its end included.
    pub fn line(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        start..self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

/// How many characters begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_long_lines_are_counted() {
        let text = format!("{}\n{}x", "é".repeat(3000), "日本".repeat(1500));
        let lines = Lines::new(&text);
        for (at, _) in text.char_indices() {
            let Position { line, column } = lines.position(at as u32);
            assert_eq!(line, if at <= 6000 { 1 } else { 2 });
            let start = if line == 1 { 0 } else { 6001 };
            assert_eq!(column, text[start..at].chars().count() + 1);
        }
        assert_eq!(lines.position(text.len() as u32), Position { line: 2, column: 3002 });
    }

    #[test]
    fn positions_count_characters_from_one() {
        let lines = Lines::new("\u{feff}ab\r\né€x\rz\n");
        let at = |offset| {
            let Position { line, column } = lines.position(offset);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (1, 1));
        assert_eq!(at(4), (1, 2));
        assert_eq!(at(7), (2, 1));
        assert_eq!(at(9), (2, 2));
        assert_eq!(at(12), (2, 3));
        assert_eq!(at(14), (3, 1));
        assert_eq!(at(999), (4, 1));
        // Elsewhere it is a character like any other.
        assert_eq!(Lines::new("a\n\u{feff}b").position(5), Position { line: 2, column: 2 });
    }

    #[test]
    fn the_stem_is_the_name_without_folders_and_ending() {
        let source = Source { path: "decks/py/PY-ADV-001.md".into(), ..Source::default() };
        assert_eq!(source.stem(), "PY-ADV-001");
    }
}
