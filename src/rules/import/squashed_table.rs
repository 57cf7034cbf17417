//! The cells of a table ran together.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The cells of a table ran together.",
    why: "Where one cell ends and the next begins is lost in the text of the page; the rows are kept as they are for somebody to rewrite.",
    severity: Severity::Warning,
    bad: &[r#"Go Interview Questions

1. Slices

Answer:What interviewers are really testing: Whether you know what is shared.
TypeLengthCopied
ArrayFixedAll elements
SliceGrowsThree words
Red flag answer: “A slice is an array.”Follow-up:
  1. “When does append copy?” (When the capacity is used up.)
  2. “What does a nil slice cost?”
"#],
    good: &[],
    thresholds: &[],
    check: Check::Reader("deep-dive"),
};
