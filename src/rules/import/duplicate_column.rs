//! Two columns of a table hold the same key or section.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Two columns of a table hold the same key or section.",
    why: "Only one of them can be read; what the other one holds would be lost.",
    severity: Severity::Error,
    bad: &[r#"id,title,Answer,Title
PY-ADV-001,What is the GIL?,A lock.,The GIL
"#],
    good: &[r#"id,title,Answer
PY-ADV-001,What is the GIL?,"A lock, held by one thread at a time."
"#],
    thresholds: &[],
    check: Check::Reader("csv"),
};
