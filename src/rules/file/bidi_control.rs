//! A hidden character turns the order of the text around.

use crate::diagnostic::Severity;
use crate::plain;
use crate::rules::hidden::{self, Hidden};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A hidden character turns the order of the text around.",
    why: "What readers see is then not what is written (\"Trojan Source\", CVE-2021-42574): code that looks harmless is not, and a review shows nothing.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: "Who passes `access != 'user\u202e \u2066# admin only\u2069'`?"
kind: flashcard
---

## Answer

Everybody: the text that is compared goes on where it seems to end.
"#],
    good: &["---
id: PY-ADV-001
title: In which direction is Hebrew written?
kind: flashcard
---

## Answer

From right to left: שלום. A program may say so with `\\u202e`.
"],
    thresholds: &[],
    check: Check::Question(check),
};

const BIDI: Hidden = Hidden {
    name: "direction control",
    is: plain::turns,
    // U+202A to U+202E are E2 80 AA to AE, U+2066 to U+2069 are E2 81 A6 to A9.
    may_be_in: |bytes| {
        memchr::memchr_iter(0xe2, bytes)
            .any(|at| matches!(bytes[at + 1..], [0x80, 0xaa..=0xae, ..] | [0x81, 0xa6..=0xa9, ..]))
    },
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    hidden::report(subject, sink, &BIDI);
}
