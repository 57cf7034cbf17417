//! Whether a question speaks of its options by letter or place: then their order is part of it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::document::Document;
use crate::question::section;

/// What follows `the` where a place is meant.
const PLACES: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "last", "former", "latter"];

/// What follows a place that is that of an option, not of something named behind it.
const PLACED: &[&str] = &[
    "option",
    "options",
    "answer",
    "answers",
    "choice",
    "choices",
    "alternative",
    "statement",
    "one",
    "ones",
    "two",
    "three",
    "and",
    "or",
    "is",
    "are",
    "was",
    "were",
    "would",
    "has",
    "does",
    "can",
    "cannot",
    "fails",
    "of",
];

/// What points from one option to others, or from an explanation to one beside it.
const POINTS: &[&str] = &["above", "below", "preceding", "following", "previous", "next"];

/// What an option begins with that stands for others.
const ALL: &[&str] = &["all", "any", "both", "each", "either", "every", "neither", "none"];

/// What makes a letter behind it that of an option.
const BEFORE: &[&str] = &[
    "option",
    "options",
    "answer",
    "answers",
    "choice",
    "choices",
    "alternative",
    "both",
    "either",
    "neither",
    "only",
    "statement",
    "statements",
    "letter",
];

/// What makes the letter A before it that of an option, not the article.
const AFTER: &[&str] =
    &["is", "was", "has", "does", "would", "fails", "cannot", "can", "and", "or", "are", "because"];

/// Whether anything in the question refers to one of so many options by its place.
pub(super) fn refers_to_position(document: &Document<'_>, options: usize) -> bool {
    let choices = document.choices();
    let option = |text: &str| {
        let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let above = text.split_whitespace().any(|word| is_one_of(bare(word), &["above", "below"]));
        above
            || is_one_of(first, ALL)
            || is_letter_list(text, options)
            || refers(text, options, true)
    };
    if choices.iter().any(|choice| option(&prose(document, choice.item.events.clone()))) {
        return true;
    }
    let told = document.sections.iter().filter(|section| section.name != section::OPTIONS);
    told.into_iter().any(|section| {
        let near = section.name == section::EXPLANATION;
        refers(&prose(document, section.events.clone()), options, near)
    })
}

/// The text of events without its code, in which a letter is a name.
fn prose(document: &Document<'_>, events: Range<usize>) -> String {
    let mut text = String::new();
    let mut code = false;
    for (event, _) in &document.events[events] {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(part) if !code => text.push_str(part),
            Event::Code(_) => text.push('_'),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => text.push_str(". "),
            _ => {}
        }
    }
    text
}

/// Whether a text speaks of options by letter; if it stands `near` them, by place too.
fn refers(text: &str, options: usize, near: bool) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = |at: usize| words.get(at).map_or("", |word| bare(word));
    (0..words.len()).any(|index| {
        let word = at(index);
        let before = if index == 0 { "" } else { at(index - 1) };
        let named = is_one_of(before, BEFORE);
        if let Some(letter) = letter(words[index], options) {
            let marked = words[index].starts_with('(') || words[index].ends_with([')', ':']);
            let joined = is_one_of(before, &["and", "or"]) && index > 1;
            return letter != 'A' || named || marked || joined || is_one_of(at(index + 1), AFTER);
        }
        // `option b`, `answer 2`.
        let small = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphanumeric());
        if named && small && word != "a" {
            return true;
        }
        let after = at(index + 1);
        let ends = |index: usize| words[index].ends_with(['.', ',', ';', ':', '!', '?']);
        let alone = ends(index) || after.is_empty() || is_one_of(after, PLACED);
        let begins = index == 1 || index > 1 && words[index - 2].ends_with(['.', '!', '?']);
        let placed = is_one_of(before, &["the"]) && is_one_of(word, PLACES) && (alone || begins);
        let points = is_one_of(word, POINTS);
        near && (placed || points && (named || is_one_of(after, BEFORE)))
    })
}

/// The letter of an option that a word is, if it is one: `B`, `(B)`, `B:`, not `C++`.
fn letter(word: &str, options: usize) -> Option<char> {
    let mut chars = bare(word).chars();
    let (letter, None) = (chars.next()?, chars.next()) else { return None };
    let place = (letter as usize).checked_sub('A' as usize)?;
    (place < options && !word.contains(['+', '#', '\'', '’'])).then_some(letter)
}

/// Whether a text is no more than letters of options: `A, B`, `A and C`.
fn is_letter_list(text: &str, options: usize) -> bool {
    let mut words = text.split_whitespace().filter(|word| !is_one_of(word, &["and", "or", "&"]));
    text.trim().contains(' ') && words.all(|word| letter(word, options).is_some())
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_places_are_seen() {
        for text in [
            "Option B is wrong.",
            "both A and C",
            "A is a trap, since it blocks.",
            "(c) is right; answer c it is",
            "B: never returns.",
            "B fails and C hangs.",
            "The first is the slow one.",
            "The answer above is right.",
            "See the preceding option.",
            "The second describes a set; it is the third.",
            "Only the last is.",
            "Choice 2 copies.",
        ] {
            assert!(refers(text, 4, true), "{text}");
        }
        for text in [
            "A lock is held. A queue is not.",
            "In C++ and C# it differs.",
            "Plan B's cost",
            "It reads a file, e. g. a log.",
            "First it copies, last it sorts.",
            "E is not an option here, nor F.",
            "Vitamin",
            "It passes on the first exception; the other awaitables run.",
            "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            "As said above, the last row wins.",
        ] {
            assert!(!refers(text, 4, true), "{text}");
        }
        assert!(!refers("The first call copies.", 4, false));
        assert!(is_letter_list("A and C", 4) && !is_letter_list("A", 4));
        assert!(!is_letter_list("A queue", 4));
    }
}
