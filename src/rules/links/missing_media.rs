//! An image that a question shows cannot be put into the export.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "An image that a question shows cannot be put into the export.",
    why: "A card without its picture asks about something that the learner cannot see.",
    severity: Severity::Error,
    bad: &[],
    good: &[],
    thresholds: &[],
    check: Check::Writer,
};
