//! Follow-up questions on one line were made a list.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Follow-up questions on one line were made a list.",
    why: "A list can be shown and exported one by one; the import splits the line after its question marks and says so.",
    severity: Severity::Warning,
    bad: &[r#"PY-ADV-001 What is the GIL?
Python Concurrency Advanced
7/10
Answer

A lock.

Follow-up Questions
When is it released? What changes without it?
ID: PY-ADV-001  ·  Difficulty: 7/10  ·  Level: Advanced
"#],
    good: &[],
    thresholds: &[],
    check: Check::Reader("hub"),
};
