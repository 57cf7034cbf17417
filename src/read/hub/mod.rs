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

use super::notes::Notes;
use super::text::lines;
use super::{Options, Reader, Reading};
use crate::diagnostic::Severity;
use crate::source::{MAX_BYTES, Source, Span};

/// The reader of question-hub pages.
pub(super) const ITEM: Reader = Reader {
    help: "text of a question-hub web page",
    endings: &["txt"],
    max_bytes: MAX_BYTES,
    decode: None,
    editable: true,
    read,
};

fn read<'s>(source: &'s Source, _options: &Options) -> Reading<'s> {
    let lines = lines(source);
    let page = block::split(&lines);
    let mut notes = Notes::new(source);
    if page.blocks.is_empty() {
        notes
            .add("import/nothing-recognised", Severity::Error, Span::at(0), "no question found")
            .help(
                "a question begins with a line `ID Title`, then `Technology Category Level`, \
                 `n/10`, and headings such as `Answer`, each on its own line",
            );
        return Reading { questions: vec![], diagnostics: notes.list, ..Reading::default() };
    }
    let facts = page::facts(&page.around);
    page::check(&facts, page.blocks.len(), &mut notes);
    block::unread(&page, &mut notes);
    let questions =
        page.blocks.iter().map(|block| card::question(block, &facts, &mut notes)).collect();
    let mut diagnostics = notes.list;
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    Reading { questions, diagnostics, ..Reading::default() }
}

#[cfg(test)]
mod tests;
