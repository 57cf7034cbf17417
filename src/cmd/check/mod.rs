//! `qlint check`: read, judge, mend, report.

mod baseline;
mod closing;
mod mend;
mod pass;
mod scope;
mod tables;
mod watch;

pub(super) use pass::{View, look, tally};

use std::collections::BTreeSet;
use std::mem;
use std::path::Path;
use std::time::Instant;

use super::corpus::Corpus;
use super::git::Changes;
use super::{Outcome, count};
use crate::cli;
use crate::diagnostic::Applicability;
use crate::failure::{Failure, Result};
use crate::output::{self, Mend};
use crate::report::{self, Findings, RuleFacts, Style, Summary};
use crate::rules::{Plan, Rule};
use crate::source::FileId;
use baseline::Baseline;
use mend::Mended;
use pass::Checked;
use scope::Scope;

/// Runs the command.
pub(super) fn run(args: &cli::Check, style: Style) -> Result<Outcome> {
    if args.watch { watch::run(args, || once(args, style)) } else { once(args, style) }
}

fn once(args: &cli::Check, style: Style) -> Result<Outcome> {
    let start = Instant::now();
    let Some(mut asked) = Asked::open(args)? else {
        output::note("nothing to check: the corpus leaves this file out");
        return Ok(Outcome::Clean);
    };
    let plan = asked.corpus.plan(&args.selection)?;
    if args.known.write_baseline {
        return write_baseline(args, &asked, &plan, start);
    }
    let least = wanted(args.mend);
    asked.view.mends = least.is_some();
    asked.view.baseline = Baseline::of(&asked.corpus, args.known.baseline.as_deref())?;
    let mut checked = look(&asked.corpus, &plan, &asked.view)?;
    if let Some(least) = least {
        let mended =
            mend::mend(&asked.corpus, &plan, &mut asked.view, checked, least, &asked.held)?;
        if args.mend.diff {
            return show_diff(&mended, style);
        }
        asked.write(&mended)?;
        checked = mended.checked;
    }
    report(args, &asked, &plan, &checked, style)?;
    output::note(&closing::line(&checked, plan.count(), start));
    if let Some(cure) = closing::cure(&checked, least) {
        output::note(&cure);
    }
    let outcome = outcome(args, checked.summary);
    if !args.watch {
        // The end of the process gives it back at once, not piece by piece.
        mem::forget((checked, asked, plan));
    }
    Ok(outcome)
}

/// Shows what was found; of a text from the standard input that was mended, the text.
fn report(
    args: &cli::Check,
    asked: &Asked,
    plan: &Plan,
    checked: &Checked,
    style: Style,
) -> Result<()> {
    if let Some(file) = asked.stdin.filter(|_| args.mend.fix) {
        return output::print(asked.view.texts.get(&file).map_or("", String::as_str));
    }
    if args.statistics {
        return output::print(&closing::statistics(checked, style));
    }
    match report::find(&args.format) {
        Some(report) => {
            let apart = tables::apart(&asked.corpus, checked)?;
            let checked = apart.as_ref().unwrap_or(checked);
            let findings = Findings { rules: facts(plan), ..checked.findings() };
            output::print(&(report.render)(&findings, style))
        }
        None => Ok(()),
    }
}

/// The rules of the run, for reports that describe them.
fn facts(plan: &Plan) -> Vec<RuleFacts> {
    let facts = |(name, rule): (&'static str, &'static Rule)| {
        let Rule { summary, why, severity, .. } = rule;
        RuleFacts { name, summary, why, severity: *severity }
    };
    plan.rules().map(facts).collect()
}

fn outcome(args: &cli::Check, summary: Summary) -> Outcome {
    let Summary { errors, warnings, .. } = summary;
    let failed = errors > 0 || (args.deny_warnings && warnings > 0);
    if failed { Outcome::Faults } else { Outcome::Clean }
}

/// How sure a fix must be to be put in; none if none is.
fn wanted(mend: cli::Mend) -> Option<Applicability> {
    (mend.fix || mend.diff).then_some(match mend.unsafe_fixes {
        true => Applicability::Unsafe,
        false => Applicability::Safe,
    })
}

/// What the user asks about.
struct Asked {
    corpus: Corpus,
    view: View,
    /// The file whose text comes from the standard input.
    stdin: Option<FileId>,
    /// Files that are looked at as git's index has them, and are other on disk: they are not mended.
    held: BTreeSet<FileId>,
    /// Whether it is what git's index holds.
    staged: bool,
}

impl Asked {
    /// Finds it; none if it is a file that the corpus leaves out.
    fn open(args: &cli::Check) -> Result<Option<Asked>> {
        if let Some(path) = &args.stdin_filename {
            return Asked::stdin(args, path);
        }
        let corpus = Corpus::open(&args.paths, &args.from)?;
        if !args.allow_empty {
            corpus.demand_files(&args.paths)?;
        }
        let changes = match (&args.changed.since, args.changed.staged) {
            (Some(revision), _) => Some(Changes::since(&corpus.root.folder, revision)?),
            (None, true) => Some(Changes::staged(&corpus.root.folder)?),
            (None, false) => None,
        };
        let view = changes.map(|changes| Scope::changed(&corpus, &changes, args.changed.staged));
        let view = view.unwrap_or_default();
        let held = view.texts.keys().copied().collect();
        Ok(Some(Asked { corpus, view, stdin: None, held, staged: args.changed.staged }))
    }

    fn stdin(args: &cli::Check, path: &Path) -> Result<Option<Asked>> {
        if args.paths.iter().any(|path| path.as_os_str() != "-") {
            return Err(Failure("with --stdin-filename the only path is `-`".to_owned()));
        }
        let text = std::io::read_to_string(std::io::stdin())
            .map_err(|error| Failure::stream("read", "the standard input", &error))?;
        let (corpus, file) = Corpus::open_for(path)?;
        let Some(file) = file else {
            // An editor that asks for the mended text gets what it gave.
            output::print(if args.mend.fix { &text } else { "" })?;
            return Ok(None);
        };
        let mut view = View::default();
        view.texts.insert(file, text);
        Ok(Some(Asked { corpus, view, stdin: Some(file), held: BTreeSet::new(), staged: false }))
    }

    /// Writes the files that were mended; the text from the standard input is printed instead.
    fn write(&self, mended: &Mended) -> Result<()> {
        let files = mended.texts.iter().filter(|(file, _)| self.stdin != Some(**file));
        let files = files.map(|(file, new)| (self.path(*file), &mended.originals[file].1, new));
        let files: Vec<_> = files.collect();
        output::mend_all(files.iter().map(|(path, old, new)| Mend {
            path,
            old: old.as_bytes(),
            new: new.as_bytes(),
        }))?;
        if mended.count > 0 {
            let files = count(mended.texts.len(), "file");
            let found = count(mended.count, "finding");
            let rest = if self.staged { "; what is staged is as it was: `git add` it" } else { "" };
            output::note(&format!("mended {found} in {files}{rest}"));
        }
        Ok(())
    }

    fn path(&self, file: FileId) -> std::path::PathBuf {
        match (self.corpus.files.get(file.0 as usize), &self.view.baseline) {
            (None, Some(baseline)) => baseline.path.clone(),
            (found, _) => found.map(|file| file.entry.path().to_owned()).unwrap_or_default(),
        }
    }
}

/// Prints what the fixes change.
fn show_diff(mended: &Mended, style: Style) -> Result<Outcome> {
    for (file, text) in &mended.texts {
        let (name, old) = &mended.originals[file];
        output::print(&report::diff::unified_diff(name, old, text, style))?;
    }
    let files = count(mended.texts.len(), "file");
    let fixes = count(mended.count, "finding");
    output::note(&match mended.count {
        0 => "there is nothing that a fix would change".to_owned(),
        _ => format!("{fixes} would be mended in {files}; nothing was written"),
    });
    Ok(if mended.texts.is_empty() { Outcome::Clean } else { Outcome::Faults })
}

/// Writes down what is there.
fn write_baseline(
    args: &cli::Check,
    asked: &Asked,
    plan: &Plan,
    start: Instant,
) -> Result<Outcome> {
    let checked = look(&asked.corpus, plan, &asked.view)?;
    let path = baseline::write(&asked.corpus, args.known.baseline.as_deref(), &checked)?;
    output::note(&closing::line(&checked, plan.count(), start));
    let found = count(checked.diagnostics.len(), "finding");
    output::note(&format!(
        "wrote {found} to `{}`; from now on only new ones are reported",
        path.display()
    ));
    Ok(Outcome::Clean)
}
