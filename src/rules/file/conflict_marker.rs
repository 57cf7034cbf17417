//! A conflict of a merge was committed unresolved.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Severity;
use crate::document::{Document, SectionNames};
use crate::question::Question;
use crate::rules::{Check, Rule, Sink};
use crate::source::{Source, Span};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A conflict of a merge was committed unresolved.",
    why: "The text then says everything twice, in two versions that contradict each other. Until somebody decides, nothing else is said about the file.",
    severity: Severity::Error,
    bad: &[
        "---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

<<<<<<< HEAD
A lock that one thread at a time holds.
=======
The lock of the interpreter.
>>>>>>> better-answers
",
        "---
id: PY-ADV-001
<<<<<<< HEAD
title: What is the GIL?
||||||| 1f3a0c2
title: What is GIL?
=======
title: What does the GIL lock?
>>>>>>> titles
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
",
    ],
    good: &["---
id: GIT-ADV-001
title: What does a conflict look like in the file?
kind: flashcard
---

## Answer

Both versions stand between markers:

```text
<<<<<<< HEAD
timeout = 5
=======
timeout = 30
>>>>>>> slower
```

A heading may be underlined, too:

Not a marker
=======
"],
    thresholds: &[],
    check: Check::Text(check),
};

fn check(source: &Source, questions: &[Question<'_>], sink: &mut Sink<'_>) {
    let text = source.text.as_str();
    if !text.contains("<<<<<<<") {
        return;
    }
    let code = code(questions);
    let in_code = |line: &Range<usize>| {
        let before = code.partition_point(|code| code.range().start <= line.start);
        before > 0 && code[before - 1].range().contains(&line.start)
    };
    let mut lines = lines(text);
    while let Some(begin) = lines.find(|line| is(&text[line.clone()], '<')) {
        // Looked for from here on, so that a marker that was left over hides no whole conflict.
        let mut rest = lines.clone().take_while(|line| !is(&text[line.clone()], '<'));
        let middle = rest.find(|line| &text[line.clone()] == "=======");
        let end = middle.as_ref().and_then(|_| rest.find(|line| is(&text[line.clone()], '>')));
        // In code it is what a conflict looks like; one that begins or ends in it is real.
        if in_code(&begin) && end.as_ref().is_none_or(in_code) {
            continue;
        }
        let found = sink.report(Span::new(begin, 0), "a conflict of a merge is not resolved");
        found.help("keep what is right of both versions, and delete the lines of the markers");
        for (place, what) in [(middle, "the other version begins here"), (end, "it ends here")] {
            if let Some(place) = place {
                found.related(source.file, Span::new(place, 0), what);
            }
        }
    }
}

/// Whether a line is a marker of git's: seven times its sign, and a name.
fn is(line: &str, sign: char) -> bool {
    let rest = line.trim_start_matches(sign);
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}

/// The lines of a text without their ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + Clone {
    text.split('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some(start..start + line.strip_suffix('\r').unwrap_or(line).len())
    })
}

/// The code blocks of questions, as places in the file.
fn code(questions: &[Question<'_>]) -> Vec<Span> {
    let names = SectionNames::default();
    let readable = questions.iter().filter(|question| !question.unreadable);
    let documents = readable.map(|question| Document::new(question, &names));
    let code = |document: Document<'_>| {
        let blocks = document.events.iter();
        let blocks = blocks.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))));
        blocks.map(|(_, range)| document.locate(range.clone())).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = documents.flat_map(code).collect();
    all.sort_unstable();
    all
}
