//! Elements stand too deep in each other.

use crate::diagnostic::Severity;
use crate::document::nesting::{MAX_DEPTH, TooDeep, too_deep};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Lists, quotes or elements of HTML stand too deep in each other.",
    why: "Whoever shows HTML looks at all open elements for each tag, so that a page of tags that nobody closes takes minutes. Cards and pages show tags that stand too deep as text, and lists and quotes in others as what stands in them.",
    severity: Severity::Warning,
    bad: &[
        r#"---
id: HTML-BEG-001
title: How deep may quotes stand in each other?
kind: flashcard
---

## Answer

>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> As deep as <kbd>you</kbd> like, in Markdown alone.
"#,
        r#"---
id: HTML-BEG-001
title: How deep may quotes stand in each other?
kind: flashcard
---

## Answer

>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> As deep as you like, but nobody sees it.
"#,
    ],
    good: &[r#"---
id: HTML-BEG-001
title: How is a key shown?
kind: flashcard
---

## Answer

<div>

> By <kbd>kbd</kbd>, also in a quote.

</div>
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let (place, message, help) = match too_deep(&document.events) {
        Some(TooDeep::Html(place)) => (
            place,
            format!("HTML stands more than {MAX_DEPTH} elements deep, or leaves too many open"),
            "close the elements that are open; cards and pages show the tags of this question as text",
        ),
        Some(TooDeep::Blocks(place)) => (
            place,
            format!("lists and quotes stand more than {MAX_DEPTH} deep in each other"),
            "cards and pages show what stands in the inner ones, but not these",
        ),
        None => return,
    };
    sink.report(document.locate(place), message).help(help);
}
