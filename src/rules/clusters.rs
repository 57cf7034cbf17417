//! Questions that say the same, and how that is reported: once for all of them.

use std::collections::HashMap;

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
    let own = |at: usize, entry: &Entry| {
        entry.known_id().and_then(|id| index.position(id)).is_none_or(|first| first == at)
    };
    let entries = index.entries.iter().enumerate();
    entries
        .filter(move |(at, entry)| own(*at, entry))
        .filter_map(|(at, entry)| Some((at, entry, entry.likeness.as_deref()?)))
}

/// The questions that have the same number, those without left out; each group in the order of the
/// files, and the groups in the order of their first.
pub(super) fn groups<'a>(
    index: &Index<'a>,
    number: impl Fn(&Likeness) -> Option<u64>,
) -> Vec<Vec<(&'a Entry, &'a Likeness)>> {
    let mut places = HashMap::new();
    let mut groups: Vec<Vec<_>> = Vec::new();
    for (_, entry, likeness) in texts(index) {
        let Some(number) = number(likeness) else { continue };
        let place = *places.entry(number).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push((entry, likeness));
    }
    groups.retain(|group| group.len() > 1);
    groups
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
