//! No question was recognised in the file.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "No question was recognised in the file.",
    why: "The file is of another format than the reader's, or only a part of a page was copied.",
    severity: Severity::Error,
    bad: &[r#"Home / Questions

A lock that one thread at a time holds.
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
