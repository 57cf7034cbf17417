//! The front matter between `+++` is not valid TOML, or never closed.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The front matter between `+++` is not valid TOML, or never closed.",
    why: "What cannot be parsed cannot be judged or exported.",
    severity: Severity::Error,
    bad: &[r#"+++
id = PY-ADV-001
+++
"#],
    good: &[r#"+++
id = "PY-ADV-001"
title = "What is the GIL?"
kind = "flashcard"
+++

## Answer

A lock that one thread at a time holds.
"#],
    thresholds: &[],
    check: Check::Reader("question"),
};
