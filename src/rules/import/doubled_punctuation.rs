//! A question mark stood twice and was made one.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A question mark stood twice and was made one.",
    why: "It is the trace of a program that joined texts; the import mends it and says so.",
    severity: Severity::Warning,
    bad: &[r#"PY-ADV-001 What is the GIL?
Python Concurrency Advanced
7/10
Answer

A lock.

Follow-up Questions
When is it released??
ID: PY-ADV-001  ·  Difficulty: 7/10  ·  Level: Advanced
"#],
    good: &[],
    thresholds: &[],
    check: Check::Reader("hub"),
};
