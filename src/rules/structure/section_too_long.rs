//! A section has more words than the schema asks for.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A section has more words than the schema asks for.",
    why: "An answer that cannot be said in two minutes is no answer for an interview, and no card.",
    severity: Severity::Info,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Answer

A lock that one thread at a time holds while it runs Python bytecode. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. It is held, and let go, and held again. 

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
    check: Check::Schema,
};
