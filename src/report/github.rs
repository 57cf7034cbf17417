//! Workflow commands, from which GitHub Actions makes annotations on the changed lines.
//!
//! The form and its escapes are those that the runner undoes (`ActionCommand.cs` of
//! github.com/actions/runner); the limits are GitHub's (`docs/problem-matchers.md` of
//! github.com/actions/toolkit): of each severity a step shows the first ten, and says nothing of the
//! others.

use super::{File, Findings, Report, Style, printable};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// See the module.
pub(super) const ITEM: Report =
    Report { help: "workflow commands, which GitHub Actions shows as annotations", render };

/// How many annotations of each severity GitHub shows for a step.
const SHOWN: usize = 10;

fn render(findings: &Findings<'_>, _style: Style) -> String {
    let files = findings.files();
    let of = |severity| findings.diagnostics.iter().filter(move |one| one.severity == severity);
    let commands = |severity| {
        let commands = of(severity).filter_map(|one| Some(command(one, files.get(&one.file)?)));
        commands.collect::<String>()
    };
    let [errors, warnings, infos] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| of(severity).count());
    // The notice on what is left out stands before the infos, which are notices too: as the
    // eleventh it would be left out itself.
    [
        commands(Severity::Error),
        commands(Severity::Warning),
        left_out(errors, warnings, infos),
        commands(Severity::Info),
    ]
    .concat()
}

/// The notice that says how many annotations GitHub does not show, if there are any.
fn left_out(errors: usize, warnings: usize, infos: usize) -> String {
    if errors.max(warnings).max(infos) <= SHOWN {
        return String::new();
    }
    // The notice takes the place of one of the infos.
    let left_out = [(errors, "error"), (warnings, "warning"), (infos + 1, "info")]
        .map(|(count, what)| (count.saturating_sub(SHOWN), what));
    let words = left_out.iter().filter(|(count, _)| *count > 0).map(|(count, what)| {
        let plural = if *count == 1 { "" } else { "s" };
        format!("{count} {what}{plural}")
    });
    let words = words.collect::<Vec<_>>().join(", ");
    format!("::notice title=qlint::GitHub shows {SHOWN} of a severity; not shown: {words}\n")
}

/// The command for one diagnostic, in a line.
fn command(found: &Diagnostic, file: &File<'_>) -> String {
    let name = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "notice",
    };
    // A span that holds the end of its last line does not reach into the next one: GitHub puts the
    // annotation under the line where it ends.
    let inside = file.source.slice(found.span).trim_end_matches(['\n', '\r']);
    let span = Span { end: found.span.start + inside.len() as u32, ..found.span };
    let (start, end) = (file.start(span), file.end(span));
    // The runner refuses columns of a place that goes over lines.
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    let help = found.help.as_deref().map(|help| format!("\nhelp: {}", printable(help)));
    let message = printable(&found.message) + help.as_deref().unwrap_or_default();
    format!(
        "::{name} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&printable(&file.source.path)),
        start.line,
        end.line,
        property(found.rule),
        data(&message)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
