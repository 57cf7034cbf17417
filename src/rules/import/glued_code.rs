//! Inline code has lost its marks and may run into the words around it.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Inline code has lost its marks and may run into the words around it.",
    why: "Copied out of a browser, code in a sentence sticks to the next word; where it ends is not guessed.",
    severity: Severity::Warning,
    bad: &[r#"1. Sets
Q: What is a set?
A: A bag without duplicates.
Key Points:
- Membership is fast with
inand needs a hash.
"#],
    good: &[r#"1. Sets
Q: What is a set?
A: A bag without duplicates.
Key Points:
- Membership is fast and needs a hash.
"#],
    thresholds: &[],
    check: Check::Reader("chapter"),
};
