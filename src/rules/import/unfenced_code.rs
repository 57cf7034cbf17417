//! Code stood between paragraphs without a fence and was put into one.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Code stood between paragraphs without a fence and was put into one.",
    why: "A page that is copied out loses what sets code off; where it begins and ends, and its language, were told from the lines, so somebody should look.",
    severity: Severity::Warning,
    bad: &[r#"Go Interview Questions

1. Slices

Answer:What interviewers are really testing: Whether you know what is shared.
A slice is a window on an array.
b := append(a[:1], 7)
fmt.Println(a[1])  // 7: the array is shared
Red flag answer: “A slice is an array.”Follow-up:
  1. “When does append copy?” (When the capacity is used up.)
  2. “What does a nil slice cost?”
"#],
    good: &[],
    thresholds: &[],
    check: Check::Reader("deep-dive"),
};
