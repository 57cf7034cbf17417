//! A cell of a table begins with a quote that nothing closes.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A cell of a table begins with a quote that nothing closes.",
    why: "The rest of the file belongs to that cell, and every record in it is lost.",
    severity: Severity::Error,
    bad: &[r#"id,title,Answer
PY-ADV-001,What is the GIL?,"A lock, held by one thread at a time.
PY-ADV-002,What is a lock?,A flag that one thread sets.
"#],
    good: &[r#"id,title,Answer
PY-ADV-001,What is the GIL?,"A lock, held by one thread at a time."
"#],
    thresholds: &[],
    check: Check::Reader("csv"),
};
