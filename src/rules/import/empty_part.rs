//! Nothing stands under the heading of a part.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Nothing stands under the heading of a part.",
    why: "The heading came with a template and was never filled in, and web sites show it bare; the import leaves it out.",
    severity: Severity::Info,
    bad: &[r#"### What is the GIL?

#### Answer

A lock that one thread at a time holds.

#### Good to hear

##### Additional links
"#],
    good: &[r#"### What is the GIL?

#### Answer

A lock that one thread at a time holds.

#### Good to hear

- Threads that wait let go of it
"#],
    thresholds: &[],
    check: Check::Reader("qa"),
};
