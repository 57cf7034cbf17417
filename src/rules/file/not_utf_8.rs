//! The file is not UTF-8 text.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The file is not UTF-8 text.",
    why: "Every reader, and Anki itself, takes text to be UTF-8; a file in another encoding would be shown with broken letters.",
    severity: Severity::Error,
    bad: &[],
    good: &[],
    thresholds: &[],
    check: Check::Walk,
};
