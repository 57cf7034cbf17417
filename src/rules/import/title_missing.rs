//! A question has no title in the text of its page.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A question has no title in the text of its page.",
    why: "The page shows its titles in what one clicks on, which is not in the text that was copied; a title is not made up, somebody has to write it.",
    severity: Severity::Warning,
    bad: &[r#"Go Interview Questions

1. Slices

Answer:What interviewers are really testing: Whether you know what is shared.
A slice is a window on an array.
Red flag answer: “A slice is an array.”Follow-up:
  1. “When does append copy?” (When the capacity is used up.)
  2. “What does a nil slice cost?”
"#],
    good: &[],
    thresholds: &[],
    check: Check::Reader("deep-dive"),
};
