//! From lines to pieces: the questions and what stands between them.

use super::super::text::{Excerpt, Line};

/// How many lines an `mcq` question may have before its `Correct Answer:`.
const REACH: usize = 40;

/// What a heading of the page announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Questions with answers.
    Core,
    /// Multiple choice.
    Choice,
    /// A mock interview.
    Interview,
    /// No question.
    Other,
}

/// What a run of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What stands before all else.
    Before,
    /// The heading of a part, and the lines under it up to the first question.
    Part(Part),
    /// A question with its answer.
    Core,
    /// A multiple-choice question.
    Choice,
}

/// A run of lines; there is at least one.
pub(super) struct Piece<'l, 's> {
    pub kind: Kind,
    pub lines: &'l [Line<'s>],
}

/// The headings of parts, in small letters.
const PARTS: [(&str, Part); 17] = [
    ("core interview questions", Part::Core),
    ("interview questions", Part::Core),
    ("mcq section", Part::Choice),
    ("mcqs", Part::Choice),
    ("multiple choice questions", Part::Choice),
    ("multiple-choice questions", Part::Choice),
    ("mock interview", Part::Interview),
    ("mock interview scenario", Part::Interview),
    ("introduction", Part::Other),
    ("practical tips", Part::Other),
    ("tips", Part::Other),
    ("summary", Part::Other),
    ("key takeaways", Part::Other),
    ("conclusion", Part::Other),
    ("references", Part::Other),
    ("resources", Part::Other),
    ("further reading", Part::Other),
];

/// Cuts the page.
pub(super) fn split<'l, 's>(lines: &'l [Line<'s>]) -> Vec<Piece<'l, 's>> {
    let mut pieces = Vec::new();
    let mut part = None;
    let mut kind = Kind::Before;
    let mut start = 0;
    for at in 0..lines.len() {
        let Some(next) = begins(&lines[at..], part) else { continue };
        if start < at {
            pieces.push(Piece { kind, lines: &lines[start..at] });
        }
        if let Kind::Part(next) = next {
            part = Some(next);
        }
        (kind, start) = (next, at);
    }
    if start < lines.len() {
        pieces.push(Piece { kind, lines: &lines[start..] });
    }
    pieces
}

/// What begins with the first of `lines`.
fn begins(lines: &[Line<'_>], part: Option<Part>) -> Option<Kind> {
    let (first, rest) = lines.split_first()?;
    if let Some(part) = heading(first) {
        return Some(Kind::Part(part));
    }
    let (_, text) = numbered(first.excerpt)?;
    let next = rest.first().map_or("", |line| line.excerpt.text);
    // Where such questions are announced, one may have lost its `Q:`.
    if next.starts_with("Q:") || part == Some(Part::Core) && next.starts_with("A:") {
        return Some(Kind::Core);
    }
    let end = |line: &Line<'_>| numbered(line.excerpt).is_some() || heading(line).is_some();
    let rest = &rest[..rest.len().min(REACH)];
    let rest = &rest[..rest.iter().position(end).unwrap_or(rest.len())];
    let starts = |mark: &str| rest.iter().any(|line| line.excerpt.text.starts_with(mark));
    let options =
        text.text.contains(" A) ") && text.text.contains(" B) ") || starts("A)") && starts("B)");
    let key = |line: &Line<'_>| line.excerpt.text.contains("Correct Answer:");
    let keyed = part == Some(Part::Choice) || key(first) || rest.iter().any(key);
    (options && keyed).then_some(Kind::Choice)
}

/// The part that a line announces.
fn heading(line: &Line<'_>) -> Option<Part> {
    let found = PARTS.iter().find(|(name, _)| line.excerpt.text.eq_ignore_ascii_case(name));
    found.map(|(_, part)| *part)
}

/// The number and the text of `12. Text`.
pub(super) fn numbered(line: Excerpt<'_>) -> Option<(&str, Excerpt<'_>)> {
    let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
    let text = line.text[digits..].strip_prefix('.')?;
    let fits = (1..=4).contains(&digits) && text.starts_with(char::is_whitespace);
    fits.then(|| (&line.text[..digits], line.cut(digits + 1..line.text.len()).trimmed()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::lines;
    use crate::source::Source;

    #[test]
    fn questions_begin_with_what_belongs_to_them() {
        let cases: [(&str, &[Kind]); 8] = [
            ("1. Sets\nQ: Why?\nA: So.", &[Kind::Core]),
            ("1. Sets\nWhy?\nA: So.", &[Kind::Before]),
            ("Core Interview Questions\n1. Sets\nA: So.", &[Kind::Part(Part::Core), Kind::Core]),
            ("menu\n1. Why?\nA) a\nB) b\nCorrect Answer: A", &[Kind::Before, Kind::Choice]),
            ("1. Why? A) a B) b Correct Answer: A", &[Kind::Choice]),
            ("1. Why?\nA) a\nB) b\n2. And?", &[Kind::Before]),
            ("MCQS\n1. Why?\nA) a\nB) b\n2. And?", &[Kind::Part(Part::Choice), Kind::Choice]),
            ("1. One\n2. Two\nA) a\nB) b\nCorrect Answer: A", &[Kind::Before, Kind::Choice]),
        ];
        for (text, expected) in cases {
            let source = Source { text: text.to_owned(), ..Source::default() };
            let seen: Vec<_> = split(&lines(&source)).iter().map(|piece| piece.kind).collect();
            assert_eq!(seen, expected, "{text}");
        }
    }
}
