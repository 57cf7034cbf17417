//! A wrong option says `always` or `never`, and the key does not.

use super::{all_of_the_above, none_of_the_above};
use crate::diagnostic::Severity;
use crate::document::words::Word;
use crate::document::{Choice, Document};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A wrong option says `always` or `never`, and the key does not.",
    why: "Hardly anything in engineering is always so; readers who know nothing else strike out the options that say it.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: When is the GIL released?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] While a thread waits for a socket
- [ ] It is never released by a thread
- [ ] While a list is sorted in place

## Explanation

It is a lock; a queue holds work and locks nothing.
"#],
    good: &[
        r#"---
id: PY-ADV-001
title: When is the GIL released?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] Always before a thread waits for a socket
- [ ] Never while a thread runs bytecode
- [ ] While a list is sorted in place

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: How often is a `finally` block left out?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] Never
- [ ] Always
- [ ] Only after `return`

## Explanation

It runs on every way out of the `try` block.
"#,
    ],
    thresholds: &[],
    check: Check::Question(check),
};

/// Words that leave no exception.
const ABSOLUTE: &[&str] = &["always", "never", "entirely", "impossible"];
/// Where the key has one of these, such words are no cue.
const IN_KEY: &[&str] = &[
    "always",
    "never",
    "entirely",
    "impossible",
    "completely",
    "only",
    "all",
    "every",
    "each",
    "must",
    "none",
    "no",
    "cannot",
    "any",
];
/// Behind these, `only` denies all else: `works only with`. Elsewhere it may be a mere fact.
const BEFORE_ONLY: &[&str] = &["can", "is", "are", "may", "works", "work", "applies", "apply"];

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let choices = document.choices();
    let mut keys = choices.iter().filter(|choice| choice.marked).peekable();
    let is_absolute = |key: &Choice| {
        all_of_the_above::is_found(key)
            || none_of_the_above::is_found(key)
            || document.choice_words(key).any(|word| word.is_any(IN_KEY))
    };
    if keys.peek().is_none() || keys.any(is_absolute) {
        return;
    }
    for choice in choices.iter().filter(|choice| !choice.marked) {
        // A word alone is an answer to `how often`.
        if choice.text.split(' ').count() < 3 {
            continue;
        }
        if let Some(word) = find(document, choice) {
            let message = format!("`{}` gives this option away as wrong", word.text);
            sink.report(document.locate(word.range()), message)
                .help("say what exactly is claimed, or use the word in the key too");
        }
    }
}

/// The first word of an option that leaves no exception.
fn find<'d>(document: &'d Document<'_>, choice: &Choice) -> Option<Word<'d>> {
    let mut before: Option<Word<'_>> = None;
    document.choice_words(choice).find(|word| {
        let before = before.replace(*word);
        word.is_any(ABSOLUTE)
            || word.is("only") && before.is_some_and(|before| before.is_any(BEFORE_ONLY))
    })
}
