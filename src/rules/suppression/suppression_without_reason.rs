//! A comment does not say why a rule is to be quiet.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A comment does not say why a rule is to be quiet.",
    why: "Whoever reads it next cannot tell a considered exception from an error that somebody wanted out of the way.",
    severity: Severity::Info,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

<!-- qlint-ignore structure/empty-section -->
## Answer
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
