//! The title is too short, or too long.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Sink, Subject, Threshold};
use unicode_width::UnicodeWidthStr;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The title is too short, or too long.",
    why: "Titles are lines of indexes and fronts of cards: what is longer is cut off, and what is shorter says too little.",
    severity: Severity::Warning,
    bad: &[
        r#"---
id: PY-ADV-001
title: GIL?
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
title: You look after a service whose requests are handled by forty threads in one process of CPython, and on a machine with sixteen cores it uses hardly more than one of them; what holds the threads back, how would you show it to somebody who doubts it, and what do you do?
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
    thresholds: &[
        Threshold { name: "min", default: 10.0, help: "Characters that a title has at least." },
        Threshold { name: "max", default: 200.0, help: "Characters that it has at most." },
    ],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let question = subject.document.question;
    let title = question.title();
    // The title of a choice is all that is asked.
    if title.is_empty() || ["mcq", "mock-interview"].contains(&question.kind()) {
        return;
    }
    // A line is as wide as what stands in it; a Chinese character is as wide as two letters.
    let is_plain = title.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let width = if is_plain { title.len() } else { title.width() } as f64;
    let (min, max) = (sink.threshold("min"), sink.threshold("max"));
    // What a flashcard asks may be one word.
    let (message, help) = if width < min && question.kind() != "flashcard" {
        (format!("{width} characters, fewer than {min}"), "say what is asked")
    } else if width > max {
        (format!("{width} characters, more than {max}"), "move the situation into the body")
    } else {
        return;
    };
    let span = subject.document.locate_title(0..title.len()).0;
    sink.report(span, message).help(help);
}
