//! A key stands twice in the front matter.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A key stands twice in the front matter.",
    why: "Programs keep one of the two silently, and not all the same one: the reviewer reads a value that the export does not have.",
    severity: Severity::Error,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: [cpython]
tags: [threads]
---

## Answer

A lock that one thread at a time holds.
"#],
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
    check: Check::Reader("question"),
};
