//! The baseline records a fault that is no longer there.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The baseline records a fault that is no longer there.",
    why: "A baseline only shrinks: an entry left behind would hide the same fault when it comes back.",
    severity: Severity::Warning,
    bad: &[],
    good: &[],
    thresholds: &[],
    check: Check::Sweep,
};
