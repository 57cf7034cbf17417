//! A question refers to an id that does not exist.

use crate::diagnostic::{Applicability, Severity};
use crate::near::Known;
use crate::rules::index::Index;
use crate::rules::{Check, Rule, Sink};
use std::collections::{HashMap, HashSet};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A question refers to an id that does not exist.",
    why: "The link leads nowhere, on the card, in the book and for the reader who looks for the prerequisite.",
    severity: Severity::Error,
    bad: &[
        r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
related: [PY-ADV-022]
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

A lock that one thread at a time holds.
"#,
        r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
related:
  - "PY-INT-007" # once for beginners
prerequisites: [GO-BEG-100]
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is the GIL?
kind: flashcard
previous_ids: [PY-INT-007]
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
related: [PY-ADV-002]
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

/// For how many ids a run looks for what is meant, through all ids each time: where more are
/// unknown, they are not slips.
const LOOKUPS: usize = 1000;

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    let renamed: HashMap<&str, &str> = index
        .entries
        .iter()
        .filter_map(|entry| Some((entry, entry.known_id()?)))
        .flat_map(|(entry, id)| entry.previous.iter().map(move |old| (&*old.id, id)))
        .collect();
    let mut known = None;
    let mut lookups = 0..LOOKUPS;
    let mut near = |id| {
        lookups.next()?;
        known.get_or_insert_with(|| Known::new(index.ids())).nearest(id)
    };
    // That the id of a file is not its name is said there.
    let names = index.entries.iter().filter_map(|entry| entry.other_name.as_deref());
    let names: HashSet<&str> = names.collect();
    for entry in index.entries {
        for (key, named) in &entry.references {
            let id = &*named.id;
            let lost = names.contains(id) && !renamed.contains_key(id);
            if lost || index.position(id).is_some() {
                continue;
            }
            let found = sink.report_in(
                entry.file,
                named.span,
                format!("`{key}` names `{id}`, which does not exist"),
            );
            if let Some(new) = renamed.get(id) {
                found.help(format!("it is now called `{new}`"));
                found.edits(Applicability::Safe, [named.edit(new)]);
            } else if index.retired.contains(id) {
                found.help("it is retired: take it off the list");
            } else if let Some(near) = near(id) {
                found.help(format!("did you mean `{near}`?"));
                found.edits(Applicability::Unsafe, [named.edit(near)]);
            } else {
                found.help("correct the id, or take it off the list");
            }
        }
    }
}
