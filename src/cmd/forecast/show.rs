//! How a forecast is shown.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::{Forecast, Known, Warning};
use crate::cmd::table::Table;
use crate::failure::{Failure, Result};
use crate::report::Style;

/// How many notes of each sort are listed for people.
const LISTED: usize = 20;

/// For programs: everything, as one object.
pub(super) fn json(forecast: &Forecast) -> Result<String> {
    let text = serde_json::to_string_pretty(forecast);
    text.map(|text| text + "\n").map_err(|error| Failure(format!("cannot write JSON: {error}")))
}

/// For people.
pub(super) fn text(forecast: &Forecast, style: Style) -> String {
    let Forecast { counts, new, updated, removed, cards, moved, .. } = forecast;
    let mut table = Table::new(&["what", "notes", "id", "question", ""], &[1], 3);
    let plain = |note| (note, String::new());
    rows(&mut table, "new", counts.new, new.iter().map(plain));
    rows(&mut table, "updated", counts.updated, updated.iter().map(|one| plain(&one.note)));
    rows(&mut table, "unchanged", counts.unchanged, std::iter::empty());
    rows(&mut table, "removed", counts.removed, removed.iter().map(plain));
    if counts.cards > 0 {
        let cards = cards.iter().map(|one| (&one.note, one.card.clone()));
        rows(&mut table, "new cards", counts.cards, cards);
    }
    let mut decks: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for one in moved {
        *decks.entry((&one.from, &one.to)).or_default() += 1;
    }
    for ((from, to), number) in decks {
        let cells = ["moved", &number.to_string(), "", &format!("{from} → {to}"), ""];
        table.row(cells.map(str::to_owned).to_vec());
    }
    let mut text = table.render(style.width);
    if counts.removed > 0 {
        text +=
            "\nWhat is removed stays in the collections of learners and is not updated any more.\n";
    }
    if counts.moved > 0 {
        text += "\nCards that learners have stay in the deck where they are; only new ones go to the other,\nwhich is made even if it stays empty.\n";
    }
    forecast.warnings.iter().for_each(|warning| text += &warned(warning));
    text
}

/// A warning with the first of its notes.
fn warned(warning: &Warning) -> String {
    let mut text = format!("\nwarning: {}\n", warning.message);
    let listed = &warning.notes[..warning.notes.len().min(LISTED)];
    let width = listed.iter().map(|note| note.id.width()).max().unwrap_or_default();
    for note in listed {
        let blanks = " ".repeat(width - note.id.width());
        text += &format!("  {}{blanks}  {}\n", note.id, note.title);
    }
    match warning.notes.len() - listed.len() {
        0 => text,
        more => text + &format!("  and {more} more\n"),
    }
}

/// Adds what happens to some notes: the count, and the first of them.
fn rows<'f>(
    table: &mut Table,
    what: &str,
    number: usize,
    notes: impl Iterator<Item = (&'f Known, String)>,
) {
    let notes: Vec<_> = notes.collect();
    let cells = |(note, more): &(&Known, String)| [&note.id, &note.title, more].map(String::clone);
    let mut listed: Vec<_> = notes.iter().take(LISTED).map(cells).collect();
    if notes.len() > LISTED {
        let more = format!("and {} more", notes.len() - LISTED);
        listed.push([more, String::new(), String::new()]);
    }
    // Without a note the count still has its row.
    listed.resize_with(listed.len().max(1), Default::default);
    for (at, cells) in listed.into_iter().enumerate() {
        let first =
            if at == 0 { [what.to_owned(), number.to_string()] } else { Default::default() };
        table.row(first.into_iter().chain(cells).collect());
    }
}
