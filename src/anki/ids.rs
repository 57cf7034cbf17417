//! Numbers and names that stay the same from build to build.
//!
//! **Frozen.** Learners' collections know a note by its guid. Another way to make guids would give
//! every learner a second copy of every question.

use std::collections::BTreeSet;

use sha1::{Digest, Sha1};

use crate::question::{Question, key};

/// Where ids begin: 2024-01-01T00:00:00Z, in milliseconds since 1970.
///
/// Anki takes an id for the time at which something was added, and renumbers what lies ahead.
const EPOCH: i64 = 1_704_067_200_000;

/// How far ids are spread: a year, in milliseconds.
const SPREAD: u64 = 365 * 86_400_000;

/// What names a note for ever: the question's own `guid`, or one made from its first id.
///
/// `identity` is what the question is known by now: its id, or for a format without ids where it
/// stands.
pub fn guid(question: &Question<'_>, identity: &str) -> String {
    match question.text(key::GUID).filter(|guid| !guid.is_empty()) {
        Some(guid) => guid.to_owned(),
        None => made(first_id(question, identity)),
    }
}

/// The guid that is made from the first id of a question, or from the name of a part of it.
pub fn made(name: &str) -> String {
    // 80 bits: among a million questions a clash has a chance of one in a trillion.
    digest("note", name)[..10].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The identity that a question had first: a renamed one stays the note that it was.
pub fn first_id<'i>(question: &'i Question<'_>, identity: &'i str) -> &'i str {
    question.list(key::PREVIOUS_IDS).next().map_or(identity, |(id, _)| id)
}

/// Gives out the ids of one table.
#[derive(Debug)]
pub struct Ids {
    table: &'static str,
    taken: BTreeSet<i64>,
}

impl Ids {
    /// For the table of that name, in which none is taken.
    pub fn new(table: &'static str) -> Ids {
        Ids { table, taken: BTreeSet::new() }
    }

    /// An id made from a name, or the next free one.
    pub fn make(&mut self, name: &str) -> i64 {
        let [a, b, c, d, e, f, g, h, ..] = digest(self.table, name);
        let spread = u64::from_be_bytes([a, b, c, d, e, f, g, h]) % SPREAD;
        let mut id = EPOCH + spread as i64;
        while !self.taken.insert(id) {
            id += 1;
        }
        id
    }
}

fn digest(space: &str, name: &str) -> [u8; 20] {
    Sha1::digest(format!("qlint:{space}:{name}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_frozen() {
        // Never change these: they are in the collections of learners.
        assert_eq!(made("PY-INT-003"), "5956c6c43fd143eb852c");
        assert_eq!(Ids::new("notes").make("PY-INT-003"), 1_722_625_733_511);
        assert_eq!(Ids::new("decks").make("Python::Advanced"), 1_728_633_403_206);
    }

    #[test]
    fn ids_are_free_and_in_the_past() {
        let mut ids = Ids::new("notes");
        let first = ids.make("a");
        assert_eq!(ids.make("a"), first + 1);
        assert!(first >= EPOCH && first < EPOCH + SPREAD as i64);
    }
}
