//! A section stands after one that should follow it.

use crate::diagnostic::{Applicability, Severity};
use crate::document::Section;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A section stands after one that should follow it.",
    why: "Readers and reviewers find their way in questions that are all built the same.",
    severity: Severity::Warning,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Key Points

- One lock for the whole process
- Released while a thread waits for input or output

## Answer

A lock that one thread at a time holds while it runs Python bytecode.

## Common Mistakes

- Threads are taken for a way to use more cores
- A counter is shared without a lock of its own

## Follow-up Questions

- When is it released?
- What changes without it?
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

<!-- qlint-ignore structure/section-too-long: it is a list of all -->

## Key Points

- One lock for the whole process
- Released while a thread waits for input or output

## Common Mistakes

- Threads are taken for a way to use more cores
- A counter is shared without a lock of its own

## Follow-up Questions

- When is it released?
- What changes without it?

<!-- what one would say -->
## Answer

A lock that one thread at a time holds while it runs Python bytecode.

```python
## Example
```
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

Key Points
----------

- One lock for the whole process
- Released while a thread waits for input or output

## Common Mistakes

- Threads are taken for a way to use more cores
- A counter is shared without a lock of its own

## Follow-up Questions

- When is it released?
- What changes without it?
## Answer
A lock that one thread at a time holds while it runs Python bytecode.
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Answer

A lock that one thread at a time holds while it runs Python bytecode.

## Key Points

- One lock for the whole process
- Released while a thread waits for input or output

## Common Mistakes

- Threads are taken for a way to use more cores
- A counter is shared without a lock of its own

## Follow-up Questions

- When is it released?
- What changes without it?
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let names = subject.schema.names();
    let mut last: Option<(usize, &str)> = None;
    // Sections that the schema does not know, such as the steps of an interview, stand anywhere.
    for (at, section) in document.sections.iter().enumerate() {
        let Some(rank) = names.rank(&section.name) else { continue };
        match last {
            Some((before, name)) if rank < before => {
                let later = |one: &Section| names.rank(&one.name).is_some_and(|one| one > rank);
                let to = document.sections.iter().position(later);
                let edits = to.and_then(|to| document.with_section_moved(at, to, names));
                let target = to.map_or(name, |to| &document.sections[to].name);
                let span = document.locate(section.heading.span.clone());
                let found = sink.report(span, format!("`{}` stands after `{name}`", section.name));
                found.help(format!("move it up, before `{target}`"));
                if document.is_too_long_to_move() {
                    found.add_help("a question this long with as many sections has no fix for it");
                }
                found.edits(Applicability::Safe, edits.unwrap_or_default().into_iter().map(Some));
            }
            _ => last = Some((rank, &section.name)),
        }
    }
}
