//! The lines of a file, blank ones and their indentation kept.

use super::Excerpt;
use crate::source::Source;

/// A line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'s> {
    /// What stands on it, its end left out.
    pub text: Excerpt<'s>,
    /// What ends it: nothing at the end of a file.
    pub end: Excerpt<'s>,
    /// Whether it is part of a code block, fences included, or of a comment.
    pub code: bool,
    /// Whether a code block or a comment begins with it.
    pub opens: bool,
    /// The fence that has to be added behind it, where the file lacks it.
    pub close: Option<Excerpt<'s>>,
}

impl<'s> Row<'s> {
    /// Whether nothing stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.text.trim().is_empty()
    }

    /// What stands on it, blanks at the ends left out.
    pub(super) fn trimmed(&self) -> Excerpt<'s> {
        self.text.trimmed()
    }

    /// How many columns its text is indented.
    pub(super) fn indent(&self) -> usize {
        indent(self.text.text)
    }

    /// Its text with up to `columns` of its indentation gone.
    pub(super) fn outdented(&self, columns: usize) -> Excerpt<'s> {
        let mut column = 0;
        let blank = |&(_, c): &(usize, char)| {
            let goes = column < columns && matches!(c, ' ' | '\t');
            column = next_column(column, c);
            goes
        };
        let gone = self.text.text.char_indices().take_while(blank).count();
        self.text.cut(gone..self.text.text.len())
    }

    /// Whether it is a rule across the page, or the underline of a heading.
    pub(super) fn is_rule(&self) -> bool {
        let line = self.text.text.trim();
        let only =
            |mark| line.len() >= 3 && line.split(' ').all(|part| part.bytes().all(|b| b == mark));
        !self.code && self.indent() < 4 && [b'-', b'*', b'_', b'='].into_iter().any(only)
    }
}

/// How many columns a text is indented; a tab goes to the next multiple of four.
pub(super) fn indent(text: &str) -> usize {
    text.chars().take_while(|c| matches!(c, ' ' | '\t')).fold(0, next_column)
}

fn next_column(column: usize, c: char) -> usize {
    if c == '\t' { column / 4 * 4 + 4 } else { column + 1 }
}

/// The lines of a file; they end at `\n`, `\r\n` or `\r`. A byte-order mark is left out.
pub(super) fn rows(source: &Source) -> Vec<Row<'_>> {
    let whole = Excerpt { text: &source.text, start: 0 };
    let bytes = source.text.as_bytes();
    let mut rows = Vec::new();
    let mut at = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while at < bytes.len() {
        let rest = &bytes[at..];
        let length = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let end = match rest[length..] {
            [b'\r', b'\n', ..] => 2,
            [_, ..] => 1,
            [] => 0,
        };
        let text = whole.cut(at..at + length);
        at += length + end;
        rows.push(Row {
            text,
            end: whole.cut(at - end..at),
            code: false,
            opens: false,
            close: None,
        });
    }
    rows
}
