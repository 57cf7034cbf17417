//! The file is larger than its format allows: 4 MiB, a table or JSON 1 GiB.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The file is larger than its format allows: 4 MiB, a table or JSON 1 GiB.",
    why: "A question is a few kilobytes of text; a file of this size is something else with the wrong ending, and reading it would hold up every run.",
    severity: Severity::Error,
    bad: &[],
    good: &[],
    thresholds: &[],
    check: Check::Walk,
};
