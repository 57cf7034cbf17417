//! From tags to folds: each `<details>` with its summary and what it holds.

use std::ops::Range;

use super::super::markdown::{events, headings};
use super::super::notes::Notes;
use super::scan::{Kind, Scan, Tag};
use crate::diagnostic::{Applicability, Diagnostic, Severity};

/// A `<details>`, or a `<summary>` that stands in none.
#[derive(Clone, Debug, Default)]
pub(super) struct Fold {
    /// All of it.
    pub range: Range<usize>,
    /// What stands between its tags, behind the summary.
    pub content: Range<usize>,
    /// What stands between `<summary>` and `</summary>`.
    pub summary: Option<Range<usize>>,
    /// The fold that it stands in, by its place in the list.
    pub parent: Option<usize>,
    /// The folds in it.
    pub children: Vec<usize>,
    /// The opening tag.
    pub tag: Range<usize>,
    summary_tag: Range<usize>,
    summary_is_open: bool,
    closed: bool,
    /// Whether it has no `<details>`.
    implied: bool,
}

/// The folds of a file in the order of their opening tags. Tags that do not match are reported.
pub(super) fn folds(text: &str, scan: &Scan, notes: &mut Notes<'_>) -> Vec<Fold> {
    for fence in &scan.open_fences {
        notes
            .warn("code/unclosed-fence", fence.clone(), "this code block is never closed")
            .help("close it; it is taken to end with its answer");
    }
    let mut builder = Builder { text, folds: Vec::new(), open: Vec::new(), notes };
    scan.tags.iter().for_each(|tag| builder.take(tag));
    builder.finish()
}

struct Builder<'b, 's> {
    text: &'b str,
    folds: Vec<Fold>,
    /// Those that are open, the innermost last.
    open: Vec<usize>,
    notes: &'b mut Notes<'s>,
}

impl Builder<'_, '_> {
    fn take(&mut self, tag: &Tag) {
        let Range { start, end } = tag.range;
        match tag.kind {
            Kind::Open => self.begin(tag),
            Kind::Summary => {
                if self.top().is_none_or(|top| top.summary.is_some()) {
                    let message = "this `<summary>` has no `<details>` of its own";
                    unbalanced(self.notes, tag.range.clone(), message)
                        .help("put the question and its answer into `<details>`");
                    if let Some(at) = self.open.pop() {
                        let holds_others = at + 1 < self.folds.len();
                        self.leave(at, start, holds_others);
                    }
                    self.begin(tag);
                }
                if let Some(fold) = self.top() {
                    fold.summary_tag = tag.range.clone();
                    fold.summary = Some(end..end);
                    fold.summary_is_open = true;
                    fold.content.start = end;
                }
            }
            Kind::SummaryEnd => {
                if let Some(fold) = self.top().filter(|fold| fold.summary_is_open) {
                    fold.summary = fold.summary.as_ref().map(|summary| summary.start..start);
                    fold.summary_is_open = false;
                    fold.content.start = end;
                }
            }
            Kind::Close => match self.open.pop() {
                Some(at) => {
                    self.close(at, start..end);
                }
                None => {
                    unbalanced(self.notes, tag.range.clone(), "this `</details>` closes nothing")
                        .help("delete it, or write the `<details>` that it should close")
                        .fix(Applicability::Unsafe, tag.range.clone().into(), "");
                }
            },
        }
    }

    fn top(&mut self) -> Option<&mut Fold> {
        self.open.last().map(|&at| &mut self.folds[at])
    }

    fn begin(&mut self, tag: &Tag) {
        let parent = self.open.last().copied();
        self.open.push(self.folds.len());
        self.folds.push(Fold {
            range: tag.range.clone(),
            content: tag.range.end..tag.range.end,
            tag: tag.range.clone(),
            implied: tag.kind == Kind::Summary,
            parent,
            ..Fold::default()
        });
    }

    /// Ends a fold where `tag` stands, which may be empty.
    fn close(&mut self, at: usize, tag: Range<usize>) {
        let fold = &mut self.folds[at];
        if fold.summary_is_open
            && let Some(summary) = &mut fold.summary
        {
            let inner = &self.text[summary.start..tag.start];
            let length = inner.find(['\n', '\r']).unwrap_or(inner.len());
            let length = inner[..length].find("<br").unwrap_or(length);
            summary.end = summary.start + length;
            fold.content.start = summary.end;
            unbalanced(self.notes, fold.summary_tag.clone(), "this `<summary>` is never closed")
                .help("put `</summary>` behind the question; it is taken to end with its line");
        }
        fold.content.end = tag.start.max(fold.content.start);
        fold.range.end = tag.end.max(fold.content.end);
        fold.closed = true;
    }

    /// Ends a fold that is never closed where the next fold or section begins, at `limit` the latest.
    fn leave(&mut self, at: usize, limit: usize, is_news: bool) {
        let start = self.folds[at].content.start;
        // A fold may stand before the summary of the one around it.
        let behind = self.folds.partition_point(|fold| fold.range.start < start);
        let next = self.folds.get(behind).map_or(limit, |fold| fold.range.start);
        let inside = events(self.text, start..next);
        let end = headings(&inside).first().map_or(next, |heading| heading.line.start);
        if is_news {
            let tag = self.folds[at].tag.clone();
            unbalanced(self.notes, tag, "this `<details>` is never closed")
                .help("put `</details>` behind the answer");
        }
        self.close(at, end..end);
        self.folds[at].closed = false;
    }

    fn finish(mut self) -> Vec<Fold> {
        for at in std::mem::take(&mut self.open) {
            // That a `<summary>` has no `<details>` was said.
            let is_news = !self.folds[at].implied;
            self.leave(at, self.text.len(), is_news);
        }
        let mut folds = self.folds;
        for at in 0..folds.len() {
            // So the folds behind it are not in it, but beside it.
            if let Some(parent) = folds[at].parent
                && !folds[parent].closed
            {
                folds[at].parent = folds[parent].parent;
            }
            if let Some(parent) = folds[at].parent {
                folds[parent].children.push(at);
            }
        }
        folds
    }
}

fn unbalanced<'n>(
    notes: &'n mut Notes<'_>,
    range: Range<usize>,
    message: &str,
) -> &'n mut Diagnostic {
    notes.add("import/unbalanced-markup", Severity::Warning, range, message)
}
