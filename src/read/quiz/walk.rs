//! From lines to questions.

use super::Notes;
use super::block::Block;
use super::choice::{bare, boxes_behind, choices};
use super::fence::{Code, Fence, Unclosed, fence};
use super::heading::{Heading, heading, lost};
use super::page::Page;
use super::row::Row;
use crate::diagnostic::{Applicability, Edit, Severity};
use crate::source::Span;

/// Finds the questions.
pub(super) fn split<'s>(rows: &[Row<'s>], notes: &mut Notes<'s>) -> Vec<Block<'s>> {
    let last_comment = rows.iter().rposition(|row| row.text.text.contains("-->"));
    let mut walk = Walk {
        page: Page::new(rows),
        notes,
        unclosed: Unclosed::default(),
        last_comment,
        done: Vec::new(),
        open: None,
        outside: None,
    };
    let mut at = 0;
    while at < rows.len() {
        at = walk.step(at);
    }
    walk.finish();
    walk.done
}

/// The way through a page.
struct Walk<'n, 'r, 's> {
    page: Page<'r, 's>,
    notes: &'n mut Notes<'s>,
    unclosed: Unclosed<'s>,
    /// The last line on which a comment can end.
    last_comment: Option<usize>,
    done: Vec<Block<'s>>,
    /// The question that the walk is in.
    open: Option<Block<'s>>,
    /// Text behind a question, under a heading of the page.
    outside: Option<Span>,
}

impl<'s> Walk<'_, '_, 's> {
    /// Reads line `at`, and perhaps more; gives the next one to read.
    fn step(&mut self, at: usize) -> usize {
        let row = self.page.rows[at];
        let asked = self.open.as_ref().is_some_and(|block| !block.choices.is_empty());
        let comment = row.trimmed().text.starts_with("<!--") && row.indent() < 4;
        if comment && self.last_comment.is_some_and(|last| at <= last) {
            self.comment(at)
        } else if let Some(fence) = fence(&row).filter(|fence| fence.indent < 4 || asked) {
            // Under an option code may be indented as deep as the option's text.
            self.code(at, row, fence)
        } else if let Some(heading) = heading(row.text) {
            self.heading(at, heading)
        } else if let Some(heading) = lost(row.text).filter(|_| self.page.has_options(at)) {
            self.lost(at, heading)
        } else if self.open.is_some() && self.page.is_box(at) {
            self.options(at)
        } else {
            self.text(row);
            at + 1
        }
    }

    /// Passes over a comment: what is commented out is no question.
    fn comment(&mut self, at: usize) -> usize {
        let mut end = at;
        while !self.page.rows[end].text.text.contains("-->") {
            end += 1;
        }
        self.code_rows(
            &Code { rows: at..end + 1, closed: true, meant: None },
            self.page.rows[at],
            None,
        );
        end + 1
    }

    /// Reads the code that `fence` at line `at` begins; `first` is that line, or a part of it.
    fn code(&mut self, at: usize, first: Row<'s>, fence: Fence<'s>) -> usize {
        let open = self.open.as_ref();
        // Outside of questions a fence may show what a question looks like.
        let next = open.and_then(|_| self.page.next_start(at + 1));
        let asked = open.is_none_or(|block| !block.choices.is_empty());
        let end = next.unwrap_or(self.page.rows.len());
        let code = self.unclosed.code(&self.page, (at, fence), end, asked);
        if !code.closed {
            self.report_unclosed(first.trimmed().span(), code.meant);
        }
        self.code_rows(&code, first, Some(fence));
        code.rows.end
    }

    fn report_unclosed(&mut self, span: Span, meant: Option<usize>) {
        let file = self.notes.source.file;
        let message = "this code block is never closed";
        let diagnostic = self.notes.add("code/unclosed-fence", Severity::Error, span, message);
        match meant {
            Some(meant) => {
                let row = &self.page.rows[meant];
                let meant = row.trimmed();
                let marks = fence(row).map_or("", |fence| fence.marks.text);
                let language = "with a word behind it, this opens a block and cannot close one";
                diagnostic
                    .related(file, meant.span(), language)
                    .help("delete the word behind the fence that should close the block")
                    .edits(
                        Applicability::Unsafe,
                        [Some(Edit { span: meant.span(), text: marks.to_owned() })],
                    );
            }
            None => {
                diagnostic.help("write a line of as many backticks behind the last line of code");
            }
        }
    }

    /// Adds lines of code, mended if they are not closed.
    fn code_rows(&mut self, code: &Code, first: Row<'s>, fence: Option<Fence<'s>>) {
        let rows = code.rows.start..code.meant.unwrap_or(code.rows.end);
        let written = |at: &usize| !self.page.rows[*at].is_blank();
        let last = rows.clone().rfind(written).unwrap_or(rows.start);
        for at in rows.clone() {
            let opens = at == rows.start;
            let row = if opens { first } else { self.page.rows[at] };
            let missing = fence.filter(|_| !code.closed && at == last);
            let close = missing.map(|fence| fence.marks);
            self.text(Row { code: at <= last, opens, close, ..row });
        }
    }

    fn heading(&mut self, at: usize, heading: Heading<'s>) -> usize {
        let options = self.page.has_options(at);
        let level = self.open.as_ref().map_or(heading.level, |block| block.heading.level);
        // A question without a number is one only where the others are.
        let unnumbered = heading.number.is_none() && options && heading.level == level;
        let known = self.open.as_ref().is_some_and(|block| !block.choices.is_empty());
        if heading.asks || heading.number.is_some() && options || unnumbered && known {
            self.start(at, heading)
        } else if heading.level < 3 || heading.level < level {
            self.finish();
            at + 1
        } else {
            self.text(self.page.rows[at]);
            at + 1
        }
    }

    fn lost(&mut self, at: usize, heading: Heading<'s>) -> usize {
        self.notes
            .warn("import/lost-heading", heading.line.span(), "this question has no heading")
            .help("write `####` before it, so that Markdown programs show it as a heading");
        let level = self.open.as_ref().map_or(4, |block| block.heading.level);
        self.start(at, Heading { level, ..heading })
    }

    /// Begins a question; its options may stand behind the title.
    fn start(&mut self, at: usize, mut heading: Heading<'s>) -> usize {
        self.finish();
        if let Some(outside) = self.outside.take().filter(|_| !self.done.is_empty()) {
            let message = "this belongs to no question";
            self.notes.add("import/unread-text", Severity::Error, outside, message);
        }
        let behind = boxes_behind(heading.title);
        let title = heading.title;
        heading.title = title.cut(0..behind.unwrap_or(title.text.len())).trimmed();
        let mut block = Block::new(heading);
        if let Some(behind) = behind {
            let line = title.cut(behind..title.text.len());
            self.report_split(line.span());
            block.push_choices(choices(line), self.notes);
        }
        self.open = Some(block);
        at + 1
    }

    fn report_split(&mut self, span: Span) {
        let message = "several options on one line; made a list of them";
        self.notes.warn("import/split-options", span, message);
    }

    /// Reads a line of options, perhaps behind text, and code that begins behind the last box.
    fn options(&mut self, at: usize) -> usize {
        let row = self.page.rows[at];
        let line = row.trimmed();
        let found = choices(row.text);
        let behind = boxes_behind(line).filter(|_| found.is_empty());
        let mut found = if let Some(behind) = behind {
            self.text(Row { text: line.cut(0..behind).trimmed(), ..row });
            choices(line.cut(behind..line.text.len()))
        } else {
            found
        };
        if let [first, .., last] = &found[..] {
            let span = first.span().to(last.span());
            self.report_split(span);
        }
        let mut code = None;
        if let Some(last) = found.last_mut() {
            let text = Row { text: last.text, ..row };
            if let Some(fence) = fence(&text) {
                code = Some((text, Fence { indent: last.indent + 2, ..fence }));
                last.text = last.text.cut(0..0);
            }
        }
        if let Some(block) = &mut self.open {
            block.push_choices(found, self.notes);
        }
        code.map_or(at + 1, |(text, fence)| self.code(at, text, fence))
    }

    /// Reads a line that is nothing else.
    fn text(&mut self, row: Row<'s>) {
        let Some(block) = &mut self.open else {
            if !row.is_blank() {
                let span = row.trimmed().span();
                self.outside = Some(self.outside.map_or(span, |outside| outside.to(span)));
            }
            return;
        };
        if block.lacks_box(&row)
            && let Some(choice) = bare(row.text)
        {
            let message = "this option has no box; read as not marked";
            self.notes
                .warn("import/lost-checkbox", choice.span(), message)
                .help("write `- [ ]` before it, or `- [x]` if it is right");
            block.push_choices(vec![choice], self.notes);
        } else {
            block.push(row);
        }
    }

    /// Ends the question that is open.
    fn finish(&mut self) {
        if let Some(mut block) = self.open.take() {
            block.finish(self.notes);
            self.done.push(block);
            self.outside = None;
        }
    }
}
