//! A key stands after one that should follow it.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A key stands after one that should follow it.",
    why: "Keys in one order make files easy to compare and keep two contributors from changing the same lines.",
    severity: Severity::Info,
    bad: &[r#"---
id: PY-ADV-001
kind: flashcard
title: What is the GIL?
---

## Answer

A lock that one thread at a time holds.
"#],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: [cpython]
x-note: mine
---

## Answer

A lock that one thread at a time holds.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let keys = subject.schema.keys();
    let rank = |key: &str| keys.iter().position(|known| known == key);
    let known = subject.document.question.fields.iter();
    let known: Vec<_> = known.filter_map(|field| Some((rank(&field.key)?, field))).collect();
    let Some(pair) = known.windows(2).find(|pair| pair[0].0 > pair[1].0) else { return };
    let (before, field) = (pair[0].1, pair[1].1);
    let order: Vec<_> = keys
        .iter()
        .filter(|key| known.iter().any(|(_, field)| field.key == **key))
        .map(|key| format!("`{key}`"))
        .collect();
    sink.report(field.key_span, format!("`{}` stands after `{}`", field.key, before.key))
        .help(format!("the order is {}", order.join(", ")));
}
