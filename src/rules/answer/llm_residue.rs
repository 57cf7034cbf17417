//! A piece of a chat with a language model was pasted along.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::diagnostic::{Applicability, Edit, Severity};
use crate::rules::{Check, Rule, Sink, Subject};
use crate::source::Span;
use crate::value::{Node, Value};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A piece of a chat with a language model was pasted along.",
    why: "It proves that nobody read the text before it was committed, and it means nothing to a learner.",
    severity: Severity::Error,
    bad: &[r#"---
id: PY-ADV-001
title: What is the GIL?
kind: flashcard
source: https://docs.python.org/3/glossary.html?utm_source=chatgpt.com
---

## Answer

A lock that one thread at a time holds :contentReference[oaicite:3]{index=3}, as the glossary
says.【4†source】 See [it](https://docs.python.org/3/?utm_source=chatgpt.com&lang=en). citeturn0search1

As an AI language model, I cannot hold it.
"#],
    good: &[r#"---
id: PY-ADV-001
title: How is text of a model told?
kind: flashcard
source: https://docs.python.org/3/glossary.html?utm_source=newsletter
---

## Answer

It says "As an AI language model", or has marks like `turn0search1` and `【4†source】` in it. What
matters is the turn 0 of a search.
"#],
    thresholds: &[],
    check: Check::Question(check),
};

/// What stands in links that a chat gives.
const TRACKER: &str = "utm_source=chatgpt.com";

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let document = subject.document;
    if subject.fields().is_none_or(may_hold) {
        for field in &document.question.fields {
            in_field(subject, &field.node, sink);
        }
    }
    let body = document.question.body.text();
    if !may_hold(body) {
        return;
    }
    let mut found: Vec<Range<usize>> = residues(body).collect();
    let code = document.code();
    // They stand in order, and none in another.
    let before = |at: usize| code.partition_point(|code| code.start <= at).checked_sub(1);
    found.retain(|one| before(one.start).is_none_or(|last| !code[last].contains(&one.start)));
    for range in found {
        let span = document.locate(range.clone());
        let text = &body[range.clone()];
        if text == TRACKER {
            let range = parameter(body, range);
            tracked(sink, span, document.edit(range.clone(), kept(&body[range])));
        } else {
            pasted(sink, span, text);
        }
    }
}

fn in_field(subject: &Subject<'_>, node: &Node, sink: &mut Sink<'_>) {
    for item in node.items() {
        in_field(subject, item, sink);
    }
    if !matches!(node.value, Value::String(_)) {
        return;
    }
    let text = subject.document.question.source.slice(node.span);
    // Of what is looked for the shortest are U+FFFC and `turn0view0`.
    if text.len() < "turn0view0".len() && text.is_ascii() {
        return;
    }
    for range in residues(text) {
        let span = Span::new(range.clone(), node.span.start);
        if &text[range.clone()] == TRACKER {
            let range = parameter(text, range);
            let edit = Edit {
                text: kept(&text[range.clone()]).to_owned(),
                span: Span::new(range, node.span.start),
            };
            tracked(sink, span, Some(edit));
        } else {
            pasted(sink, span, &text[range]);
        }
    }
}

fn pasted(sink: &mut Sink<'_>, span: Span, text: &str) {
    let message = match text {
        "\u{fffc}" => "U+FFFC stands for an object that was not pasted along".to_owned(),
        _ => format!("`{text}` is left of a chat with a language model"),
    };
    sink.report(span, message).help("read the whole text with care, and delete this");
}

fn tracked(sink: &mut Sink<'_>, span: Span, edit: Option<Edit>) {
    sink.report(span, format!("`{TRACKER}` says that a chat gave this link"))
        .help("read what the link leads to, and delete the parameter")
        .edits(Applicability::Safe, [edit]);
}

/// The tracking parameter with the mark before it, or else behind it.
fn parameter(text: &str, range: Range<usize>) -> Range<usize> {
    let amp = usize::from(text[range.end..].starts_with('&'));
    range.start - usize::from(text[..range.start].ends_with(['?', '&']))..range.end + amp
}

/// What stays of [`parameter`]: the mark before the parameters that follow.
fn kept(parameter: &str) -> &str {
    if parameter.ends_with('&') && parameter.starts_with(['?', '&']) { &parameter[..1] } else { "" }
}

/// What a chat leaves, each made ready to be looked for once: every text of a bank is searched.
struct Marks {
    fixed: [Finder<'static>; 3],
    said: [Finder<'static>; 2],
    source: Finder<'static>,
    turn: Finder<'static>,
    /// A part of each but the last, and whether it is ASCII.
    parts: [(Finder<'static>, bool); 5],
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| Marks {
    fixed: [":contentReference[oaicite:", TRACKER, "\u{fffc}"].map(Finder::new),
    said: ["As an AI language model", "as an AI language model"].map(Finder::new),
    source: Finder::new("†source】"),
    turn: Finder::new("turn"),
    parts: ["[oaicite:", TRACKER, " AI language model", "\u{fffc}", "†source】"]
        .map(|part| (Finder::new(part), part.is_ascii())),
});

/// Whether it is worth the time to look closer at a text.
fn may_hold(text: &str) -> bool {
    let (bytes, is_ascii) = (text.as_bytes(), text.is_ascii());
    let counted = |at: usize| bytes.get(at + "turn".len()).is_some_and(u8::is_ascii_digit);
    let mut parts = MARKS.parts.iter().filter(|(_, ascii)| *ascii || !is_ascii);
    parts.any(|(part, _)| part.find(bytes).is_some()) || MARKS.turn.find_iter(bytes).any(counted)
}

/// What only a chat leaves, in order for each kind.
fn residues(text: &str) -> impl Iterator<Item = Range<usize>> {
    let places = move |mark: &'static Finder<'_>| {
        mark.find_iter(text.as_bytes()).map(|at| at..at + mark.needle().len())
    };
    let fixed = MARKS.fixed.iter().flat_map(places);
    // In quotes it is spoken about.
    let quotes = ['"', '\'', '\u{201c}', '\u{2018}'];
    let said = MARKS.said.iter().flat_map(places);
    let said = said.filter(move |found| !text[..found.start].ends_with(quotes));
    let sources = places(&MARKS.source).filter_map(move |found| {
        let start = text[..found.start].rfind('【')?;
        let number = &text[start + '【'.len_utf8()..found.start];
        let digits = |c: char| c.is_ascii_digit() || c == ':';
        (!number.is_empty() && number.chars().all(digits)).then_some(start..found.end)
    });
    let searches = places(&MARKS.turn).filter_map(move |Range { start: at, .. }| {
        let rest = text[at + 4..].trim_start_matches(|c: char| c.is_ascii_digit());
        let kind = ["search", "view", "news", "image", "fetch", "file"]
            .into_iter()
            .find_map(|kind| rest.strip_prefix(kind))?;
        let number = kind.len() - kind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let end = text.len() - kind.len() + number;
        let counted = text[at + 4..].starts_with(|c: char| c.is_ascii_digit()) && number > 0;
        counted.then_some(at..end)
    });
    fixed.chain(said).chain(sources).chain(searches)
}
