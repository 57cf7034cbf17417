//! Where code blocks end, those too that are never closed.

use std::ops::Range;

use super::Excerpt;
use super::page::Page;
use super::row::Row;

/// A line of backticks or tildes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fence<'s> {
    /// The backticks or tildes.
    pub marks: Excerpt<'s>,
    /// How far it is indented.
    pub indent: usize,
    /// Whether a language stands behind it, so that it can only open.
    pub info: bool,
}

/// Reads a fence.
pub(super) fn fence<'s>(row: &Row<'s>) -> Option<Fence<'s>> {
    let line = row.trimmed();
    let mark = line.text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.text.len() - line.text.trim_start_matches(mark).len();
    let info = &line.text[length..];
    let valid = length >= 3 && (mark == '~' || !info.contains('`'));
    let marks = line.cut(0..length);
    valid.then(|| Fence { marks, indent: row.indent(), info: !info.is_empty() })
}

impl Fence<'_> {
    /// Whether `other` would close this one, if it had no language.
    fn matches(self, other: Fence<'_>) -> bool {
        other.marks.text.starts_with(self.marks.text) && other.indent < self.indent + 4
    }
}

/// Where a code block ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// Its lines, fences included.
    pub rows: Range<usize>,
    /// Whether a fence closes it. If not, a line with a language may have been meant to.
    pub closed: bool,
    /// The line that was meant to close it.
    pub meant: Option<usize>,
}

/// What is known not to be closed: a fence of such marks, up to such a line.
#[derive(Debug, Default)]
pub(super) struct Unclosed<'s> {
    known: Vec<(Excerpt<'s>, usize)>,
}

impl<'s> Unclosed<'s> {
    /// The code block that `open` at line `at` begins. It ends before `end`, where the next
    /// question begins; an option inside it shows that it was not closed, unless `asked`: then the
    /// question has its options.
    pub(super) fn code(
        &mut self,
        page: &Page<'_, 's>,
        (at, open): (usize, Fence<'s>),
        end: usize,
        asked: bool,
    ) -> Code {
        let first_box = page.next_box(at + 1).filter(|first| *first < end);
        let known = |(marks, until): &(Excerpt<'s>, usize)| {
            *until == end && open.marks.text.starts_with(marks.text)
        };
        // So that a page of open fences is not read to its end for each of them.
        let stop = if self.known.iter().any(known) { first_box.unwrap_or(end) } else { end };
        for row in at + 1..stop {
            let Some(other) = page.fence(row).filter(|other| open.matches(*other)) else {
                continue;
            };
            if other.info {
                // Options or the next question behind it: it was meant to close.
                let next = (row + 1..end).find(|row| !page.rows[*row].is_blank()).unwrap_or(end);
                if next == end || page.is_box(next) {
                    return Code { rows: at..row + 1, closed: false, meant: Some(row) };
                }
                continue;
            }
            return match first_box {
                Some(first)
                    if first < row && !asked && page.next_box(row).is_none_or(|b| b >= end) =>
                {
                    Code { rows: at..first, closed: false, meant: None }
                }
                _ => Code { rows: at..row + 1, closed: true, meant: None },
            };
        }
        if stop == end {
            self.known.retain(|(_, until)| *until == end);
            self.known.push((open.marks, end));
        }
        Code { rows: at..first_box.unwrap_or(end), closed: false, meant: None }
    }
}
