//! Two copies of a question have different keys.

use crate::diagnostic::Severity;
use crate::rules::clusters;
use crate::rules::index::{Entry, Index};
use crate::rules::likeness::{Choice, Likeness};
use crate::rules::{Check, Rule, Sink, Threshold};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Two copies of a question have different keys.",
    why: "One of the keys is wrong, and a bank that gives both is not believed again. Title and options are the same, in any order, and the stems alike; where the code of the stems differs, only if the title does not ask what the code does and the keys are whole statements.",
    severity: Severity::Error,
    bad: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: Which of them is `not` safe to share between threads?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ] A queue
- [x] A counter
- [ ] A lock

## Explanation

A counter is read and written in two steps; between them another thread may write.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: Which of them is not safe to share between threads?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ] a lock
- [ ] a counter
- [x] a queue

## Explanation

A queue is shared by those that put and those that take, and one may wait for ever.
"#],
    good: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What does this print?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Question

```python
values = [1, 2, 3]
for value in values:
    if value > 2:
        print(value)
```

## Options

- [ ] 1
- [ ] 2
- [x] 3

## Explanation

Only the last of the three values is above the bound of two.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What does this print?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Question

```python
values = [1, 2, 3]
for value in values:
    if value == 2:
        print(value)
```

## Options

- [ ] 1
- [x] 2
- [ ] 3

## Explanation

Only the value in the middle is what the condition asks for.
"#],
    thresholds: &[Threshold {
        name: "alike",
        default: 0.6,
        help: "How alike the stems must be, 0 to 1.",
    }],
    check: Check::Texts(check),
};

/// With how many questions of the same title and options a question is compared, at most: each of
/// them says another thing under the same words.
const COMPARED: usize = 16;

/// A question and its options.
type Member<'a> = ((&'a Entry, &'a Likeness), &'a Choice);

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    let alike = sink.threshold("alike");
    let topic = |likeness: &Likeness| likeness.choice.as_ref().map(|choice| choice.topic);
    for group in clusters::groups(index, topic) {
        let members = group.into_iter();
        let members: Vec<Member<'_>> = members
            .filter_map(|member| Some((member, member.1.choice.as_deref()?)))
            .filter(|(_, choice)| choice.marks != 0)
            .collect();
        for cluster in clusters_of(&members, alike) {
            report(index, sink, &cluster);
        }
    }
}

/// The questions of one title and one set of options that ask the same: each with the first that
/// asks what it asks.
fn clusters_of<'a>(members: &[Member<'a>], alike: f64) -> Vec<Vec<Member<'a>>> {
    let mut clusters: Vec<Vec<Member<'a>>> = Vec::new();
    for member in members {
        let near =
            clusters.iter_mut().take(COMPARED).find(|one| one[0].1.asks_same(member.1, alike));
        match near {
            Some(cluster) => cluster.push(*member),
            None => clusters.push(vec![*member]),
        }
    }
    clusters.retain(|one| one.iter().any(|(_, choice)| choice.marks != one[0].1.marks));
    clusters
}

fn report(index: &Index<'_>, sink: &mut Sink<'_>, cluster: &[Member<'_>]) {
    let key = |at: usize| &cluster[at].1.key;
    let message = |here: usize| {
        let other = cluster.iter().find(|(_, choice)| choice.marks != cluster[here].1.marks);
        let other = other.map_or("", |(_, choice)| &choice.key);
        format!("`{}` is marked here, and `{other}` where the same is asked again", key(here))
    };
    let places: Vec<_> = cluster.iter().map(|(place, _)| *place).collect();
    clusters::report(sink, index, &places, message, |at| format!("marked here: `{}`", key(at)))
        .help("find out which key is right, and keep that question alone");
}
