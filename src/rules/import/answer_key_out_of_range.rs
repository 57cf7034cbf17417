//! The stated answer names none of the options.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The stated answer names none of the options.",
    why: "A learner would be graded by an answer that is not there; no option is marked.",
    severity: Severity::Error,
    bad: &[r#"1. What may a set hold?
A) Numbers
B) Lists
Correct Answer: C
* Explanation: What it holds must have a hash.
"#],
    good: &[r#"1. What may a set hold?
A) Numbers
B) Lists
Correct Answer: A
* Explanation: What it holds must have a hash.
"#],
    thresholds: &[],
    check: Check::Reader("chapter"),
};
