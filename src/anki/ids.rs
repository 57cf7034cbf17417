//! Numbers and names that stay the same from build to build.
//!
//! **Frozen.** Learners' collections know a note by its guid. Another way to make guids would give
//! every learner a second copy of every question.

use std::collections::{BTreeMap, BTreeSet};

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
    // 64 bits, as in Anki's own: among a million questions a clash has a chance of one in 30 million.
    // Six bits a letter (RFC 4648, the alphabet for URLs), the last one four.
    let bits = u128::from(first_bits(digest("note", name))) << 2;
    let letter = |at: u32| ALPHABET[(bits >> (6 * (10 - at))) as usize % 64] as char;
    (0..11).map(letter).collect()
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn first_bits([a, b, c, d, e, f, g, h, ..]: [u8; 20]) -> u64 {
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// The identity that a question had first: a renamed one stays the note that it was.
pub fn first_id<'i>(question: &'i Question<'_>, identity: &'i str) -> &'i str {
    question.list(key::PREVIOUS_IDS).next().map_or(identity, |(id, _)| id)
}

/// The names of the steps of a mock interview, of which their guids and ids are made.
///
/// A step is known by its heading, not by its place: one put in between leaves the others what they
/// were. A number in front of the heading (`Step 3: …`, `3. …`) is no part of it.
pub fn steps<'h>(first_id: &str, headings: impl IntoIterator<Item = &'h str>) -> Vec<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let name = |(number, heading): (usize, &str)| {
        let name = step(heading).map_or_else(|| number.to_string(), str::to_owned);
        let times = times.entry(name.clone()).or_default();
        *times += 1;
        let again = if *times > 1 { format!("~{times}") } else { String::new() };
        // No id has a line feed.
        format!("{first_id}\n{name}{again}")
    };
    (1..).zip(headings).map(name).collect()
}

/// The heading of a step without its number; none if nothing else is left.
pub fn step(heading: &str) -> Option<&str> {
    let heading = heading.trim();
    let word = heading.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("step"));
    let number = if word { heading[4..].trim_start() } else { heading };
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = match rest.trim_start().strip_prefix([':', '.', ')', '-', '–', '—']) {
        _ if rest.len() == number.len() => heading,
        Some(name) if name.is_empty() || name.starts_with(char::is_whitespace) => name.trim(),
        _ if word || rest.is_empty() => rest.trim(),
        _ => heading,
    };
    (!name.is_empty()).then_some(name)
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

    /// For cards: the first of each note has the note's id, so that those are taken.
    pub fn of_cards(notes: impl IntoIterator<Item = i64>) -> Ids {
        Ids { table: "cards", taken: notes.into_iter().collect() }
    }

    /// The id of a note's card.
    pub fn card(&mut self, note: i64, ord: u16) -> i64 {
        if ord == 0 { note } else { self.free(note + i64::from(ord)) }
    }

    /// An id made from a name, or the next free one.
    pub fn make(&mut self, name: &str) -> i64 {
        self.free(EPOCH + (first_bits(digest(self.table, name)) % SPREAD) as i64)
    }

    /// The id of the note of that name: those of ids with numbers behind the same letters follow each
    /// other, a second apart. Then like stands by like in the package, which makes it smaller.
    pub fn note(&mut self, name: &str) -> i64 {
        let (identity, step) = name.split_once('\n').unwrap_or((name, ""));
        let front = identity.trim_end_matches(|c: char| c.is_ascii_digit());
        // Six digits are seconds of twelve days; what has more of them begins again.
        let number = identity[front.len()..]
            .bytes()
            .fold(0, |number, digit| (number * 10 + i64::from(digit - b'0')) % 1_000_000);
        let first = (first_bits(digest(self.table, front)) % SPREAD) as i64;
        // The steps of an interview share its number.
        let own = match step {
            "" => 0,
            step => (first_bits(digest(self.table, step)) % 1000) as i64,
        };
        self.free(EPOCH + first + number * 1000 + own)
    }

    /// This id, or the next free one.
    fn free(&mut self, mut id: i64) -> i64 {
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
        // printf qlint:note:PY-INT-003 | sha1sum | xxd -r -p | head -c 8 | base64 | tr +/ -_
        assert_eq!(made("PY-INT-003"), "WVbGxD_RQ-s");
        assert_eq!(Ids::new("notes").note("PY-INT-003"), 1_734_844_274_266);
        assert_eq!(Ids::new("notes").note("PY-INT-004"), 1_734_844_275_266);
        assert_eq!(Ids::new("notes").note("PY-MI-001\nClarify"), 1_721_893_971_498);
        assert_eq!(Ids::new("decks").make("Python::Advanced"), 1_728_633_403_206);
    }

    #[test]
    fn a_step_is_known_by_its_heading() {
        let table = [
            ("Measure first", "Measure first"),
            ("Step 3: Measure", "Measure"),
            ("step 3 - Measure", "Measure"),
            ("Step 3", "1"),
            ("3. Measure", "Measure"),
            ("3.11 or 3.12?", "3.11 or 3.12?"),
            ("3 workers die", "3 workers die"),
            ("12", "1"),
            ("Stepwise", "Stepwise"),
            ("Step back", "Step back"),
            ("Step 2 Measure", "Measure"),
            ("", "1"),
        ];
        for (heading, name) in table {
            assert_eq!(steps("X-1", [heading]), [format!("X-1\n{name}")], "{heading}");
        }
        let all = steps("X-1", ["1. a", "b", "2. a", "Step 4"]);
        assert_eq!(all, ["X-1\na", "X-1\nb", "X-1\na~2", "X-1\n4"]);
        // Frozen, as all ids are.
        assert_eq!(made(&all[0]), "-6Y56LNZqcs");
    }

    #[test]
    fn ids_are_free_and_in_the_past() {
        let mut ids = Ids::new("notes");
        let first = ids.make("a");
        assert_eq!(ids.make("a"), first + 1);
        assert!(first >= EPOCH && first < EPOCH + SPREAD as i64);
    }
}
