//! A list holds a value twice.

use crate::diagnostic::{Applicability, Severity};
use crate::front::Front;
use crate::rules::{Check, Rule, Sink, Subject};
use crate::value::Node;
use std::collections::BTreeMap;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A list holds a value twice.",
    why: "A repeated tag counts twice in statistics, and one of the two is forgotten when it is renamed.",
    severity: Severity::Warning,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: [cpython, threads, cpython]
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: [cpython, CPython]
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags:
  - cpython
  - threads
  - cpython # as on the card
  # the newest
  - locks
  - threads
---

## Answer

A lock that one thread at a time holds.
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: [cpython, threads]
---

## Answer

A lock that one thread at a time holds.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

/// What is equal to the letter, the schema's `uniqueItems` finds; here, what is equal but for case
/// and blanks.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for field in &subject.document.question.fields {
        if differ(field.node.items()) {
            continue;
        }
        let mut seen: BTreeMap<String, &Node> = BTreeMap::new();
        for (at, item) in field.node.items().iter().enumerate() {
            let Some(text) = item.as_str() else { continue };
            let folded = text.trim().to_lowercase();
            match seen.get(&folded) {
                Some(first) if first.as_str() != Some(text) => {
                    let file = subject.document.question.source.file;
                    let message = format!("`{}` holds `{text}` twice but for its case", field.key);
                    let edit = Front::of(subject.document.question)
                        .and_then(|front| front.without(&field.node, at));
                    sink.report(item.span, message)
                        .related(file, first.span, "it stands here first")
                        .help("take this one off the list")
                        .edits(Applicability::Safe, [edit]);
                }
                Some(_) => {}
                None => _ = seen.insert(folded, item),
            }
        }
    }
}

/// How many items are compared each with each.
const FEW: usize = 16;

/// Whether it is plain at first sight that no two are the same: so it is in nearly every list.
fn differ(items: &[Node]) -> bool {
    let texts = items.iter().filter_map(Node::as_str).map(str::trim);
    let is_new = |(at, text): (usize, &str)| {
        text.is_ascii() && texts.clone().take(at).all(|other| !other.eq_ignore_ascii_case(text))
    };
    items.len() <= FEW && texts.clone().enumerate().all(is_new)
}
