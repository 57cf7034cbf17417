//! A text that begins like JSON is not JSON.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A text that begins like JSON is not JSON.",
    why: "Nothing behind the fault can be read; a comma or a brace is missing, or the file was cut off.",
    severity: Severity::Error,
    bad: &[
        r#"{"version": 1, "questions": [{"fields": {"id": "PY-ADV-001" "title": "What is the GIL?"}}]}
"#,
    ],
    good: &[
        r#"{"version": 1, "questions": [{"fields": {"id": "PY-ADV-001", "title": "What is the GIL?"}}]}
"#,
    ],
    thresholds: &[],
    check: Check::Reader("json"),
};
