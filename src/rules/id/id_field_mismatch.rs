//! The id says another level or technology than the key.

use crate::diagnostic::Severity;
use crate::question::{key, level_code};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The id says another level or technology than the key.",
    why: "`PY-BEG-…` with `level: Advanced` sits in the wrong deck whichever of the two is right.",
    severity: Severity::Error,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Intermediate
difficulty: 6
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
        r#"=== qlint.toml
[prefixes]
PY = "Python"
=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Rust
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
    ],
    good: &[
        r#"---
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
"#,
        r#"---
id: PY-DS-001
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
"#,
    ],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let question = subject.document.question;
    let (Some(id), Some(id_node)) = (question.id(), question.value(key::ID)) else { return };
    let mut parts = id.split('-');
    let (Some(prefix), Some(track)) = (parts.next(), parts.next()) else { return };
    let file = question.source.file;
    let mut compare = |key: &str, said: &str, code: &str| {
        let (Some(node), Some(text)) = (question.value(key), question.text(key)) else { return };
        if text != said {
            sink.report(node.span, format!("`{key}` is `{text}`, but the id says `{said}`"))
                .related(file, id_node.span, format!("`{code}` in the id stands for `{said}`"))
                .help(format!(
                    "write `{key}: {said}`, or give the question another id; a published id stays"
                ));
        }
    };
    let levels = subject.schema.levels();
    // A track that is no level's code, such as `DS`, says nothing about the level. A level that
    // does not exist is another rule's fault.
    let level = levels.iter().find(|level| level_code(level) == track);
    let exists = question.text(key::LEVEL).is_some_and(|level| levels.iter().any(|l| l == level));
    if let Some(level) = level.filter(|_| exists) {
        compare(key::LEVEL, level, track);
    }
    if let Some(technology) = subject.facts.prefixes.get(prefix) {
        compare(key::TECHNOLOGY, technology, prefix);
    }
}
