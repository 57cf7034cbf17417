//! `qlint lock`: when the content of each question last changed, written down.

use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;

use super::content::{Around, hashes};
use super::corpus::{Corpus, File, now};
use super::export::{Loaded, refuse};
use super::history::History;
use super::ledger::{Ledger, Line};
use super::{Outcome, count};
use crate::cli;
use crate::config;
use crate::failure::{Failure, Result};
use crate::filter::Filter;
use crate::output;
use crate::question::key;
use crate::read::Reading;
use crate::report::Style;
use crate::source::{FileId, Span};
use crate::write::{self, Item};

/// Runs the command.
pub(super) fn run(args: &cli::Lock, style: Style) -> Result<Outcome> {
    let corpus = Corpus::open(&[], &cli::From { from: None })?;
    let old = Ledger::of(&corpus.root)?.unwrap_or_default();
    corpus.demand_files(&[])?;
    let loaded = Loaded::read(&corpus)?;
    let readings = loaded.readings(&corpus);
    let bank = match loaded.bank(&corpus, &readings, &Filter::default()) {
        Ok(bank) => bank,
        Err(spoils) => return refuse(&spoils, &loaded.sources, style),
    };
    let update = Update::new(old, &bank, &corpus, &loaded, &readings)?;
    if let Some(id) = &update.behind {
        return Err(Failure(format!(
            "the clock is behind {}: `{id}` would have changed before it last did, and learners would \
             keep the old text; set the clock, or SOURCE_DATE_EPOCH",
            config::LEDGER
        )));
    }
    let gone = update.gone(&bank, &corpus.retired());
    let said = [("new", &update.new), ("changed", &update.changed), ("gone", &gone)];
    let lines = said.iter().flat_map(|(what, ids)| ids.iter().map(move |id| (*what, id)));
    let lines: String = lines.map(|(what, id)| format!("{what:<8}{id}\n")).collect();
    output::print(&lines)?;
    output::note(&format!("{}: {}", config::LEDGER, update.counts(bank.items.len(), gone.len())));
    if !args.check {
        update.ledger.write(&corpus.root)?;
    } else if update.is_stale() {
        output::note("it is not up to date: run `qlint lock` and commit it");
        return Ok(Outcome::Faults);
    }
    Ok(Outcome::Clean)
}

/// Gives each question the time at which its content last changed: by the ledger, or without one
/// by git, or by its file.
pub(super) fn date(
    bank: &mut write::Corpus<'_>,
    corpus: &Corpus,
    loaded: &Loaded<'_>,
    readings: &[Reading<'_>],
) -> Result<()> {
    let now = now()?;
    let ledger = if corpus.own { Ledger::of(&corpus.root)? } else { None };
    let Some(ledger) = ledger else {
        let history = History::of(&corpus.root, now);
        for item in &mut bank.items {
            item.modified = history.changed(loaded.file(item.question));
        }
        return Ok(());
    };
    let update = Update::new(ledger, bank, corpus, loaded, readings)?;
    if update.is_stale() {
        output::note(&format!(
            "{} is not up to date ({} new, {} changed): run `qlint lock` before a release",
            config::LEDGER,
            update.new.len(),
            update.changed.len()
        ));
    }
    for item in &mut bank.items {
        let line = update.ledger.lines.get(&item.identity);
        item.modified = line.map_or(now, |line| line.changed.min(now));
    }
    Ok(())
}

/// A ledger brought up to date, and what that changed.
#[derive(Debug)]
struct Update {
    ledger: Ledger,
    new: Vec<String>,
    changed: Vec<String>,
    /// A question whose change would be dated before the one that the ledger knows.
    behind: Option<String>,
}

impl Update {
    fn new(
        mut ledger: Ledger,
        bank: &write::Corpus<'_>,
        corpus: &Corpus,
        loaded: &Loaded<'_>,
        readings: &[Reading<'_>],
    ) -> Result<Update> {
        let known = ids(corpus, readings)?;
        let around = Around { shelf: bank.shelf, names: bank.names, known: &known };
        let (mut new, mut changed) = (Vec::new(), Vec::new());
        let mut clock = None;
        let mut behind = None;
        for (item, hash) in bank.items.iter().zip(hashes(&bank.items, &around)) {
            let known = ledger.lines.get(&item.identity);
            if known.is_some_and(|line| line.hash == hash) {
                continue;
            }
            let id = item.identity.clone();
            if known.is_some() { &mut changed } else { &mut new }.push(id.clone());
            let before = last(item, &ledger);
            let time = match &clock {
                Some(clock) => clock,
                None => clock.insert(Clock::new(corpus)?),
            };
            let changed = time.after(before, loaded.file(item.question));
            if before.is_some_and(|before| changed < before) {
                behind.get_or_insert_with(|| id.clone());
            }
            ledger.lines.insert(id, Line { hash, changed, span: Span::default() });
        }
        new.sort();
        changed.sort();
        Ok(Update { ledger, new, changed, behind })
    }

    fn is_stale(&self) -> bool {
        !self.new.is_empty() || !self.changed.is_empty()
    }

    /// The ids that are in no file, nor accounted for.
    fn gone(&self, bank: &write::Corpus<'_>, retired: &BTreeSet<String>) -> Vec<String> {
        let own = bank.items.iter().map(|item| item.identity.as_str());
        let former = bank.items.iter().flat_map(|item| item.question.list(key::PREVIOUS_IDS));
        let known: BTreeSet<&str> = own.chain(former.map(|(id, _)| id)).collect();
        let ids = self.ledger.lines.keys();
        ids.filter(|id| !known.contains(id.as_str()) && !retired.contains(*id)).cloned().collect()
    }

    /// `2 new, 1 changed, 37 as they were`.
    fn counts(&self, all: usize, gone: usize) -> String {
        let (new, changed) = (self.new.len(), self.changed.len());
        let gone = match gone {
            0 => String::new(),
            gone => format!(", {} gone: `qlint check` says what to do", count(gone, "id")),
        };
        format!("{new} new, {changed} changed, {} as before{gone}", all - new - changed)
    }
}

/// The latest time at which the ledger knows a question to have changed, by any id that it had.
fn last(item: &Item<'_>, ledger: &Ledger) -> Option<i64> {
    let former = item.question.list(key::PREVIOUS_IDS).map(|(id, _)| id);
    let ids = std::iter::once(item.identity.as_str()).chain(former);
    ids.filter_map(|id| ledger.lines.get(id)).map(|line| line.changed).max()
}

/// What time a change is given.
struct Clock {
    history: History,
    now: i64,
}

impl Clock {
    fn new(corpus: &Corpus) -> Result<Clock> {
        let now = now()?;
        Ok(Clock { history: History::of(&corpus.root, now), now })
    }

    /// The time of the commit, or now if there is none; in any case after the last change, for a
    /// learner's Anki takes only what is newer: the commit may be older than the ledger when a branch
    /// is merged late, or when what changed is a picture.
    fn after(&self, last: Option<i64>, file: &File) -> i64 {
        let time = self.history.committed(file).unwrap_or(self.now);
        last.map_or(time, |last| time.max(last.saturating_add(1))).min(self.now)
    }
}

/// The ids of all questions of the corpus, also of those that nobody asked about.
fn ids(corpus: &Corpus, readings: &[Reading<'_>]) -> Result<HashSet<String>> {
    fn add<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = String> + 'r {
        reading.questions.iter().filter_map(|question| question.id().map(str::to_owned))
    }
    let others = corpus.files.par_iter().filter(|file| !file.selected).map(|file| {
        let (source, _) = corpus.text(file, FileId::default())?;
        Ok(add(&corpus.origin(file).read(&source)).collect::<Vec<_>>())
    });
    let others: Vec<_> = others.collect::<Result<_>>()?;
    Ok(others.into_iter().flatten().chain(readings.iter().flat_map(add)).collect())
}
