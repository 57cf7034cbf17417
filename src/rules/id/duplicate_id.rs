//! Two questions have one id.

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
    for (at, entry) in index.entries.iter().enumerate() {
        let own = entry.id.iter().map(|named| (named, OWN));
        // A former id keeps the Anki note of the question; no other question may have it now.
        let former = entry.previous.iter().map(|named| (named, FORMER));
        for (named, what) in own.chain(former) {
            let first = index.position(&named.id).map(|first| (first, &index.entries[first]));
            let Some((_, other)) = first.filter(|(first, _)| *first != at) else { continue };
            let message = format!("{what} `{}` is taken", named.id);
            let found = sink.report_in(entry.file, named.span, message);
            found.help(match next_free(index, &named.id) {
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

/// The id with the same front part and the number after the highest.
fn next_free(index: &Index<'_>, id: &str) -> Option<String> {
    let (front, digits) = id.rsplit_once('-')?;
    digits.parse::<u32>().ok()?;
    let taken = index.ids().chain(index.retired.iter().map(String::as_str));
    let highest = taken
        .filter_map(|other| other.strip_prefix(front)?.strip_prefix('-')?.parse::<u32>().ok())
        .max()?;
    Some(format!("{front}-{:0width$}", highest.checked_add(1)?, width = digits.len()))
}
