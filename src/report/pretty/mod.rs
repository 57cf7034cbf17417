//! The report for people: source excerpt, label on the exact characters, help, drawn by miette; and
//! what the fix would change.

mod excerpt;
mod fix;

use std::fmt::{self, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity as Drawn, SourceCode};

use super::{Files, Findings, Report, Style, concise, printable};
use crate::diagnostic::{Diagnostic, Severity};
use excerpt::Excerpt;

/// See the module.
pub(super) const ITEM: Report =
    Report { help: "source excerpts with labels, help and fixes", render };

/// Columns by which it moves a related place to the right.
const INDENT: usize = 6;

/// The most diagnostics that are drawn: nobody looks at more, and drawing takes its time.
const MAX_DRAWN: usize = 10_000;

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
    let (drawn, listed) = findings.diagnostics.split_at(findings.diagnostics.len().min(MAX_DRAWN));
    for found in drawn {
        let Some(drawing) = Drawing::of(found, &files, style.width) else { continue };
        // Writing to a string cannot fail.
        _ = handler.render_report(&mut text, &drawing);
        if let (Some(fix), Some(file)) = (&found.fix, files.get(&found.file)) {
            fix::draw(&mut text, fix, file, style);
        }
        text.push('\n');
    }
    if !listed.is_empty() {
        _ = writeln!(text, "{} more are not drawn, but have a line each:\n", listed.len());
        listed.iter().for_each(|found| concise::line(found, &files, &mut text));
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
    fn of(found: &Diagnostic, files: &Files<'_>, width: usize) -> Option<Drawing> {
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
