//! Two questions have one Anki guid.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::rules::index::Index;
use crate::rules::{Check, Rule, Sink};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Two questions have one Anki guid.",
    why: "Anki knows a note by its guid alone: it would add both, and at the next import give both the text of one.",
    severity: Severity::Error,
    bad: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
guid: abc
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is a queue?
kind: flashcard
guid: abc
---

## Answer

A line in which threads leave values for each other.
"#],
    good: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
guid: abc
---

## Answer

A lock that one thread at a time holds.
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is a queue?
kind: flashcard
guid: abd
---

## Answer

A line in which threads leave values for each other.
"#],
    thresholds: &[],
    check: Check::Corpus(check),
};

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    let mut first = HashMap::new();
    for entry in index.entries {
        let Some(guid) = entry.guid() else { continue };
        let Some((file, span)) = first.insert(&guid.id, (entry.file, guid.span)) else { continue };
        sink.report_in(entry.file, guid.span, format!("the guid `{}` is taken", guid.id))
            .related(file, span, "it is the guid of this question")
            .help("give one of the two another guid, or none: then it is made from the id");
    }
}
