//! What a release should not do to those who have the one before.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::side::{Side, same_schema};
use super::{Known, Warning};
use crate::anki::package::{Note, NoteType};
use crate::cmd::count;

/// Notes that are not updated as their author will think.
#[derive(Debug, Default)]
pub(super) struct Skips {
    /// Their text differs, and they are not newer.
    pub(super) late: Vec<Known>,
    /// They are newer, and nothing differs.
    pub(super) raised: Vec<Known>,
    /// Their note type is another one; with its name.
    pub(super) conflicts: Vec<(String, Known)>,
}

/// All that goes wrong, the worst first.
pub(super) fn warnings(old: &Side<'_>, new: &Side<'_>, skips: Skips) -> Vec<Warning> {
    let mut all = Vec::new();
    let mut warn = |kind, mut notes: Vec<Known>, words: &str| {
        notes.sort();
        if !notes.is_empty() {
            let message = format!("{} {words}", count(notes.len(), "note"));
            all.push(Warning { kind, message, notes });
        }
    };
    let doubles = new.doubles.iter().map(|note| new.known(note)).collect();
    warn("same-guid", doubles, "with the guid of another one in this package: Anki adds both");
    let words = "that learners will have twice: the question is there under another guid";
    warn("duplicate", duplicates(old, new), words);
    let mut conflicts: BTreeMap<String, Vec<Known>> = BTreeMap::new();
    for (name, note) in skips.conflicts {
        conflicts.entry(name).or_default().push(note);
    }
    for (name, notes) in conflicts {
        let words = format!("not updated: the note type `{name}` has other fields or templates");
        warn("conflict", notes, &words);
    }
    warn(
        "skipped",
        skips.late,
        "with another text, which learners do not get: the time is not later than in the old package",
    );
    warn(
        "raised",
        skips.raised,
        "with a later time and no change: learners lose their own edits and tags on it",
    );
    all.extend(looks(old, new));
    all
}

/// New notes whose question the old package has under a guid that is gone.
fn duplicates(old: &Side<'_>, new: &Side<'_>) -> Vec<Known> {
    let gone = old.notes.iter().filter(|(guid, _)| !new.notes.contains_key(*guid));
    let questions: HashSet<_> = gone.flat_map(|(_, note)| names(old, note)).collect();
    let added = new.notes.iter().filter(|(guid, _)| !old.notes.contains_key(*guid));
    let again =
        added.filter(|(_, note)| names(new, note).iter().any(|name| questions.contains(name)));
    again.map(|(_, note)| new.known(note)).collect()
}

/// What tells that two notes are of one question: its id, with the step of an interview; or the text
/// of the first field.
fn names(side: &Side<'_>, note: &Note) -> Vec<(&'static str, String)> {
    let id = side.field(note, "Id").filter(|id| !id.is_empty());
    let id = id.map(|id| format!("{id}\n{}", side.field(note, "Heading").unwrap_or_default()));
    let title = Some(side.known(note).title).filter(|title| !title.is_empty());
    id.map(|id| ("id", id)).into_iter().chain(title.map(|title| ("title", title))).collect()
}

/// Note types that look otherwise and are not newer; those without a note do not come in.
fn looks(old: &Side<'_>, new: &Side<'_>) -> Vec<Warning> {
    let used: BTreeSet<i64> = new.notes.values().map(|note| note.note_type).collect();
    let types = new.note_types().iter().filter(|(id, _)| used.contains(id));
    let both = types.filter_map(|(id, of)| Some((old.note_types().get(id)?, of)));
    let stale = both.filter(|(before, after)| {
        same_schema(before, after)
            && shape(before) != shape(after)
            && after.modified <= before.modified
    });
    let warning = |(_, after): (_, &NoteType)| Warning {
        kind: "looks",
        message: format!(
            "the cards of `{}` look otherwise, which learners do not get: the time of the note type is not later",
            after.name
        ),
        notes: Vec::new(),
    };
    stale.map(warning).collect()
}

/// What makes the cards of a note type look as they do.
fn shape(of: &NoteType) -> (&str, &str, Vec<&str>, Vec<[&str; 3]>) {
    let fields = of.fields.iter().map(|field| field.name.as_str()).collect();
    let templates = of.templates.iter().map(|one| [&*one.name, &*one.front, &*one.back]).collect();
    (&of.name, &of.css, fields, templates)
}
