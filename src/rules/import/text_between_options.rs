//! Text stands between the options of a question.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Text stands between the options of a question.",
    why: "Either an explanation stands in the wrong place, or the next question lost its heading and its options are taken for those of this one.",
    severity: Severity::Warning,
    bad: &[r#"#### Q1. Which command stages a file?

- [x] `git add`
- [ ] `git push`

Which command lists branches?

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
