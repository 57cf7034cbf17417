//! Several options are marked, and the question asks for one.

use crate::diagnostic::Severity;
use crate::document::words::{Word, words};
use crate::question::section;
use crate::rules::{Check, Rule, Sink, Subject};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "Several options are marked, and the question asks for one.",
    why: "Whoever chooses one of the right options is marked wrong; only a question that says how many to choose may have several.",
    severity: Severity::Error,
    bad: &[
        r#"---
id: PY-ADV-001
title: What is the GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] A lock that guards the interpreter
- [x] A mutex around the interpreter
- [ ] A queue that holds waiting threads

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: When is the GIL released? (Choose two.)
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] While a thread waits for a socket
- [x] While a thread sleeps
- [x] While `zlib` compresses a large buffer
- [ ] While a list is sorted

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
    ],
    good: &[
        r#"---
id: PY-ADV-001
title: When is the GIL released? (Choose two.)
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] While a thread waits for a socket
- [x] While a thread sleeps
- [ ] While a list is sorted

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: Which of these calls release the GIL? Select all that apply.
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] `time.sleep(1)`
- [x] `socket.recv(64)`
- [ ] `sorted(rows)`

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
    ],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    let marked: Vec<_> = document.choices().iter().filter(|choice| choice.marked).collect();
    let (Some(&first), Some(&second)) = (marked.first(), marked.get(1).or(marked.last())) else {
        return;
    };
    let title = document.question.title();
    let stem = document.section(section::QUESTION);
    let written = stem.map_or("", |stem| &document.question.body.text()[stem.body.clone()]);
    // One mark, and nobody says how many to choose: so most questions are.
    let chooses = |text| words(text).any(|word| word.is_any(CHOOSE));
    if marked.len() == 1 && !chooses(title) && !chooses(written) {
        return;
    }
    let stem = stem.map(|stem| document.plain(stem.events.clone()));
    let stem = stem.unwrap_or_default();
    // A stem may be code alone: the language is that of both.
    let english = [title, &stem].iter().any(|text| is_english(text));
    let message = match asked(title).max(asked(&stem)) {
        _ if !english => return,
        Asked::Exactly(number) if number == marked.len() => return,
        Asked::Exactly(number) => {
            format!("the question asks for {number} options, and {} are marked", marked.len())
        }
        Asked::One if marked.len() > 1 => {
            format!("{} options are marked as correct, and the question asks for one", marked.len())
        }
        Asked::One | Asked::Several => return,
    };
    let found = sink.report(document.locate(second.range.clone()), message);
    if first.range != second.range {
        let other = document.locate(first.range.clone());
        found.related(document.question.source.file, other, "marked too");
    }
    found.help("unmark what is wrong, or say in the question how many to choose");
}

/// How many options a question asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    #[default]
    One,
    Several,
    Exactly(usize),
}

const CHOOSE: &[&str] = &["choose", "select", "pick", "mark", "check", "tick", "find", "choosing"];
const ALL: &[&str] = &["all", "any", "every", "multiple", "several", "both"];
const ANSWERS: &[&str] = &["answers", "options", "choices", "correct", "apply", "that"];
/// Where none of these stands, the question is not in English, and nobody knows what it asks for.
const ENGLISH: &[&str] = &[
    "the", "a", "an", "is", "are", "of", "in", "to", "what", "which", "how", "do", "does", "this",
    "these", "why", "when", "that", "it", "you", "for", "and",
];

fn asked(text: &str) -> Asked {
    let words: Vec<_> = words(text).collect();
    let either = ["(s)", "( s)", "(es)"].iter().any(|ending| text.contains(ending));
    let mut asked = if either { Asked::Several } else { Asked::One };
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1);
        if word.is_any(CHOOSE) {
            let rest =
                words[at + 1..].iter().filter(|word| !word.is_any(&["the", "any", "exactly"]));
            let number = rest.clone().next().and_then(|word| number(word.text));
            // "Choose two." or "Select 2 options"; "Select two rows with…" is about something else.
            let ends = |word: &Word<'_>| word.ends.is_some();
            let about = rest.clone().nth(1).is_none_or(|word| word.is_any(ANSWERS));
            if let Some(number) = number
                && (rest.clone().next().is_some_and(ends) || about)
            {
                return Asked::Exactly(number);
            }
            if next.is_some_and(|word| word.is_any(ALL)) {
                asked = Asked::Several;
            }
        }
        let several = word.is_any(ALL) && next.is_some_and(|word| word.is_any(ANSWERS))
            || is_plural(&words[at..]);
        if several {
            asked = Asked::Several;
        }
    }
    asked
}

fn is_english(text: &str) -> bool {
    words(text).any(|word| word.is_any(ENGLISH))
}

/// Whether the words begin with a question after several things: `which two`, `what are`, `which
/// of these statements are`.
fn is_plural(words: &[Word<'_>]) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    if !first.is_any(&["which", "what"]) {
        return false;
    }
    let skipped = ["of", "the", "these", "those", "following"];
    let Some(noun) = rest.iter().find(|word| !word.is_any(&skipped)) else { return false };
    let singular = noun.is_any(&["is", "was", "does", "has", "this", "class", "process", "status"])
        || noun.text.ends_with("ss");
    let counted = rest.iter().take(5).any(|word| number(word.text).is_some());
    let are = rest.iter().take(6).take_while(|word| !word.is_any(&["that", "if", "when", "you"]));
    !singular && noun.text.ends_with('s')
        || counted
        || are.clone().any(|word| word.is_any(&["are", "were"]))
}

fn number(word: &str) -> Option<usize> {
    const NUMBERS: [&str; 5] = ["two", "three", "four", "five", "six"];
    let named = NUMBERS.iter().position(|number| word.eq_ignore_ascii_case(number));
    named.map(|at| at + 2).or_else(|| word.parse().ok().filter(|number| (2..10).contains(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_options_a_question_asks_for() {
        let cases = [
            ("Which TWO of these copy the list?", Asked::Several),
            ("What copies a list? (Choose two.)", Asked::Exactly(2)),
            ("Pick 3 answers: what copies a list?", Asked::Exactly(3)),
            ("What is freed? Select all that apply.", Asked::Several),
            ("Which option(s) copy the list?", Asked::Several),
            ("Which statements are true?", Asked::Several),
            ("Which of the following are immutable?", Asked::Several),
            ("What are two ways to copy a list?", Asked::Several),
            ("How do you select two rows of a table?", Asked::One),
            ("Which class is abstract?", Asked::One),
            ("Which command tells you that rows are gone?", Asked::One),
            ("", Asked::One),
        ];
        for (text, expected) in cases {
            assert_eq!(asked(text), expected, "{text}");
        }
        assert!(is_english("What is it?") && !is_english("Welche Typen kann man hier nehmen?"));
    }
}
