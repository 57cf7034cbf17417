//! A sentence touches the one before it.

use std::ops::Range;

use crate::diagnostic::{Applicability, Edit, Severity};
use crate::rules::pairs::pairs;
use crate::rules::{Check, Rule, Sink, Subject};
use crate::source::Span;

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A sentence touches the one before it.",
    why: "A paragraph or a line end was lost when the text was copied, and two thoughts read as one.",
    severity: Severity::Warning,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock.The holder runs bytecode (one thread at a time).It is let go at a wait. Whoever says
otherwise repeats gossip.Red flag: "threads use all cores". Ready?Then say it.
"#],
    good: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
---

## Answer

A lock. Use collections.Counter, fmt.Println or System.Out; Node.js 3.The is odd, e.g. In www.example.com/a.The,
and a.The or Acme.Then are names. `lock.The` is code, and so is "obj.This()" or x_lock.If.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

/// Words with which sentences begin and names do not. Members of libraries are left out, for
/// `errors.Is`, `time.After` and `list.First` are no sentences.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "a", "additionally", "also", "although", "an", "and", "another", "are", "at", "because", "both",
    "but", "by", "can", "common", "could", "does", "during", "even", "every", "finally", "follow",
    "for", "furthermore", "hence", "here", "how", "however", "if", "in", "instead", "it", "its",
    "many", "moreover", "most", "never", "no", "on", "or", "otherwise", "our", "red", "should",
    "so", "still", "such", "that", "the", "their", "then", "there", "therefore", "these", "they",
    "this", "those", "thus", "to", "unlike", "using", "we", "what", "when", "which", "while", "who",
    "why", "will", "would", "you", "your",
];

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    for (text, span) in document.title_prose() {
        for found in glued(text) {
            let place = Span::new(found.clone(), span.start);
            let gap = Span::at(place.start + 1);
            report(sink, place, &text[found], Some(Edit { span: gap, text: " ".to_owned() }));
        }
    }
    // What begins no sentence anywhere begins none in the prose.
    if begins(document.question.body.text()).next().is_none() {
        return;
    }
    for run in document.prose() {
        let text = document.text(&run);
        for found in glued(text) {
            let base = run.range.start;
            let range = base + found.start..base + found.end;
            let gap = range.start + 1;
            // The mark and a blank stand for the mark: an empty range has no place of its own.
            let edit = document.edit(range.start..gap, format!("{} ", &text[found.start..][..1]));
            report(sink, document.locate(range), &text[found], edit);
        }
    }
}

fn report(sink: &mut Sink<'_>, span: Span, text: &str, edit: Option<Edit>) {
    sink.report(span, format!("no blank between the sentences at `{text}`"))
        .help("put a blank behind the mark")
        .edits(Applicability::Safe, [edit]);
}

/// Where a sentence ends and the next begins at once: the mark and the word behind it.
fn glued(text: &str) -> impl Iterator<Item = Range<usize>> {
    begins(text).filter(|found| ends_sentence(&text[..found.start]))
}

/// Where a word that begins a sentence stands at once behind a mark that could end one.
fn begins(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_mark = |byte| (byte == b'.') | (byte == b'?') | (byte == b'!');
    let marks = pairs(text.as_bytes(), move |a, b: u8| is_mark(a) & b.is_ascii_uppercase());
    marks.filter_map(move |at| {
        let behind = &text[at + 1..];
        let length = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        let (word, rest) = behind.split_at(length);
        let is_word = word.len() > 1 || word == "A";
        let goes_on = rest.starts_with([' ', '\u{a0}', ',', ':', '\'', '\u{2019}', '-']);
        let lower = word[1..].bytes().all(|byte| byte.is_ascii_lowercase());
        let known = || STARTERS.binary_search(&&*word.to_ascii_lowercase()).is_ok();
        // A dot also joins names; the other marks do not.
        let begins = is_word && lower && goes_on && (!text[at..].starts_with('.') || known());
        begins.then_some(at..at + 1 + length)
    })
}

/// Whether a text ends in a plain word, or in parentheses behind one.
fn ends_sentence(text: &str) -> bool {
    let token = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let token = token.trim_start_matches(['(', '"', '\'', '\u{201c}', '\u{2018}']);
    let word = token.trim_end_matches([')', '"', '\'', '\u{201d}', '\u{2019}']);
    // `f().The` is code; `(one at a time).The` is not.
    let calls = word.len() < token.len() && word.ends_with('(');
    let plain = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    !calls && word.split('-').all(plain)
}

#[cfg(test)]
mod tests {
    use super::{STARTERS, glued};

    #[test]
    fn the_words_are_sorted() {
        assert!(STARTERS.is_sorted());
    }

    #[test]
    fn names_are_no_sentences() {
        for text in
            ["System.Out is", "fmt.Println to", "v1.The", "e.g.The cat", "f().The x", "a/b.The x"]
        {
            assert_eq!(glued(text).count(), 0, "{text}");
        }
        for text in [
            "of gossip.Red flag",
            "(by hand).The cat",
            "ready?Go on",
            "cost-benefit.It is",
            "“so”.You’ll see",
        ] {
            assert_eq!(glued(text).count(), 1, "{text}");
        }
    }
}
