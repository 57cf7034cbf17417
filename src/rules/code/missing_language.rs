//! A code block does not say its language.

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::diagnostic::Severity;
use crate::question::key;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A code block does not say its language.",
    why: "Without it the code is not highlighted, neither in the book nor on a card.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: How is a lock held?
kind: flashcard
---

## Answer

With a block.

```
with lock:
    counter += 1
```
"#],
    good: &[r#"---
id: PY-ADV-001
title: How is a lock held?
kind: flashcard
---

## Answer

With a block.

```python
with lock:
    counter += 1
```

It prints:

```text
1
```

    indented blocks have no place for a language
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    for (event, range) in &document.events {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event else { continue };
        if !info.trim().is_empty() {
            continue;
        }
        let text = &document.question.body.text()[range.clone()];
        let marks = text.bytes().take_while(|byte| matches!(byte, b'`' | b'~')).count();
        let fence = range.start..range.start + marks;
        // A fence that the reader wrote is none that the author could mend.
        if document.edit(fence.clone(), "").is_some() {
            let help = match document.question.text(key::TECHNOLOGY).and_then(language) {
                Some(language) => {
                    format!("write it behind the fence: perhaps `{language}`; `text` for output")
                }
                None => "write it behind the fence; `text` for output".to_owned(),
            };
            sink.report(document.locate(fence), "this code block does not say its language")
                .help(help);
        }
    }
}

/// What a fence calls the language that a technology is.
fn language(technology: &str) -> Option<&'static str> {
    const LANGUAGES: &[(&str, &str)] = &[
        ("bash", "bash"),
        ("c", "c"),
        ("c#", "csharp"),
        ("c++", "cpp"),
        ("css", "css"),
        ("dart", "dart"),
        ("docker", "dockerfile"),
        ("elixir", "elixir"),
        ("go", "go"),
        ("golang", "go"),
        ("haskell", "haskell"),
        ("html", "html"),
        ("java", "java"),
        ("javascript", "javascript"),
        ("json", "json"),
        ("kotlin", "kotlin"),
        ("kubernetes", "yaml"),
        ("linux", "bash"),
        ("node.js", "javascript"),
        ("php", "php"),
        ("postgresql", "sql"),
        ("python", "python"),
        ("r", "r"),
        ("react", "jsx"),
        ("ruby", "ruby"),
        ("rust", "rust"),
        ("scala", "scala"),
        ("sql", "sql"),
        ("swift", "swift"),
        ("terraform", "hcl"),
        ("typescript", "typescript"),
    ];
    let known = LANGUAGES.iter().find(|(name, _)| technology.eq_ignore_ascii_case(name));
    known.map(|(_, language)| *language)
}
