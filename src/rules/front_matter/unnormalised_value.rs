//! A value has blanks at its ends, or blanks that are not plain spaces.

use crate::diagnostic::{Applicability, Severity};
use crate::front;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A value has blanks at its ends, or blanks that are not plain spaces.",
    why: "`\"Python \"` and `Python` look the same and are two technologies, two decks and two filters.",
    severity: Severity::Warning,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: "Python "
category: Concurrency
level: Advanced
difficulty: 7
---

## Answer

A lock that one thread at a time holds while it runs Python bytecode.

## Key Points

- One lock for the whole process
- Released while a thread waits for input or output

## Common Mistakes

- Threads are taken for a way to use more cores
- A counter is shared without a lock of its own

## Follow-up Questions

- When is it released?
- What changes without it?
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: [cpython, "data model"]
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
category: ' '
---

## Answer

A lock that one thread at a time holds.
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Answer

A lock that one thread at a time holds while it runs Python bytecode.

## Key Points

- One lock for the whole process
- Released while a thread waits for input or output

## Common Mistakes

- Threads are taken for a way to use more cores
- A counter is shared without a lock of its own

## Follow-up Questions

- When is it released?
- What changes without it?
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for field in &subject.document.question.fields {
        let items = field.node.items().iter();
        for node in std::iter::once(&field.node).chain(items) {
            let Some(text) = node.as_str() else { continue };
            if is_normal(text) {
                continue;
            }
            let normal = normalised(text);
            if normal == text || subject.is_marked(node.span) {
                continue;
            }
            let what = if text.trim() == text {
                "has blanks that are not plain spaces"
            } else {
                "has blanks at its ends"
            };
            let edit = front::rewrite(subject.document.question, node, &normal);
            let found = sink.report(node.span, format!("the value of `{}` {what}", field.key));
            if normal.is_empty() {
                found.help("give it a value, or delete it");
            } else {
                found.help(format!("write `{normal}`")).edits(Applicability::Safe, [edit]);
            }
        }
    }
}

/// Whether all blanks of a text are plain spaces between words.
fn is_normal(text: &str) -> bool {
    let odd = match text.is_ascii() {
        true => text.bytes().any(|byte| matches!(byte, b'\t'..=b'\r')),
        false => text.contains(|c: char| c.is_whitespace() && c != ' '),
    };
    !odd && !text.starts_with(' ') && !text.ends_with(' ')
}

/// One line of text with plain spaces only and none at the ends; text of several lines as it is.
fn normalised(text: &str) -> String {
    if text.trim_end().contains('\n') {
        return text.to_owned();
    }
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.collect::<String>().trim().to_owned()
}
