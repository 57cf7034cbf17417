//! A question stands in the bank more than once.

use crate::diagnostic::Severity;
use crate::rules::clusters;
use crate::rules::index::Index;
use crate::rules::{Check, Rule, Sink};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A question stands in the bank more than once.",
    why: "Learners meet it twice, and a correction reaches only one of the copies. Title, stem, options, key and answer are the same; markup, case, punctuation around words and the order of options do not count, but in code every character does.",
    severity: Severity::Error,
    bad: &[
        r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is the GIL?
kind: flashcard
---

## Answer

A **lock** that one thread at a time holds
"#,
        r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: Which of them shows 3?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] `print(3)`
- [ ] `Print(3)`
- [ ] `print 3`

## Explanation

Names of functions are written as they were defined, and calls need parentheses.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: Which of them shows 3?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ] `Print(3)`
- [ ] `print 3`
- [x] `print(3)`

## Explanation

Since Python 3 it is a function, and functions are called with parentheses.
"#,
    ],
    good: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What does this print?
kind: flashcard
---

```python
print("a" == "A")
```

## Answer

Whether the two texts are equal: `False`.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What does this print?
kind: flashcard
---

```python
print("a" != "A")
```

## Answer

Whether the two texts differ: `True`.
"#],
    thresholds: &[],
    check: Check::Texts(check),
};

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    for cluster in clusters::groups(index, |likeness| likeness.whole) {
        let times = match cluster.len() {
            2 => "twice".to_owned(),
            number => format!("{number} times"),
        };
        let message = |_| format!("this question stands in the bank {times}");
        clusters::report(sink, index, &cluster, message, |_| "a copy".to_owned())
            .help("keep one of them; its `previous_ids` can name the ids of those that go");
    }
}
