//! A section's heading is of the wrong level, or a level is skipped.

use crate::diagnostic::{Applicability, Severity};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A section's heading is of the wrong level, or a level is skipped.",
    why: "Only `##` begins a section: with `###` its text belongs to the section before, and is lost from its own place.",
    severity: Severity::Error,
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

## Answer

A lock that one thread at a time holds while it runs Python bytecode.

### Key Points

- One lock for the whole process
- Released while a thread waits for input or output

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
kind: flashcard
---

## Answer

A lock.

#### Why

Reference counts are not atomic.
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

## Answer

A lock that one thread at a time holds while it runs Python bytecode.

### Key Points

- One lock for the whole process
- Released while a thread waits for input or output

#### Where it is released

In calls that wait.

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

## Answer

A lock that one thread at a time holds while it runs Python bytecode.

### Key Points

- One lock for the whole process
- Released while a thread waits for input or output

### Where it is released

In calls that wait.

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
kind: flashcard
---

## Answer

A lock that one thread at a time holds.

##### Where

In calls that wait.

#### Why

Reference counts are not atomic.

##### How

By a flag.
"#,
    ],
    good: &[
        r#"---
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
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock.

### Why

Reference counts are not atomic.
"#,
    ],
    thresholds: &[],
    check: Check::Question(check),
};

/// A missing section with a heading of another level is found where the schema misses it; here,
/// one that may be missing, and the levels that are skipped.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let mut previous = 1;
    for (at, heading) in document.headings.iter().enumerate() {
        let level = heading.level as usize;
        let span = document.locate(heading.span.clone());
        let names = subject.schema.names();
        let is_section = || subject.format == "question" && names.rank(&heading.text).is_some();
        if level == 1 && is_section() && !subject.is_marked(span) {
            let message = format!("`{}` is a section, but its heading is of level 1", heading.text);
            sink.report(span, message).help(format!("write `## {}`", heading.text));
        }
        if level > previous + 1 && !subject.is_marked(span) {
            let expected = previous + 1;
            let message = format!("a heading of level {level} follows one of level {previous}");
            let found = sink.report(span, message);
            found.help(format!("begin the line with `{} `", "#".repeat(expected)));
            // What becomes a section by that, nobody may have meant as one.
            let edits = document.closed_up(at, (previous, previous)).filter(|_| previous > 1);
            found.edits(Applicability::Safe, edits.unwrap_or_default().into_iter().map(Some));
        }
        previous = level;
    }
}
