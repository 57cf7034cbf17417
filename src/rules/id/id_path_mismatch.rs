//! A question's file is not named after its id.

use crate::diagnostic::Severity;
use crate::question::key;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A question's file is not named after its id.",
    why: "The name is how people find a question and how its id survives when the file cannot be read.",
    severity: Severity::Error,
    bad: &[
        r#"=== decks/PY-ADV-002.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#,
        r#"=== my decks/the lock.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#,
    ],
    good: &[r#"=== decks/PY-ADV-001.md
---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock that one thread at a time holds.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let question = subject.document.question;
    // Foreign formats hold many questions in a file of any name.
    let Some(field) = question.value(key::ID).filter(|_| subject.format == "question") else {
        return;
    };
    let Some(id) = question.id() else { return };
    let stem = question.source.stem();
    if id != stem && !subject.is_marked(field.span) {
        sink.report(field.span, format!("the file is named `{stem}`, but the id is `{id}`"))
            .help(format!("rename it: `{}`", renaming(&question.source.path, id)));
    }
}

/// The command that names a file after its question.
fn renaming(path: &str, id: &str) -> String {
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    let plain = |c: char| c.is_alphanumeric() || "/._-+@".contains(c);
    let quoted = |path: String| match path.chars().all(plain) {
        true => path,
        false => format!("'{}'", path.replace('\'', "'\\''")),
    };
    format!("git mv {} {}", quoted(path.to_owned()), quoted(format!("{folder}{id}.md")))
}
