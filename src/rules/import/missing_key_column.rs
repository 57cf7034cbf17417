//! A table lacks the column that it is to be joined on.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A table lacks the column that it is to be joined on.",
    why: "Without it nothing says which records of the tables belong together.",
    severity: Severity::Error,
    bad: &[],
    good: &[],
    thresholds: &[],
    check: Check::Walk,
};
