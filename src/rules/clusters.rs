//! Questions that say the same, and how that is reported: once for all of them.

use super::Sink;
use super::index::{Entry, Index};
use super::likeness::Likeness;
use crate::diagnostic::Diagnostic;

/// How many other places a finding names.
const PLACES: usize = 5;

/// Every question with what is kept of its text, by its place among the entries. One that has the
/// id of another is left out: `id/duplicate-id` says that, and perhaps a third has its text too.
pub(super) fn texts<'a>(
    index: &Index<'a>,
) -> impl Iterator<Item = (usize, &'a Entry, &'a Likeness)> {
    let entries = index.entries.iter().enumerate().filter(|(at, _)| index.is_first(*at));
    entries.filter_map(|(at, entry)| Some((at, entry, entry.likeness.as_deref()?)))
}

/// The questions that have the same number, those without left out; each group in the order of the
/// files, and the groups in the order of their first.
pub(super) fn groups<'a>(
    index: &Index<'a>,
    number: impl Fn(&Likeness) -> Option<u64>,
) -> Vec<Vec<(&'a Entry, &'a Likeness)>> {
    let number = |(at, _, likeness)| Some((number(likeness)?, at));
    let mut numbers: Vec<(u64, usize)> = texts(index).filter_map(number).collect();
    numbers.sort_unstable();
    let runs = numbers.chunk_by(|(a, _), (b, _)| a == b).filter(|run| run.len() > 1);
    let mut runs: Vec<_> = runs.collect();
    runs.sort_unstable_by_key(|run| run[0].1);
    let member = |(_, at): &(u64, usize)| {
        let entry = &index.entries[*at];
        Some((entry, entry.likeness.as_deref()?))
    };
    runs.into_iter().map(|run| run.iter().filter_map(member).collect()).collect()
}

/// The place in a cluster of the first of its questions that the user asked about.
pub(super) fn first_asked(index: &Index<'_>, cluster: &[(&Entry, &Likeness)]) -> usize {
    cluster.iter().position(|(entry, _)| index.is_asked(entry.file)).unwrap_or_default()
}

/// Reports a cluster at the first of its questions that the user asked about; `message` and `note`
/// say what is to be said of a question by its place in the cluster.
pub(super) fn report<'s>(
    sink: &'s mut Sink<'_>,
    index: &Index<'_>,
    cluster: &[(&Entry, &Likeness)],
    message: impl Fn(usize) -> String,
    note: impl Fn(usize) -> String,
) -> &'s mut Diagnostic {
    let here = first_asked(index, cluster);
    let (entry, likeness) = cluster[here];
    let found = sink.report_in(entry.file, likeness.place, message(here));
    let others = (0..cluster.len()).filter(|at| *at != here);
    for (number, at) in others.take(PLACES).enumerate() {
        let (entry, likeness) = cluster[at];
        let more = cluster.len() - 1 - PLACES.min(cluster.len() - 1);
        let last = number + 1 == PLACES && more > 0;
        let rest = if last { format!("; {more} more are not listed") } else { String::new() };
        found.related(entry.file, likeness.place, note(at) + &rest);
    }
    found
}
