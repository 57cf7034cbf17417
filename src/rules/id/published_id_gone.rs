//! An id that was published is in no file any more.

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::rules::index::Index;
use crate::rules::{Check, Rule, Sink};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "An id that was published is in no file any more.",
    why: "Learners have its card, which no release can reach again; a question under another id comes to them as a second card, without their schedule.",
    severity: Severity::Error,
    bad: &[
        r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
=== qlint.lock
# qlint.lock, version 1: id, hash of the content, when it last changed.
PY-ADV-001 0e4d4e3f5f0c5b1d6a7c 2026-01-02T03:04:05Z
PY-ADV-002 9bd2c3d85a1f1a0c9d27 2026-01-02T03:04:05Z
"#,
        r#"=== PY-ADV-012.md
---
id: PY-ADV-012
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
=== qlint.lock
# qlint.lock, version 1: id, hash of the content, when it last changed.
PY-ADV-011 0e4d4e3f5f0c5b1d6a7c 2026-01-02T03:04:05Z
"#,
    ],
    good: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
previous_ids: [PY-INT-007]
---

## Answer

A lock that one thread at a time holds.
=== deck.toml
retired = ["PY-ADV-002"]
=== qlint.lock
# qlint.lock, version 1: id, hash of the content, when it last changed.
PY-ADV-001 0e4d4e3f5f0c5b1d6a7c 2026-01-02T03:04:05Z
PY-ADV-002 9bd2c3d85a1f1a0c9d27 2026-01-02T03:04:05Z
PY-INT-007 5d1a6c9d9a0e4be05ff2 2025-01-02T03:04:05Z
bank/locks.md#3 5d1a6c9d9a0e4be05ff2 2025-01-02T03:04:05Z
"#],
    thresholds: &[],
    check: Check::Corpus(check),
};

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    let Some(published) = index.published else { return };
    let former = index.entries.iter().flat_map(|entry| entry.previous().iter());
    let former: HashSet<&str> = former.map(|named| &*named.id).collect();
    // That a file is not called after its id is said there.
    let names = index.entries.iter().filter_map(|entry| entry.other_name());
    let names: HashSet<&str> = names.collect();
    let is_gone = |id: &str| {
        index.position(id).is_none()
            && !former.contains(id)
            && !names.contains(id)
            && !index.retired.contains(id)
            && !is_place(id)
    };
    for (id, span) in published.ids.iter().filter(|(id, _)| is_gone(id)) {
        sink.report_in(
            published.file,
            *span,
            format!("`{id}` was published and is in no file any more"),
        )
        .help(format!(
            "if the question has another id now, add `previous_ids: [{id}]` to it; \
                 if it is withdrawn, add the id to `retired` in `deck.toml`"
        ));
    }
}

/// Whether it is no id but the place of a question without one, in a file of another format:
/// `bank/locks.md#3`. Such questions move, and no file promises to stay.
fn is_place(id: &str) -> bool {
    id.split_once('#').is_some_and(|(path, _)| path.contains('.'))
}
