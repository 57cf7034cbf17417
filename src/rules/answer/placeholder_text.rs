//! Text stands where the real one is still to be written.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Severity;
use crate::document::Document;
use crate::question::key;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Text stands where the real one is still to be written.",
    why: "The question passes for finished, is exported, and teaches `TODO`.",
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

A lock that one thread at a time holds while it runs bytecode.
TODO: say when `sys.setswitchinterval` lets it go.

## Key Points

- [INSERT KEY POINT]
- <your second point>

## Common Mistakes

Lorem ipsum dolor sit amet, consectetur adipiscing elit.

- **TBD**
- FIXME(ann) find one

## Follow-up Questions

- Write your answer here.
- Coming soon...
"#,
        r#"---
id: PY-ADV-001
title: TODO
kind: flashcard
---

## Answer

```python
TODO
```
"#,
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

...
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: How should a TODO comment be written?
kind: flashcard
---

## Answer

TODO: and a name. A `TODO` or FIXME without one stays for ever; a todo list app finds all.

- `TODO`: to be done
- Fix ME first, then the [INSERT INTO] statement
- Run `git show <your commit>`, or git log <your branch>
- [Your name](https://example.com/a)

```python
# TODO: say why
```
"#],
    thresholds: &[],
    check: Check::Question(check),
};

/// Words that stand for text to come, at the beginning of a line.
const WORDS: &[&str] = &["FIXME", "TBD", "TODO"];

/// Whole lines that do, in lower case, punctuation at the ends left out.
const LINES: &[&str] = &[
    "add answer here",
    "add your answer here",
    "answer goes here",
    "answer here",
    "coming soon",
    "content goes here",
    "description goes here",
    "enter your answer here",
    "explanation goes here",
    "fixme",
    "insert answer here",
    "tbd",
    "text goes here",
    "to be added",
    "to be announced",
    "to be completed",
    "to be defined",
    "to be determined",
    "to be filled in",
    "to be written",
    "todo",
    "write answer here",
    "write your answer",
    "write your answer here",
    "your answer goes here",
    "your answer here",
    "your text here",
];

/// With what a text in brackets begins that is to be replaced.
const FILLERS: &[&str] = &["add ", "answer", "enter ", "insert ", "todo", "your "];

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let title = document.question.title();
    if let Some(node) = document.question.value(key::TITLE)
        && placeholder(title).is_some_and(|found| found == (0..title.trim_end().len()))
    {
        report(sink, node.span, title);
        return;
    }
    // A question about such words says them.
    let is_subject = || {
        let lower = title.to_lowercase();
        WORDS.iter().any(|word| lower.contains(&word.to_lowercase()))
    };
    let body = document.question.body.text();
    for (line, coded) in lines(document) {
        let text = &body[line.clone()];
        let Some(found) = placeholder(text) else { continue };
        let begins = WORDS.iter().any(|word| text.starts_with(&format!("{word}:")));
        let in_passing = found.len() < text.trim_end().len() && is_subject();
        if (begins || !coded) && !in_passing {
            let range = line.start + found.start..line.start + found.end;
            report(sink, document.locate(range.clone()), &body[range]);
        }
    }
    for section in &document.sections {
        let text = body[section.body.clone()].trim();
        if let Some(rest) = only_placeholder(text) {
            let start = section.body.start + body[section.body.clone()].find(rest).unwrap_or(0);
            report(sink, document.locate(start..start + rest.len()), rest);
        }
    }
}

fn report(sink: &mut Sink<'_>, span: crate::source::Span, text: &str) {
    sink.report(span, format!("`{}` stands for text that is still to be written", text.trim()))
        .help("write it, or delete what it stands in");
}

/// The lines of text with what emphasis and HTML stands in them, but for headings, and whether code
/// or links stand in them, where few words are a placeholder.
fn lines(document: &Document<'_>) -> Vec<(Range<usize>, bool)> {
    let mut lines: Vec<(Range<usize>, bool)> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut coded = false;
    let mut skipped = false;
    for (event, range) in &document.events {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Heading { .. }) => skipped = true,
            Event::End(TagEnd::CodeBlock | TagEnd::Heading(_)) => skipped = false,
            _ if skipped => {}
            // Nobody sees a comment.
            Event::InlineHtml(html) | Event::Html(html) if html.starts_with("<!--") => {}
            Event::Text(_) | Event::InlineHtml(_) | Event::Html(_) => {
                let line = open.get_or_insert_with(|| range.clone());
                line.end = range.end.max(line.end);
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => coded = true,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => coded = true,
            Event::Start(Tag::Strong | Tag::Emphasis) => {}
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => {}
            _ => {
                lines.extend(open.take().map(|line| (line, coded)));
                coded = false;
            }
        }
    }
    lines.extend(open.map(|line| (line, coded)));
    lines
}

/// The part of a line that stands for something else.
fn placeholder(line: &str) -> Option<Range<usize>> {
    let text = line.trim_end();
    let first = text.bytes().next()?;
    let word = || WORDS.iter().find(|word| text.starts_with(**word));
    if let Some(word) = matches!(first, b'F' | b'T').then(word).flatten() {
        let rest = &text[word.len()..];
        let ends = rest.trim_matches(['.', '!', '*', '_', ' ', '\u{2026}']).is_empty();
        if ends || rest.starts_with([':', '(']) || rest.starts_with(" - ") {
            return Some(0..if ends { text.len() } else { word.len() });
        }
    }
    let whole = || Some(0..text.len());
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.len() < 30 && LINES.iter().any(|line| line.eq_ignore_ascii_case(bare)) {
        return whole();
    }
    if matches!(first, b'L' | b'l') && starts(text, "lorem ipsum dolor") {
        return whole();
    }
    if !matches!(first, b'<' | b'[' | b'{') {
        return None;
    }
    let inner = [('<', '>'), ('[', ']'), ('{', '}')].into_iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close])).then_some(inner)
    })?;
    let filler = FILLERS.iter().any(|filler| starts(inner, filler));
    // `[INSERT INTO]` is SQL, `<your branch>` alone on its line is not.
    let sql = starts(inner, "insert into") || starts(inner, "insert or");
    let tag = inner.contains(['=', '/']);
    if filler && !sql && !tag { whole() } else { None }
}

fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

/// What stands alone in a section for its text: dots, or a word in a code block.
fn only_placeholder(text: &str) -> Option<&str> {
    if ["...", "\u{2026}", "???", "\u{2026}."].contains(&text) {
        return Some(text);
    }
    let (_, inner) = text.strip_prefix("```")?.strip_suffix("```")?.split_once('\n')?;
    let bare = inner.trim().trim_start_matches(['#', '/', '-', ' ']).trim();
    let word = bare.trim_end_matches(['.', ':', '!']);
    (WORDS.contains(&word) || bare == "...").then_some(bare)
}
