//! A question refers to an id that does not exist.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::diagnostic::{Applicability, Severity};
use crate::near::Known;
use crate::rules::index::{Entry, Index};
use crate::rules::{Check, Rule, Sink};

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

fn check<'a>(index: &Index<'a>, sink: &mut Sink<'_>) {
    let renamed: HashMap<&str, &str> = index
        .entries
        .iter()
        .filter_map(|entry| Some((entry, entry.known_id()?)))
        .flat_map(|(entry, id)| entry.previous().iter().map(move |old| (&*old.id, id)))
        .collect();
    // That the id of a file is not its name is said there.
    let names = index.entries.iter().filter_map(|entry| entry.other_name());
    let names: HashSet<&str> = names.collect();
    let is_unknown = |id: &str| {
        index.position(id).is_none() && (!names.contains(id) || renamed.contains_key(id))
    };
    let references =
        |entry: &'a Entry| entry.references.iter().map(|(key, named)| (entry.file, *key, named));
    let unknown = index.entries.iter().flat_map(references);
    let unknown: Vec<_> = unknown.filter(|(.., named)| is_unknown(&named.id)).collect();
    let ids = unknown.iter().map(|(.., named)| &*named.id);
    let nameless = |id: &&str| !renamed.contains_key(id) && !index.retired.contains(*id);
    let mut near = near(index, ids.filter(nameless)).into_iter();
    for (file, key, named) in unknown {
        let id = &*named.id;
        let message = format!("`{key}` names `{id}`, which does not exist");
        let found = sink.report_in(file, named.span, message);
        if let Some(new) = renamed.get(id) {
            found.help(format!("it is now called `{new}`"));
            found.edits(Applicability::Safe, [named.edit(new)]);
        } else if index.retired.contains(id) {
            found.help("it is retired: take it off the list");
        } else if let Some(near) = near.next().flatten() {
            found.help(format!("did you mean `{near}`?"));
            found.edits(Applicability::Unsafe, [named.edit(near)]);
        } else {
            found.help("correct the id, or take it off the list");
        }
    }
}

/// What is meant by each of some unknown ids, as far as somebody looks.
fn near<'a>(index: &Index<'a>, unknown: impl Iterator<Item = &'a str>) -> Vec<Option<&'a str>> {
    let unknown: Vec<_> = unknown.take(LOOKUPS).collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let known = Known::new(index.ids());
    unknown.into_par_iter().map(|id| known.nearest(id)).collect()
}
