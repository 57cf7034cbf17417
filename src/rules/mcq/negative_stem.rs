//! A question asks for what is not so, and the word is easily read over.

use crate::diagnostic::{Applicability, Edit, Severity};
use crate::document::words::{Word, title_prose, words};
use crate::question::section;
use crate::rules::{Check, Rule, Sink, Subject};
use crate::source::Span;
use std::ops::Range;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A question asks for what is not so, and the word is easily read over.",
    why: "Readers who miss the `not` know the answer and choose the wrong option; in capitals it is seen.",
    severity: Severity::Warning,
    bad: &[
        r#"---
id: PY-ADV-001
title: Which of these does not release the GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ] Waiting for a socket
- [x] Sorting a list
- [ ] Sleeping

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: Which of these isn't atomic?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ] `d[k] = v`
- [x] `n += 1`
- [ ] `xs.append(n)`

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: What about the GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Question

All of the following release it except:

## Options

- [ ] Waiting for a socket
- [x] Sorting a list
- [ ] Sleeping

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
    ],
    good: &[
        r#"---
id: PY-ADV-001
title: Which of these does NOT release the GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ] Waiting for a socket
- [x] Sorting a list
- [ ] Sleeping

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: Why does this code not compile?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] A lock that guards the interpreter
- [ ] A queue that holds waiting threads
- [ ] A counter of the running threads

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: What does a thread do if the GIL is not free?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] It waits for it
- [ ] It raises an error
- [ ] It runs without it

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: What about the GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Question

Which of these does **not** release it?

## Options

- [ ] Waiting for a socket
- [x] Sorting a list
- [ ] Sleeping

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
    ],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    if document.choices().is_empty() {
        return;
    }
    let title = document.question.title();
    if let Some(found) = find(&title_prose(title)) {
        let (span, is_there) = document.locate_title(found.range.clone());
        let edit = |text| Edit { span, text };
        report(
            span,
            &title[found.range],
            found.emphasised.filter(|_| is_there).map(edit),
            subject,
            sink,
        );
    } else if let Some(stem) = document.section(section::QUESTION)
        && let Some(found) = find(&document.blotted(stem))
    {
        let range = stem.body.start + found.range.start..stem.body.start + found.range.end;
        let word = &document.question.body.text()[range.clone()];
        let edit = found.emphasised.and_then(|text| document.edit(range.clone(), text));
        report(document.locate(range), word, edit, subject, sink);
    }
}

fn report(span: Span, word: &str, edit: Option<Edit>, subject: &Subject<'_>, sink: &mut Sink<'_>) {
    // A reader may have dropped the stars around it.
    let text = &subject.document.question.source.text;
    if text[..span.start as usize].ends_with(['*', '_']) {
        return;
    }
    let found = sink.report(span, format!("`{word}` is easily read over"));
    found.help("ask for what is so, or write the word in capitals");
    if edit.is_some() {
        found.edits(Applicability::Safe, [edit]);
    }
}

/// A word that turns a question round, and how it reads when it is seen.
#[derive(Debug, PartialEq)]
struct Negative {
    range: Range<usize>,
    emphasised: Option<String>,
}

const BE: &[&str] = &["is", "are", "was", "were", "what's"];
const OTHER_VERBS: &[&str] = &[
    "do", "does", "did", "can", "could", "should", "would", "will", "must", "may", "might", "has",
    "have", "had",
];
/// What begins a clause whose `not` belongs to something else.
const CLAUSES: &[&str] = &[
    "that", "which", "who", "whose", "what", "if", "when", "where", "why", "because", "while",
    "until", "unless", "whether", "although", "but", "so",
];
const PRONOUNS: &[&str] = &["you", "we", "they", "it", "i", "he", "she"];
/// How many words may stand between `should` and `not`: `should the Product Owner not attend`.
const SUBJECT: usize = 3;

/// The word that turns one of the questions of a text round, if it is in lower case.
fn find(prose: &str) -> Option<Negative> {
    let lower = ["not", "n't", "n’t", "except"];
    if !lower.iter().any(|word| prose.contains(word)) {
        return None;
    }
    let words: Vec<_> = words(prose).collect();
    let ends = |word: &Word<'_>| word.ends.is_some_and(|end| ".?!:;".contains(end));
    words.split_inclusive(ends).find_map(|sentence| {
        let is_statement = sentence.last().is_some_and(|last| last.ends == Some('.'));
        let asks = |word: &Word<'_>| word.is_any(&["which", "what", "what's"]);
        let question = sentence.iter().position(asks).filter(|_| !is_statement);
        question.and_then(|at| not(&sentence[at..])).or_else(|| except(sentence))
    })
}

/// The `not` of the main verb of a question that begins with `which` or `what`.
fn not(words: &[Word<'_>]) -> Option<Negative> {
    let own = if words[0].is("what's") { 0 } else { 1 };
    let is_verb = |word: &Word<'_>| word.is_any(BE) || word.is_any(OTHER_VERBS);
    let at = own + words[own..].iter().position(|word| is_verb(word) || stem(word).is_some())?;
    if words[1..at.max(1)].iter().any(|word| word.is_any(CLAUSES)) {
        return None;
    }
    let verb = words[at];
    let next = words.get(at + 1)?;
    if let Some(stem) = stem(&verb) {
        // `What shouldn't you do` would need another order of words.
        let turned =
            !stem.is_any(BE) && (next.is_any(PRONOUNS) || next.is_any(&["the", "a", "an"]));
        let emphasised = (!turned).then(|| {
            if verb.is("cannot") { "CANNOT".to_owned() } else { format!("{} NOT", stem.text) }
        });
        return Some(Negative { range: verb.range(), emphasised });
    }
    let place = if verb.is_any(BE) {
        at + 1
    } else {
        let subject = &words[at + 1..];
        let place = subject.iter().take(SUBJECT + 1).position(|word| word.is("not"))?;
        let subject = &subject[..place];
        let has_verb =
            subject.iter().any(|word| is_verb(word) || word.is_any(CLAUSES) || word.is("to"))
                || subject.len() > 1 && subject[0].is_any(PRONOUNS);
        if has_verb {
            return None;
        }
        at + 1 + place
    };
    let after = words.get(place + 1)?;
    let found = words[place].text == "not" && !after.is_any(&["only", "to", "just"]);
    found.then(|| Negative { range: words[place].range(), emphasised: Some("NOT".to_owned()) })
}

/// The verb of a `doesn't`; none for another word.
fn stem<'t>(word: &Word<'t>) -> Option<Word<'t>> {
    let text = ["n't", "n’t", "not"].iter().find_map(|ending| word.text.strip_suffix(ending))?;
    let text = if text.eq_ignore_ascii_case("ca") { &word.text[..3] } else { text };
    let stem = Word { text, ..*word };
    (stem.is_any(BE) || stem.is_any(OTHER_VERBS)).then_some(stem)
}

/// The `except` of `All of the following …, except:`.
fn except(sentence: &[Word<'_>]) -> Option<Negative> {
    let at = sentence.iter().position(|word| word.text == "except")?;
    let all = |word: &Word<'_>| word.is_any(&["all", "each", "every", "any"]);
    let following = sentence.iter().any(|word| word.is("following"));
    let found = sentence[..at].iter().any(all) && (following || at + 1 == sentence.len());
    found.then(|| Negative { range: sentence[at].range(), emphasised: Some("EXCEPT".to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_that_are_turned_round() {
        let cases = [
            ("Which is not a list?", Some("NOT")),
            ("Which of the following statements about lists isn't true?", Some("is NOT")),
            ("Which call can't fail?", Some("can NOT")),
            ("Which call cannot fail?", Some("CANNOT")),
            ("Which meeting should the Product Owner not attend?", Some("NOT")),
            ("You have a list. What should you not do?", Some("NOT")),
            ("All of the following are lists except:", Some("EXCEPT")),
            ("All of the following except one are lists.", Some("EXCEPT")),
            ("Which is NOT a list?", None),
            ("Which is \"not\" a list?", None),
            ("What is not only a list?", None),
            ("Which value is returned if the list is not sorted?", None),
            ("What do you do to not lose a row?", None),
            ("Why does it not compile?", None),
            ("What is the reason this does not compile?", None),
            ("You have a list which is not sorted. What sorts it?", None),
            ("Which catches everything except a keyboard interrupt?", None),
        ];
        for (text, expected) in cases {
            let found = find(text).and_then(|found| found.emphasised);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
        let turned = find("What shouldn't you do?").unwrap();
        assert_eq!(turned, Negative { range: 5..14, emphasised: None });
    }
}
