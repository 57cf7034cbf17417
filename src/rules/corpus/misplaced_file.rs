//! A question's file is not read: no `include` covers it, or it is called like a README.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A file with a question's front matter is not read as a question.",
    why: "No `include` covers it, or it is called README, index or the like, so it is neither checked nor exported, and nobody is told. What `exclude` or git leaves out is left out on purpose.",
    severity: Severity::Warning,
    bad: &[],
    good: &[],
    thresholds: &[],
    check: Check::Walk,
};
