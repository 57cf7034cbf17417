//! An option stands for all others.

use crate::diagnostic::Severity;
use crate::document::Choice;
use crate::document::words::words;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "An option stands for all others.",
    why: "Who knows two of them knows the answer, and who knows that one is wrong has two fewer to choose from.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ] A lock
- [ ] A queue
- [x] All of the above

## Explanation

It is a lock; a queue holds work and locks nothing.
"#],
    good: &[r#"---
id: PY-ADV-001
title: What does `asyncio.gather` wait for?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] All of the awaitables that it was given
- [ ] The first of them
- [ ] The slowest of them

## Explanation

It returns a list of the results, in the order of its arguments.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for choice in subject.document.choices().iter().filter(|choice| is_found(choice)) {
        sink.report(
            subject.document.locate(choice.range.clone()),
            format!("the option `{}`", choice.text),
        )
        .help("ask for the one that is wrong, or let several be chosen and say so");
    }
}

/// Whether an option stands for all others.
pub(super) fn is_found(choice: &Choice) -> bool {
    sums_up(&choice.text, &["all", "any"])
}

/// Whether an option is no more than a word such as `all` and the other options: `all of the
/// above`, `none of these answers are correct`.
pub(super) fn sums_up(text: &str, quantities: &[&str]) -> bool {
    const OTHERS: &[&str] = &[
        "above",
        "these",
        "those",
        "them",
        "options",
        "choices",
        "answers",
        "statements",
        "others",
    ];
    const BETWEEN: &[&str] = &[
        "of",
        "the",
        "other",
        "following",
        "previous",
        "listed",
        "given",
        "mentioned",
        "above",
        "is",
        "are",
        "correct",
        "true",
        "right",
        "valid",
        "apply",
    ];
    let mut words = words(text);
    if !words.next().is_some_and(|first| first.is_any(quantities) && first.ends.is_none()) {
        return false;
    }
    let mut others = false;
    for word in words {
        let is_other = word.is_any(OTHERS);
        others |= is_other;
        if !is_other && !word.is_any(BETWEEN) {
            return false;
        }
        if word.ends.is_some() {
            break; // What follows says why.
        }
    }
    others
}
