//! There are too few options, or too many.

use crate::diagnostic::Severity;
use crate::document::Choice;
use crate::document::words::words;
use crate::rules::{Check, Rule, Sink, Subject, Threshold};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "There are too few options, or too many.",
    why: "With two options every other guess is right; with seven, nobody reads them all, and most of them fool nobody.",
    severity: Severity::Warning,
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

- [x] A lock
- [ ] A queue

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: Which of these calls is atomic?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [x] `d[k] = v`
- [ ] `n += 1`
- [ ] `a, b = b, a`
- [ ] `d[k] += 1`
- [ ] `xs += [n]`
- [ ] `xs[0] -= 1`
- [ ] `n = n + 1`

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
    ],
    good: &[
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
- [ ] A queue that holds waiting threads
- [ ] A counter of the running threads

## Explanation

It is a lock; a queue holds work and locks nothing.
"#,
        r#"---
id: PY-ADV-001
title: Is it true that each process of CPython has one GIL?
kind: mcq
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
---

## Options

- [ ] True
- [x] False

## Explanation

Since Python 3.12 each subinterpreter may have its own.
"#,
    ],
    thresholds: &[
        Threshold {
            name: "min",
            default: 3.0,
            help: "Options that a question has at least, unless they are yes and no.",
        },
        Threshold { name: "max", default: 6.0, help: "Options that it has at most." },
    ],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    // That there are not even two is said already.
    if subject.said.iter().any(|said| said.rule == "structure/section-shape") {
        return;
    }
    let document = subject.document;
    let choices = document.choices();
    let (Some(first), Some(last)) = (choices.first(), choices.last()) else { return };
    let (min, max) = (sink.threshold("min"), sink.threshold("max"));
    let count = choices.len() as f64;
    let help = if count < min && !is_pair(choices) {
        "add a mistake that people make"
    } else if count > max {
        "leave out the options that nobody would take"
    } else {
        return;
    };
    let list = document.locate(first.range.start..last.range.end);
    let options = if choices.len() == 1 { "option" } else { "options" };
    let message = format!("{count} {options}; {min} to {max} are usual");
    sink.report(list, message).help(help);
}

/// Whether the options are a yes and a no, which leave room for nothing else.
fn is_pair(choices: &[Choice]) -> bool {
    const PAIRS: &[[&str; 2]] =
        &[["true", "false"], ["yes", "no"], ["correct", "incorrect"], ["right", "wrong"]];
    let [a, b] = choices else { return false };
    let (a, b) = (words(&a.text).next(), words(&b.text).next());
    let (Some(a), Some(b)) = (a, b) else { return false };
    PAIRS.iter().any(|pair| a.is_any(pair) && b.is_any(pair))
}
