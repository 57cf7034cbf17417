//! A punctuation mark stands twice.

use crate::diagnostic::Severity;
use crate::diagnostic::{Applicability, Edit};
use crate::rules::pairs::pairs;
use crate::rules::{Check, Rule, Sink, Subject};
use std::ops::Range;

use memchr::memchr_iter;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A punctuation mark stands twice.",
    why: "It is a slip, or the trace of a program that joined texts, and it is copied onto every card.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL??
kind: flashcard
---

## Answer

A lock,, that one thread at a time holds. It guards counters of references, and so on..
"#],
    good: &[r#"---
id: RS-BEG-001
title: What do `a ?? b` and `0..5` mean?
kind: flashcard
---

## Answer

Well... `x??` returns early twice, a range from 0..5 leaves out 5, and `cd ..` goes up, as ../ does.
In C# a ?? b is b where a is null. What???
"#],
    thresholds: &[],
    check: Check::Question(check),
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    for (text, span) in document.title_prose() {
        for found in doubled(text) {
            let span = crate::source::Span::new(found.range.clone(), span.start);
            report(sink, found, Some(Edit { span, text: String::new() }), span);
        }
    }
    // What stands behind no word anywhere stands behind none in the prose.
    let body = document.question.body.text();
    let is_mark = |byte| MARKS.iter().fold(false, |found, mark| found | (byte == *mark));
    let mut twice = pairs(body.as_bytes(), |a, b| (a == b) & is_mark(a));
    if !twice.any(|at| is_behind_word(&body[..at])) {
        return;
    }
    for run in document.prose() {
        for mut found in doubled(document.text(&run)) {
            found.range = run.range.start + found.range.start..run.range.start + found.range.end;
            let range = found.range.clone();
            report(sink, found, document.edit(range.clone(), ""), document.locate(range));
        }
    }
}

fn report(sink: &mut Sink<'_>, found: Doubled, edit: Option<Edit>, span: crate::source::Span) {
    let Doubled { mark, ends, .. } = found;
    // Two dots before a word in lower case may be meant as three.
    let applicability = if ends { Applicability::Safe } else { Applicability::Unsafe };
    let one = edit.map(|edit| Edit { text: mark.to_string(), ..edit });
    sink.report(span, format!("`{mark}{mark}` where one `{mark}` is meant"))
        .help(format!("write `{mark}`"))
        .edits(applicability, [one]);
}

const MARKS: &[u8] = b"?.,";

/// A doubled mark.
struct Doubled {
    range: Range<usize>,
    mark: char,
    /// Whether one mark is meant for certain.
    ends: bool,
}

/// The doubled marks of a text that stand behind a word and before a blank: `a ?? b`, `0..5` and
/// `../` are no punctuation.
fn doubled(text: &str) -> impl Iterator<Item = Doubled> {
    MARKS.iter().flat_map(move |&mark| {
        let mut last = 0;
        memchr_iter(mark, text.as_bytes()).filter_map(move |at| {
            // Of four marks the third begins the next pair.
            if at < last || text.as_bytes().get(at + 1) != Some(&mark) {
                return None;
            }
            last = at + 2;
            let mark = char::from(mark);
            let (before, after) = (&text[..at], &text[at + 2..]);
            let blank = after.is_empty()
                || after.starts_with(char::is_whitespace)
                || after.starts_with([')', '"', '\u{201d}']);
            let next = after.trim_start().chars().next();
            let ends = mark != '.' || next.is_none_or(|next| !next.is_lowercase());
            (is_behind_word(before) && blank).then_some(Doubled { range: at..at + 2, mark, ends })
        })
    })
}

/// Whether a text ends with a word or what closes one. One letter may be a variable: `a..` is a range.
fn is_behind_word(text: &str) -> bool {
    text.ends_with([')', '"', '\u{201d}', '\u{2019}'])
        || text.chars().rev().take(2).filter(|c| c.is_alphabetic()).count() == 2
}
