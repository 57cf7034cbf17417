//! The front matter is not valid YAML, or never closed.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The front matter is not valid YAML, or never closed.",
    why: "What cannot be parsed cannot be judged or exported; a forgotten closing `---` is the most common cause.",
    severity: Severity::Error,
    bad: &[
        r#"---
id: PY-ADV-001
title: What: is it?
---
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?

## Answer

A lock.
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: "What: is it?"
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#],
    thresholds: &[],
    check: Check::Reader("question"),
};
