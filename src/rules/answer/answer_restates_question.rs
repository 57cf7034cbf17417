//! An answer begins by saying the question again.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Severity;
use crate::document::Document;
use crate::question::section;
use crate::rules::{Check, Rule, Sink, Subject, Threshold};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "An answer begins by saying the question again.",
    why: "Its first sentence is what is remembered and said aloud, and it says nothing that was not asked.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: How does the garbage collector of Python find cycles?
kind: flashcard
---

## Answer

The garbage collector of Python finds cycles. It counts references inside each generation.
"#],
    good: &[
        r#"---
id: PY-ADV-001
title: How does the garbage collector of Python find cycles?
kind: flashcard
---

## Answer

The garbage collector of Python finds cycles by counting references inside each generation.
"#,
        r#"---
id: PY-ADV-002
title: How does one find cycles of references in Python?
kind: flashcard
---

## Answer

One finds cycles of references in Python like this:

```python
gc.collect()
```
"#,
        r#"---
id: PY-ADV-003
title: How do you find the package that provides a command?
kind: flashcard
---

## Answer

dnf finds the package that provides the command.
"#,
    ],
    thresholds: &[Threshold {
        name: "overlap",
        default: 0.9,
        help: "The share of the first sentence's words that stand in the title, from which on it says nothing.",
    }],
    check: Check::Question(check),
};

/// How a title begins that asks for more than a word of it: what is asked as a choice is answered
/// with words of the question.
const OPEN: &[&str] = &["define", "describe", "explain", "how", "what", "why"];

/// Fewer words say too little to compare.
const LEAST: usize = 3;

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let title = document.question.title().to_lowercase();
    let first = title.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if !OPEN.contains(&first) || title.contains(" or ") || title.contains("between") {
        return;
    }
    let Some(paragraph) = lead(document) else { return };
    let text = document.plain(paragraph.clone());
    let Some(sentence) = sentence(&text) else { return };
    let range = span(document, paragraph.clone(), sentence);
    // A command may be the answer, whatever its words.
    let is_command = |(event, at): &(Event<'_>, Range<usize>)| {
        matches!(event, Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_))
            && at.start < range.end
    };
    if document.events[paragraph].iter().any(is_command) {
        return;
    }
    let asked = terms(&title);
    let sentence = sentence.to_lowercase();
    let said = terms(&sentence);
    let shared = said.iter().filter(|word| asked.binary_search(word).is_ok()).count();
    if said.len() >= LEAST && shared as f64 >= sink.threshold("overlap") * said.len() as f64 {
        sink.report(document.locate(range), "the first sentence only says the question again")
            .help("begin with what answers it");
    }
}

/// The events of the first paragraph of the answer, if it begins with one.
fn lead(document: &Document<'_>) -> Option<Range<usize>> {
    let events = document.section(section::ANSWER)?.events.clone();
    let start = events.start;
    let begins = matches!(document.events.get(start)?.0, Event::Start(Tag::Paragraph));
    let ends = |at: &usize| matches!(document.events[*at].0, Event::End(TagEnd::Paragraph));
    let end = events.clone().find(ends).filter(|_| begins)?;
    Some(start + 1..end)
}

/// The first sentence; none for a lead-in to what stands below.
fn sentence(text: &str) -> Option<&str> {
    let ends = text
        .match_indices(['.', '!', '?', ':'])
        .find(|(at, _)| text[at + 1..].chars().next().is_none_or(char::is_whitespace));
    let (at, mark) = ends.unwrap_or((text.len(), ""));
    (mark != ":" && mark != "?").then_some(&text[..at])
}

/// The bytes of a sentence with which a paragraph begins.
fn span(document: &Document<'_>, events: Range<usize>, sentence: &str) -> Range<usize> {
    let all = &document.events[events];
    let start = all.first().map_or(0, |(_, range)| range.start);
    let end = all.iter().map(|(_, range)| range.end).max().unwrap_or(start);
    let body = document.question.body.text();
    // Markup inside a sentence makes it longer there.
    let exact = body[start..end].starts_with(sentence);
    start..if exact { start + sentence.len() } else { end }
}

/// The words that carry meaning, without the ending of a plural or of a verb; sorted, each once.
fn terms(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let bare = |word: &'_ str| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.len(),
        _ => word.len(),
    };
    let carries = |word: &&str| word.len() > LONGEST || EMPTY.binary_search(word).is_err();
    let mut terms: Vec<_> = words.filter(carries).map(|word| &word[..bare(word)]).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Words that carry none.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "could", "define", "describe", "did", "do",
    "does", "explain", "for", "from", "has", "have", "how", "i", "in", "is", "it", "its", "mean", "means",
    "of", "on", "one", "so", "than", "that", "the", "their", "there", "this", "to", "was", "we", "were",
    "what", "when", "where", "which", "who", "why", "will", "with", "you", "your",
];

/// How long the longest of them is.
const LONGEST: usize = 8;

#[cfg(test)]
mod tests {
    use super::{EMPTY, LONGEST};

    #[test]
    fn the_words_are_sorted_and_no_longer_than_said() {
        assert!(EMPTY.is_sorted());
        assert_eq!(EMPTY.iter().map(|word| word.len()).max(), Some(LONGEST));
    }
}
