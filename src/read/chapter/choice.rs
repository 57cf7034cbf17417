//! A multiple-choice question.

use super::super::text::{Excerpt, Line, push_plain};
use super::page::numbered;
use super::prose::{Style, blocks, push_blocks, push_heading};
use super::{Head, Notes};
use crate::diagnostic::Severity;
use crate::question::{Body, Carries, Question, key, section};
use crate::source::Span;

/// What such a question has room for.
const CARRIES: Carries =
    Carries { keys: &[key::TITLE, key::KIND], sections: &[section::OPTIONS, section::EXPLANATION] };

/// What a part of the question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Stem,
    /// An option, by its letter.
    Option(u8),
    Key,
    Explanation,
}

/// A part and its lines; it may go on over several.
struct Part<'s> {
    mark: Mark,
    /// What marks it: `A)`, `Correct Answer:`.
    label: Span,
    lines: Vec<Line<'s>>,
}

/// The question of `lines`, the first of which is `N. Stem`, perhaps with all the rest behind it.
pub(super) fn question<'s>(lines: &[Line<'s>], notes: &mut Notes<'s>) -> Question<'s> {
    let opening = lines[0];
    let (number, stem) = numbered(opening.excerpt).unwrap_or(("", opening.excerpt));
    let mut parts = vec![Part { mark: Mark::Stem, label: stem.span(), lines: Vec::new() }];
    cut(Line { excerpt: stem, ..opening }, true, &mut parts);
    lines[1..].iter().for_each(|line| cut(*line, false, &mut parts));
    let keys = keys(&parts, opening, notes);
    let mut body = Body::default();
    push_options(&mut body, &parts, &keys);
    for part in parts.iter().filter(|part| part.mark == Mark::Explanation) {
        push_heading(&mut body, 2, section::EXPLANATION, part.label);
        push_blocks(&mut body, &blocks(&part.lines, Style::Prose, notes));
    }
    let head = Head {
        kind: "mcq",
        carries: &CARRIES,
        slug: format!("mcq-{number}"),
        opening,
        title: &parts[0].lines,
        category: None,
    };
    head.with(body, notes.source)
}

/// Adds the parts of a line; what stands before the first mark belongs to the part before.
fn cut<'s>(line: Line<'s>, inside: bool, parts: &mut Vec<Part<'s>>) {
    let mut done = 0;
    loop {
        let last = parts.last().map_or(Mark::Stem, |part| part.mark);
        let next = mark(&line.excerpt.text[done..], done == 0, inside, last);
        let (start, end) = next.map_or((line.excerpt.text.len(), None), |(start, end, mark)| {
            (done + start, Some((done + end, mark)))
        });
        let excerpt = line.excerpt.cut(done..start).trimmed();
        if let Some(part) = parts.last_mut()
            && !excerpt.text.is_empty()
        {
            part.lines.push(Line { excerpt, ..line });
        }
        let Some((end, mark)) = end else { return };
        let label = line.excerpt.cut(start..end).span();
        parts.push(Part { mark, label, lines: Vec::new() });
        done = end;
    }
}

/// The next mark in a text: where it begins and ends. `first` if the text begins its line;
/// `inside` if options may stand inside of it.
fn mark(text: &str, first: bool, inside: bool, last: Mark) -> Option<(usize, usize, Mark)> {
    if last == Mark::Explanation {
        return None;
    }
    let words = |words: &str, mark| {
        let mut starts = text.match_indices(words).map(|(at, _)| at);
        let at = starts.find(|&at| is_apart(&text[..at], first))?;
        Some((at, at + words.len(), mark))
    };
    let explanation = words("* Explanation:", Mark::Explanation)
        .or_else(|| words("Explanation:", Mark::Explanation));
    let (option, key) = match last {
        Mark::Key => (None, None),
        _ => (option(text, first, inside, last), words("Correct Answer:", Mark::Key)),
    };
    [option, key, explanation].into_iter().flatten().min_by_key(|(start, ..)| *start)
}

/// Whether text before a mark lets it be one.
fn is_apart(before: &str, first: bool) -> bool {
    before.ends_with(char::is_whitespace) || before.is_empty() && first
}

/// `C)` at the start of a line; inside of one only the letter that comes next.
fn option(text: &str, first: bool, inside: bool, last: Mark) -> Option<(usize, usize, Mark)> {
    let bytes = text.as_bytes();
    if let [letter @ b'A'..=b'Z', b')', ..] = bytes
        && first
        && !inside
    {
        return Some((0, 2, Mark::Option(*letter)));
    }
    let next = if let Mark::Option(letter) = last { letter + 1 } else { b'A' };
    if !next.is_ascii_uppercase() {
        return None;
    }
    let wanted = format!(" {}) ", char::from(next));
    let at = text.find(&wanted).filter(|_| inside)?;
    Some((at + 1, at + 3, Mark::Option(next)))
}

/// The letters that the page states as right, and where.
fn keys(parts: &[Part<'_>], opening: Line<'_>, notes: &mut Notes<'_>) -> Vec<(u8, Span)> {
    let Some(part) = parts.iter().find(|part| part.mark == Mark::Key) else {
        let message = "no line `Correct Answer:` says which option is right";
        notes
            .add("import/missing-part", Severity::Warning, opening.excerpt.span(), message)
            .help("add `Correct Answer:` with a letter behind the options");
        return Vec::new();
    };
    let stated = part.lines.first().map(|line| line.excerpt);
    let letters = stated.map(letters).unwrap_or_default();
    let has = |letter: u8| parts.iter().any(|part| part.mark == Mark::Option(letter));
    let mut wrong: Vec<_> = letters.iter().filter(|(letter, _)| !has(*letter)).collect();
    let nothing = (0, stated.map_or(part.label, Excerpt::span));
    if letters.is_empty() {
        wrong.push(&nothing);
    }
    for (_, span) in wrong {
        let text = notes.source.slice(*span);
        let message = format!("the stated answer `{text}` names none of the options");
        notes
            .add("import/answer-key-out-of-range", Severity::Error, *span, message)
            .help("write the letter of the right option; none is marked now");
    }
    letters.into_iter().filter(|(letter, _)| has(*letter)).collect()
}

/// The letters of `C`, `(C)`, `C) text`, `A, C`, `A and C`.
fn letters(stated: Excerpt<'_>) -> Vec<(u8, Span)> {
    let skip = usize::from(stated.text.starts_with('('));
    let text = &stated.text[skip..];
    let text = &text[..text.find([')', '.', ':']).unwrap_or(text.len())];
    let mut found = Vec::new();
    let mut at = skip;
    for word in text.split([' ', ',', '&', '/']) {
        match word.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => {
                let span = stated.cut(at..at + 1).span();
                found.push((letter.to_ascii_uppercase(), span));
            }
            [] | b"and" | b"or" => {}
            _ => break,
        }
        at += word.len() + 1;
    }
    found
}

/// Adds the options as a task list.
fn push_options(body: &mut Body<'_>, parts: &[Part<'_>], keys: &[(u8, Span)]) {
    let mut first = true;
    for part in parts {
        let Mark::Option(letter) = part.mark else { continue };
        if first {
            push_heading(body, 2, section::OPTIONS, part.label);
            body.push_for("\n", part.label);
            first = false;
        }
        let key = keys.iter().find(|(key, _)| *key == letter);
        body.push_for(if key.is_some() { "- [x] " } else { "- [ ] " }, part.label);
        push_plain(body, "", &part.lines);
        body.push_for(
            "\n",
            Span::at(part.lines.last().map_or(part.label, |line| line.excerpt.span()).end),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read() {
        let cases = [
            ("C", "C@0"),
            ("(C)", "C@1"),
            ("c", "C@0"),
            ("C) A generator", "C@0"),
            ("A, C and D", "A@0 C@3 D@9"),
            ("All of them", ""),
            ("", ""),
            ("é", ""),
        ];
        for (text, expected) in cases {
            let letters = letters(Excerpt { text, start: 0 });
            let seen: Vec<_> = letters
                .iter()
                .map(|(letter, span)| format!("{}@{}", char::from(*letter), span.start))
                .collect();
            assert_eq!(seen.join(" "), expected, "{text}");
        }
    }
}
