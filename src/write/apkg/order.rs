//! In which order new cards come.

use std::collections::{BTreeMap, HashMap};

use super::super::{Corpus, Item};
use crate::config::Order;
use crate::question::key;

/// The questions in the order of study: one `deck.toml` after the other, each in its own order.
pub(super) fn study<'c, 's>(corpus: &'c Corpus<'s>) -> Vec<&'c Item<'s>> {
    let mut decks: BTreeMap<&str, Vec<&Item<'s>>> = BTreeMap::new();
    for item in &corpus.items {
        decks.entry(item.settings.folder).or_default().push(item);
    }
    let mut all = Vec::with_capacity(corpus.items.len());
    for mut items in decks.into_values() {
        let order = items.first().map_or(Order::default(), |item| item.settings.order);
        match order {
            Order::Id => items.sort_by_cached_key(|item| natural(&item.identity)),
            Order::File => items.sort_by_key(|item| {
                (&item.question.source.path, item.question.opening, &item.identity)
            }),
            Order::Difficulty | Order::Related => {
                items.sort_by_cached_key(|item| difficulty(item, corpus));
            }
        }
        if order == Order::Related {
            items = related(items);
        }
        all.extend(items);
    }
    all
}

/// By technology, from easy to hard. What says no difficulty comes behind what does.
fn difficulty(item: &Item<'_>, corpus: &Corpus<'_>) -> (String, usize, i64, Vec<Piece>) {
    let text = |key| item.question.text(key).unwrap_or_default();
    (
        text(key::TECHNOLOGY).to_owned(),
        corpus.level_rank(text(key::LEVEL)),
        item.question.difficulty().unwrap_or(i64::MAX),
        natural(&item.identity),
    )
}

/// A piece of an identity: digits, of which fewer are less, or what stands between them.
type Piece = (usize, String);

/// An identity by which `X-9` comes before `X-10`.
fn natural(identity: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut number = false;
    for c in identity.chars() {
        if pieces.is_empty() || c.is_ascii_digit() != number {
            number = c.is_ascii_digit();
            pieces.push((0, String::new()));
        }
        if let Some((length, text)) = pieces.last_mut() {
            // Zeros in front of a number do not count.
            if !number || c != '0' || *length > 0 {
                *length += usize::from(number);
                text.push(c);
            }
        }
    }
    pieces
}

/// Items that are in some order, so that what a question demands comes before it, and what it is
/// related to right behind it. Circles end where they began.
fn related<'c, 's>(items: Vec<&'c Item<'s>>) -> Vec<&'c Item<'s>> {
    let places: HashMap<&str, usize> =
        items.iter().enumerate().map(|(at, item)| (item.identity.as_str(), at)).collect();
    let named = |at: usize, key: &str| {
        let ids = items[at].question.list(key);
        let mut places: Vec<_> = ids.filter_map(|(id, _)| places.get(id).copied()).collect();
        places.sort_unstable();
        places
    };
    enum Step {
        Enter(usize),
        Place(usize),
    }
    let mut entered = vec![false; items.len()];
    let mut order = Vec::with_capacity(items.len());
    for start in 0..items.len() {
        // A stack of our own: a chain may be as long as the corpus.
        let mut steps = vec![Step::Enter(start)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(at) if entered[at] => {}
                Step::Enter(at) => {
                    entered[at] = true;
                    steps.push(Step::Place(at));
                    let before = named(at, key::PREREQUISITES);
                    steps.extend(before.into_iter().rev().map(Step::Enter));
                }
                Step::Place(at) => {
                    order.push(items[at]);
                    let behind = named(at, key::RELATED);
                    steps.extend(behind.into_iter().rev().map(Step::Enter));
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Deck;
    use crate::deck::Decks;
    use crate::document::SectionNames;
    use crate::read;
    use crate::source::{FileId, Source};

    /// The ids of questions in an order; each is its path and its front matter.
    fn ids(order: &str, files: &[(&str, &str)]) -> String {
        let source = |(at, (path, fields)): (usize, &(&str, &str))| Source {
            file: FileId(at as u32),
            path: (*path).to_owned(),
            text: format!("---\n{fields}\n---\n"),
        };
        let sources: Vec<_> = files.iter().enumerate().map(source).collect();
        let reader = read::find("question").unwrap();
        let read = |source| (reader.read)(source, &read::Options::default()).questions;
        let questions: Vec<_> = sources.iter().flat_map(read).collect();
        let mut decks = Decks::default();
        let deck = Deck::parse(&format!("order = '{order}'"), "deck.toml").unwrap();
        decks.by_folder.insert(String::new(), deck);
        let item = |question| Item {
            settings: decks.settings(question),
            ..Item::new(question, question.id().unwrap_or_default())
        };
        let levels = ["Beginner", "Advanced"].map(str::to_owned);
        let names = SectionNames::default();
        let items = questions.iter().map(item).collect();
        let corpus = Corpus::new(items, &names, &levels);
        study(&corpus).iter().map(|item| item.identity.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_deck_says_its_order() {
        let files = [
            ("1.md", "id: X-10\nlevel: Beginner\ndifficulty: 3"),
            ("2.md", "id: X-9\nlevel: Beginner\ndifficulty: 3"),
            ("3.md", "id: X-011\nlevel: Advanced\ndifficulty: 1"),
            ("4.md", "id: X-1\nlevel: Beginner\ndifficulty: 4\nrelated: [X-011]"),
            ("5.md", "id: X-2\nlevel: Beginner"),
            ("6.md", "id: A-1\nlevel: Beginner\ndifficulty: 1\nprerequisites: [X-1]"),
        ];
        for (order, expected) in [
            ("difficulty", "A-1 X-9 X-10 X-1 X-2 X-011"),
            ("id", "A-1 X-1 X-2 X-9 X-10 X-011"),
            ("file", "X-10 X-9 X-011 X-1 X-2 A-1"),
            ("related", "X-1 X-011 A-1 X-9 X-10 X-2"),
        ] {
            assert_eq!(ids(order, &files), expected, "{order}");
        }
    }

    #[test]
    fn circles_end() {
        let files = [
            ("1.md", "id: A\nprerequisites: [B]\nrelated: [A, C]"),
            ("2.md", "id: B\nprerequisites: [A]\nrelated: [C]"),
            ("3.md", "id: C\nrelated: [A, B]"),
        ];
        assert_eq!(ids("related", &files), "B C A");
    }
}
