//! From lines to questions, and what the page says about all of them.

use super::super::text::{Excerpt, Line};
use super::block::{Block, has_red_flag, is_mark, opening};
use super::glue::Names;
use super::{Notes, code, language};
use crate::diagnostic::Severity;
use crate::source::Source;

/// The page.
pub(super) struct Page<'l, 's> {
    /// Its questions.
    pub blocks: Vec<Block<'l, 's>>,
    /// Its title, if it has one that names questions.
    title: Option<Excerpt<'s>>,
    /// The language of its code, if the title names one.
    pub language: Option<&'static str>,
    /// The dotted names that it uses.
    pub names: Names<'s>,
    /// What stands behind the last question.
    rest: &'l [Line<'s>],
}

/// Finds the questions.
pub(super) fn split<'l, 's>(source: &'s Source, lines: &'l [Line<'s>]) -> Page<'l, 's> {
    let starts = starts(lines);
    let headings: Vec<_> = (0..lines.len()).map(|at| heading(source, lines, at)).collect();
    let mut page = Page {
        blocks: Vec::new(),
        title: None,
        language: None,
        names: Names::default(),
        rest: &[],
    };
    let Some(&first) = starts.first() else { return page };
    page.title = lines[..first].iter().map(|line| line.excerpt).rfind(is_title);
    page.language = page.title.and_then(|title| language::named(title.text));
    page.names = Names::of(lines.iter().map(|line| (line.excerpt.text, is_exact(source, line))));
    let mut category = None;
    let mut done = 0;
    for (index, &start) in starts.iter().enumerate() {
        category = headings[done..start].iter().flatten().last().copied().or(category);
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        // The heading of the next section is no part of this question.
        let end = (start + 1..end).find(|&at| headings[at].is_some()).unwrap_or(end);
        page.blocks.push(Block { number: index + 1, category, lines: &lines[start..end] });
        done = start;
    }
    if let Some(block) = page.blocks.last_mut() {
        let end = block.end(source);
        page.rest = &block.lines[end..];
        block.lines = &block.lines[..end];
    }
    page
}

/// The lines where questions begin: none, unless the page has both of the marks that no other
/// page has.
fn starts(lines: &[Line<'_>]) -> Vec<usize> {
    let starts = (0..lines.len()).filter(|&at| opening(lines[at].excerpt).is_some());
    let starts: Vec<_> = starts.collect();
    let red_flag = lines.iter().any(|line| has_red_flag(line.excerpt));
    if red_flag { starts } else { Vec::new() }
}

/// The text of a section heading: `3. Generators`, alone, right before a question.
fn heading<'s>(source: &Source, lines: &[Line<'s>], at: usize) -> Option<Excerpt<'s>> {
    let line = lines[at];
    let next = lines.get(at + 1)?;
    let alone = line.gap && next.gap && code::indent(source, line.excerpt).is_empty();
    let (_, text) = numbered(line.excerpt).filter(|_| alone)?;
    opening(next.excerpt).map(|_| text)
}

/// The number and the text of `3. Text`, the number with its dot.
pub(super) fn numbered(line: Excerpt<'_>) -> Option<(Excerpt<'_>, Excerpt<'_>)> {
    let (number, text) = line.split_once(' ')?;
    let digits = number.text.strip_suffix(['.', ')'])?;
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let text = text.trimmed();
    (is_number && !text.text.is_empty()).then_some((number, text))
}

fn is_title(line: &Excerpt<'_>) -> bool {
    line.text.contains("Questions") && language::named(line.text).is_some()
        || stated(*line).is_some()
}

/// Whether a line says names as they are: code and items of lists; paragraphs may have run
/// together.
fn is_exact(source: &Source, line: &Line<'_>) -> bool {
    code::is_code(line.excerpt.text) || !code::indent(source, line.excerpt).is_empty()
}

/// The number of `… Questions (100+ …)`, and whether there may be more.
fn stated(title: Excerpt<'_>) -> Option<(Excerpt<'_>, bool)> {
    if !title.text.contains("Questions") {
        return None;
    }
    let (_, behind) = title.split_once('(')?;
    let digits = behind.text.bytes().take_while(u8::is_ascii_digit).count();
    let more = behind.text[digits..].starts_with('+');
    (digits > 0).then(|| (behind.cut(0..digits + usize::from(more)), more))
}

/// Reports what belongs to no question, and a count that is not the number of questions found.
pub(super) fn check(page: &Page<'_, '_>, notes: &mut Notes<'_>) {
    let found = page.blocks.len();
    if let Some((number, more)) = page.title.and_then(stated) {
        let count = number.text.trim_end_matches('+').parse::<usize>();
        if !count.is_ok_and(|count| count == found || more && count < found) {
            let message = format!("the page states {} questions, found {found}", number.text);
            notes.warn("import/count-mismatch", number.span(), message);
        }
    }
    // Behind the last question stands what is the page's own, unless it has a question's marks.
    if let Some(at) = page.rest.iter().position(|line| is_mark(line.excerpt)) {
        unread(&page.rest[at..], notes);
    }
}

/// Reports lines that are in no question.
pub(super) fn unread(lines: &[Line<'_>], notes: &mut Notes<'_>) {
    if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
        let span = first.excerpt.span().to(last.excerpt.span());
        notes.add("import/unread-text", Severity::Error, span, "this belongs to no question");
    }
}
