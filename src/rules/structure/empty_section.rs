//! A section has a heading but no content.

use crate::diagnostic::Severity;
use crate::document::Spanned;
use crate::question::Carries;
use crate::render;
use crate::rules::{Check, Rule, Sink, Subject};
use pulldown_cmark::{Event, Tag, TagEnd};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A section has a heading but no content.",
    why: "It looks complete to every check that counts headings, and is an empty fold on the card.",
    severity: Severity::Error,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Answer

A lock that one thread at a time holds while it runs Python bytecode.

## Key Points

## Common Mistakes

- Threads are taken for a way to use more cores
- A counter is shared without a lock of its own

## Follow-up Questions

- When is it released?
- What changes without it?
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

<!-- to be written -->
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Answer

A lock that one thread at a time holds while it runs Python bytecode.

## Key Points

- One lock for the whole process
- Released while a thread waits for input or output

## Common Mistakes

- Threads are taken for a way to use more cores
- A counter is shared without a lock of its own

## Follow-up Questions

- When is it released?
- What changes without it?
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let parts = document.sections.iter().flat_map(|section| &section.subsections);
    for section in document.sections.iter().chain(parts) {
        if is_blank(&document.events[section.events.clone()]) {
            let span = document.locate(section.heading.span.clone());
            // What every question of a foreign format has is no heading there.
            let is_whole = |carries: &Carries| carries.sections.contains(&&*section.name);
            let help = match document.question.carries.is_some_and(is_whole) {
                true => "write it, or take the question out",
                false => "write it, or take the heading away",
            };
            sink.report(span, format!("the section `{}` is empty", section.name)).help(help);
        }
    }
}

/// Whether nothing is to be seen of events: HTML comments, and what encloses them.
fn is_blank(events: &[Spanned<'_>]) -> bool {
    // A comment of several lines is an event for each of them.
    let mut html = String::new();
    for (event, _) in events {
        match event {
            Event::Start(Tag::HtmlBlock | Tag::Paragraph)
            | Event::End(TagEnd::HtmlBlock | TagEnd::Paragraph)
            | Event::SoftBreak
            | Event::HardBreak => {}
            Event::Html(text) | Event::InlineHtml(text) => html.push_str(text),
            _ => return false,
        }
    }
    render::without_comments(&html).trim().is_empty()
}
