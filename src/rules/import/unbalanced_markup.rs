//! A tag or a code fence that encloses an answer has no partner.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A tag or a code fence that encloses an answer has no partner.",
    why: "Web sites show the questions behind it inside this one, or as code; the import ends it where the answer seems to end.",
    severity: Severity::Warning,
    bad: &[
        r#"<details>
<summary>What is the GIL?</summary>

A lock that one thread at a time holds.

<details>
<summary>What is a thread?</summary>

A line of execution with a stack of its own.
</details>
"#,
        r#"<details>
<summary>How is a lock taken?</summary>

```python
with lock:
    work()
</details>

<details>
<summary>How is a thread started?</summary>

With its method `start`.
</details></details>
"#,
    ],
    good: &[r#"<details>
<summary>What is the GIL?</summary>

A lock that one thread at a time holds.
</details>

<details>
<summary>What is a thread?</summary>

A line of execution with a stack of its own.
</details>
"#],
    thresholds: &[],
    check: Check::Reader("details"),
};
