//! JUnit's XML, for services that show test results: a test for each rule in each file.
//!
//! There is no one schema. This is what Jenkins' xunit plugin accepts (`junit-10.xsd`, without times:
//! the same findings give the same bytes) and what GitLab reads (`parsers/test/junit.rb`): a
//! `failure` fails, `skipped` is shown with its text and fails nothing, anything else is passed over.
//! Both know a test by its class and name, so that two findings must not share them.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Findings, Report, Style, shown};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::FileId;

/// See the module.
pub(super) const ITEM: Report =
    Report { help: "JUnit's XML, which CI services show as test results", render };

fn render(findings: &Findings<'_>, _style: Style) -> String {
    let files = findings.files();
    let mut tests: BTreeMap<(FileId, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for found in findings.diagnostics.iter().filter(|one| files.contains_key(&one.file)) {
        tests.entry((found.file, found.rule)).or_default().push(found);
    }
    let mut failures = 0;
    let mut body = String::new();
    for ((id, rule), found) in &tests {
        let failed = found.iter().any(|one| one.severity == Severity::Error);
        failures += usize::from(failed);
        let element = if failed { "failure" } else { "skipped" };
        let severity = found.iter().map(|one| one.severity).max().unwrap_or(Severity::Info);
        let file = &files[id];
        let path = escaped(&file.source.path);
        let mut lines = String::new();
        for one in found {
            let at = file.start(one.span);
            let message = escaped(&one.message);
            // Writing to a string cannot fail.
            _ = writeln!(lines, "{path}:{}:{} {} {message}", at.line, at.column, one.severity);
            if let Some(help) = &one.help {
                _ = writeln!(lines, "  help: {}", escaped(help));
            }
        }
        let message = match found.as_slice() {
            [one] => escaped(&one.message),
            many => format!("{} findings", many.len()),
        };
        _ = write!(
            body,
            "    <testcase classname=\"{}\" name=\"{path}\">\n      \
             <{element} type=\"{severity}\" message=\"{message}\">\n{lines}</{element}>\n    \
             </testcase>\n",
            escaped(rule),
        );
    }
    let skipped = tests.len() - failures;
    // One more test stands for the files without findings: a suite without tests counts as broken.
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  \
         <testsuite name=\"qlint\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" \
         skipped=\"{skipped}\">\n{}{body}    \
         <testcase classname=\"qlint\" name=\"all other files and rules\"/>\n  \
         </testsuite>\n</testsuites>\n",
        tests.len() + 1,
        properties(findings),
    )
}

/// How much was looked at.
fn properties(findings: &Findings<'_>) -> String {
    let summary = findings.summary;
    let counts = [("files", summary.files), ("questions", summary.questions)];
    let one = |(name, count)| format!("      <property name=\"{name}\" value=\"{count}\"/>\n");
    format!("    <properties>\n{}    </properties>\n", counts.map(one).concat())
}

/// `text` on one line, in XML: what XML 1.0 cannot say (its production `Char`) is replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(shown) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
