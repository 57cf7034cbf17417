//! `qlint check`: read, judge, report.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use rayon::prelude::*;

use super::corpus::{Corpus, File};
use super::disk::Disk;
use super::{Outcome, count};
use crate::cli;
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::Result;
use crate::output;
use crate::read::Reading;
use crate::report::{self, Findings, Style, Summary};
use crate::rules::Plan;
use crate::rules::index::{Entry, Index};
use crate::source::{FileId, Source};

/// Runs the command.
pub(super) fn run(args: &cli::Check, style: Style) -> Result<Outcome> {
    let start = Instant::now();
    let mut corpus = Corpus::open(&args.paths, &args.from)?;
    if !args.allow_empty {
        corpus.demand_files(&args.paths)?;
    }
    let plan = corpus.plan(&args.selection)?;
    let checked = check(&corpus, &plan)?;
    if let Some(report) = report::find(&args.format) {
        output::print(&(report.render)(&checked.findings(), style))?;
    }
    output::note(&closing(checked.summary, plan.count(), start));
    let Summary { errors, warnings, .. } = checked.summary;
    let failed = errors > 0 || (args.deny_warnings && warnings > 0);
    Ok(if failed { Outcome::Faults } else { Outcome::Clean })
}

/// What a check found.
#[derive(Debug)]
pub(super) struct Checked {
    pub diagnostics: Vec<Diagnostic>,
    pub sources: BTreeMap<FileId, Source>,
    pub summary: Summary,
}

impl Checked {
    pub(super) fn findings(&self) -> Findings<'_> {
        Findings { diagnostics: &self.diagnostics, sources: &self.sources, summary: self.summary }
    }
}

/// What is kept of one file.
struct Judged {
    diagnostics: Vec<Diagnostic>,
    entries: Vec<Entry>,
    /// The text, if something was found in it; else it is let go.
    source: Option<Source>,
}

/// Checks a corpus: every file is read, what was found in the selected ones is kept.
pub(super) fn check(corpus: &Corpus, plan: &Plan) -> Result<Checked> {
    let one = |(at, file): (usize, &File)| {
        let (source, fault) = corpus.text(file, FileId(at as u32))?;
        let (diagnostics, entries) = judge(&source, fault, file, corpus, plan);
        let keep = !diagnostics.is_empty();
        Ok(Judged { diagnostics, entries, source: keep.then_some(source) })
    };
    let judged: Vec<Judged> =
        corpus.files.par_iter().enumerate().map(one).collect::<Result<_>>()?;
    let mut diagnostics = Vec::new();
    let mut entries = Vec::new();
    let mut sources = BTreeMap::new();
    let mut summary = Summary::default();
    for (one, file) in judged.into_iter().zip(&corpus.files) {
        summary.files += usize::from(file.selected);
        summary.questions += if file.selected { one.entries.len() } else { 0 };
        diagnostics.extend(one.diagnostics);
        entries.extend(one.entries);
        sources.extend(one.source.map(|source| (source.file, source)));
    }
    let (retired, files) = (corpus.retired(), Disk::new(&corpus.root.folder));
    diagnostics.extend(plan.judge_all(&Index::new(&entries, &retired).with_files(&files)));
    let mut diagnostics = plan.finish(diagnostics, |file| corpus.files[file.0 as usize].variant);
    diagnostics.retain(|one| corpus.files[one.file.0 as usize].selected);
    load_missing(corpus, &diagnostics, &mut sources)?;
    tally(&diagnostics, &mut summary);
    Ok(Checked { diagnostics, sources, summary })
}

/// Judges one file. A file with broken bytes is not given to a reader, but still holds the id in
/// its name.
pub(crate) fn judge(
    source: &Source,
    fault: Option<Diagnostic>,
    file: &File,
    corpus: &Corpus,
    plan: &Plan,
) -> (Vec<Diagnostic>, Vec<Entry>) {
    match fault {
        Some(fault) => {
            let empty = Source { text: String::new(), ..source.clone() };
            let Reading { questions, .. } = corpus.origin(file).read(&empty);
            (vec![fault], questions.iter().map(Entry::new).collect())
        }
        None => {
            let origin = corpus.origin(file);
            let Reading { questions, mut diagnostics } = origin.read(source);
            let schema = corpus.schema_of(file);
            let (found, entries) = plan.judge(&questions, origin.format, schema, file.variant);
            diagnostics.extend(found);
            (diagnostics, entries)
        }
    }
}

/// Reads again the files that only cross-file rules have something to say about.
fn load_missing(
    corpus: &Corpus,
    diagnostics: &[Diagnostic],
    sources: &mut BTreeMap<FileId, Source>,
) -> Result<()> {
    let related = diagnostics.iter().flat_map(|one| &one.related).map(|place| place.file);
    let named: BTreeSet<FileId> = diagnostics.iter().map(|one| one.file).chain(related).collect();
    for file in named {
        if let std::collections::btree_map::Entry::Vacant(e) = sources.entry(file) {
            e.insert(corpus.text(&corpus.files[file.0 as usize], file)?.0);
        }
    }
    Ok(())
}

/// Counts diagnostics by severity.
pub(super) fn tally(diagnostics: &[Diagnostic], summary: &mut Summary) {
    let number = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    summary.errors = number(Severity::Error);
    summary.warnings = number(Severity::Warning);
    summary.infos = number(Severity::Info);
}

/// The closing line: how much was looked at, so that looking at nothing is not taken for success.
fn closing(summary: Summary, rules: usize, start: Instant) -> String {
    let Summary { files, questions, errors, warnings, infos } = summary;
    let found = [(errors, "error"), (warnings, "warning"), (infos, "info")];
    let found: Vec<_> =
        found.iter().filter(|(n, _)| *n > 0).map(|(number, what)| count(*number, what)).collect();
    let found = if found.is_empty() { "nothing to mend".to_owned() } else { found.join(", ") };
    format!(
        "{found} in {} ({}, {}, {:.2} s)",
        count(questions, "question"),
        count(files, "file"),
        count(rules, "rule"),
        start.elapsed().as_secs_f64()
    )
}
