//! Options on one line were made a list.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Options on one line were made a list.",
    why: "Only a list can be marked and shown one by one; the import splits the line before its boxes and says so.",
    severity: Severity::Warning,
    bad: &[r#"#### Q1. Which command stages a file?

- [x] `git add` - [ ] `git push` - [ ] `git log`
"#],
    good: &[r#"#### Q1. Which command stages a file?

- [x] `git add`
- [ ] `git push`
"#],
    thresholds: &[],
    check: Check::Reader("quiz"),
};
