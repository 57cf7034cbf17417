//! Putting keys in another order.

use std::ops::Range;

use super::{Change, Front};
use crate::diagnostic::Edit;
use crate::value::Entry;

impl Front<'_> {
    /// Edits that put the keys that have a rank in its order; the others stay where they are. A
    /// comment moves with the key that it stands above or behind; blank lines, and comments that
    /// are followed by one, stay.
    pub fn sorted(&self, rank: impl Fn(&str) -> Option<usize>) -> Option<Vec<Edit>> {
        let fields = &self.question.fields;
        let blocks = self.blocks()?;
        let places: Vec<usize> =
            (0..fields.len()).filter(|&at| rank(&fields[at].key).is_some()).collect();
        let mut sorted = places.clone();
        sorted.sort_by_key(|&at| rank(&fields[at].key));
        let mut wanted = self.wanted(&Change::Nothing);
        let before = wanted.clone();
        let mut edits = Vec::new();
        for (&place, &from) in places.iter().zip(&sorted).filter(|(place, from)| place != from) {
            wanted[place].clone_from(&before[from]);
            let text = self.question.source.text.get(blocks[from].clone())?.to_owned();
            edits.push(Edit { span: blocks[place].clone().into(), text });
        }
        self.tried(edits, &wanted)
    }

    /// The lines of each key; none if there are lines that belong to no key, or to two.
    fn blocks(&self) -> Option<Vec<Range<usize>>> {
        let text = &self.question.source.text;
        let mut done = self.block.start;
        let mut blocks = Vec::new();
        for entry in &self.question.fields {
            let lines = self.lines_of(entry, done)?;
            let gap = text.get(done..lines.start)?;
            let attached = attached(gap)?;
            done = lines.end;
            blocks.push(lines.start - attached..lines.end);
        }
        // What follows the last key is no key's.
        attached(text.get(done..self.block.end)?)?;
        Some(blocks)
    }

    /// The lines from a key to the end of its value, and comments behind that are indented.
    fn lines_of(&self, entry: &Entry, from: usize) -> Option<Range<usize>> {
        let text = &self.question.source.text[..self.block.end];
        let key = entry.key_span.range().start;
        // A key that does not begin its line is part of a `{ … }`.
        let start = text[..key].rfind(['\n', '\r'])? + 1;
        if start != key || start < from {
            return None;
        }
        // No value at all stands somewhere behind the colon.
        let value =
            if entry.node.span.range().is_empty() { entry.key_span } else { entry.node.span };
        let value = value.range().end;
        let mut end = value + line(text.get(value..)?).len();
        loop {
            let next = line(&text[end..]);
            if !next.starts_with([' ', '\t']) || !next.trim_start().starts_with('#') {
                return Some(start..end);
            }
            end += next.len();
        }
    }
}

/// The first line of a text with its end.
fn line(text: &str) -> &str {
    let end = text.find(['\n', '\r']).map_or(text.len(), |at| at + 1);
    if text[..end].ends_with('\r') && text[end..].starts_with('\n') {
        return &text[..=end];
    }
    &text[..end]
}

/// How many bytes at the end of a gap between keys are comments that belong to the key behind it;
/// none if there is something else in it.
fn attached(gap: &str) -> Option<usize> {
    let mut rest = gap;
    let mut start = 0;
    while !rest.is_empty() {
        let next = line(rest);
        rest = &rest[next.len()..];
        match next.trim() {
            "" => start = gap.len() - rest.len(),
            comment if comment.starts_with('#') => {}
            _ => return None,
        }
    }
    Some(gap.len() - start)
}
