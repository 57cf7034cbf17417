//! Paragraphs ran together on one line.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Paragraphs ran together on one line.",
    why: "A page that is copied out loses the ends of its paragraphs; the import parts them where a sentence touches the next, and says so where it is not sure.",
    severity: Severity::Warning,
    bad: &[r#"Go Interview Questions

1. Slices

Answer:What interviewers are really testing: Whether you know what is shared.
A slice is a window on an array.Appending may move it.
Red flag answer: “A slice is an array.”Follow-up:
  1. “When does append copy?” (When the capacity is used up.)
  2. “What does a nil slice cost?”
"#],
    good: &[],
    thresholds: &[],
    check: Check::Reader("deep-dive"),
};
