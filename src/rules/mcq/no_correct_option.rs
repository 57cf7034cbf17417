//! No option of a multiple-choice question is marked as correct.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "No option of a multiple-choice question is marked as correct.",
    why: "Nobody can answer it, and a card of it calls every answer wrong.",
    severity: Severity::Error,
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
- [ ] A counter

## Explanation

It is a lock; a queue holds work and locks nothing.
"#],
    good: &[r#"---
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
- [ ] A counter

## Explanation

It is a lock; a queue holds work and locks nothing.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let choices = document.choices();
    let (Some(first), Some(last)) = (choices.first(), choices.last()) else { return };
    if choices.iter().all(|choice| !choice.marked) {
        let list = document.locate(first.item.range.start..last.item.range.end);
        sink.report(list, "no option is marked as correct").help("mark the key: `- [x] …`");
    }
}
