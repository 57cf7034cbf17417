//! A code block is never closed.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A code block is never closed.",
    why: "All that follows is code to a Markdown program: options, and the questions behind them, disappear.",
    severity: Severity::Error,
    bad: &[r#"#### Q1. What does this print?

```sh
echo 1
```text

- [x] 1
- [ ] echo

#### Q2. Which command stages a file?

- [x] `git add`
- [ ] `git push`
"#],
    good: &[r#"#### Q1. What does this print?

```sh
echo 1
```

- [x] 1
- [ ] echo
"#],
    thresholds: &[],
    check: Check::Reader("quiz"),
};
