//! A value is not of the type that the schema asks for.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A value is not of the type that the schema asks for.",
    why: "YAML reads `1.10` as a number and `\"7\"` as text; filters and sorting then go wrong without a word.",
    severity: Severity::Error,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: "7"
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
tags: cpython
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
technology: Python
category: 1.10 # the release
tags: locks, threads
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: >-
  locks of
  threads
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"+++
id = "PY-ADV-001"
title = "What is the GIL?"
kind = "flashcard"
difficulty = "7" # of ten
tags = "locks"
+++

## Answer

A lock that one thread at a time holds.
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
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: [cpython]
---

## Answer

A lock that one thread at a time holds.
"#,
    ],
    thresholds: &[],
    check: Check::Schema,
};
