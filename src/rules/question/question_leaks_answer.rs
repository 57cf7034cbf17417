//! The answer stands in the question.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Sink, Subject};
use std::ops::Range;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The answer stands in the question.",
    why: "Who reads with care copies it, and has recalled nothing.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: Which lock, called the global interpreter lock, guards the interpreter?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] The global interpreter lock
- [ ] The import lock
- [ ] The lock of the logger

## Explanation

It is held by the thread that runs bytecode.
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
    let title = document.question.title();
    let choices = document.choices();
    let mut marked = choices.iter().filter(|choice| choice.marked);
    let (Some(key), None) = (marked.next(), marked.next()) else { return };
    let Some(found) = find(title, &key.text) else { return };
    // An option that names something else of the question may be as good a guess.
    let others = choices.iter().filter(|choice| !choice.marked);
    if others.clone().any(|other| find(title, &other.text).is_some()) {
        return;
    }
    let span = document.locate_title(found.clone()).0;
    sink.report(span, format!("`{}` is the key", &title[found]))
        .related(document.question.source.file, document.locate(key.range.clone()), "the key")
        .help("ask without naming it");
}

/// Where an answer stands in a title, as whole words and without its article.
fn find(title: &str, answer: &str) -> Option<Range<usize>> {
    let answer = answer.trim_end_matches(['.', ' ']);
    let articles = ["The ", "the ", "A ", "a ", "An ", "an "];
    let answer = articles.iter().find_map(|article| answer.strip_prefix(article)).unwrap_or(answer);
    if answer.len() < SHORTEST || answer.len() > title.len() || !answer.is_ascii() {
        return None;
    }
    let bytes = title.as_bytes();
    let at = bytes
        .windows(answer.len())
        .position(|part| part.eq_ignore_ascii_case(answer.as_bytes()))?;
    let range = at..at + answer.len();
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    (!is_word(before) && !is_word(bytes.get(range.end))).then_some(range)
}

/// Bytes of the shortest answer that a title does not hold by chance.
const SHORTEST: usize = 4;
