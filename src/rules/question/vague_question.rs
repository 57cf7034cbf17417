//! The title names a subject and asks nothing certain about it.

use crate::diagnostic::Severity;
use crate::document::words::{Word, title_prose, words};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The title names a subject and asks nothing certain about it.",
    why: "Nobody can say which answer is right, so that no two people who grade it agree.",
    severity: Severity::Warning,
    bad: &[
        r#"---
id: PY-ADV-001
title: Explain the GIL
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
title: What do you know about the GIL?
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
title: Tell me about threads in Python.
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
title: Explain how the GIL is released.
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
title: Describe the steps that release the GIL.
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
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let title = subject.document.question.title();
    let Some(end) = phrase(&title_prose(title)) else { return };
    let span = subject.document.locate_title(0..end).0;
    sink.report(span, format!("`{}` asks nothing certain", &title[..end]))
        .help("ask for one thing: what it does, how it works, when to use it, how it differs");
}

/// How far the words go that leave open what is asked; none if they do not.
fn phrase(prose: &str) -> Option<usize> {
    const PHRASES: &[&str] = &[
        "tell me about",
        "talk about",
        "what do you know about",
        "what can you tell me about",
        "what can you say about",
        "what are your thoughts on",
        "share your thoughts on",
        "give an overview of",
    ];
    /// These ask for something if more follows than the name of a thing.
    const ORDERS: &[&str] = &["explain", "describe", "discuss"];
    let starts = |phrase: &&&str| {
        let head = prose.get(..phrase.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(phrase))
            && prose[phrase.len()..].starts_with(' ')
    };
    if let Some(phrase) = PHRASES.iter().find(starts) {
        return Some(phrase.len());
    }
    let order = ORDERS.iter().find(starts)?;
    let rest: Vec<_> = words(&prose[order.len()..]).collect();
    let article = rest.first().is_some_and(|word| word.is_any(&["the", "a", "an"]));
    let thing = &rest[usize::from(article)..];
    let is_name = |(at, word): (usize, &Word<'_>)| {
        let last = at + 1 == thing.len();
        word.text.chars().all(|c| c.is_alphanumeric() || "-/\"".contains(c))
            && (word.ends.is_none() || last && word.ends == Some('.'))
            && !word
                .is_any(&["how", "why", "what", "when", "which", "and", "or", "vs", "in", "your"])
    };
    let name = (1..=MOST).contains(&thing.len()) && thing.iter().enumerate().all(is_name);
    name.then_some(prose.trim_end().len())
}

/// Words that the name of a thing has at most.
const MOST: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_things_are_no_questions() {
        for title in ["Explain closures", "Describe the event loop.", "Tell me about `self`"] {
            assert!(phrase(&title_prose(title)).is_some(), "{title}");
        }
        for title in [
            "Explain why lists grow",
            "Explain `list.sort`",
            "Describe how sorting works",
            "Explain tuples and lists",
            "Describe the layout of a list",
            "Explain the following:",
            "Explained: lists",
        ] {
            assert!(phrase(&title_prose(title)).is_none(), "{title}");
        }
    }
}
