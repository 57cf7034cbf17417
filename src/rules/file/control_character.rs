//! The text holds a control character.

use crate::diagnostic::Severity;
use crate::rules::hidden::{self, Hidden};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The text holds a control character.",
    why: "Nobody sees it; a terminal obeys it, a database may end the text at it, and XML cannot hold it.",
    severity: Severity::Error,
    bad: &[r#"---
id: PY-ADV-001
title: "What is the \e[31mGIL?"
kind: flashcard
tags: [locks, "threads\0"]
---

## Answer

A lock that one thread at a time holds while it runs bytecode.
"#],
    good: &["---
id: PY-ADV-001
title: How does a terminal show a word in bold?
kind: flashcard
---

## Answer

The program writes `\\x1b[1m` before it,\tand `\\x1b[0m` behind it.
"],
    thresholds: &[],
    check: Check::Question(check),
};

const CONTROL: Hidden = Hidden {
    name: "control character",
    is: |c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'),
    // Each block without a branch, so that the compiler looks at many bytes at once. U+0080 to U+009F
    // begin with 0xC2.
    may_be_in: |bytes| {
        let odd = |&byte: &u8| {
            (byte < b' ') & !matches!(byte, b'\t' | b'\n' | b'\r') | matches!(byte, 0x7f | 0xc2)
        };
        bytes.chunks(64).any(|block| block.iter().fold(false, |any, byte| any | odd(byte)))
    },
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    hidden::report(subject, sink, &CONTROL);
}
