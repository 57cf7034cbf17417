//! A file says two different things about one question.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A file says two different things about one question.",
    why: "The head and the foot of a question on a page name its id, level and difficulty; where they differ, one of them would be exported wrong.",
    severity: Severity::Error,
    bad: &[r#"PY-ADV-001 What is the GIL?
Python Concurrency Advanced
8/10
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
