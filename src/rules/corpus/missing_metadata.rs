//! A question lacks a key that nearly all others have.

use crate::diagnostic::Severity;
use crate::question::key::DESCRIPTIVE;
use crate::rules::index::{Entry, Index};
use crate::rules::{Check, Rule, Sink, Threshold};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A question lacks a key that nearly all others have.",
    why: "No schema demands the key, but people list and filter by it, and do not find this question.",
    severity: Severity::Warning,
    bad: &[r#"=== qlint.toml
[rules]
"corpus/missing-metadata" = { share = 0.5, questions = 1 }
=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: [locks]
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What does a thread have of its own?
kind: flashcard
---

## Answer

A stack, and a place in the code.
"#],
    good: &[r#"=== qlint.toml
[rules]
"corpus/missing-metadata" = { share = 0.5, questions = 2 }
=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
tags: [locks]
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What does a thread have of its own?
kind: flashcard
---

## Answer

A stack, and a place in the code.
"#],
    thresholds: &[
        Threshold {
            name: "share",
            default: 0.9,
            help: "The part of all questions that have a key, from which on the others lack it.",
        },
        Threshold {
            name: "questions",
            default: 10.0,
            help: "How many questions must have it at least.",
        },
    ],
    check: Check::Corpus(check),
};

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    let (share, least) = (sink.threshold("share"), sink.threshold("questions"));
    let usual: Vec<_> = (0..DESCRIPTIVE.len())
        .filter(|&at| {
            let known = || index.entries.iter().filter_map(move |entry| entry.described[at]);
            let having = known().filter(|has| *has).count() as f64;
            having >= least && having >= share * known().count() as f64
        })
        .collect();
    for entry in index.entries {
        let lacks = |at: &&usize| entry.described[**at] == Some(false);
        let names: Vec<_> = usual.iter().filter(lacks).map(|&at| DESCRIPTIVE[at]).collect();
        if !names.is_empty() {
            report(entry, &names, sink);
        }
    }
}

fn report(entry: &Entry, names: &[&str], sink: &mut Sink<'_>) {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(" and ");
    sink.report_in(
        entry.file,
        entry.opening,
        format!("no {names} here, as nearly all others have"),
    )
    .help("add what the others say there");
}
