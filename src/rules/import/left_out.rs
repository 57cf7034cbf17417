//! A part of the page is no question and was left out.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A part of the page is no question and was left out.",
    why: "A chapter has an introduction, tips and references around its questions; the import says what it does not take over, so that nobody has to compare.",
    severity: Severity::Info,
    bad: &[r#"1. Sets
Q: What is a set?
A: A bag without duplicates.
Summary
Sets hold each thing once.
"#],
    good: &[r#"1. Sets
Q: What is a set?
A: A bag without duplicates.
"#],
    thresholds: &[],
    check: Check::Reader("chapter"),
};
