//! A link leads to a file that does not exist.

use crate::diagnostic::{Applicability, Severity};
use crate::rules::index::Index;
use crate::rules::targets::Link;
use crate::rules::{Check, Rule, Sink};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A link leads to a file that does not exist.",
    why: "Who follows it finds nothing. A name whose case differs works on one computer and not on the next.",
    severity: Severity::Error,
    bad: &[r#"=== py/PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock: see [the notes](notes/py-ADV-002.md#why), [another file](/rs/none.md?raw=true), [all](../../all.md) and [this]().
=== py/notes/PY-ADV-002.md
---
id: PY-ADV-002
title: What is a lock?
kind: flashcard
---

## Answer

A door that one holds.

## Why

So that nobody comes in.
"#],
    good: &[r#"=== py/PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock: see [the notes](../rs/the%20notes.txt), [all of them](/rs/), [it](https://example.com/none.md),
[her](mailto:ann@example.com) and `[none](none.md)`. <!-- <a href="none.md"> -->
=== rs/the notes.txt
Notes.
"#],
    thresholds: &[],
    check: Check::Corpus(check),
};

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    for entry in index.entries {
        for link in entry.links.iter().filter(|link| !link.media) {
            look_up(index, entry.file, link, sink);
        }
    }
}

/// Reports a link that leads to no file, and says whether it leads to one.
pub(super) fn look_up(
    index: &Index<'_>,
    file: crate::source::FileId,
    link: &Link,
    sink: &mut Sink<'_>,
) -> bool {
    let Some(files) = index.files else { return false };
    let written = &link.written;
    if written.trim().is_empty() {
        sink.report_in(file, link.span, "this link has no address")
            .help("say where it leads, or delete it");
        return false;
    }
    let Some(path) = &link.path else {
        sink.report_in(file, link.span, format!("`{written}` leads out of the corpus"))
            .help("write its address on the web, which holds wherever the corpus lies");
        return false;
    };
    if files.exists(path) {
        return true;
    }
    let (old, span) = link.written_path();
    let found = sink.report_in(file, link.span, format!("`{old}` does not exist"));
    if let Some(near) = files.near(path) {
        let folder = old.rfind('/').map_or("", |at| &old[..=at]);
        found.help(format!("did you mean `{folder}{near}`?"));
        if link.exact {
            found.fix(Applicability::Unsafe, span, format!("{folder}{}", near.replace(' ', "%20")));
        }
    } else if old.starts_with("www.") {
        found.help(format!("write `https://{old}` if it is a page on the web"));
    }
    false
}
