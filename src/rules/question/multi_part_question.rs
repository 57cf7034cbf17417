//! The title asks more than one question.

use crate::diagnostic::Severity;
use crate::document::words::{Word, title_prose, words};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The title asks more than one question.",
    why: "An answer to one half is neither right nor wrong; two questions are two cards, each with its own difficulty.",
    severity: Severity::Info,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL? When is it released?
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
title: What does `x?.y` mean in other languages?
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
title: What is the GIL, and when is it released?
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
    // Most titles have one mark.
    if title.bytes().filter(|byte| *byte == b'?').count() < 2 {
        return;
    }
    let prose = title_prose(title);
    let words: Vec<_> = words(&prose).collect();
    let mut questions = Vec::new();
    let mut start = 0;
    for at in (0..words.len()).filter(|&at| ends_question(&words, at)) {
        let question = &words[start..=at];
        if !OPENINGS.iter().any(|opening| begins(question, opening)) {
            questions.push(question);
        }
        start = at + 1;
    }
    let [_, second, ..] = questions[..] else { return };
    let (Some(first), Some(last)) = (second.first(), second.last()) else { return };
    let span = subject.document.locate_title(first.start..last.range().end).0;
    sink.report(span, format!("the title asks {} questions", questions.len()))
        .help("make the second a follow-up, or a question of its own");
}

/// What is no question of its own: an order, a way in, the same in other words.
const OPENINGS: &[&[&str]] = &[
    &["true", "or"],
    &["do", "you", "have", "experience"],
    &["do", "you", "know"],
    &["are", "you", "familiar"],
    &["have", "you"],
    &["in", "other", "words"],
];

fn begins(words: &[Word<'_>], opening: &[&str]) -> bool {
    words.len() >= opening.len() && words.iter().zip(opening).all(|(word, text)| word.is(text))
}

/// Whether a question ends with a word; a mark inside a sentence does not end it.
fn ends_question(words: &[Word<'_>], at: usize) -> bool {
    let starts = |word: &Word<'_>| {
        word.text.starts_with(|c: char| c.is_uppercase() || c == '`')
            || word.is_any(&["how", "why", "what", "when", "which", "where", "who", "if", "and"])
    };
    words[at].ends == Some('?') && words.get(at + 1).is_none_or(starts)
}
