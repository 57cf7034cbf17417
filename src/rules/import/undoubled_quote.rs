//! A quote inside a cell in quotes is not doubled.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A quote inside a cell in quotes is not doubled.",
    why: "Programs differ in what they make of such a cell; here the quote ends it and the rest is added as it is.",
    severity: Severity::Warning,
    bad: &[r#"id,title,Answer
PY-ADV-001,"What does "GIL" mean?",A lock.
"#],
    good: &[r#"id,title,Answer
PY-ADV-001,"What does ""GIL"" mean?",A lock.
"#],
    thresholds: &[],
    check: Check::Reader("csv"),
};
