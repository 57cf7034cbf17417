//! Questions are prerequisites of each other.

use crate::diagnostic::Severity;
use crate::question::key;
use crate::rules::index::Index;
use crate::rules::index::{Entry, Named};
use crate::rules::{Check, Rule, Sink};
use std::collections::HashSet;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Questions are prerequisites of each other.",
    why: "A learner who follows the prerequisites never arrives.",
    severity: Severity::Warning,
    bad: &[
        r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
prerequisites: [PY-ADV-002]
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is a queue?
kind: flashcard
prerequisites: [PY-ADV-001]
---

## Answer

A line in which threads leave values for each other.
"#,
        r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
prerequisites: [PY-ADV-001]
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
prerequisites: [PY-ADV-002]
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is a queue?
kind: flashcard
related: [PY-ADV-001]
---

## Answer

A line in which threads leave values for each other.
"#],
    thresholds: &[],
    check: Check::Corpus(check),
};

/// Depth-first search with a stack of its own: a chain of prerequisites may be long.
fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    let edges: Vec<Vec<(usize, &Named)>> =
        index.entries.iter().map(|entry| edges(index, entry)).collect();
    let mut done = vec![false; edges.len()];
    for start in (0..edges.len()).filter(|start| !edges[*start].is_empty()) {
        // The questions on the way, each with the number of its edges that were followed.
        let mut way = vec![(start, 0)];
        let mut on_way = HashSet::from([start]);
        while let Some((at, followed)) = way.last_mut() {
            if done[*at] {
                on_way.remove(at);
                way.pop();
                continue;
            }
            let Some(&(next, named)) = edges[*at].get(*followed) else {
                done[*at] = true;
                continue;
            };
            *followed += 1;
            if on_way.contains(&next) {
                let from = index.entries[*at].file;
                let circle = way.iter().map(|(at, _)| *at).skip_while(|at| *at != next);
                let names: Vec<_> = circle.chain([next]).map(|at| name(index, at)).collect();
                let message = format!("the prerequisites go in a circle: {}", names.join(" → "));
                sink.report_in(from, named.span, message).help("take one of them off its list");
            } else if !done[next] {
                on_way.insert(next);
                way.push((next, 0));
            }
        }
    }
}

fn edges<'a>(index: &Index<'a>, entry: &'a Entry) -> Vec<(usize, &'a Named)> {
    let references = entry.references.iter().filter(|(key, _)| *key == key::PREREQUISITES);
    references.filter_map(|(_, named)| Some((index.position(&named.id)?, named))).collect()
}

fn name<'a>(index: &Index<'a>, at: usize) -> &'a str {
    index.entries[at].known_id().unwrap_or_default()
}
