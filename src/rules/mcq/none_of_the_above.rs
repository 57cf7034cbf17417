//! An option says that no other is right.

use super::all_of_the_above;
use crate::diagnostic::Severity;
use crate::document::Choice;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "An option says that no other is right.",
    why: "As the key it shows that somebody knows what is wrong, not what is right; as a distractor it is seldom taken.",
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

- [x] A lock
- [ ] A queue
- [ ] None of the above

## Explanation

It is a lock; a queue holds work and locks nothing.
"#],
    good: &[r#"---
id: PY-ADV-001
title: What does a function without `return` return?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] None
- [ ] An empty tuple
- [ ] Its last expression

## Explanation

A call always has a value, and that of such a function is `None`.
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
        .help("put a mistake that people make in its place, or leave it out");
    }
}

/// Whether an option says that no other is right.
pub(super) fn is_found(choice: &Choice) -> bool {
    all_of_the_above::sums_up(&choice.text, &["none", "neither"])
}
