//! Nobody has looked at a question for long.

use crate::diagnostic::Severity;
use crate::question::key;
use crate::rules::front_matter::days;
use crate::rules::{Check, Rule, Sink, Subject, Threshold};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Nobody has looked at a question for long.",
    why: "Software changes: an answer that was right two releases ago may teach what is wrong today.",
    severity: Severity::Info,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
reviewed: 2023-10-01
---

## Answer

A lock that one thread at a time holds.
"#],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
reviewed: 2021-10-01
updated: 2025-10-01
---

## Answer

A lock that one thread at a time holds.
"#],
    thresholds: &[Threshold {
        name: "months",
        default: 24.0,
        help: "The months after which a question should be read again.",
    }],
    check: Check::Question(check),
};

/// The days of a month, on average.
const MONTH: f64 = 365.25 / 12.0;

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let question = subject.document.question;
    let day = |key| {
        let node = question.value(key)?;
        Some((days(node.as_str()?)?, key, node))
    };
    let dates = [key::REVIEWED, key::UPDATED].into_iter().filter_map(day);
    let Some((day, key, node)) = dates.max_by_key(|(day, ..)| *day) else { return };
    let months = (subject.facts.today - day) as f64 / MONTH;
    if months > sink.threshold("months") {
        let message = format!("`{key}` is {} months ago", months.floor());
        sink.report(node.span, message)
            .help("read it as if it were new, mend what has changed, and set `reviewed` to today");
    }
}
