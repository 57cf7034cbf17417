//! Which question comes when, and what it is called in links.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::document::SectionNames;
use crate::question::key;
use crate::write::{Corpus, Item};

/// What questions that name no technology stand under.
const OTHER: &str = "Other";

/// The questions of one technology and level.
pub(super) struct Chapter<'c> {
    /// The technology.
    pub technology: &'c str,
    /// The level; empty if they name none.
    pub level: &'c str,
    /// Where links to it lead.
    pub anchor: String,
    /// The questions, easiest first.
    pub entries: Vec<Entry<'c>>,
}

/// A question of a chapter.
pub(super) struct Entry<'c> {
    /// What the files around it say of it.
    pub item: &'c Item<'c>,
    /// What its sections are called.
    pub names: &'c SectionNames,
    /// Where links to it lead, different for each.
    pub anchor: String,
}

/// All questions in the order of study.
pub(super) fn chapters<'c>(corpus: &'c Corpus<'c>) -> Vec<Chapter<'c>> {
    let mut items: Vec<_> = corpus.items.iter().collect();
    items.sort_by_cached_key(|item| {
        let question = item.question;
        (
            // Questions without a technology come last.
            Reverse(question.text(key::TECHNOLOGY).is_some()),
            technology(item).to_lowercase(),
            technology(item),
            corpus.level_rank(level(item)),
            level(item),
            question.difficulty().unwrap_or(i64::MAX),
            item.identity.as_str(),
        )
    });
    let mut anchors = Anchors::default();
    let entry = |item| Entry { item, names: corpus.names, anchor: String::new() };
    let mut entries = items.into_iter().map(entry).peekable();
    let mut chapters = Vec::new();
    while let Some(first) = entries.next() {
        let (technology, level) = (technology(first.item), level(first.item));
        let same = |entry: &Entry<'_>| {
            (self::technology(entry.item), self::level(entry.item)) == (technology, level)
        };
        let mut list = vec![first];
        list.extend(std::iter::from_fn(|| entries.next_if(same)));
        let anchor = anchors.add(&format!("{technology} {level}"));
        for entry in &mut list {
            entry.anchor = anchors.add(&entry.item.identity);
        }
        chapters.push(Chapter { technology, level, anchor, entries: list });
    }
    chapters
}

fn technology<'c>(item: &'c Item<'c>) -> &'c str {
    item.question.text(key::TECHNOLOGY).unwrap_or(OTHER)
}

fn level<'c>(item: &'c Item<'c>) -> &'c str {
    item.question.text(key::LEVEL).unwrap_or_default()
}

/// Names for anchors, all different.
#[derive(Default)]
pub(super) struct Anchors {
    taken: HashSet<String>,
    /// The number that the last of each name has: what is before it is taken.
    numbers: HashMap<String, usize>,
}

impl Anchors {
    pub(super) fn add(&mut self, text: &str) -> String {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#');
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        // `C`, `C++` and `C#` are different things.
        let slug = words.join("-").replace('+', "p").replace('#', "sharp");
        let slug = if slug.is_empty() { "q".to_owned() } else { slug };
        if self.taken.insert(slug.clone()) {
            return slug;
        }
        let number = self.numbers.entry(slug.clone()).or_insert(1);
        loop {
            *number += 1;
            let anchor = format!("{slug}-{number}");
            if self.taken.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_differ() {
        let mut anchors = Anchors::default();
        let cases = [
            ("PY-INT-001", "py-int-001"),
            ("py int/001", "py-int-001-2"),
            ("C++ Advanced", "cpp-advanced"),
            ("C# ", "csharp"),
            ("Ключ", "ключ"),
            ("?", "q"),
            ("!", "q-2"),
        ];
        for (text, expected) in cases {
            assert_eq!(anchors.add(text), expected);
        }
    }
}
