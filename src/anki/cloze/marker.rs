//! The marks of gaps, as Anki reads them.

use std::collections::BTreeSet;

use super::{DEEPEST, MOST};

/// What begins a gap: `{{c1::`, or `{{c1,2::` for a gap that two cards share.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// How many bytes it has.
    pub(super) length: usize,
    numbers: Vec<u16>,
}

impl Opening {
    /// Whether each of its numbers has a card.
    pub(super) fn counts(&self) -> bool {
        self.numbers.iter().all(|number| (1..=MOST).contains(number))
    }
}

/// The mark that `text` begins with, if it begins with one.
pub(super) fn opening(text: &str) -> Option<Opening> {
    let list = text.strip_prefix("{{c")?;
    let end = list.find(|c: char| !c.is_ascii_digit() && c != ',')?;
    if !list[end..].starts_with("::") {
        return None;
    }
    let numbers: Vec<u16> =
        list[..end].split(',').filter_map(|number| number.parse().ok()).collect();
    (!numbers.is_empty()).then(|| Opening { length: "{{c".len() + end + "::".len(), numbers })
}

/// Whether `text` begins with the end of a gap.
pub(super) fn closes(text: &str) -> bool {
    text.starts_with("}}")
}

/// The numbers of the gaps of a field, as Anki counts them: what is never closed is no gap, and
/// neither is what stands inside it.
pub fn numbers(field: &str) -> BTreeSet<u16> {
    let mut open: Vec<BTreeSet<u16>> = Vec::new();
    let mut found = BTreeSet::new();
    let mut rest = field;
    while let Some(at) = rest.find(['{', '}']) {
        rest = &rest[at..];
        let length = if let Some(gap) = opening(rest) {
            if open.len() < DEEPEST {
                open.push(gap.numbers.iter().copied().collect());
            }
            gap.length
        } else if closes(rest) {
            let gap = open.pop().unwrap_or_default();
            open.last_mut().unwrap_or(&mut found).extend(gap);
            2
        } else {
            1
        };
        rest = &rest[length..];
    }
    found.remove(&0);
    found
}
