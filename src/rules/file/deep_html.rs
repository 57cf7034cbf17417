//! HTML stands too deep in other elements.

use crate::diagnostic::Severity;
use crate::document::nesting::{MAX_DEPTH, too_deep};
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "HTML stands too deep in other elements.",
    why: "Whoever shows HTML looks at all open elements for each tag, so that a page of tags that nobody closes takes minutes. Cards and pages show the tags of such a text as text.",
    severity: Severity::Warning,
    bad: &[r#"---
id: HTML-BEG-001
title: How deep may quotes stand in each other?
kind: flashcard
---

## Answer

>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> As deep as <kbd>you</kbd> like, in Markdown alone.
"#],
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
    if let Some(place) = too_deep(&document.events) {
        let message =
            format!("HTML stands more than {MAX_DEPTH} elements deep, or leaves too many open");
        sink.report(document.locate(place), message)
            .help("close the elements that are open; cards and pages show the tags of this question as text");
    }
}
