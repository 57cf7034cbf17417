//! A comment keeps a rule quiet that has nothing to say there.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A comment keeps a rule quiet that has nothing to say there.",
    why: "The fault is mended, or stands elsewhere. Left behind, the comment would hide the next fault of that rule.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

<!-- qlint-ignore structure: a quotation -->
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
