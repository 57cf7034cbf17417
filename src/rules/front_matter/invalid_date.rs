//! A date is not of the form YYYY-MM-DD, or lies in the future.

use crate::diagnostic::Severity;
use crate::question::key;
use crate::rules::{Check, Rule, Sink, Subject};
use toml::value::Datetime;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A date is not of the form YYYY-MM-DD, or lies in the future.",
    why: "`03/04/2025` is March to one reader and April to another, and no program can tell what is stale.",
    severity: Severity::Warning,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
reviewed: 03/04/2025
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
reviewed: 2025-02-30
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
updated: 2999-01-01
---

## Answer

A lock that one thread at a time holds.
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
reviewed: 2025-02-28
updated: 2024-02-29
---

## Answer

A lock that one thread at a time holds.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

/// The keys that hold a day.
const DATES: &[&str] = &[key::REVIEWED, key::UPDATED];

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for key in DATES {
        let Some(node) = subject.document.question.value(key) else { continue };
        let Some(text) = node.as_str() else { continue };
        match days(text) {
            None => {
                sink.report(node.span, format!("`{key}` is not a day: `{text}`"))
                    .help("write the day as year, month, day: `2025-04-03`");
            }
            Some(day) if day > subject.facts.today => {
                sink.report(node.span, format!("`{key}` lies in the future: {text}"));
            }
            Some(_) => {}
        }
    }
}

/// The days from 1970-01-01 to a day written YYYY-MM-DD.
pub(in crate::rules) fn days(text: &str) -> Option<i64> {
    // The parser of TOML knows the calendar; it also takes times, which are no day.
    let parsed: Datetime = text.parse().ok()?;
    let date = parsed.date.filter(|_| parsed.time.is_none() && text.len() == 10)?;
    let (year, month, day) = (i64::from(date.year), i64::from(date.month), i64::from(date.day));
    // Years that begin in March have the leap day at their end ("days_from_civil", Howard Hinnant,
    // "chrono-Compatible Low-Level Date Algorithms").
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_are_counted_from_1970() {
        let cases = [
            ("1970-01-01", Some(0)),
            ("1970-03-01", Some(59)),
            ("2000-02-29", Some(11_016)),
            ("2026-11-20", Some(20_777)),
            ("1969-12-31", Some(-1)),
            ("2023-02-29", None),
            ("2024-1-1", None),
            ("2024-01-01T00:00:00Z", None),
            ("today", None),
        ];
        for (text, expected) in cases {
            assert_eq!(days(text), expected, "{text}");
        }
    }
}
