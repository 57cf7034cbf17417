//! Text of a page could not be placed and was left out.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Text of a page could not be placed and was left out.",
    why: "What the reader cannot place it does not guess at; somebody has to look, or the text is lost.",
    severity: Severity::Error,
    bad: &[r#"PY-ADV-001 What is the GIL?
Python Concurrency Advanced
7/10
This text stands before the first heading.
Answer

A lock.
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
