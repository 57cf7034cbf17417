//! A picture or a sound lies on the web.

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Severity;
use crate::document::address::is_remote;
use crate::document::anchor::attributes;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A picture or a sound lies on the web.",
    why: "It is not in the package: a learner without network sees a gap, and so do all when the page is gone.",
    severity: Severity::Info,
    bad: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock, as ![the plan](https://example.com/plan.png) shows, and <img src="//example.com/wait.png"> too.
"#],
    good: &[r#"=== PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock, as ![the plan](plan.png) and [a page](https://example.com/plan.png) show, and `<img src="https://example.com">`.
=== plan.png
PNG
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    for (event, range) in &document.events {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) if is_remote(dest_url) => {
                say(sink, document.locate(range.clone()), dest_url);
            }
            Event::Html(html) | Event::InlineHtml(html) if html.contains('=') => {
                for (address, at) in attributes(html, &["src"]).filter(|(url, _)| is_remote(url)) {
                    let at = range.start + at;
                    say(sink, document.locate(at..at + address.len()), address);
                }
            }
            _ => {}
        }
    }
}

fn say(sink: &mut Sink<'_>, span: crate::source::Span, address: &str) {
    sink.report(span, format!("`{address}` lies on the web"))
        .help("put a copy beside the question, if its licence allows it");
}
