//! Checkbox quizzes in Markdown, as banks of quizzes on GitHub are written.
//!
//! ```text
//! #### Q6. What does this print?   a heading with a number: the title
//!
//! (code, a picture, text)          the stem
//!
//! - [ ] one                        the options, the key marked; code may hang under an option
//! - [x] two
//!
//! [Reference](…)                   all that follows: the explanation
//! ```
//!
//! Such files are written by many hands, so the form of headings and boxes is taken as it comes.
//! What stands before the first question and behind the heading of a part is the page's own.

mod block;
mod card;
mod choice;
mod fence;
mod heading;
mod page;
mod row;
mod walk;

use super::notes::Notes;
use super::text::Excerpt;
use super::{Options, Reader, Reading};
use crate::diagnostic::Severity;
use crate::source::{MAX_BYTES, Source, Span};

/// See the module.
pub(super) const ITEM: Reader = Reader {
    help: "Markdown quizzes: a heading for each question, options as `- [ ]` and `- [x]`",
    endings: &["md"],
    max_bytes: MAX_BYTES,
    decode: None,
    editable: true,
    read,
};

fn read<'s>(source: &'s Source, _options: &Options) -> Reading<'s> {
    let mut notes = Notes::new(source);
    let rows = row::rows(source);
    let blocks = walk::split(&rows, &mut notes);
    if !blocks.iter().any(block::Block::is_quiz) {
        notes.list.clear();
        notes
            .add("import/nothing-recognised", Severity::Error, Span::at(0), "no question found")
            .help("a question begins with a heading `#### Q1. Title`; `- [ ]` and `- [x]` are its options");
        return Reading { questions: vec![], diagnostics: notes.list, ..Reading::default() };
    }
    let questions = blocks.iter().map(|block| card::question(block, &mut notes)).collect();
    let mut diagnostics = notes.list;
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    Reading { questions, diagnostics, ..Reading::default() }
}

#[cfg(test)]
mod tests;
