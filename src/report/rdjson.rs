//! The Reviewdog Diagnostic Format, which reviewdog turns into comments on GitHub, GitLab, Gitea and
//! Bitbucket.
//!
//! The shape is `proto/rdf/reviewdog.proto` of github.com/reviewdog/reviewdog: columns are counted
//! in bytes of UTF-8, ends are exclusive. reviewdog refuses fields that it does not know, and knows
//! `relatedLocations` since 0.18; they are left out where there are none.

use serde_json::{Value, json};

use serde::Serialize;

use super::{File, Files, Findings, Items, Report, Style, to_json};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::source::Span;

/// See the module.
pub(super) const ITEM: Report =
    Report { help: "one JSON object for reviewdog, which comments on reviews", render };

#[derive(Serialize)]
struct Outcome<D> {
    source: Value,
    diagnostics: D,
}

fn render(findings: &Findings<'_>, _style: Style) -> String {
    let files = findings.files();
    let item = |_, one| diagnostic(one, &files);
    let diagnostics = Items { diagnostics: findings.diagnostics, item };
    let outcome = Outcome { source: json!({"name": "qlint"}), diagnostics };
    to_json(&outcome, findings.diagnostics.len())
}

fn diagnostic(one: &Diagnostic, files: &Files<'_>) -> Option<Value> {
    let file = files.get(&one.file)?;
    let severity = match one.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info | Severity::Off => "INFO",
    };
    let help = one.help.as_deref().map(|help| format!("\n\n{help}")).unwrap_or_default();
    let mut value = json!({
        "message": format!("{}{help}", one.message),
        "location": location(file, one.span),
        "severity": severity,
        "code": {"value": one.rule},
    });
    if let Some(suggestion) = one.fix.as_ref().and_then(|fix| suggestion(file, fix)) {
        value["suggestions"] = json!([suggestion]);
    }
    let related = one.related.iter().filter_map(|related| {
        let file = files.get(&related.file)?;
        Some(json!({"message": related.message, "location": location(file, related.span)}))
    });
    let related: Vec<_> = related.collect();
    if !related.is_empty() {
        value["relatedLocations"] = related.into();
    }
    Some(value)
}

fn location(file: &File<'_>, span: Span) -> Value {
    json!({"path": file.source.path, "range": range(file, span)})
}

fn range(file: &File<'_>, span: Span) -> Value {
    let place = |offset: u32| {
        let line = file.lines.position(offset).line;
        let offset = file.source.text.floor_char_boundary(offset as usize);
        json!({"line": line, "column": offset - file.lines.line(line).start + 1})
    };
    json!({"start": place(span.start), "end": place(span.end)})
}

/// The fix as one new text from its first edit to its last: reviewdog offers each suggestion by
/// itself, and half a fix mends nothing.
fn suggestion(file: &File<'_>, fix: &Fix) -> Option<Value> {
    let (span, text) = file.joined(fix)?;
    Some(json!({"range": range(file, span), "text": text}))
}
