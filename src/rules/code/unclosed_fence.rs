//! A code block is never closed, or only by the fence of another.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::{self, Finder};
use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::diagnostic::{Applicability, Severity};
use crate::document::Document;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A code block is never closed, or only by the fence of another.",
    why: "All that follows is code to a Markdown program: sections, options, and the questions behind them, disappear.",
    severity: Severity::Error,
    bad: &[
        r#"---
id: PY-ADV-001
title: How is a lock held?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Answer

With a block that lets it go at its end:

```python
with lock:
    counter += 1

## Key Points

- It is let go, whatever happens
- It is held for as short as can be

## Common Mistakes

- It is let go by hand
- It is held while waiting

## Follow-up Questions

- What if the block fails?

```python
lock.release()
```
"#,
        r#"---
id: PY-ADV-001
title: How is a lock held?
kind: flashcard
---

## Answer

With a block:

```python
with lock:
    counter += 1
"#,
        r#"---
id: PY-ADV-001
title: How is a lock held?
kind: flashcard
---

## Answer

With a block:

```python
with lock:
    counter += 1
``

## Follow-up Questions

- What if it fails?
"#,
    ],
    good: &[r#"---
id: PY-ADV-001
title: How is a block of code written?
kind: flashcard
---

## Answer

Between fences:

````markdown
```python
with lock:
    counter += 1
```

## Answer

It is a lock.
````

- In a list too:

  ```python
  ## Answer
  lock.release()
  ```
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    for (event, range) in &document.events {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event else { continue };
        let block = Block::new(document, range.clone());
        // A fence that the reader wrote is closed, and none that the author could mend.
        if document.edit(block.fence(), "").is_none() {
            continue;
        }
        let shows_markdown = ["markdown", "md"].contains(&&**info);
        let known = |name: &str| subject.schema.names().rank(name).is_some();
        let swallowed = [block.inner_fence(), block.heading(known)];
        let swallowed = swallowed.into_iter().flatten().min_by_key(|line| line.start);
        let closed = block.is_closed();
        let inner =
            swallowed.filter(|_| !closed || !shows_markdown || block.inner_fence().is_some());
        if closed && inner.is_none() {
            continue;
        }
        report(document, &block, inner, sink);
        // Behind it code and text have changed places.
        return;
    }
}

fn report(
    document: &Document<'_>,
    block: &Block<'_>,
    swallowed: Option<Range<usize>>,
    sink: &mut Sink<'_>,
) {
    let message = match block.is_closed() {
        true => "this code block is closed only by the fence of another",
        false => "this code block is never closed",
    };
    let found = sink.report(document.locate(block.fence()), message);
    if let Some(line) = swallowed {
        let file = document.question.source.file;
        found
            .related(file, document.locate(line), "this became a part of the code")
            .help("close it behind the last line of code, with a line of as many marks");
        return;
    }
    found.help("close it behind the last line of code, with a line of as many marks");
    let end = block.start + block.text.trim_end().len();
    let body = document.question.body.text();
    let last = body[..end].char_indices().next_back();
    let outside_lists = block.start == 0 || body[..block.start].ends_with(['\n', '\r']);
    let at_end = body[end..].trim().is_empty() && outside_lists;
    if let Some((at, last)) = last.filter(|_| at_end && block.is_plain()) {
        let edit = document.edit(at..end, format!("{last}\n{}", block.marks));
        found.edits(Applicability::Safe, [edit]);
    }
}

/// What may stand before a line of a block in a list or a quote.
const BEFORE: [char; 3] = [' ', '\t', '>'];

/// What most blocks are opened with.
const USUAL: &str = "```";

/// The same and the marks of a section, made ready to be looked for once.
static FENCES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(USUAL));
static HEADINGS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("##"));

/// A fenced code block.
struct Block<'d> {
    text: &'d str,
    /// Where it begins in the body.
    start: usize,
    /// The backticks or tildes that open it.
    marks: &'d str,
}

impl<'d> Block<'d> {
    fn new(document: &'d Document<'_>, range: Range<usize>) -> Block<'d> {
        let text = document.question.body.text().get(range.clone()).unwrap_or_default();
        let mark = text.chars().next().unwrap_or('`');
        let marks = &text[..text.len() - text.trim_start_matches(mark).len()];
        Block { text, start: range.start, marks }
    }

    fn fence(&self) -> Range<usize> {
        self.start..self.start + self.marks.len()
    }

    /// The lines behind the first, without the marks of quotes and the blanks around, and where
    /// they begin in the body.
    fn lines(&self) -> impl Iterator<Item = (usize, &'d str)> {
        let mut at = self.start;
        let lines = self.text.split_inclusive('\n').map(move |line| {
            let inner = line.trim_start_matches(BEFORE);
            let start = at + line.len() - inner.len();
            at += line.len();
            (start, inner.trim_end())
        });
        lines.skip(1)
    }

    /// What stands behind the marks of a line that is a fence for this block.
    fn info<'l>(&self, line: &'l str) -> Option<&'l str> {
        let mark = self.marks.chars().next()?;
        line.strip_prefix(self.marks).map(|rest| rest.trim_start_matches(mark).trim())
    }

    fn is_closed(&self) -> bool {
        let text = self.text.strip_suffix('\n').unwrap_or(self.text);
        let last =
            text.rsplit_once('\n').map(|(_, line)| line.trim_start_matches(BEFORE).trim_end());
        last.is_some_and(|line| self.info(line) == Some(""))
    }

    /// A line inside that opens a block with a language.
    fn inner_fence(&self) -> Option<Range<usize>> {
        // In most blocks the marks stand again only in the last line.
        let inner = &self.text[self.marks.len()..];
        let at = match self.marks {
            USUAL => FENCES.find(inner.as_bytes())?,
            marks => memmem::find(inner.as_bytes(), marks.as_bytes())?,
        };
        if inner[at..].trim_end().trim_matches(['`', '~']).is_empty() {
            return None;
        }
        let opens = |line: &str| {
            self.info(line).is_some_and(|info| {
                !info.contains('`') && info.starts_with(|c: char| c.is_ascii_alphabetic())
            })
        };
        self.lines().find(|(_, line)| opens(line)).map(|(at, line)| at..at + line.len())
    }

    /// A line inside, behind a blank one, that is the heading of a section.
    fn heading(&self, is_section: impl Fn(&str) -> bool) -> Option<Range<usize>> {
        HEADINGS.find(self.text.as_bytes())?;
        let mut blank = false;
        self.lines().find_map(|(at, line)| {
            let above = std::mem::replace(&mut blank, line.is_empty());
            let name = line.strip_prefix("##")?.trim_start_matches('#').strip_prefix(' ')?;
            (above && is_section(name.trim())).then_some(at..at + line.len())
        })
    }

    /// Whether nothing in it looks like Markdown that it has swallowed.
    fn is_plain(&self) -> bool {
        let markup =
            |line: &str| line.starts_with("##") || line.starts_with("``") || line.starts_with("~~");
        !self.lines().any(|(_, line)| markup(line))
    }
}
