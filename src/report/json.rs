//! One JSON object for programs; its shape is a contract, version 1.

use serde::Serialize;

use super::{File, Files, Findings, Items, Report, Style, Summary, to_json};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::source::{Position, Span};

/// See the module.
pub(super) const ITEM: Report = Report { help: "one JSON object, for programs", render };

#[derive(Serialize)]
struct Object<D> {
    version: u32,
    diagnostics: D,
    summary: Summary,
}

/// A diagnostic, here and as a line of `jsonl`.
#[derive(Serialize)]
pub(super) struct Found<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    start: Place,
    end: Place,
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    path: &'a str,
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Fix<'a> {
    applicability: Applicability,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    start: Place,
    end: Place,
    text: &'a str,
}

/// Line and column count from 1, columns in Unicode scalar values; the offset is in bytes.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    offset: u32,
}

fn render(findings: &Findings<'_>, _style: Style) -> String {
    let files = findings.files();
    let item = |_, one| found(one, &files);
    let diagnostics = Items { diagnostics: findings.diagnostics, item };
    let object = Object { version: 1, diagnostics, summary: findings.summary };
    to_json(&object, findings.diagnostics.len())
}

/// A diagnostic with its places counted.
pub(super) fn found<'a>(one: &'a Diagnostic, files: &Files<'a>) -> Option<Found<'a>> {
    let file = files.get(&one.file)?;
    let related = one.related.iter().filter_map(|related| {
        let file = files.get(&related.file)?;
        let (start, end) = places(file, related.span);
        Some(Related { message: &related.message, path: &file.source.path, start, end })
    });
    let fix = one.fix.as_ref().map(|fix| Fix {
        applicability: fix.applicability,
        edits: fix
            .edits
            .iter()
            .map(|edit| {
                let (start, end) = places(file, edit.span);
                Edit { start, end, text: &edit.text }
            })
            .collect(),
    });
    let (start, end) = places(file, one.span);
    Some(Found {
        rule: one.rule,
        severity: one.severity,
        message: &one.message,
        help: one.help.as_deref(),
        path: &file.source.path,
        start,
        end,
        related: related.collect(),
        fix,
    })
}

fn places(file: &File<'_>, span: Span) -> (Place, Place) {
    let place = |Position { line, column }, offset| Place { line, column, offset };
    (place(file.start(span), span.start), place(file.end(span), span.end))
}
