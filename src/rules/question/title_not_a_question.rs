//! The title is not a question.

use crate::diagnostic::{Applicability, Severity};
use crate::document::words::{Word, title_prose, words};
use crate::question::section;
use crate::rules::{Check, Rule, Sink, Subject};
use crate::title::{self, Part};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "The title is not a question.",
    why: "A bare word does not say what to answer, and a question without its mark reads like the heading of a chapter.",
    severity: Severity::Info,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL
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
"#,
        r#"---
id: PY-ADV-001
title: The global interpreter lock
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
"#,
    ],
    good: &[
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

- One lock for the whole process
- Released while a thread waits for input or output

## Common Mistakes

- Threads are taken for a way to use more cores
- A counter is shared without a lock of its own

## Follow-up Questions

- When is it released?
- What changes without it?
"#,
        r#"---
id: PY-ADV-001
title: Explain what the GIL protects, with an example.
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
"#,
    ],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let question = subject.document.question;
    let title = question.title();
    let prose = title_prose(title);
    if title.is_empty() || prose.contains(['?', '\u{ff1f}']) || question.kind() == "mock-interview"
    {
        return;
    }
    // A mark of code that is never closed: the title is cut off.
    if title::parts(title).iter().any(|part| matches!(part, Part::Text(text) if text.contains('`')))
    {
        return;
    }
    let words: Vec<_> = words(&prose).collect();
    if asks(&words) {
        // What goes on under the title ends there.
        if subject.document.section(section::QUESTION).is_some() {
            return;
        }
        let end = title.trim_end_matches(['.', '!', ' ']).len();
        let (span, is_there) = subject.document.locate_title(end..title.len());
        let whole = subject.document.locate_title(0..title.len()).0;
        let found = sink.report(whole, "this question has no question mark");
        found.help("end it with `?`");
        if is_there {
            found.fix(Applicability::Safe, span, "?");
        }
    } else if is_bare(&words) && !["mcq", "flashcard"].contains(&question.kind()) {
        let span = subject.document.locate_title(0..title.len()).0;
        sink.report(span, format!("`{title}` is a subject, not a question"))
            .help("ask what one should know about it");
    }
}

const VERBS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "would", "will",
    "must", "has", "have",
];
const PRONOUNS: &[&str] = &["i", "you", "we", "they", "it", "every", "everyone"];

/// Whether the words are those of a question: `what is …`, `how do …`, `is it …`.
fn asks(words: &[Word<'_>]) -> bool {
    let [first, second, ..] = words else { return false };
    // What goes on behind a colon or in a second sentence ends in its own way.
    let is_one =
        words[..words.len() - 1].iter().all(|word| !matches!(word.ends, Some('.' | ':' | ';')));
    if !is_one || words[words.len() - 1].ends == Some(':') {
        return false;
    }
    if first.is_any(&["what", "which", "who"]) {
        return !second.is_any(PRONOUNS) && !second.is("a");
    }
    if first.is("how") && second.is_any(&["many", "much", "long", "often", "to"]) {
        return true;
    }
    if first.is_any(&["how", "why", "when", "where"]) {
        return second.is_any(VERBS);
    }
    first.is_any(&["is", "are", "does", "did", "can", "could", "should", "would"])
}

/// Whether the words name a thing and ask nothing of anybody: `Decorators`, `The event loop`.
fn is_bare(words: &[Word<'_>]) -> bool {
    let is_noun = |word: &Word<'_>| word.ends.is_none() && !word.is_any(VERBS) && !word.is("to");
    const TASKS: &[&str] = &[
        "explain",
        "describe",
        "write",
        "implement",
        "create",
        "build",
        "design",
        "compare",
        "discuss",
        "define",
        "list",
        "name",
        "give",
        "show",
        "find",
        "fix",
        "make",
        "run",
        "use",
        "contrast",
        "differentiate",
        "generate",
        "draw",
        "tell",
        "deploy",
        "check",
        "set",
        "add",
        "remove",
        "delete",
        "convert",
        "demonstrate",
        "complete",
        "prove",
        "walk",
        "configure",
    ];
    words.len() < 5
        && words.first().is_some_and(|first| !first.is_any(TASKS) && !first.is_any(QUESTIONS))
        && words.iter().all(is_noun)
}

const QUESTIONS: &[&str] =
    &["what", "which", "who", "how", "why", "when", "where", "given", "true", "in", "for", "if"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lacks_its_mark_and_what_asks_nothing() {
        let cases = [
            ("What is a list", true, false),
            ("How to sort a list", true, false),
            ("How many rows are there.", true, false),
            ("Is a list ordered", true, false),
            ("How lists work", false, false),
            ("What every list needs", false, false),
            ("What is the output:", false, false),
            ("Lists", false, true),
            ("The event loop", false, true),
            ("Sort a list without a copy, then reverse it", false, false),
            ("Explain lists", false, false),
            ("Lists are ordered", false, false),
        ];
        for (title, question, bare) in cases {
            let words: Vec<_> = words(title).collect();
            assert_eq!((asks(&words), is_bare(&words)), (question, bare), "{title}");
        }
    }
}
