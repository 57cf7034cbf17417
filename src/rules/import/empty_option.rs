//! Nothing stands behind the box of an option.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Nothing stands behind the box of an option.",
    why: "The option lost its text, or the box is left over; the import leaves it out.",
    severity: Severity::Warning,
    bad: &[r#"#### Q1. Which command stages a file?

- [x] `git add`
- [ ] `git push`
- [ ]
"#],
    good: &[r#"#### Q1. What does `echo 1` print?

- [ ]

```text
echo 1
```

- [x]

```text
1
```
"#],
    thresholds: &[],
    check: Check::Reader("quiz"),
};
