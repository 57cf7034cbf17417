//! Two options say the same.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::document::{Choice, Document};
use crate::rules::{Check, Rule, Sink, Subject};
use pulldown_cmark::{Event, Tag, TagEnd};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Two options say the same.",
    why: "One of them is no choice at all; if one is the key, readers who know the answer are marked wrong.",
    severity: Severity::Error,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] A lock
- [ ] A queue
- [ ] a lock.

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: Which call takes the lock?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] `lock.acquire()`
- [ ] `lock.release()`
- [ ] `lock.acquire()`

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: Which comparison is true for two equal lists?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] `a == b`
- [ ] `a is b`
- [ ] `A == b`
- [ ] `a = b`

## Explanation

It is a lock; a queue holds work and locks nothing.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let choices = document.choices();
    let mut seen = HashMap::new();
    for (at, choice) in choices.iter().enumerate() {
        let first = *seen.entry(identity(document, choice)).or_insert(at);
        if first == at {
            continue;
        }
        let message = format!("option {} says the same as option {}", at + 1, first + 1);
        let body = document.question.body.text();
        let written = |choice: &Choice| &body[choice.range.clone()];
        let escapes = |choice: &Choice| choice.is_prose && written(choice).contains(['\\', '&']);
        let differ = written(choice) != written(&choices[first]);
        let help = if differ && (escapes(choice) || escapes(&choices[first])) {
            format!("Markdown shows both as `{}`: put backticks around code", choice.text)
        } else if choice.marked == choices[first].marked {
            "replace one of them by a mistake that people make".to_owned()
        } else {
            "only one of them is marked: replace the other by a mistake that people make".to_owned()
        };
        let other = document.locate(choices[first].range.clone());
        sink.report(document.locate(choice.range.clone()), message)
            .related(subject.document.question.source.file, other, format!("option {}", first + 1))
            .help(help);
    }
}

/// What two options that say the same have in common. Code is compared as it stands, and so are
/// words that may be values: `true` and `True` differ. In a sentence the case of the first letter
/// and the punctuation at the end say nothing.
fn identity(document: &Document<'_>, choice: &Choice) -> String {
    let mut key = String::new();
    let mut code = false;
    for (event, _) in &document.events[choice.item.events.clone()] {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text) if !code => push_folded(&mut key, text),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::Html(text)
            | Event::InlineHtml(text) => {
                key.push_str(text);
            }
            Event::Start(Tag::Image { dest_url, .. }) => key.push_str(dest_url),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                push_folded(&mut key, " ");
            }
            _ => {}
        }
    }
    key.truncate(key.trim_end().len());
    if choice.is_prose && is_sentence(&key) {
        key.truncate(key.trim_end_matches(['.', ',', ';', ':', '!']).len());
        if let Some(first) = key.get_mut(..1) {
            first.make_ascii_lowercase();
        }
    }
    key
}

/// Adds words with one space for any blanks.
fn push_folded(key: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
}

/// Whether a text is some words of letters alone, or more words than a value has.
fn is_sentence(text: &str) -> bool {
    let words = text.split(' ').count();
    let plain = |c: char| c.is_alphabetic() || " .'-".contains(c);
    words > 3 || words > 1 && text.chars().all(plain)
}
