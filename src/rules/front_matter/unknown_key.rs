//! A key is not one that the schema knows.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A key is not one that the schema knows.",
    why: "A misspelt key is silently without effect: the value that it was meant to give is missing.",
    severity: Severity::Error,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technolgy: Python
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
colour: red
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
"tag": [locks] # one of two
tagss: [threads]
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"+++
id = "PY-ADV-001"
title = "What is the GIL?"
kind = "flashcard"
sorce = "a book"
+++

## Answer

A lock that one thread at a time holds.
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
x-reviewer: Ada
---

## Answer

A lock that one thread at a time holds.
"#],
    thresholds: &[],
    check: Check::Schema,
};
