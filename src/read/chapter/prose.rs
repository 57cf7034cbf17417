//! From the lines of a part to Markdown: paragraphs, lists, code.

use super::super::text::{Excerpt, Line, push_plain};
use super::{Notes, code};
use crate::diagnostic::Severity;
use crate::question::Body;
use crate::source::Span;

/// What lines are expected to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Paragraphs, lists and code.
    Prose,
    /// One list: a line without a marker that continues no item has lost it.
    List,
    /// What somebody says: a list item of the page that is made a paragraph.
    Spoken,
}

/// A paragraph, an item or code.
pub(super) enum Block<'s> {
    Paragraph(Vec<Line<'s>>),
    Item(Vec<Line<'s>>),
    /// As it stands in the file, its indentation included.
    Code(Excerpt<'s>),
}

/// Finds the blocks of lines, and reports where the page broke them.
pub(super) fn blocks<'s>(
    lines: &[Line<'s>],
    style: Style,
    notes: &mut Notes<'s>,
) -> Vec<Block<'s>> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let announced = at == 0 || lines[at - 1].excerpt.text.ends_with(':');
        let in_item = matches!(blocks.last(), Some(Block::Item(_)));
        let length = if style == Style::Prose && announced && !in_item {
            code::run(&lines[at..])
        } else {
            0
        };
        if length > 0 {
            blocks.push(Block::Code(code::excerpt(&lines[at..at + length], notes)));
            at += length;
        } else {
            push_line(&mut blocks, *line, style, notes);
            at += 1;
        }
    }
    blocks
}

/// Adds a line that is no code.
fn push_line<'s>(blocks: &mut Vec<Block<'s>>, line: Line<'s>, style: Style, notes: &mut Notes<'s>) {
    if code::is_squashed(line.excerpt.text) {
        let message = "code that has lost its line breaks; kept as text";
        notes.add("import/lost-indentation", Severity::Warning, line.excerpt.span(), message);
        blocks.push(Block::Paragraph(vec![line]));
        return;
    }
    let item = line.excerpt.text.starts_with("- ");
    let continues = !item && continues(blocks.last(), line.excerpt.text, style);
    let unmarked = !item && style == Style::List;
    if continues || unmarked {
        report_glued(line.excerpt, notes);
    }
    let mut pieces = split(line.excerpt, continues || unmarked).into_iter();
    report_pieces(line.excerpt, pieces.len(), notes);
    let first = pieces.next().map(|excerpt| Line { excerpt, ..line });
    match (blocks.last_mut(), first) {
        (Some(Block::Paragraph(lines) | Block::Item(lines)), Some(first)) if continues => {
            lines.push(first);
        }
        (_, Some(first)) if item || unmarked => blocks.push(Block::Item(vec![first])),
        (_, Some(first)) => blocks.push(Block::Paragraph(vec![first])),
        (_, None) => {}
    }
    blocks.extend(pieces.map(|excerpt| Block::Item(vec![Line { excerpt, ..line }])));
    report_brackets(line.excerpt, notes);
}

/// Whether a line without a marker goes on with what stands before it.
fn continues(last: Option<&Block<'_>>, text: &str, style: Style) -> bool {
    let capital = text.starts_with(char::is_uppercase);
    match last {
        Some(Block::Item(lines)) => {
            // `On Linux:` may stand before the code of an item, but not before a sentence.
            let announces = ends_sentence(lines, &[':']) || text.ends_with(':');
            let unfinished = !ends_sentence(lines, &['.', '?', '!', '…']);
            unfinished && (!capital || !announces)
        }
        Some(Block::Paragraph(lines)) => {
            let unfinished = !ends_sentence(lines, &['.', '?', '!', '…', ':']);
            let squashed = lines.last().is_some_and(|line| code::is_squashed(line.excerpt.text));
            unfinished && !squashed && (style == Style::Spoken || !capital)
        }
        _ => false,
    }
}

fn ends_sentence(lines: &[Line<'_>], marks: &[char]) -> bool {
    let text = lines.last().map_or("", |line| line.excerpt.text);
    text.trim_end_matches([')', ']', '"', '”', '’', '\'', '*']).ends_with(marks)
}

/// Cuts a line before the markers of further items: `… it. - Next`. A marker that touches the
/// sentence before it (`it.- Next`) is one anywhere; else it may be a dash, unless the page
/// `broke` the line.
fn split(line: Excerpt<'_>, broke: bool) -> Vec<Excerpt<'_>> {
    let text = line.text;
    let marked = text.starts_with("- ");
    let mut start = if marked { 2 } else { 0 };
    let mut pieces = Vec::new();
    for (at, _) in text.match_indices("- ").skip(usize::from(marked)) {
        let before = &text[start.min(at)..at];
        let touches = !before.ends_with(char::is_whitespace);
        let ends = before.trim_end().ends_with(['.', '?', '!', ':', ')', ']', '}', '”']);
        let begins = text[at + 2..].starts_with(char::is_uppercase);
        if ends && begins && (touches || broke) {
            pieces.push(line.cut(start..at).trimmed());
            start = at + 2;
        }
    }
    pieces.push(line.cut(start..text.len()).trimmed());
    pieces
}

pub(super) fn report_pieces(line: Excerpt<'_>, pieces: usize, notes: &mut Notes<'_>) {
    if pieces > 1 {
        let message = format!("{} items of a list begin in this line", pieces - 1);
        let message = message.replace("1 items of a list begin", "an item of a list begins");
        notes.add("import/split-items", Severity::Warning, line.span(), message);
    }
}

/// Reports the code at the start of a line that the page broke before it.
fn report_glued(line: Excerpt<'_>, notes: &mut Notes<'_>) {
    let end = line.text.find(char::is_whitespace).unwrap_or(line.text.len());
    glued(line.cut(0..end), notes);
}

/// Reports words that touch a closing bracket, as in `next()returns`.
fn report_brackets(line: Excerpt<'_>, notes: &mut Notes<'_>) {
    for (at, token) in line.split(' ').enumerate() {
        let touches = token
            .text
            .match_indices(')')
            .any(|(at, _)| token.text[at + 1..].starts_with(char::is_alphanumeric));
        let seen = at == 0 && notes.list.iter().rev().take(2).any(|note| note.span == token.span());
        if touches && !seen && !token.text.contains("://") {
            glued(token, notes);
        }
    }
}

fn glued(token: Excerpt<'_>, notes: &mut Notes<'_>) {
    let message = format!("`{}` holds code that has lost its marks", token.text);
    notes
        .add("import/glued-code", Severity::Warning, token.span(), message)
        .help("look where the code ends, set it between backticks; more may follow on this line");
}

/// Adds a heading of that level.
pub(super) fn push_heading(body: &mut Body<'_>, level: usize, name: &str, span: Span) {
    let before = if body.text().is_empty() { "" } else { "\n" };
    body.push_for(&format!("{before}{} {name}\n", "#".repeat(level)), span);
}

/// Adds blocks, a blank line before each but between items.
pub(super) fn push_blocks(body: &mut Body<'_>, blocks: &[Block<'_>]) {
    let mut in_list = false;
    for block in blocks {
        let item = matches!(block, Block::Item(_));
        let (Block::Paragraph(lines) | Block::Item(lines)) = block else {
            if let Block::Code(excerpt) = block {
                push_code(body, *excerpt);
            }
            in_list = false;
            continue;
        };
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
        if !(item && in_list) {
            body.push_for("\n", Span::at(first.excerpt.start));
        }
        push_plain(body, if item { "- " } else { "" }, lines);
        body.push_for("\n", Span::at(last.excerpt.span().end));
        in_list = item;
    }
}

/// Adds code in a fence that is longer than any run of backticks in it.
fn push_code(body: &mut Body<'_>, excerpt: Excerpt<'_>) {
    let runs = excerpt.text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    let span = excerpt.span();
    body.push_for(&format!("\n{fence}python\n"), Span::at(span.start));
    body.push(excerpt.text, excerpt.start);
    body.push_for(&format!("\n{fence}\n"), Span::at(span.end));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_apart_at_their_markers() {
        let cases: [(&str, bool, &[&str]); 9] = [
            ("- one", false, &["one"]),
            ("- one (1) - two. - Three", false, &["one (1) - two. - Three"]),
            ("one. - Two? - Three", true, &["one.", "Two?", "Three"]),
            ("one - Two", true, &["one - Two"]),
            ("one. - two", true, &["one. - two"]),
            ("one.- Two", false, &["one.", "Two"]),
            ("one:- Two: 3", false, &["one:", "Two: 3"]),
            ("x(1)(a note) - Two", true, &["x(1)(a note)", "Two"]),
            ("- ", false, &[""]),
        ];
        for (text, broke, expected) in cases {
            let seen: Vec<_> =
                split(Excerpt { text, start: 0 }, broke).iter().map(|piece| piece.text).collect();
            assert_eq!(seen, expected, "{text}");
        }
    }
}
