//! A file is no Anki package that can be read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A file is no Anki package that can be read.",
    why: "A package that was cut off, is encrypted, unpacks to more than it can mean, or names files outside its folder is refused as a whole, as Anki refuses it. Export it again.",
    severity: Severity::Error,
    bad: &[],
    good: &[],
    thresholds: &[],
    check: Check::Walk,
};
