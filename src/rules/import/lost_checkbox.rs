//! An option has no box.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "An option has no box.",
    why: "Whether it is right is not said; it is read as one that is not.",
    severity: Severity::Warning,
    bad: &[r#"#### Q1. Which command stages a file?

- [x] `git add`
- `git push`
- [ ] `git log`
"#],
    good: &[r#"#### Q1. Which command stages a file?

- [x] `git add`
- [ ] `git push`
"#],
    thresholds: &[],
    check: Check::Reader("quiz"),
};
