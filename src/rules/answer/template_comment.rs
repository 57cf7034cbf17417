//! A comment that tells the author what to write was left behind.

use pulldown_cmark::Event;

use crate::diagnostic::{Applicability, Severity};
use crate::document::comment::is_instruction;
use crate::document::{Document, Fact};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A comment that tells the author what to write was left behind.",
    why: "No reader sees it, but it is a sign that a part of the template was passed over.",
    severity: Severity::Info,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

<!-- Your answer goes here. -->

A lock that one thread at a time holds. <!-- Add a link to the glossary -->
"#],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

<!-- Version 3.13 can be built without it: look again in a year. -->

A lock that one thread at a time holds, as `<!-- Your answer goes here. -->` says.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let body = document.question.body.text();
    // Where the last comment ends; one of several lines is as many events.
    let mut at = 0;
    let mut empty = Empty::default();
    for (event, range) in &document.events {
        if !matches!(event, Event::Html(_) | Event::InlineHtml(_)) || at >= range.end {
            continue;
        }
        at = at.max(range.start);
        while let Some(start) = body[at..range.end].find("<!--").map(|found| at + found) {
            // One that is never closed is the rest of the text.
            let Some(length) = body[start..].find("-->") else { return };
            at = start + length + "-->".len();
            if is_instruction(&body[start..at]) && !empty.is_alone(document, start) {
                sink.report(document.locate(start..at), "this comment is left of a template")
                    .help("delete it, once what it asks for is written")
                    .edits(Applicability::Safe, [document.edit(start..at, "")]);
            }
            if at >= range.end {
                break;
            }
        }
    }
}

/// The section that was asked about last, and whether it is without text: counting reads all of it, and
/// it may be full of comments.
#[derive(Default)]
struct Empty(Option<(usize, bool)>);

impl Empty {
    /// Whether a comment stands in a section without text: that the section is empty says it all.
    fn is_alone(&mut self, document: &Document<'_>, at: usize) -> bool {
        let sections = &document.sections;
        let behind = sections.partition_point(|section| section.heading.line.start <= at);
        let Some(number) = behind.checked_sub(1) else { return false };
        let known = self.0.filter(|(known, _)| *known == number);
        let (_, is_empty) = *self.0.insert(known.unwrap_or_else(|| {
            let has_none = |fact| document.count(&sections[number], fact) == 0;
            (number, has_none(Fact::Words) && has_none(Fact::CodeBlocks))
        }));
        is_empty
    }
}
