//! A page holds another number of questions than it says.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A page holds another number of questions than it says.",
    why: "Questions may be missing from the text that was copied, or were not recognised.",
    severity: Severity::Warning,
    bad: &[r#"Showing 2 questions
PY-ADV-001 What is the GIL?
Python Concurrency Advanced
7/10
Answer

A lock that one thread at a time holds.
ID: PY-ADV-001  ·  Difficulty: 7/10  ·  Level: Advanced
"#],
    good: &[r#"Showing 1 questions
PY-ADV-001 What is the GIL?
Python Concurrency Advanced
7/10
Answer

A lock that one thread at a time holds.
ID: PY-ADV-001  ·  Difficulty: 7/10  ·  Level: Advanced
"#],
    thresholds: &[],
    check: Check::Reader("hub"),
};
