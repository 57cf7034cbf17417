//! A question with its answer.

use super::super::text::{Excerpt, Line};
use super::page::numbered;
use super::prose::{Block, Style, blocks, push_blocks, push_heading};
use super::{Head, Notes};
use crate::question::{Body, Carries, Question, key, section};
use crate::source::Span;

/// What such a question has room for.
const CARRIES: Carries = Carries {
    keys: &[key::TITLE, key::KIND, key::CATEGORY],
    sections: &[section::ANSWER, KEY_POINTS, section::COMMON_MISTAKES, section::FOLLOW_UPS],
};

const KEY_POINTS: &str = "Key Points";

/// The labels of the parts that are lists.
const LISTS: [(&str, &str); 5] = [
    ("Key Points:", KEY_POINTS),
    ("Common Mistakes:", section::COMMON_MISTAKES),
    ("Follow-up:", section::FOLLOW_UPS),
    ("Follow-ups:", section::FOLLOW_UPS),
    ("Follow-up Questions:", section::FOLLOW_UPS),
];

/// A label and what it stands before.
struct Part<'s> {
    /// The section; none for the question itself.
    name: Option<&'static str>,
    label: Span,
    lines: Vec<Line<'s>>,
}

/// The question of `lines`: `N. Topic`, then labels.
pub(super) fn question<'s>(lines: &[Line<'s>], notes: &mut Notes<'s>) -> Question<'s> {
    let opening = lines[0];
    let (number, topic) = numbered(opening.excerpt).unwrap_or(("", opening.excerpt));
    let parts = parts(&lines[1..]);
    let mut body = Body::default();
    for part in &parts {
        match part.name {
            None => {}
            Some(section::ANSWER) => push_answer(&mut body, part, notes),
            Some(name) => {
                push_heading(&mut body, 2, name, part.label);
                push_blocks(&mut body, &blocks(&part.lines, Style::List, notes));
            }
        }
    }
    let title = parts.iter().find(|part| part.name.is_none());
    let head = Head {
        kind: "core",
        carries: &CARRIES,
        slug: number.to_owned(),
        opening,
        title: title.map_or(&[], |part| &part.lines),
        category: (!topic.text.is_empty()).then_some(Line { excerpt: topic, ..opening }),
    };
    head.with(body, notes.source)
}

/// Cuts the lines at their labels. `Q:` and `A:` are labels once: an answer may hold a dialogue.
fn parts<'s>(lines: &[Line<'s>]) -> Vec<Part<'s>> {
    let mut parts: Vec<Part<'s>> = Vec::new();
    for line in lines {
        let text = line.excerpt.text;
        let once = [("Q:", None), ("A:", Some(section::ANSWER))].into_iter();
        let once = once.filter(|(_, name)| parts.iter().all(|part| part.name != *name));
        let lists = LISTS.into_iter().map(|(label, name)| (label, Some(name)));
        let label = once.chain(lists).find(|(label, _)| text.starts_with(label));
        let rest = label.map_or(0, |(label, _)| label.len());
        if let Some((label, name)) = label {
            let label = line.excerpt.cut(0..label.len()).span();
            parts.push(Part { name, label, lines: Vec::new() });
        }
        let rest = Line { excerpt: line.excerpt.cut(rest..text.len()).trimmed(), ..*line };
        if let Some(part) = parts.last_mut()
            && !rest.excerpt.text.is_empty()
        {
            part.lines.push(rest);
        }
    }
    parts
}

/// Adds the answer, and the example at its end as a section of its own: if all behind the line
/// `Example:` is code, or a list. Otherwise nobody knows where the example ends.
fn push_answer<'s>(body: &mut Body<'s>, part: &Part<'s>, notes: &mut Notes<'s>) {
    let label = part.lines.iter().position(|line| example(line.excerpt).is_some());
    let (answer, rest) = part.lines.split_at(label.unwrap_or(part.lines.len()));
    push_heading(body, 2, section::ANSWER, part.label);
    push_blocks(body, &blocks(answer, Style::Prose, notes));
    let Some((line, rest)) = rest.split_first() else { return };
    let example_blocks = blocks(rest, Style::Prose, notes);
    let alone = !rest.is_empty()
        && (example_blocks.iter().all(|block| matches!(block, Block::Code(_)))
            || example_blocks.iter().all(|block| matches!(block, Block::Item(_))));
    if !alone {
        push_blocks(body, &[Block::Paragraph(vec![*line])]);
        push_blocks(body, &example_blocks);
        return;
    }
    push_heading(body, 2, "Example", line.excerpt.span());
    if let Some(about) = example(line.excerpt).filter(|about| !about.text.is_empty()) {
        push_blocks(body, &[Block::Paragraph(vec![Line { excerpt: about, ..*line }])]);
    }
    push_blocks(body, &example_blocks);
}

/// What an example is about, from `Practical Example (about):`; empty if it does not say.
fn example(line: Excerpt<'_>) -> Option<Excerpt<'_>> {
    let words = ["Example", "Practical Example", "Code Example"];
    let rest = words.iter().find_map(|words| line.text.strip_prefix(words))?;
    rest.strip_suffix(':')?;
    let about = line.cut(line.text.len() - rest.len()..line.text.len() - 1).trimmed();
    let bracketed = about.text.starts_with('(') && about.text.ends_with(')');
    if bracketed {
        return Some(about.cut(1..about.text.len() - 1).trimmed());
    }
    about.text.is_empty().then_some(about)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_announced() {
        let cases = [
            ("Example:", Some("")),
            ("Practical Example (a cache):", Some("a cache")),
            ("Code Example ( two (2) ) :", Some("two (2)")),
            ("Example (x", None),
            ("Examples:", None),
            ("Example: a cache", None),
            ("Example 2:", None),
        ];
        for (text, expected) in cases {
            let seen = example(Excerpt { text, start: 0 }).map(|about| about.text);
            assert_eq!(seen, expected, "{text}");
        }
    }
}
