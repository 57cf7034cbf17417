//! A section has a heading but no content.

use crate::diagnostic::Severity;
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
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let parts = document.sections.iter().flat_map(|section| &section.subsections);
    for section in document.sections.iter().chain(parts) {
        let mut events = document.events[section.events.clone()].iter();
        if events.all(|(event, _)| is_blank(event)) {
            let span = document.locate(section.heading.span.clone());
            sink.report(span, format!("the section `{}` is empty", section.name))
                .help("write it, or take the heading away");
        }
    }
}

/// Whether nothing is to be seen of an event: an HTML comment, or what encloses one.
fn is_blank(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::HtmlBlock | Tag::Paragraph) => true,
        Event::End(TagEnd::HtmlBlock | TagEnd::Paragraph) => true,
        Event::Html(html) | Event::InlineHtml(html) => {
            html.trim().is_empty() || html.trim_start().starts_with("<!--")
        }
        Event::SoftBreak | Event::HardBreak => true,
        _ => false,
    }
}
