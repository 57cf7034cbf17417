//! A long question has not one comma.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Sink, Subject, Threshold};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A long question has not one comma.",
    why: "Nobody writes so much without one: a program that took commas for the ends of cells ate them, those in the code too.",
    severity: Severity::Warning,
    bad: &[r#"=== qlint.toml
[rules]
"prose/commas-missing" = { words = 20 }
=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds while it runs bytecode. Threads that wait for a disk
a socket or a timer let it go so that others run. `Dict[str int]` is guarded too.
"#],
    good: &[r#"=== qlint.toml
[rules]
"prose/commas-missing" = { words = 20 }
=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds while it runs bytecode. Threads that wait for a disk,
a socket or a timer let it go, so that others run. `Dict[str, int]` is guarded too.
"#],
    thresholds: &[Threshold {
        name: "words",
        default: 150.0,
        help: "The words in sentences from which on a question without a comma is odd.",
    }],
    check: Check::Question(check),
};

/// Fewer words on end are a label or an item, which need no comma.
const SENTENCE: usize = 8;

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let question = document.question;
    // Arabic, Chinese and Japanese have commas of their own.
    let commas = [',', '،', '，', '、'];
    if question.body.text().contains(commas) || question.title().contains(commas) {
        return;
    }
    let is_word = |word: &&str| word.contains(char::is_alphabetic);
    let words = |run| document.text(&run).split_whitespace().filter(is_word).count();
    let words: usize = document.prose().map(words).filter(|words| *words >= SENTENCE).sum();
    if words as f64 >= sink.threshold("words") {
        let title = question.value(crate::question::key::TITLE);
        let place = title.map_or(question.opening, |title| title.span);
        sink.report(place, format!("{words} words, and not one comma"))
            .help("look at what the text was made from: a program ate the commas, in code too");
    }
}
