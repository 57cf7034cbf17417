//! Reports: from diagnostics to text. Only here bytes become lines and columns. For whom each is:
//! `docs/reports.md`.
//!
//! To add one: write `report/NAME.rs` with a `pub(super) const ITEM: Report`, and add its name below.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::fingerprint::{Owner, fingerprints};
use crate::plain::{printable, shown};
use crate::source::{FileId, Lines, Position, Source, Span};

pub mod diff;

table! { Report: concise, github, gitlab, json, jsonl, junit, pretty, rdjson, sarif }

/// A form in which diagnostics are shown.
#[derive(Debug)]
pub struct Report {
    /// What it looks like, in a line, for `--help` and the docs.
    pub help: &'static str,
    /// The text for stdout.
    pub render: fn(&Findings<'_>, Style) -> String,
}

/// What there is to report.
#[derive(Debug)]
pub struct Findings<'a> {
    /// The diagnostics in order.
    pub diagnostics: &'a [Diagnostic],
    /// Every file that a diagnostic or a related place is in.
    pub sources: &'a BTreeMap<FileId, Source>,
    /// The counts.
    pub summary: Summary,
    /// The questions, in the order of the files.
    pub owners: Vec<Owner<'a>>,
    /// The rules that took part, sorted by name; only `sarif` shows them.
    pub rules: Vec<RuleFacts>,
}

/// What a report says of a rule: reports know no rules, only what they are told of them.
#[derive(Clone, Copy, Debug)]
pub struct RuleFacts {
    /// `group/name`.
    pub name: &'static str,
    /// The defect, in one sentence.
    pub summary: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// How much it matters by default.
    pub severity: Severity,
}

/// How much was looked at and what came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files read.
    pub files: usize,
    /// Questions in them.
    pub questions: usize,
    /// Diagnostics of severity error.
    pub errors: usize,
    /// Diagnostics of severity warning.
    pub warnings: usize,
    /// Diagnostics of severity info.
    pub infos: usize,
}

/// How to draw.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to use colour.
    pub color: bool,
    /// The width of the terminal in columns.
    pub width: usize,
}

/// The files of a report.
type Files<'a> = BTreeMap<FileId, File<'a>>;

/// A file with its lines found, for one report.
struct File<'a> {
    source: &'a Source,
    lines: Lines<'a>,
}

impl<'a> Findings<'a> {
    /// The files with their lines found, each once.
    fn files(&self) -> Files<'a> {
        let file = |source: &'a Source| File { source, lines: Lines::new(&source.text) };
        self.sources.iter().map(|(id, source)| (*id, file(source))).collect()
    }

    /// What each diagnostic is known by when text moves, in their order. Only made when asked for:
    /// it costs a look at every line of the files.
    pub fn fingerprints(&self) -> Vec<String> {
        fingerprints(self.diagnostics, &self.owners, self.sources)
    }
}

/// The diagnostics as a JSON array. Each item is made when it is written: all of them at once would
/// take ten times the memory of the text.
struct Items<'a, F> {
    diagnostics: &'a [Diagnostic],
    item: F,
}

impl<'a, T: Serialize, F: Fn(usize, &'a Diagnostic) -> Option<T>> Serialize for Items<'a, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let found = self.diagnostics.iter().enumerate();
        serializer.collect_seq(found.filter_map(|(at, one)| (self.item)(at, one)))
    }
}

/// `object`, with that many findings in it, as JSON over several lines.
fn to_json(object: &impl Serialize, findings: usize) -> String {
    // Asked for once: a report of 200 MB that grows is copied again and again.
    let mut json = Vec::with_capacity(findings.saturating_mul(MOSTLY));
    // Strings and numbers alone: nothing in it can fail to be JSON.
    _ = serde_json::to_writer_pretty(&mut json, object);
    json.push(b'\n');
    String::from_utf8(json).unwrap_or_default()
}

/// How many bytes a finding takes at most, mostly. Memory that nothing is written to costs nothing.
const MOSTLY: usize = 1024;

impl File<'_> {
    fn start(&self, span: Span) -> Position {
        self.lines.position(span.start)
    }

    fn end(&self, span: Span) -> Position {
        self.lines.position(span.end)
    }

    /// A fix as one edit: the bytes from its first edit to its last, and what comes in their stead.
    fn joined(&self, fix: &Fix) -> Option<(Span, String)> {
        let mut edits: Vec<_> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let span = edits.first()?.span.to(edits.last()?.span);
        let mut text = String::new();
        let mut at = span.start;
        for edit in edits {
            text.push_str(self.source.text.get(at as usize..edit.span.start as usize)?);
            text.push_str(&edit.text);
            at = edit.span.end;
        }
        Some((span, text))
    }
}

/// The report of that name.
pub fn find(name: &str) -> Option<&'static Report> {
    LIST.iter().find(|(listed, _)| *listed == name).map(|(_, report)| *report)
}

/// The names of all reports.
pub fn names() -> impl Iterator<Item = &'static str> {
    LIST.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests;
