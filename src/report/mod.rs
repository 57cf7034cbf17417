//! Reports: from diagnostics to text. Only here bytes become lines and columns.
//!
//! To add one: write `report/NAME.rs` with a `pub(super) const ITEM: Report`, and add its name below.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Owner, fingerprints};
use crate::source::{FileId, Lines, Position, Source, Span};

pub mod diff;

table! { Report: concise, json, pretty }

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

/// A file with its lines found, for one report.
struct File<'a> {
    source: &'a Source,
    lines: Lines<'a>,
}

impl<'a> Findings<'a> {
    /// The files with their lines found, each once.
    fn files(&self) -> BTreeMap<FileId, File<'a>> {
        let file = |source: &'a Source| File { source, lines: Lines::new(&source.text) };
        self.sources.iter().map(|(id, source)| (*id, file(source))).collect()
    }

    /// What each diagnostic is known by when text moves, in their order. Only made when asked for:
    /// it costs a look at every line of the files.
    pub fn fingerprints(&self) -> Vec<String> {
        fingerprints(self.diagnostics, &self.owners, self.sources)
    }
}

impl File<'_> {
    fn start(&self, span: Span) -> Position {
        self.lines.position(span.start)
    }

    fn end(&self, span: Span) -> Position {
        self.lines.position(span.end)
    }
}

/// `text` on one line and without characters that steer a terminal.
fn printable(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A character as reports show it: one that steers a terminal, or turns the order of the text
/// around (UAX #9), shows as a replacement.
fn shown(c: char) -> char {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || turns { '\u{fffd}' } else { c }
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
