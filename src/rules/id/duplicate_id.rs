//! Two questions have one id.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::rules::index::Index;
use crate::rules::{Check, Rule, Sink};
use crate::source::Span;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Two questions have one id.",
    why: "An id is the identity of a question in every export: of two with one id, one is lost, or learners see the wrong one.",
    severity: Severity::Error,
    bad: &[
        r#"=== a/PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
=== b/PY-ADV-001.md
---
id: PY-ADV-001
title: Who owns a value?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"=== PY-ADV-001.md
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
previous_ids: [PY-ADV-001]
---

## Answer

A line in which threads leave values for each other.
"#,
        r#"=== a/PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
=== b/PY-ADV-001.md
---
id: PY-ADV-001
title: What is a lock?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
=== c/PY-ADV-001.md
---
id: PY-ADV-001
title: What is a thread?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#,
    ],
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

/// What an id may be to its question.
const OWN: &str = "the id";
const FORMER: &str = "the former id";

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    let mut free = Free::default();
    for (at, entry) in index.entries.iter().enumerate() {
        let own = entry.id.iter().map(|named| (named, OWN));
        // A former id keeps the Anki note of the question; no other question may have it now.
        let former = entry.previous().iter().map(|named| (named, FORMER));
        for (named, what) in own.chain(former) {
            let first = index.position(&named.id).map(|first| (first, &index.entries[first]));
            let Some((_, other)) = first.filter(|(first, _)| *first != at) else { continue };
            let message = format!("{what} `{}` is taken", named.id);
            let found = sink.report_in(entry.file, named.span, message);
            let free = if what == OWN { free.next(index, &named.id) } else { None };
            found.help(match free {
                _ if what == FORMER => {
                    "take it off the list, or give the other question another id".to_owned()
                }
                Some(free) => format!("give one of the two another id; `{free}` is free"),
                None => "give one of the two another id".to_owned(),
            });
            // A file that cannot be read has its id in its name, which has no place in the text.
            let span = other.id.as_ref().map_or_else(Span::default, |id| id.span);
            found.related(other.file, span, "it is the id of this question");
        }
    }
}

/// The highest number behind each front part, with those that were offered. Nothing is counted
/// until an id is taken.
#[derive(Default)]
struct Free<'a> {
    highest: Option<HashMap<&'a str, u32>>,
}

impl<'a> Free<'a> {
    /// The id with the same front part and the next number; another one each time.
    fn next(&mut self, index: &Index<'a>, id: &str) -> Option<String> {
        let (front, number) = parts(id)?;
        let width = id.len() - front.len() - 1;
        let highest = self.highest.get_or_insert_with(|| {
            let mut highest = HashMap::new();
            let taken = index.ids().chain(index.retired.iter().map(String::as_str));
            for (front, number) in taken.filter_map(parts) {
                let known = highest.entry(front).or_insert(number);
                *known = number.max(*known);
            }
            highest
        });
        let known = highest.get_mut(front);
        let next = known.as_deref().copied().unwrap_or(number).checked_add(1)?;
        if let Some(known) = known {
            *known = next;
        }
        Some(format!("{front}-{next:0width$}"))
    }
}

/// What stands before the last dash of an id, and the number behind it.
fn parts(id: &str) -> Option<(&str, u32)> {
    let (front, digits) = id.rsplit_once('-')?;
    Some((front, digits.parse().ok()?))
}
