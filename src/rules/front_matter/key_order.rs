//! A key stands after one that should follow it.

use crate::diagnostic::{Applicability, Severity};
use crate::front::Front;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A key stands after one that should follow it.",
    why: "Keys in one order make files easy to compare and keep two contributors from changing the same lines.",
    severity: Severity::Info,
    bad: &[
        r#"---
id: PY-ADV-001
kind: flashcard
title: What is the GIL?
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"---
# Where it lies.
id: PY-ADV-001
x-note: stays where it is
tags: # as on the card
  - cpython
  # the word in the title
  - gil

# Not one of the old kinds.
kind: flashcard # for the phone
title: >-
  What is
  the GIL?
# The end.
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"+++
id = "PY-ADV-001"
kind = "flashcard"
title = "What is the GIL?" # as it is asked
+++

## Answer

A lock that one thread at a time holds.
"#,
    ],
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
    let edits = Front::of(subject.document.question).and_then(|front| front.sorted(rank));
    let found =
        sink.report(field.key_span, format!("`{}` stands after `{}`", field.key, before.key));
    found.help(format!("the order is {}", order.join(", ")));
    if let Some(edits) = edits {
        found.edits(Applicability::Safe, edits.into_iter().map(Some));
    }
}
