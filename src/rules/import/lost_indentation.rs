//! Code has lost its indentation or its line breaks.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Code has lost its indentation or its line breaks.",
    why: "In Python the indentation is part of the program; what was lost cannot be known for certain, so the code is kept as it is and somebody has to set it.",
    severity: Severity::Warning,
    bad: &[r#"1. Sets
Q: How do you walk over a set?
A: With a loop.
Example:
for one in {1, 2}:
print(one)
"#],
    good: &[r#"1. Sets
Q: How do you walk over a set?
A: With a loop.
Example:
for one in {1, 2}:
    print(one)
"#],
    thresholds: &[],
    check: Check::Reader("chapter"),
};
