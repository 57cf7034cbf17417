//! Code Quality, as GitLab's merge requests show it: the part of Code Climate's issues that is named
//! in docs.gitlab.com/ci/testing/code_quality, *Code Quality report format*.
//!
//! GitLab compares the fingerprints of two branches, and shows one entry for each.

use serde_json::json;

use super::{Findings, Items, Report, Style, to_json};
use crate::diagnostic::Severity;
use crate::source::Position;

/// See the module.
pub(super) const ITEM: Report =
    Report { help: "a Code Quality report, which GitLab shows on merge requests", render };

fn render(findings: &Findings<'_>, _style: Style) -> String {
    let files = findings.files();
    let fingerprints = findings.fingerprints();
    let place = |Position { line, column }| json!({"line": line, "column": column});
    let item = |at: usize, one: &crate::diagnostic::Diagnostic| {
        let file = files.get(&one.file)?;
        Some(json!({
            "description": one.message,
            "check_name": one.rule,
            "fingerprint": fingerprints[at],
            "severity": severity(one.severity),
            "location": {
                "path": file.source.path,
                "positions": {"begin": place(file.start(one.span)), "end": place(file.end(one.span))},
            },
        }))
    };
    to_json(&Items { diagnostics: findings.diagnostics, item }, findings.diagnostics.len())
}

/// GitLab's are `info`, `minor`, `major`, `critical`, `blocker`; no fault of a text is worse than major.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info | Severity::Off => "info",
    }
}
