//! Sections moved to another place.

use std::ops::Range;

use super::{Document, SectionNames, Spanned, plain};
use crate::diagnostic::Edit;
use crate::question::{Body, Question};
use pulldown_cmark::Event;

/// The most bytes that are parsed to try moves: those of a text, for each of its sections.
const MAX_TRIED: usize = 4 << 20;

impl Document<'_> {
    /// Edits that move the section number `from` up before the section number `to`: what stands
    /// between the two changes places with it, and the blank lines between them stay between them.
    /// None if the sections would not be the same in the new order, such as behind a comment that
    /// is never closed.
    pub fn with_section_moved(
        &self,
        from: usize,
        to: usize,
        names: &SectionNames,
    ) -> Option<Vec<Edit>> {
        let text = self.question.body.text();
        if self.is_too_long_to_move() {
            return None;
        }
        let (target, start) = (self.section_start(to)?, self.section_start(from)?);
        let next = match self.sections.get(from + 1) {
            Some(_) => self.section_start(from + 1)?,
            None => text.len(),
        };
        let end = start + text.get(start..next)?.trim_end().len();
        let before = target + text.get(target..start)?.trim_end().len();
        let gap = blank(text.get(before..start)?);
        let moved = format!("{}{gap}", text.get(start..end)?);
        // The space behind it goes too: another fix that puts something there has to wait.
        let (taken, left) =
            if next < text.len() { (before..next, gap) } else { (before..end, String::new()) };
        let mut new = text.to_owned();
        new.replace_range(taken.clone(), &left);
        new.insert_str(target, &moved);
        let edits = [self.edit(target..target, moved)?, self.edit(taken, left)?];
        let question =
            Question { body: Body::verbatim(&new, 0), fields: Vec::new(), ..self.question.clone() };
        let mut expected = self.contents();
        let section = expected.remove(from);
        expected.insert(to, section);
        (Document::new(&question, names).contents() == expected).then(|| edits.into())
    }

    /// Whether no section is moved: each may have to, and each move is tried on all of the text.
    pub fn is_too_long_to_move(&self) -> bool {
        self.question.body.text().len().saturating_mul(self.sections.len()) > MAX_TRIED
    }

    /// Where a section begins: at its heading, or at the comments above it that are about it.
    fn section_start(&self, at: usize) -> Option<usize> {
        let text = self.question.body.text();
        let mut start = self.sections.get(at)?.heading.line.start;
        start = text.get(..start)?.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        while let Some(comment) = comment_above(text, start) {
            start = comment;
        }
        Some(start)
    }

    /// The name and the words of each section, comments left out.
    fn contents(&self) -> Vec<(String, String)> {
        let words = |events: Range<usize>| {
            let seen = |(event, _): &&Spanned<'_>| !matches!(event, Event::Html(_));
            plain(&self.events[events].iter().filter(seen).cloned().collect::<Vec<_>>())
        };
        let content = |one: &super::Section| (one.name.clone(), words(one.events.clone()));
        self.sections.iter().map(content).collect()
    }
}

/// The space between two blocks, with a blank line in it: a heading that is underlined needs one.
fn blank(space: &str) -> String {
    let end = if space.contains('\r') { "\r\n" } else { "\n" };
    let breaks = space.replace("\r\n", "\n").matches(['\n', '\r']).count();
    if breaks < 2 { format!("{space}{end}") } else { space.to_owned() }
}

/// Where the comment of one line directly above a line begins. One that tells qlint what to ignore
/// may be followed by blank lines.
fn comment_above(text: &str, line: usize) -> Option<usize> {
    let above = &text[..line];
    let trimmed = above.trim_end();
    let start = trimmed.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let comment = &trimmed[start..];
    let breaks = above[trimmed.len()..].replace("\r\n", "\n").matches(['\n', '\r']).count();
    let about = breaks == 1 || comment.starts_with("<!-- qlint-");
    (comment.starts_with("<!--") && comment.ends_with("-->") && about).then_some(start)
}
