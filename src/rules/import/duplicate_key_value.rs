//! Two records of a table that is to be joined have the same key.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Two records of a table that is to be joined have the same key.",
    why: "Nothing says which of the two the cells of the other tables belong to.",
    severity: Severity::Error,
    bad: &[],
    good: &[],
    thresholds: &[],
    check: Check::Walk,
};
