//! An option says `usually` or `often`.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "An option says `usually` or `often`.",
    why: "Nobody agrees on how often that is, so that the option is neither right nor wrong.",
    severity: Severity::Info,
    bad: &[r#"---
id: PY-ADV-001
title: When is the GIL released?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] While a thread waits for a socket
- [ ] Usually after each function call
- [ ] While a list is sorted in place

## Explanation

It is a lock; a queue holds work and locks nothing.
"#],
    good: &[r#"---
id: PY-ADV-001
title: How often is a `finally` block left out?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] Never
- [ ] Sometimes
- [ ] Rarely

## Explanation

It runs on every way out of the `try` block.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

const VAGUE: &[&str] = &[
    "usually",
    "often",
    "sometimes",
    "frequently",
    "generally",
    "rarely",
    "typically",
    "seldom",
    "occasionally",
    "normally",
    "mostly",
    "probably",
];

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    for choice in document.choices() {
        // A word alone is an answer to `how often`.
        if !choice.text.contains(' ') {
            continue;
        }
        if let Some(word) = document.choice_words(choice).find(|word| word.is_any(VAGUE)) {
            sink.report(
                document.locate(word.range()),
                format!("`{}` has no agreed meaning", word.text),
            )
            .help("say when, or how often");
        }
    }
}
