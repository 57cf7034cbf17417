//! A question lacks a part that others of its page have.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A question lacks a part that others of its page have.",
    why: "The part was lost in copying or was never written; nothing is made up for it.",
    severity: Severity::Warning,
    bad: &[r#"Mock Interview
Scenario: A shop counts its visitors.
Q1: Counting
- Candidate: I would keep a set of them.
"#],
    good: &[r#"Mock Interview
Scenario: A shop counts its visitors.
Q1: Counting
- Interviewer: How would you count them?
- Candidate: I would keep a set of them.
"#],
    thresholds: &[],
    check: Check::Reader("chapter"),
};
