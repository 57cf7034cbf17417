//! The file has no front matter on its first line.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The file has no front matter on its first line.",
    why: "Without the keys between two lines `---` a question has no id, no title and no level, so nothing can find or export it.",
    severity: Severity::Error,
    bad: &[
        r#"## Answer

A lock that one thread at a time holds.
"#,
        r#"
---
id: PY-ADV-001
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
    check: Check::Reader("question"),
};
