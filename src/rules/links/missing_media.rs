//! A picture or a sound does not exist.

use super::broken_relative_link::look_up;
use crate::diagnostic::Severity;
use crate::rules::index::Index;
use crate::rules::{Check, Rule, Sink};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A picture or a sound does not exist, or cannot be put into the export.",
    why: "A card without its picture asks about something that the learner cannot see.",
    severity: Severity::Error,
    bad: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock, as ![the plan](images/Plan.png) shows, and <img src="images/wait.png" width="9"> too. [sound:lock.mp3]
=== images/plan.png
PNG
"#],
    good: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock, as ![the plan](images/plan.png?raw=true) and [a page](https://example.com/plan.png) show. [sound:lock.mp3]
=== images/plan.png
PNG
=== lock.mp3
MP3
"#],
    thresholds: &[],
    check: Check::Corpus(check),
};

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    for entry in index.entries {
        for link in entry.links.iter().filter(|link| link.media) {
            let there = look_up(index, entry.file, link, sink);
            let path = link.path.as_deref().filter(|_| there);
            let unfit = path.zip(index.files).and_then(|(path, files)| files.unfit(path));
            if let Some((fault, help)) = unfit {
                let (written, _) = link.written_path();
                sink.report_in(entry.file, link.span, format!("`{written}` {fault}")).help(help);
            }
        }
    }
}
