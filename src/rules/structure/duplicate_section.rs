//! A section stands twice in one question.

use crate::diagnostic::Severity;
use crate::document::Section;
use crate::rules::{Check, Rule, Sink, Subject};
use std::collections::BTreeMap;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A section stands twice in one question.",
    why: "Exports keep one of the two; the other one's text is lost.",
    severity: Severity::Error,
    bad: &[r#"---
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

## Answer

A lock that one thread at a time holds.
"#],
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
    let mut first: BTreeMap<&str, &Section> = BTreeMap::new();
    for section in &document.sections {
        let Some(earlier) = first.get(section.name.as_str()) else {
            first.insert(&section.name, section);
            continue;
        };
        let span = document.locate(section.heading.span.clone());
        let earlier = document.locate(earlier.heading.span.clone());
        sink.report(span, format!("the section `{}` stands twice", section.name))
            .related(document.question.source.file, earlier, "it stands here first")
            .help("join the two, or rename one");
    }
}
