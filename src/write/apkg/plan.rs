//! What can be said of the notes before their text is made: order, ids, decks.

use std::collections::BTreeMap;

use super::super::{Corpus, Item};
use super::decks::{self, Deck};
use super::order;
use crate::anki::ids;
use crate::diagnostic::{Diagnostic, Severity};
use crate::question::key;

/// The notes to come.
#[derive(Debug)]
pub(super) struct Plan<'c, 's> {
    /// In the order of their ids, which is that of the table's pages.
    pub(super) notes: Vec<Planned<'c, 's>>,
    /// All decks, by name.
    pub(super) decks: BTreeMap<String, Deck<'c>>,
}

/// A note to come.
#[derive(Debug)]
pub(super) struct Planned<'c, 's> {
    pub(super) item: &'c Item<'s>,
    pub(super) id: i64,
    pub(super) guid: String,
    /// The id of its deck.
    pub(super) deck: i64,
    /// Its place in the queue of new cards, from 1.
    pub(super) due: usize,
}

impl<'c, 's> Plan<'c, 's> {
    pub(super) fn new(corpus: &'c Corpus<'s>) -> Self {
        let order = order::study(corpus);
        let names: Vec<_> = order.iter().map(|item| decks::name(&item.deck)).collect();
        let decks = decks::decks(&order, &names);
        let mut notes: Vec<_> = (1..)
            .zip(order.into_iter().zip(names))
            .map(|(due, (item, deck))| Planned {
                item,
                id: 0,
                guid: ids::guid(item.question, &item.identity),
                deck: decks.get(&deck).map_or(1, |deck| deck.id),
                due,
            })
            .collect();
        // Ids go by identity alone, so that no other property of a question moves them.
        notes.sort_by(|a, b| first_id(a.item).cmp(first_id(b.item)));
        let mut free = ids::Ids::new("notes");
        for note in &mut notes {
            note.id = free.make(first_id(note.item));
        }
        notes.sort_by_key(|note| note.id);
        Plan { notes, decks }
    }
}

/// Notes with the guid of another one. Anki would add both, and later update both with the text
/// of one, and say nothing.
pub(super) fn same_guids(plan: &Plan<'_, '_>) -> Vec<Diagnostic> {
    let place = |note: &Planned<'_, '_>| {
        let question = note.item.question;
        let field = question.value(key::GUID).or_else(|| question.value(key::ID));
        (question.source.file, field.map_or(question.opening, |node| node.span))
    };
    let mut notes: Vec<_> = plan.notes.iter().collect();
    notes.sort_by_key(|note| (&note.guid, place(note)));
    let pairs = notes.windows(2).filter_map(|pair| match pair {
        [first, second] if first.guid == second.guid => Some((first, second)),
        _ => None,
    });
    pairs
        .map(|(first, second)| {
            let (file, span) = place(second);
            let message =
                format!("this question has the Anki guid `{}` of another one", second.guid);
            let mut diagnostic =
                Diagnostic::new("id/duplicate-guid", Severity::Error, file, span, message);
            let (file, span) = place(first);
            diagnostic.related(file, span, "the other one");
            diagnostic.help("Anki knows a note by its guid alone; give one of them another `guid`");
            diagnostic
        })
        .collect()
}

/// The identity that a question had first.
fn first_id<'i>(item: &'i Item<'_>) -> &'i str {
    ids::first_id(item.question, &item.identity)
}
