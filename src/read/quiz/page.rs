//! What the lines of a page look like, before it is known what they are.

use super::choice::{boxes_behind, choices};
use super::fence::{Fence, fence};
use super::heading::{heading, lost};
use super::row::Row;

/// The lines of a file and what they look like.
pub(super) struct Page<'r, 's> {
    /// The lines.
    pub rows: &'r [Row<'s>],
    /// The lines that look like an option, in order.
    boxes: Vec<usize>,
    /// The lines that look like a heading, or like one that was lost, in order.
    stops: Vec<usize>,
    /// The lines that are the heading of a question for certain, in order.
    starts: Vec<usize>,
}

impl<'r, 's> Page<'r, 's> {
    pub(super) fn new(rows: &'r [Row<'s>]) -> Page<'r, 's> {
        let mut page = Page { rows, boxes: vec![], stops: vec![], starts: vec![] };
        for (at, row) in rows.iter().enumerate() {
            let heading = heading(row.text);
            // `# Q1` in code may well be a comment.
            if heading.is_some_and(|heading| heading.asks && heading.level > 1) {
                page.starts.push(at);
            }
            if heading.is_some() || lost(row.text).is_some() {
                page.stops.push(at);
            }
            if !choices(row.text).is_empty() || boxes_behind(row.text).is_some() {
                page.boxes.push(at);
            }
        }
        page
    }

    /// The first line from `at` on that looks like an option.
    pub(super) fn next_box(&self, at: usize) -> Option<usize> {
        next(&self.boxes, at)
    }

    /// Whether a line looks like an option.
    pub(super) fn is_box(&self, at: usize) -> bool {
        self.boxes.binary_search(&at).is_ok()
    }

    /// The first line from `at` on that is the heading of a question for certain.
    pub(super) fn next_start(&self, at: usize) -> Option<usize> {
        next(&self.starts, at)
    }

    /// The fence that a line is.
    pub(super) fn fence(&self, at: usize) -> Option<Fence<'s>> {
        self.rows.get(at).and_then(fence)
    }

    /// Whether options follow line `at` before the next heading.
    pub(super) fn has_options(&self, at: usize) -> bool {
        let stop = next(&self.stops, at + 1).unwrap_or(self.rows.len());
        boxes_behind(self.rows[at].text).is_some()
            || self.next_box(at + 1).is_some_and(|b| b < stop)
    }
}

/// The first of `sorted` that is not below `at`.
fn next(sorted: &[usize], at: usize) -> Option<usize> {
    sorted.get(sorted.partition_point(|&one| one < at)).copied()
}
