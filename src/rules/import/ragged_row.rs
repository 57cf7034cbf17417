//! A record of a table has more or fewer cells than the header.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A record of a table has more or fewer cells than the header.",
    why: "A delimiter or a quote is missing, or one is too many, so that cells may stand under the wrong columns.",
    severity: Severity::Error,
    bad: &[r#"id,title,Answer
PY-ADV-001,What is the GIL?,A lock, held by one thread at a time.
"#],
    good: &[r#"id,title,Answer
PY-ADV-001,What is the GIL?,"A lock, held by one thread at a time."
"#],
    thresholds: &[],
    check: Check::Reader("csv"),
};
