//! The fence of a code block stands behind other text, and so opens none.

use pulldown_cmark::Event;

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The fence of a code block stands behind other text, and so opens none.",
    why: "A fence opens a block only where nothing stands before it on the line, not even the box of an option. Elsewhere it marks code inside a line: what it encloses runs into one line, and the language is the first word of it.",
    severity: Severity::Error,
    bad: &[r#"---
id: PY-ADV-001
title: Which of these lets a lock go?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ] ```python
      while lock:
          pass
      ```
- [x] ```python
      with lock:
          counter += 1
      ```
- [ ] `lock.acquire()`

## Explanation

The block lets it go at its end, whatever happens in it.
"#],
    good: &[r#"---
id: PY-ADV-001
title: Which of these lets a lock go?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ]
  ```python
  while lock:
      pass
  ```
- [x] A block:

  ```python
  with lock:
      counter += 1
  ```

- [ ] `lock.acquire()`

## Explanation

The block lets it go at its end, whatever happens in it. Marks: ``` `x` ``` and `a long piece of
code`.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

/// What opens a block of code.
const FENCE: &str = "```";

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    for (event, range) in &document.events {
        if !matches!(event, Event::Code(_)) {
            continue;
        }
        let text = document.question.body.text().get(range.clone()).unwrap_or_default();
        if text.starts_with(FENCE) && text.contains('\n') {
            let fence = range.start..range.start + FENCE.len();
            sink.report(
                document.locate(fence),
                "this fence opens no code block: it stands behind other text",
            )
            .help("put it on a line of its own, as far in as the text before it");
        }
    }
}
