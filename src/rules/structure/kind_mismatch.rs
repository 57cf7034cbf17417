//! The question's sections are not those of its kind.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The question's sections are not those of its kind.",
    why: "The kind decides how a question is shown and exported: options without `kind: mcq` are no choice to tap.",
    severity: Severity::Error,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
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
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: mcq
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
    check: Check::Schema,
};
