//! The baseline: what is known to be wrong in a legacy corpus and not reported again.
//!
//! A text file beside `qlint.toml`, one JSON object a line, sorted, so that branches that
//! shrink it seldom conflict. A finding is known by its rule, question, section and text, not by its line.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::pass::Checked;
use crate::cmd::corpus::Corpus;
use crate::config;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::failure::{Failure, Result};
use crate::fingerprint::{fingerprints, owner};
use crate::output;
use crate::rules::Plan;
use crate::source::{FileId, Source, Span};
use crate::walk;

/// The first line of the file.
const HEADER: &str = "{\"qlint-baseline\":1}\n";

/// What a baseline says.
#[derive(Debug)]
pub(super) struct Baseline {
    pub(super) path: PathBuf,
    /// The number under which its text is known: one past the files of the corpus.
    pub(super) file: FileId,
    name: String,
    text: String,
    lines: Vec<(Known, Span)>,
}

/// One finding that is known.
#[derive(Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Known {
    rule: String,
    /// The id of the question, or its title, or its file.
    question: String,
    fingerprint: String,
}

impl Baseline {
    /// The file that the user names, or the one that lies at the root; none if there is none.
    pub(super) fn of(corpus: &Corpus, named: Option<&Path>) -> Result<Option<Baseline>> {
        let path = place(corpus, named);
        if named.is_none() && !path.is_file() {
            return Ok(None);
        }
        let text = walk::text(&path)?;
        let name = corpus.root.name(&path);
        Baseline::parse(path, FileId((corpus.files.len() + corpus.others.len()) as u32), name, text)
            .map(Some)
    }

    fn parse(path: PathBuf, file: FileId, name: String, text: String) -> Result<Baseline> {
        let mut lines = Vec::new();
        let mut at = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let span = Span::from(at..at + line.len());
            at += line.len();
            if number == 0 && line.trim_end() == HEADER.trim_end() || line.trim().is_empty() {
                continue;
            }
            let known = serde_json::from_str(line).map_err(|error| {
                let place = format!("{}:{}", path.display(), number + 1);
                // The place that the error ends with is one in the line.
                let error = error.to_string();
                let reason = error.split(" at line ").next().unwrap_or_default();
                Failure(format!("{place}: this is no line of a baseline: {reason}"))
            })?;
            lines.push((known, span));
        }
        Ok(Baseline { path, file, name, text, lines })
    }

    /// The same file with another text.
    pub(super) fn with(self, text: String) -> Result<Baseline> {
        Baseline::parse(self.path, self.file, self.name, text)
    }

    /// Takes what is known out of the findings, and adds what is known and not found any more.
    pub(super) fn take(&self, checked: &mut Checked, plan: &Plan) {
        let mut ends = ends(checked).into_iter();
        let known: HashSet<&str> =
            self.lines.iter().map(|(known, _)| known.fingerprint.as_str()).collect();
        let mut found: HashSet<String> = HashSet::new();
        let before = checked.diagnostics.len();
        checked.diagnostics.retain(|_| {
            let ends = ends.next().unwrap_or_default();
            let is_known = ends.iter().all(|end| known.contains(end.fingerprint.as_str()));
            // Of a cluster that grew, what was known of it is still there.
            found.extend(ends.into_iter().map(|end| end.fingerprint));
            !is_known
        });
        checked.known = before - checked.diagnostics.len();
        let gone = self.lines.iter().filter(|(known, _)| !found.contains(&known.fingerprint));
        self.report(gone, checked, plan);
    }

    fn report<'b>(
        &self,
        gone: impl Iterator<Item = &'b (Known, Span)>,
        checked: &mut Checked,
        plan: &Plan,
    ) {
        const RULE: &str = "suppression/stale-baseline-entry";
        let Some(severity) = plan.severity(RULE) else { return };
        for (known, span) in gone {
            // Of a rule that does not run nothing can be said; one that is no more finds nothing.
            if crate::rules::find(&known.rule).is_some() && plan.severity(&known.rule).is_none() {
                continue;
            }
            let words = format!("`{}` of `{}` is mended", known.rule, known.question);
            let label =
                Span { end: span.start + self.line(*span).trim_end().len() as u32, ..*span };
            let mut one = Diagnostic::new(RULE, severity, self.file, label, words);
            one.help("remove the line: `--fix` does");
            one.fix(Applicability::Safe, *span, "");
            checked.diagnostics.push(one);
        }
        let (path, text) = (self.name.clone(), self.text.clone());
        checked.sources.insert(self.file, Source { file: self.file, path, text });
    }

    fn line(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// What each finding is known by. A cluster of duplicates is known by each of its questions: it stays
/// known when one of them goes, and is new when one joins it.
fn ends(checked: &Checked) -> Vec<Vec<Known>> {
    let findings = checked.findings();
    let is_cluster = |one: &&Diagnostic| one.rule.starts_with("corpus/") && !one.related.is_empty();
    let places = |one: &Diagnostic| {
        let others = one.related.iter().map(|place| (place.file, place.span));
        let all: Vec<_> = std::iter::once((one.file, one.span)).chain(others).collect();
        let end = |(file, span)| Diagnostic::new(one.rule, one.severity, file, span, "");
        all.into_iter().map(end).collect::<Vec<_>>()
    };
    let of_clusters: Vec<_> =
        checked.diagnostics.iter().filter(is_cluster).flat_map(places).collect();
    let known = |one: &Diagnostic, fingerprint: String| Known {
        rule: one.rule.to_owned(),
        question: owner(one, &findings.owners, &checked.sources).to_owned(),
        fingerprint,
    };
    let prints = fingerprints(&of_clusters, &findings.owners, &checked.sources);
    let mut ends = of_clusters.iter().zip(prints).map(|(one, print)| known(one, print));
    let own = checked.diagnostics.iter().zip(findings.fingerprints());
    own.map(|(one, print)| match is_cluster(&one) {
        true => ends.by_ref().take(one.related.len() + 1).collect(),
        false => vec![known(one, print)],
    })
    .collect()
}

/// Where a baseline lies: where the user says, else at the root.
fn place(corpus: &Corpus, named: Option<&Path>) -> PathBuf {
    named.map_or_else(|| corpus.root.folder.join(config::BASELINE), Path::to_path_buf)
}

/// Writes down all that was found.
pub(super) fn write(corpus: &Corpus, named: Option<&Path>, checked: &Checked) -> Result<PathBuf> {
    let mut known: Vec<Known> = ends(checked).into_iter().flatten().collect();
    known.sort();
    let mut text = HEADER.to_owned();
    for one in &known {
        // Strings alone: nothing in it can fail to be JSON.
        text.push_str(&serde_json::to_string(one).unwrap_or_default());
        text.push('\n');
    }
    let path = place(corpus, named);
    output::write(&path, text.as_bytes())?;
    Ok(path)
}
