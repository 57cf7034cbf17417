//! A line of technology, category and level could not be told apart.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A line of technology, category and level could not be told apart.",
    why: "The parts are told apart by the words that are known; what is not certain is left out and not guessed.",
    severity: Severity::Warning,
    bad: &[r#"PY-ADV-001 What is the GIL?
Qwerty Lists Advanced
7/10
Answer

A lock that one thread at a time holds.
ID: PY-ADV-001  ·  Difficulty: 7/10  ·  Level: Advanced
"#],
    good: &[r#"PY-ADV-001 What is the GIL?
Python Concurrency Advanced
7/10
Answer

A lock that one thread at a time holds.
ID: PY-ADV-001  ·  Difficulty: 7/10  ·  Level: Advanced
"#],
    thresholds: &[],
    check: Check::Reader("hub"),
};
