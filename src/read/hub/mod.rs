//! The text of a question-hub page: what is left of cards on a web page when it is copied out.
//!
//! ```text
//! PY-INT-001 What is …?             the title line: id and title
//! Python Core Python Intermediate   technology, category, level, with nothing between them
//! 4/10                              the difficulty
//! Answer                            a section: a heading alone on its line, paragraphs
//! …
//! Follow-up Questions               all of them on one line
//! ID: …  ·  Difficulty: …  ·  Level: …
//! ```
//!
//! What stands around the questions (menus, slogans, filters, totals) is the page's own and is
//! dropped; only the counts and the filter are compared with what was found.

mod block;
mod card;
mod label;
mod page;
mod vocabulary;

use super::text::lines;
use super::{Options, Reader, Reading};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{MAX_BYTES, Source, Span};

/// The reader of question-hub pages.
pub(super) const ITEM: Reader = Reader {
    help: "text of a question-hub web page",
    endings: &["txt"],
    max_bytes: MAX_BYTES,
    read,
};

fn read<'s>(source: &'s Source, _options: &Options) -> Reading<'s> {
    let lines = lines(source);
    let page = block::split(&lines);
    let mut notes = Notes { source, list: Vec::new() };
    if page.blocks.is_empty() {
        notes
            .add("import/nothing-recognised", Severity::Error, Span::at(0), "no question found")
            .help(
                "a question begins with a line `ID Title`, then `Technology Category Level`, \
                 `n/10`, and headings such as `Answer`, each on its own line",
            );
        return Reading { questions: vec![], diagnostics: notes.list };
    }
    let facts = page::facts(&page.around);
    page::check(&facts, page.blocks.len(), &mut notes);
    block::unread(&page, &mut notes);
    let questions =
        page.blocks.iter().map(|block| card::question(block, &facts, &mut notes)).collect();
    let mut diagnostics = notes.list;
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    Reading { questions, diagnostics }
}

/// What the reader has to say about one file.
struct Notes<'s> {
    source: &'s Source,
    list: Vec<Diagnostic>,
}

impl Notes<'_> {
    fn add(
        &mut self,
        rule: &'static str,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let at = self.list.len();
        self.list.push(Diagnostic::new(rule, severity, self.source.file, span, message));
        &mut self.list[at]
    }

    /// Text that is in no question.
    fn unread(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.add("import/unread-text", Severity::Error, span, message)
    }

    /// Two places that say different things of the same.
    fn conflict(&mut self, what: &str, (first, said): (Span, &str), (second, says): (Span, &str)) {
        let message = format!("{what} `{says}` here, but `{said}` before");
        let file = self.source.file;
        self.add("import/conflicting-metadata", Severity::Error, second, message).related(
            file,
            first,
            format!("`{said}`"),
        );
    }
}

#[cfg(test)]
mod tests;
