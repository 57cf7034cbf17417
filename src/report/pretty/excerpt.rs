//! The few lines of a file around a place.
//!
//! miette gets an excerpt of clipped lines, not the file: it scans its source anew for each label, and
//! panics on a label beyond column 65,535.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use crate::report::{File, printable, shown};
use crate::source::Span;

/// Columns that miette's line numbers and borders take.
pub(super) const MARGIN: usize = 12;

/// The line of a label, and the lines around it, clipped to the width of the window.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// `path:line:column`.
    name: String,
    text: String,
    /// How many lines of the file stand before it.
    skipped: usize,
    /// The label's bytes in `text`.
    pub(super) label: SourceSpan,
}

impl Excerpt {
    pub(super) fn new(file: &File<'_>, span: Span, width: usize) -> Excerpt {
        let text = &file.source.text;
        let at = file.start(span);
        let room = width.saturating_sub(MARGIN).max(20);
        let first = at.line.saturating_sub(1).max(1);
        let last = (at.line + 1).min(file.lines.count());
        let mut excerpt = Excerpt {
            name: format!("{}:{}:{}", printable(&file.source.path), at.line, at.column),
            text: String::new(),
            skipped: first - 1,
            label: (0, 0).into(),
        };
        for line in first..=last {
            let range = file.lines.line(line);
            let content = text[range.clone()].trim_end_matches(['\n', '\r']);
            if line == at.line {
                let place = |offset: u32| {
                    let inside = (offset as usize).clamp(range.start, range.start + content.len());
                    content.floor_char_boundary(inside - range.start)
                };
                // A label that goes on over lines is drawn on its first one.
                let label = place(span.start)..place(span.end).max(place(span.start));
                excerpt.push(content, window(content, label.start, room), Some(label));
            } else if line < at.line || !content.is_empty() {
                excerpt.push(content, 0..clip(content.chars(), room), None);
            }
            if line < last {
                excerpt.text.push('\n');
            }
        }
        excerpt
    }

    /// Adds the part of a line that is shown, and notes where the label is.
    fn push(&mut self, line: &str, shown: Range<usize>, label: Option<Range<usize>>) {
        if shown.start > 0 {
            self.text.push('…');
        }
        match label {
            Some(label) => {
                let end = label.end.clamp(label.start, shown.end);
                self.push_clean(&line[shown.start..label.start]);
                let at = self.text.len();
                self.push_clean(&line[label.start..end]);
                self.label = (at, self.text.len() - at).into();
                self.push_clean(&line[end..shown.end]);
            }
            None => self.push_clean(&line[shown.clone()]),
        }
        if shown.end < line.len() {
            self.text.push('…');
        }
    }

    fn push_clean(&mut self, part: &str) {
        // A byte-order mark has no width; a tab is drawn as blanks.
        let visible = part.chars().filter(|c| *c != '\u{feff}');
        self.text.extend(visible.map(|c| if c == '\t' { c } else { shown(c) }));
    }
}

/// The bytes of a line that are shown around a label that begins at byte `start`.
pub(super) fn window(line: &str, start: usize, room: usize) -> Range<usize> {
    // Not the width of all that stands before: the line may be megabytes long.
    let fits = clip(line[..start].chars(), room * 2 / 3 - 1) == start;
    let from = if fits { 0 } else { start - clip(line[..start].chars().rev(), room / 3) };
    from..from + clip(line[from..].chars(), room)
}

/// The length in bytes of the first characters that fit `room` columns.
fn clip(line: impl Iterator<Item = char>, room: usize) -> usize {
    let mut columns = 0;
    let fits = |c: &char| {
        columns += c.width().unwrap_or(1);
        columns <= room
    };
    line.take_while(fits).map(char::len_utf8).sum()
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.text.read_span(span, before, after)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            inner.data(),
            *inner.span(),
            inner.line() + self.skipped,
            inner.column(),
            inner.line_count(),
        )))
    }
}
