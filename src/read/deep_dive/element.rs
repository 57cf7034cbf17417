//! What the lines of a part are: paragraphs, items of lists, code, tables.

use super::super::text::{Excerpt, Line};
use super::block::is_mark;
use super::code::{self, Fence};
use super::language;
use super::page::numbered;
use crate::source::Source;

/// A piece of a part.
#[derive(Debug)]
pub(super) enum Element<'l, 's> {
    /// A line of prose; several paragraphs may have run together on it.
    Text(Line<'s>),
    /// An item of a list, behind its marker.
    Item(String, Line<'s>),
    /// Lines of code.
    Code(&'l [Line<'s>]),
    /// The rows of a table whose cells ran together.
    Table(&'l [Line<'s>]),
}

/// Tells the lines of a part apart.
pub(super) fn elements<'l, 's>(source: &Source, lines: &'l [Line<'s>]) -> Vec<Element<'l, 's>> {
    let mut elements = Vec::new();
    let mut rest = lines;
    while let Some(line) = rest.first() {
        let rows = rows(source, rest);
        let code = code_lines(source, rest);
        let taken = if let Some((marker, item)) = list_item(source, line) {
            elements.push(Element::Item(marker, item));
            1
        } else if code > 0 {
            elements.push(Element::Code(&rest[..code]));
            code
        } else if rows > 1 {
            elements.push(Element::Table(&rest[..rows]));
            rows
        } else {
            elements.push(Element::Text(*line));
            1
        };
        rest = &rest[taken..];
    }
    elements
}

/// The marker in Markdown of an item, and its text.
pub(super) fn list_item<'s>(source: &Source, line: &Line<'s>) -> Option<(String, Line<'s>)> {
    let item = |marker, excerpt| (marker, Line { excerpt, gap: true });
    if let Some(text) = bullet(line.excerpt) {
        return Some(item("- ".to_owned(), text));
    }
    // The marker of an ordered list stands a little to the right; deeper it would be code.
    let (number, text) = numbered(line.excerpt)?;
    let indented = (1..=3).contains(&code::indent(source, line.excerpt).len());
    indented.then(|| item(format!("{} ", number.text), text))
}

/// The text behind a `•`.
pub(super) fn bullet(line: Excerpt<'_>) -> Option<Excerpt<'_>> {
    let text = line.text.strip_prefix('•')?;
    Some(line.cut(line.text.len() - text.len()..line.text.len()).trimmed())
}

/// How many of the lines, from the first on, are one piece of code.
fn code_lines(source: &Source, lines: &[Line<'_>]) -> usize {
    let mut fence = Fence::default();
    let mut count = 0;
    while let Some(line) = lines.get(count) {
        let next = lines.get(count + 1);
        let indented = |line: &Line<'_>| !code::indent(source, line.excerpt).is_empty();
        let led = next.is_some_and(indented) && code::is_key(line.excerpt.text);
        let ends = is_mark(line.excerpt) || bullet(line.excerpt).is_some();
        let item = !fence.in_text() && list_item(source, line).is_some();
        let code = indented(line) || led || fence.accepts(line.excerpt.text);
        if ends || item || !(fence.in_text() || code) {
            break;
        }
        if !indented(line) && fence.is_other_tool(line.excerpt.text) {
            break;
        }
        let closes =
            |mark: &str| lines[count + 1..].iter().any(|line| line.excerpt.text.contains(mark));
        fence.take(line.excerpt.text, closes);
        count += 1;
    }
    count
}

/// How many of the lines, from the first on, are rows of a table.
fn rows(source: &Source, lines: &[Line<'_>]) -> usize {
    let is_code = |line: &Line<'_>| code::is_code(line.excerpt.text);
    // The head of a table is not code, but what a later cell holds may be.
    let sure = |line: &Line<'_>| language::of_line(line.excerpt.text).is_some();
    match lines.first() {
        Some(head) if !is_code(head) && is_row(source, head) => {
            1 + lines[1..].iter().take_while(|line| is_row(source, line) && !sure(line)).count()
        }
        _ => 0,
    }
}

/// Whether a line looks like a row of a table whose cells ran together: a capital letter inside a
/// word, and no end of a sentence.
fn is_row(source: &Source, line: &Line<'_>) -> bool {
    let text = line.excerpt.text;
    let glued = |pair: &[u8]| {
        pair[1].is_ascii_uppercase() && (pair[0].is_ascii_lowercase() || pair[0] == b')')
    };
    text.as_bytes().windows(2).any(glued)
        && !text.trim_end_matches(['”', '"']).ends_with(['.', ':', '?', '!', ';', ','])
        && code::indent(source, line.excerpt).is_empty()
}
