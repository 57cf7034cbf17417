//! What readers of plain text share: lines that know their place, questions that ran together on
//! one line, and Markdown that reads as the text it came from.

mod escape;
mod glued;

pub(super) use escape::push_plain;
pub(super) use glued::{depths, split};

use std::ops::Range;

use crate::source::{Source, Span};

/// Some text of a file, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'s> {
    /// The text.
    pub text: &'s str,
    /// Its first byte.
    pub start: u32,
}

impl<'s> Excerpt<'s> {
    /// Its bytes.
    pub(super) fn span(self) -> Span {
        Span::new(0..self.text.len(), self.start)
    }

    /// A part of it; empty if `range` does not fit.
    pub(super) fn cut(self, range: Range<usize>) -> Excerpt<'s> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        Excerpt { text, start: self.start + range.start.min(self.text.len()) as u32 }
    }

    /// What stands before byte `at`, and the rest.
    pub(super) fn cut_in_two(self, at: usize) -> (Excerpt<'s>, Excerpt<'s>) {
        (self.cut(0..at), self.cut(at..self.text.len()))
    }

    /// It without the blanks at its ends. No-break spaces are blanks.
    pub(super) fn trimmed(self) -> Excerpt<'s> {
        let lead = self.text.len() - self.text.trim_start().len();
        self.cut(lead..lead + self.text.trim().len())
    }

    /// What stands before and behind the first `separator`.
    pub(super) fn split_once(self, separator: char) -> Option<(Excerpt<'s>, Excerpt<'s>)> {
        let at = self.text.find(separator)?;
        Some((self.cut(0..at), self.cut(at + separator.len_utf8()..self.text.len())))
    }

    /// The parts between `separator`s.
    pub(super) fn split(self, separator: char) -> impl Iterator<Item = Excerpt<'s>> {
        let mut rest = Some(self);
        std::iter::from_fn(move || {
            let whole = rest?;
            let (part, behind) = match whole.split_once(separator) {
                Some((part, behind)) => (part, Some(behind)),
                None => (whole, None),
            };
            rest = behind;
            Some(part)
        })
    }
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'s> {
    /// What stands on it, blanks at the ends left out.
    pub excerpt: Excerpt<'s>,
    /// Whether a blank line stands before it, or nothing.
    pub gap: bool,
}

/// The lines of a file that are not blank; they end at `\n`, `\r\n` or `\r`.
pub(super) fn lines(source: &Source) -> Vec<Line<'_>> {
    let whole = Excerpt { text: &source.text, start: 0 };
    let mut lines = Vec::new();
    let mut gap = true;
    let mut at = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for line in source.text[at..].split_inclusive(['\n', '\r']) {
        let excerpt = whole.cut(at..at + line.len()).trimmed();
        at += line.len();
        if !excerpt.text.is_empty() {
            lines.push(Line { excerpt, gap });
            gap = false;
        } else if line != "\n" || !source.text[..at].ends_with("\r\n") {
            gap = true;
        }
    }
    lines
}

/// Runs of lines without a blank line between them.
pub(super) fn paragraphs<'l, 's>(lines: &'l [Line<'s>]) -> impl Iterator<Item = &'l [Line<'s>]> {
    lines.chunk_by(|_, next| !next.gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place_whatever_ends_them() {
        let text = "\u{feff}a \r\n\r\n\u{a0}b\r\nc\rd\n \ne";
        let source = Source { text: text.to_owned(), ..Source::default() };
        let found = lines(&source);
        let seen: Vec<_> = found.iter().map(|line| (line.excerpt.text, line.gap)).collect();
        assert_eq!(seen, [("a", true), ("b", true), ("c", false), ("d", false), ("e", true)]);
        assert!(found.iter().all(|line| source.slice(line.excerpt.span()) == line.excerpt.text));
        assert_eq!(paragraphs(&found).map(<[_]>::len).collect::<Vec<_>>(), [1, 3, 1]);
    }

    #[test]
    fn parts_of_an_excerpt_keep_their_place() {
        let whole = Excerpt { text: "a ·\u{a0}b: c", start: 10 };
        let parts: Vec<_> = whole.split('·').map(Excerpt::trimmed).collect();
        assert_eq!(parts[1], Excerpt { text: "b: c", start: 16 });
        let (key, value) = parts[1].split_once(':').unwrap();
        assert_eq!((key.text, value.trimmed().start), ("b", 19));
        assert_eq!(whole.cut(50..60), Excerpt { text: "", start: 20 });
    }
}
