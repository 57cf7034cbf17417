//! The report for people: source excerpt, label on the exact characters, help; drawn by miette.
//!
//! miette gets an excerpt of a few clipped lines, not the file: it scans its source anew for each
//! label, and panics on a label beyond column 65,535.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    Severity as Drawn, SourceCode, SourceSpan, SpanContents,
};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{File, Findings, Report, Style, printable, shown};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Span};

/// See the module.
pub(super) const ITEM: Report = Report { help: "source excerpts with labels and help", render };

/// Columns that miette's line numbers and borders take.
const MARGIN: usize = 12;

/// Columns by which it moves a related place to the right.
const INDENT: usize = 6;

fn render(findings: &Findings<'_>, style: Style) -> String {
    let theme = match style.color {
        true => GraphicalTheme::unicode(),
        false => GraphicalTheme::unicode_nocolor(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_context_lines(1)
        .without_primary_span_start()
        .with_show_related_as_nested(true);
    let files = findings.files();
    let mut text = String::new();
    for found in findings.diagnostics {
        let Some(drawing) = Drawing::of(found, &files, style.width) else { continue };
        // Writing to a string cannot fail.
        _ = handler.render_report(&mut text, &drawing);
        text.push('\n');
    }
    text
}

/// A diagnostic as miette wants it.
#[derive(Debug)]
struct Drawing {
    rule: Option<&'static str>,
    message: String,
    severity: Drawn,
    help: Option<String>,
    excerpt: Excerpt,
    related: Vec<Drawing>,
}

impl Drawing {
    fn of(found: &Diagnostic, files: &BTreeMap<FileId, File<'_>>, width: usize) -> Option<Drawing> {
        let related = found.related.iter().filter_map(|related| {
            Some(Drawing {
                rule: None,
                message: printable(&related.message),
                severity: Drawn::Advice,
                help: None,
                excerpt: Excerpt::new(
                    files.get(&related.file)?,
                    related.span,
                    width.saturating_sub(INDENT),
                ),
                related: Vec::new(),
            })
        });
        Some(Drawing {
            rule: Some(found.rule),
            message: printable(&found.message),
            severity: match found.severity {
                Severity::Error => Drawn::Error,
                Severity::Warning => Drawn::Warning,
                Severity::Info | Severity::Off => Drawn::Advice,
            },
            help: found.help.as_deref().map(printable),
            excerpt: Excerpt::new(files.get(&found.file)?, found.span, width),
            related: related.collect(),
        })
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl miette::Diagnostic for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.rule.map(|rule| Box::new(rule) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Drawn> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_primary_with_span(None, self.excerpt.label);
        Some(Box::new(std::iter::once(label)))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        let related = self.related.iter().map(|one| one as &dyn miette::Diagnostic);
        (!self.related.is_empty()).then(|| Box::new(related) as Box<_>)
    }
}

/// The line of a label, and the lines around it, clipped to the width of the window.
#[derive(Debug)]
struct Excerpt {
    /// `path:line:column`.
    name: String,
    text: String,
    /// How many lines of the file stand before it.
    skipped: usize,
    /// The label's bytes in `text`.
    label: SourceSpan,
}

impl Excerpt {
    fn new(file: &File<'_>, span: Span, width: usize) -> Excerpt {
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
fn window(line: &str, start: usize, room: usize) -> Range<usize> {
    let fits = line[..start].width() < room * 2 / 3;
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
