//! From lines to blocks, one for each question.

use super::super::text::{Excerpt, Line};
use super::Notes;
use super::label::{Label, is_strange_heading, label};
use super::vocabulary;
use crate::source::Span;

/// The page, cut into questions and what stands around them.
pub(super) struct Page<'l, 's> {
    /// The questions.
    pub blocks: Vec<Block<'l, 's>>,
    /// What stands before the first, between them, and behind the last: one more than blocks.
    pub around: Vec<&'l [Line<'s>]>,
}

/// The lines of one question.
pub(super) struct Block<'l, 's> {
    /// `ID Title`.
    pub title: Line<'s>,
    /// What stands between the title and the first section.
    pub header: &'l [Line<'s>],
    /// The sections.
    pub sections: Vec<Section<'l, 's>>,
    /// The last line.
    pub footer: Option<Line<'s>>,
}

/// A heading and the lines under it.
pub(super) struct Section<'l, 's> {
    /// The heading, its symbol left out.
    pub name: Excerpt<'s>,
    /// What follows, up to the next heading.
    pub lines: &'l [Line<'s>],
}

/// Finds the questions.
pub(super) fn split<'l, 's>(lines: &'l [Line<'s>]) -> Page<'l, 's> {
    let mut page = Page { blocks: Vec::new(), around: Vec::new() };
    let mut at = 0;
    loop {
        let start = (at..lines.len()).find(|&at| is_start(&lines[at..])).unwrap_or(lines.len());
        page.around.push(&lines[at..start]);
        if start == lines.len() {
            return page;
        }
        let ends = |at: &usize| is_footer(&lines[*at]) || is_start(&lines[*at..]);
        let end = (start + 1..lines.len()).find(ends).unwrap_or(lines.len());
        let footer = lines.get(end).copied().filter(is_footer);
        page.blocks.push(block(&lines[start..end], footer));
        at = end + usize::from(footer.is_some());
    }
}

/// The block of these lines, of which there is at least one.
fn block<'l, 's>(lines: &'l [Line<'s>], footer: Option<Line<'s>>) -> Block<'l, 's> {
    let headings: Vec<_> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| match label(line.excerpt) {
            Label::Heading(name) => Some((at, name)),
            _ => None,
        })
        .collect();
    let ends = headings.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]);
    let sections = headings
        .iter()
        .zip(ends)
        .map(|(&(at, name), end)| Section { name, lines: &lines[at + 1..end] })
        .collect();
    let header = &lines[1..headings.first().map_or(lines.len(), |(at, _)| *at)];
    Block { title: lines[0], header, sections, footer }
}

/// Whether a question starts with the first of `lines`.
///
/// An id alone is no proof, a sentence may begin with one: what belongs to a title must follow.
fn is_start(lines: &[Line<'_>]) -> bool {
    let mut labels = lines.iter().take(3).map(|line| (line.excerpt, label(line.excerpt)));
    let (Some((_, first)), Some(second)) = (labels.next(), labels.next()) else { return false };
    let third = labels.next();
    match first {
        Label::Title { .. } if follows_title(second) => true,
        Label::Title { .. } if second.1 == Label::Text => third.is_some_and(follows_title),
        // A title without an id: then all of the rest must be there.
        Label::Text => {
            second.1 == Label::Text
                && vocabulary::level(second.0).is_some()
                && matches!(third, Some((_, Label::Difficulty(_))))
        }
        _ => false,
    }
}

fn follows_title((line, label): (Excerpt<'_>, Label<'_>)) -> bool {
    match label {
        Label::Difficulty(_) => true,
        Label::Heading(name) => name.text == vocabulary::FIRST_HEADING,
        Label::Text => vocabulary::level(line).is_some(),
        _ => false,
    }
}

fn is_footer(line: &Line<'_>) -> bool {
    label(line.excerpt) == Label::Footer
}

/// Reports what looks like a part of a question but is in none, and what ends too early.
pub(super) fn unread(page: &Page<'_, '_>, notes: &mut Notes<'_>) {
    for (index, lines) in page.around.iter().enumerate() {
        // Between two questions there is no place for the page's own text; around them there is.
        let inside = index > 0 && index < page.blocks.len();
        let part = |line: &Line<'_>| match label(line.excerpt) {
            Label::Difficulty(_) | Label::Footer => true,
            Label::Heading(name) => name.text == vocabulary::FIRST_HEADING,
            _ => false,
        };
        let first = if inside { Some(0) } else { lines.iter().position(part) };
        report(first.and_then(|first| lines.get(first..)), notes, "this belongs to no question");
    }
    for block in &page.blocks {
        let lines = block.sections.iter().flat_map(|section| section.lines);
        for line in lines.clone().filter(|line| line.gap && is_strange_heading(line.excerpt)) {
            let message = format!("`{}` is no known section; kept as text", line.excerpt.text);
            notes.unread(line.excerpt.span(), message);
        }
        if block.footer.is_none() {
            let headings = block.sections.iter().map(|section| section.name.span());
            let lines = lines.chain(block.header).map(|line| line.excerpt.span());
            let last = lines.chain(headings).fold(block.title.excerpt.span(), Span::max);
            notes
                .unread(last, "no line `ID: …  ·  Difficulty: …  ·  Level: …` ends this question")
                .help("the question may be cut off, or this may be text of the page");
        }
    }
}

/// Reports lines as text that is in no question.
pub(super) fn report(lines: Option<&[Line<'_>]>, notes: &mut Notes<'_>, message: &str) {
    if let Some([first, ..]) = lines
        && let Some([.., last]) = lines
    {
        notes.unread(first.excerpt.span().to(last.excerpt.span()), message);
    }
}
