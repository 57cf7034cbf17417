//! A text refers to a number that only its page has.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A text refers to a number that only its page has.",
    why: "Questions are numbered on their page and have ids here; whoever reads the question alone cannot follow the number.",
    severity: Severity::Warning,
    bad: &[r#"Go Interview Questions

1. Slices

Answer:What interviewers are really testing: Whether you know what is shared.
A slice is a window on an array (see Q4).
Red flag answer: “A slice is an array.”Follow-up:
  1. “When does append copy?” (When the capacity is used up.)
  2. “What does a nil slice cost?”
"#],
    good: &[],
    thresholds: &[],
    check: Check::Reader("deep-dive"),
};
