//! An id is not of the form that the schema asks for.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "An id is not of the form that the schema asks for.",
    why: "Ids are what exports and Anki know a question by: `PY-ADV-4` and `PY-ADV-004` are two cards.",
    severity: Severity::Error,
    bad: &[
        r#"=== PY-ADV-004.md
---
id: PY-ADV-4
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"=== PY-ADV-005.md
---
id: "py_adv_005 " # the lock
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"=== gil.md
---
id: gil
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#],
    thresholds: &[],
    check: Check::Schema,
};
