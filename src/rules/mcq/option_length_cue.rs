//! The key is much longer than the other options.

use crate::diagnostic::Severity;
use crate::document::Choice;
use crate::rules::{Check, Rule, Sink, Subject, Threshold};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The key is much longer than the other options.",
    why: "Authors explain what is right and make short work of what is wrong; readers who know that take the longest.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] A lock that a thread must hold while it runs bytecode of the interpreter
- [ ] A queue of threads
- [ ] A counter of threads

## Explanation

It is a lock; a queue holds work and locks nothing.
"#],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] A lock that a thread must hold while it runs bytecode
- [ ] A queue in which the threads wait for a free processor
- [ ] A counter of the references that threads have

## Explanation

It is a lock; a queue holds work and locks nothing.
"#],
    thresholds: &[
        Threshold {
            name: "ratio",
            default: 2.0,
            help: "How many times as long as the mean of the other options the key may be.",
        },
        Threshold {
            name: "lead",
            default: 1.5,
            help: "How many times as long as the longest of the other options it may be.",
        },
        Threshold {
            name: "length",
            default: 40.0,
            help: "Characters up to which a key is short enough not to matter.",
        },
    ],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let choices = subject.document.choices();
    let mut marked = choices.iter().filter(|choice| choice.marked);
    let (Some(key), None) = (marked.next(), marked.next()) else { return };
    if !choices.iter().all(is_text) {
        return;
    }
    let length = |choice: &Choice| choice.text.chars().count() as f64;
    let others = || choices.iter().filter(|choice| !choice.marked).map(length);
    let mean = others().sum::<f64>() / others().count().max(1) as f64;
    let longest = others().fold(0.0, f64::max);
    let own = length(key);
    let stands_out = own >= sink.threshold("length")
        && own > sink.threshold("ratio") * mean
        && own > sink.threshold("lead") * longest;
    if stands_out && mean > 0.0 {
        let message =
            format!("the key has {own} characters, the other options {mean:.0} on average");
        sink.report(subject.document.locate(key.range.clone()), message)
            .help("shorten it, or say as much in the others; reasons belong in the explanation");
    }
}

/// Whether an option is words, of which an author chooses how many there are.
fn is_text(choice: &Choice) -> bool {
    choice.is_prose && !choice.text.contains(['{', '}', '<', '>', '=', ';', '\\'])
}
