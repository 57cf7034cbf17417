//! Items of a list that stood on one line were told apart.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Items of a list that stood on one line were told apart.",
    why: "A page that loses its line breaks leaves the markers of its lists inside the text; the import cuts there and says so.",
    severity: Severity::Warning,
    bad: &[r#"1. Sets
Q: What is a set?
A: A bag without duplicates.
Key Points:
- Membership is fast with
in. - Each member needs a hash.
"#],
    good: &[r#"1. Sets
Q: What is a set?
A: A bag without duplicates.
Key Points:
- Membership is fast.
- Each member needs a hash.
"#],
    thresholds: &[],
    check: Check::Reader("chapter"),
};
