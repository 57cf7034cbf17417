//! A column of a table is no known key and no known section.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A column of a table is no known key and no known section.",
    why: "It is left out. `columns` in the settings says what it holds, or that it is of no use.",
    severity: Severity::Warning,
    bad: &[r#"id,title,Answer,Remarks
PY-ADV-001,What is the GIL?,A lock.,To be split
"#],
    good: &[r#"id,title,Answer
PY-ADV-001,What is the GIL?,"A lock, held by one thread at a time."
"#],
    thresholds: &[],
    check: Check::Reader("csv"),
};
