//! A date is not of the form YYYY-MM-DD, or lies in the future.

use crate::diagnostic::{Applicability, Severity};
use crate::front;
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
reviewed: 2025/1/5
updated: "5 March 2025" # by hand
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
                let days = readings(text, subject.facts.today);
                let edit = match days.as_slice() {
                    [day] => front::rewrite(subject.document.question, node, day),
                    _ => None,
                };
                sink.report(node.span, format!("`{key}` is not a day: `{text}`"))
                    .help(match days.as_slice() {
                        [] => "write the day as year, month, day: `2025-04-03`".to_owned(),
                        [day] => format!("write `{day}`"),
                        days => format!("write `{}`, whichever is meant", days.join("` or `")),
                    })
                    .edits(Applicability::Safe, [edit]);
            }
            Some(day) if day > subject.facts.today => {
                sink.report(node.span, format!("`{key}` lies in the future: `{text}`"))
                    .help("write the day on which it was done");
            }
            Some(_) => {}
        }
    }
}

/// The days up to `today` that a date in another form may mean, as they are to be written.
fn readings(text: &str, today: i64) -> Vec<String> {
    let parts: Vec<&str> =
        text.split(['-', '/', '.', ',', ' ']).filter(|s| !s.is_empty()).collect();
    let [first, second, third] = parts[..] else { return Vec::new() };
    // A year has four digits, and stands first or last.
    let orders = match (first.len(), third.len()) {
        (4, _) => vec![(first, second, third)],
        (_, 4) => vec![(third, second, first), (third, first, second)],
        _ => vec![],
    };
    let written = |(year, month, day): (&str, &str, &str)| {
        let (month, day) = (month_number(month)?, day.parse::<u8>().ok()?);
        Some(format!("{year}-{month:02}-{day:02}"))
    };
    let mut found: Vec<String> = orders.into_iter().filter_map(written).collect();
    found.retain(|day| days(day).is_some_and(|day| day <= today));
    found.dedup();
    found
}

/// The number of a month, written as a number or as its English name or the start of it.
fn month_number(text: &str) -> Option<usize> {
    const NAMES: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = text.to_lowercase();
    let named = || NAMES.iter().position(|name| lower.len() >= 3 && name.starts_with(&lower));
    text.parse().ok().or_else(|| named().map(|at| at + 1))
}

/// The days from 1970-01-01 to a day written YYYY-MM-DD.
pub fn days(text: &str) -> Option<i64> {
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
    use super::{days, readings};

    #[test]
    fn dates_in_other_forms_are_read_where_they_mean_one_day() {
        let cases: &[(&str, &[&str])] = &[
            ("2025-1-5", &["2025-01-05"]),
            ("2025/01/05", &["2025-01-05"]),
            ("2025.12.31", &["2025-12-31"]),
            ("31.12.2025", &["2025-12-31"]),
            ("12/31/2025", &["2025-12-31"]),
            ("03/04/2025", &["2025-04-03", "2025-03-04"]),
            ("04/04/2025", &["2025-04-04"]),
            ("5 Jan 2025", &["2025-01-05"]),
            ("January 5, 2025", &["2025-01-05"]),
            ("2025-13-05", &[]),
            ("2025-02-30", &[]),
            ("2025-01-05T10:00:00Z", &[]),
            ("05/04/25", &[]),
            ("2026-1-5", &[]),
            ("05/2025", &[]),
            ("soon", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(readings(text, 20_454), *expected, "{text}");
        }
    }

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
