//! One line for each diagnostic: `path:line:column severity rule message`.

use std::fmt::Write;

use super::{Files, Findings, Report, Style, printable};
use crate::diagnostic::Diagnostic;

/// See the module.
pub(super) const ITEM: Report =
    Report { help: "one line for each diagnostic, as compilers and grep print it", render };

fn render(findings: &Findings<'_>, _style: Style) -> String {
    let files = findings.files();
    let mut text = String::new();
    for found in findings.diagnostics {
        line(found, &files, &mut text);
    }
    text
}

/// Adds the line of a diagnostic.
pub(super) fn line(found: &Diagnostic, files: &Files<'_>, text: &mut String) {
    let Some(file) = files.get(&found.file) else { return };
    let at = file.start(found.span);
    // Writing to a string cannot fail.
    _ = writeln!(
        text,
        "{}:{}:{} {} {} {}",
        printable(&file.source.path),
        at.line,
        at.column,
        found.severity,
        found.rule,
        printable(&found.message)
    );
}
