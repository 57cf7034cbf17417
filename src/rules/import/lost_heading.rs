//! The heading of a question lost its marks.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The heading of a question lost its marks.",
    why: "Without `#` the line is text of the question before it, and every Markdown program shows it there.",
    severity: Severity::Warning,
    bad: &[r#"Q1. Which command stages a file?

- [x] `git add`
- [ ] `git push`

#### Q2. Which command lists branches?

- [x] `git branch`
- [ ] `git log`
"#],
    good: &[r#"#### Q1. Which command stages a file?

- [x] `git add`
- [ ] `git push`
"#],
    thresholds: &[],
    check: Check::Reader("quiz"),
};
