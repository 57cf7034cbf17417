//! A number is missing in a row of ids.

use crate::diagnostic::Severity;
use crate::rules::index::Entry;
use crate::rules::index::Index;
use crate::rules::{Check, Rule, Sink};
use std::collections::BTreeMap;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A number is missing in a row of ids.",
    why: "At a release, a hole may be a question that was lost on the way. Off by default: between releases holes are normal.",
    severity: Severity::Off,
    bad: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-003.md
---
id: PY-ADV-003
title: What is a barrier?
kind: flashcard
---

## Answer

A place where threads wait until all have come.
"#],
    good: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is a queue?
kind: flashcard
---

## Answer

A line in which threads leave values for each other.
"#],
    thresholds: &[],
    check: Check::Corpus(check),
};

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    let mut rows: BTreeMap<&str, BTreeMap<u32, Option<&Entry>>> = BTreeMap::new();
    let retired = index.retired.iter().map(|id| (id.as_str(), None));
    // That an id of the ledger is gone is said there, unless its question has another one now.
    let published = index.published.iter().flat_map(|ledger| &ledger.ids);
    let published = published.map(|(id, _)| (id.as_str(), None));
    let present = index.entries.iter().filter_map(|entry| Some((entry.known_id()?, Some(entry))));
    for (id, entry) in retired.chain(published).chain(present) {
        let Some((front, digits)) = id.rsplit_once('-') else { continue };
        let Ok(number) = digits.parse() else { continue };
        rows.entry(front).or_default().insert(number, entry);
    }
    for (front, row) in rows {
        let mut previous = 0;
        for (number, entry) in row {
            if number > previous + 1
                && let Some((entry, named)) =
                    entry.and_then(|entry| Some((entry, entry.id.as_ref()?)))
            {
                let width = named.id.len() - front.len() - 1;
                let missing = match number - previous {
                    2 => format!("`{front}-{:0width$}` is missing", previous + 1),
                    _ => format!(
                        "`{front}-{:0width$}` to `{front}-{:0width$}` are missing",
                        previous + 1,
                        number - 1
                    ),
                };
                sink.report_in(entry.file, named.span, format!("{missing} before this id"))
                    .help("list ids that are gone for good as `retired` in `deck.toml`");
            }
            previous = number;
        }
    }
}
