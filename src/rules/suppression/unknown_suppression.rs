//! A comment keeps a rule quiet that does not exist.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A comment keeps a rule quiet that does not exist.",
    why: "It hides nothing: a slip in the name, or a rule that was renamed.",
    severity: Severity::Error,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

<!-- qlint-ignore structure/empty-secton: still being discussed -->
A lock that one thread at a time holds.
"#],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

<!-- qlint-ignore structure/empty-section: the answer is still being discussed -->
## Answer
"#],
    thresholds: &[],
    check: Check::Sweep,
};
