//! A link leads to a heading that its file does not have.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Applicability, Severity};
use crate::near::nearest;
use crate::rules::index::Index;
use crate::rules::{Check, Rule, Sink};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A link leads to a heading that its file does not have.",
    why: "Who follows it lands at the top of the page, and searches.",
    severity: Severity::Error,
    bad: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock: see [below](#follow-ups) and [there](PY-ADV-002.md#lock).

## Follow-up Questions

- When is it released?
- Who holds it?
=== PY-ADV-002.md
---
id: PY-ADV-002
title: What is a lock?
kind: flashcard
---

## Answer

A queue.
"#],
    good: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock: see [below](#follow-up-questions), [here](#here), [the top](#), [there](README.md#setup-1) and [line 3](x.py#L3).

## Follow-up Questions

- <a id="here"></a> When is it released?
- Who holds it?
=== README.md
# Setup

## `Setup`!
=== x.py
print()
"#],
    thresholds: &[],
    check: Check::Corpus(check),
};

/// How many anchors of a page are looked through for one that was meant.
const MAX_ANCHORS: usize = 500;

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    let Some(files) = index.files else { return };
    let mut known: HashMap<&str, HashSet<String>> = HashMap::new();
    for entry in index.entries {
        for link in &entry.links {
            let (Some(anchor), Some(path)) = (&link.anchor, &link.path) else { continue };
            let anchor = anchor.to_lowercase();
            let wanted = anchor.strip_prefix("user-content-").unwrap_or(&anchor);
            let is_page = path
                .get(path.len().saturating_sub(3)..)
                .is_some_and(|end| end.eq_ignore_ascii_case(".md"));
            if !is_page || ["", "top"].contains(&wanted) || !files.exists(path) {
                continue;
            }
            let Some(anchors) = files.anchors(path) else { continue };
            let set = || anchors.iter().cloned().collect();
            if known.entry(path).or_insert_with(set).contains(wanted) {
                continue;
            }
            let page = match link.written.starts_with('#') {
                true => "this file".to_owned(),
                false => format!("`{path}`"),
            };
            let message = format!("{page} has no heading `#{anchor}`");
            let found = sink.report_in(entry.file, link.anchor_span(), message);
            // In a page of so many nobody is helped by one of them, and each link costs a look at all.
            let few = anchors.iter().map(String::as_str).take(MAX_ANCHORS);
            if let Some(near) = nearest(wanted, few) {
                found.help(format!("did you mean `#{near}`?"));
                if link.exact {
                    found.fix(Applicability::Unsafe, link.anchor_span(), near);
                }
            }
        }
    }
}
