//! `qlint export --against`: what a learner's re-import of a new package will do, with Anki's default
//! options, to a collection that holds the old one.
//!
//! Anki knows a note by its guid. One that is newer replaces fields and tags; one that is not is left
//! alone, whatever it says; cards that are there stay as and where they are.

mod show;
mod side;
mod warn;

use std::path::Path;

use serde::Serialize;

use crate::anki::package::{Note, Package};
use crate::cli::ForecastFormat;
use crate::failure::{Failure, Result};
use crate::output;
use crate::report::Style;
use crate::walk;
use side::{Side, changed_fields, is_hidden, same_schema};

/// What will happen.
#[derive(Debug, Serialize)]
struct Forecast {
    version: u8,
    against: String,
    counts: Counts,
    /// Notes that come in.
    new: Vec<Known>,
    /// Notes whose fields and tags are replaced.
    updated: Vec<Updated>,
    /// Notes that the new package does not have.
    removed: Vec<Known>,
    /// Cards that notes get which are there.
    cards: Vec<Added>,
    /// Notes that have another deck now.
    moved: Vec<Moved>,
    /// What goes wrong.
    warnings: Vec<Warning>,
}

/// How many of each.
#[derive(Debug, Serialize)]
struct Counts {
    new: usize,
    updated: usize,
    unchanged: usize,
    removed: usize,
    cards: usize,
    moved: usize,
    warnings: usize,
}

/// A note, for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Known {
    id: String,
    title: String,
    guid: String,
}

#[derive(Debug, Serialize)]
struct Updated {
    #[serde(flatten)]
    note: Known,
    /// The fields that differ; `tags` are among them.
    fields: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Added {
    #[serde(flatten)]
    note: Known,
    /// The name of the template; for clozes its number.
    card: String,
}

#[derive(Debug, Serialize)]
struct Moved {
    #[serde(flatten)]
    note: Known,
    from: String,
    to: String,
}

/// Something that a release should not do.
#[derive(Debug, Serialize)]
struct Warning {
    kind: &'static str,
    message: String,
    notes: Vec<Known>,
}

/// Prints what the package `new` does to a learner who has the one in the file `old`.
pub(super) fn run(old: &Path, new: &[u8], format: ForecastFormat, style: Style) -> Result<()> {
    let bytes = walk::bytes(old)?;
    let opened = Package::open(&bytes);
    let before = opened
        .map_err(|why| Failure(format!("cannot read the package `{}`: {why}", old.display())))?;
    let after = Package::open(new)
        .map_err(|why| Failure(format!("cannot read the package that was made: {why}")))?;
    let forecast = Forecast::new(&before, &after, old.display().to_string());
    output::print(&match format {
        ForecastFormat::Text => show::text(&forecast, style),
        ForecastFormat::Json => show::json(&forecast)?,
    })
}

impl Forecast {
    fn new(old: &Package<'_>, new: &Package<'_>, against: String) -> Forecast {
        let (old, new) = (Side::new(old), Side::new(new));
        let (mut added, mut updated, mut unchanged) = (Vec::new(), Vec::new(), 0);
        let (mut cards, mut moved) = (Vec::new(), Vec::new());
        let mut skips = warn::Skips::default();
        for (guid, note) in &new.notes {
            let Some(before) = old.notes.get(guid) else {
                added.push(new.known(note));
                continue;
            };
            let (known, fields) = (new.known(note), changed_fields((&old, before), (&new, note)));
            if note.modified <= before.modified {
                unchanged += 1;
                if fields.iter().any(|field| !is_hidden(note, field)) {
                    skips.late.push(known.clone());
                }
            } else if !fits((&old, before), (&new, note)) {
                unchanged += 1;
                skips.conflicts.push((new.type_name(note).to_owned(), known));
                continue;
            } else {
                if fields.is_empty() {
                    skips.raised.push(known.clone());
                }
                updated.push(Updated { note: known.clone(), fields });
            }
            cards.extend(new_cards((&old, before), (&new, note), &known));
            moved.extend(new_deck((&old, before), (&new, note), known));
        }
        let gone = old.notes.iter().filter(|(guid, _)| !new.notes.contains_key(*guid));
        let mut removed: Vec<Known> = gone.map(|(_, note)| old.known(note)).collect();
        let warnings = warn::warnings(&old, &new, skips);
        added.sort();
        removed.sort();
        updated.sort_by(|a: &Updated, b| a.note.cmp(&b.note));
        cards.sort_by(|a: &Added, b| (&a.note, &a.card).cmp(&(&b.note, &b.card)));
        moved.sort_by(|a: &Moved, b| a.note.cmp(&b.note));
        let counts = Counts {
            new: added.len(),
            updated: updated.len(),
            unchanged,
            removed: removed.len(),
            cards: cards.len(),
            moved: moved.len(),
            warnings: warnings.len(),
        };
        Forecast {
            version: 1,
            against,
            counts,
            new: added,
            updated,
            removed,
            cards,
            moved,
            warnings,
        }
    }
}

/// Whether the type of a note is the one that the learner's note has.
fn fits((old, before): (&Side<'_>, &Note), (new, note): (&Side<'_>, &Note)) -> bool {
    note.note_type == before.note_type
        && match (old.note_type(before), new.note_type(note)) {
            (Some(before), Some(after)) => same_schema(before, after),
            _ => true,
        }
}

/// The cards that a note did not have.
fn new_cards(
    (old, before): (&Side<'_>, &Note),
    (new, note): (&Side<'_>, &Note),
    known: &Known,
) -> Vec<Added> {
    let had = old.cards(before);
    let ords = new.cards(note).keys().filter(|ord| !had.contains_key(*ord));
    ords.map(|ord| Added { note: known.clone(), card: new.card_name(note, *ord) }).collect()
}

/// Where a note moved; Anki knows decks by their names, whatever the case.
fn new_deck(
    (old, before): (&Side<'_>, &Note),
    (new, note): (&Side<'_>, &Note),
    known: Known,
) -> Option<Moved> {
    let had = old.cards(before);
    let both = new.cards(note).iter().filter_map(|(ord, deck)| Some((*had.get(ord)?, *deck)));
    let (from, to) = both.into_iter().find(|(a, b)| a.to_lowercase() != b.to_lowercase())?;
    Some(Moved { note: known, from: from.to_owned(), to: to.to_owned() })
}

#[cfg(test)]
mod tests;
