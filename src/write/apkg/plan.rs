//! What can be said of the notes before their text is made: order, ids, decks.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::super::{Corpus, Item};
use super::decks::{self, Deck};
use super::{note, order};
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
    /// The identities of all questions.
    pub(super) known: HashSet<&'c str>,
    /// The identities of the questions that have a file of their own, by its path.
    pub(super) paths: HashMap<&'c str, &'c str>,
}

/// A note to come.
#[derive(Debug)]
pub(super) struct Planned<'c, 's> {
    pub(super) item: &'c Item<'s>,
    /// Which step of an interview it is, from 0; none for a whole question.
    pub(super) step: Option<usize>,
    /// What it is known by for ever.
    name: String,
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
        let steps: Vec<_> = order.par_iter().map(|item| note::steps(item, corpus.names)).collect();
        let mut notes = Vec::with_capacity(order.len());
        for ((item, name), steps) in order.into_iter().zip(names).zip(steps) {
            let deck = decks.get(&name).map_or(1, |deck| deck.id);
            let first = ids::first_id(item.question, &item.identity);
            let steps = ids::steps(first, steps.iter().map(String::as_str));
            let mut note = |step, guid, name| {
                notes.push(Planned { item, step, name, id: 0, guid, deck, due: notes.len() + 1 });
            };
            if steps.is_empty() {
                note(None, ids::guid(item.question, &item.identity), first.to_owned());
            }
            for (step, name) in steps.into_iter().enumerate() {
                note(Some(step), ids::made(&name), name);
            }
        }
        // Ids go by identity alone, so that no other property of a question moves them.
        notes.sort_by(|a, b| a.name.cmp(&b.name));
        let mut free = ids::Ids::new("notes");
        for note in &mut notes {
            note.id = free.note(&note.name);
        }
        notes.sort_by_key(|note| note.id);
        let known = corpus.items.iter().map(|item| &*item.identity).collect();
        Plan { notes, decks, known, paths: paths(corpus) }
    }
}

/// The identity of the question in each file; of a file of several questions none, as what is meant
/// cannot be told.
fn paths<'c>(corpus: &'c Corpus<'_>) -> HashMap<&'c str, &'c str> {
    let mut paths = HashMap::with_capacity(corpus.items.len());
    let mut shared = Vec::new();
    for item in &corpus.items {
        let path = item.question.source.path.as_str();
        if paths.insert(path, item.identity.as_str()).is_some() {
            shared.push(path);
        }
    }
    shared.iter().for_each(|path| _ = paths.remove(path));
    paths
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
