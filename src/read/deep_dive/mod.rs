//! The text of a page of annotated answers: what is left of an article with folding questions when
//! it is copied out. The questions themselves, which one clicks on, are not in the text.
//!
//! ```text
//! Python Interview Questions (100+ Deep Dive Q&A)    the page's title
//! 1. Core Language                                   a section: the category of what follows
//! Answer:What interviewers are really testing: …     a question begins
//! …                                                  its answer: paragraphs, lists, code
//! Red flag answer: ….Follow-up:                      glued to what stands before
//!   1. “…?” (….)                                     questions, some with their answers
//! ```
//!
//! Paragraphs have run together, code has lost its fences but kept its indentation, tables are
//! squashed. What the text shows beyond doubt is mended and said; the rest is said.
//!
//! What stands around the questions (menus, banners, contents, footers) is the page's own and is
//! dropped.

mod block;
mod card;
mod code;
mod element;
mod glue;
mod language;
mod page;

use super::notes::Notes;
use super::text::lines;
use super::{Options, Reader, Reading};
use crate::diagnostic::Severity;
use crate::source::{MAX_BYTES, Source, Span};

/// The reader of pages of annotated answers.
pub(super) const ITEM: Reader = Reader {
    help: "text of a web page of annotated answers",
    endings: &["txt"],
    max_bytes: MAX_BYTES,
    decode: None,
    editable: true,
    read,
};

fn read<'s>(source: &'s Source, _options: &Options) -> Reading<'s> {
    let lines = lines(source);
    let mut notes = Notes::new(source);
    let page = page::split(source, &lines);
    if page.blocks.is_empty() {
        notes
            .add("import/nothing-recognised", Severity::Error, Span::at(0), "no question found")
            .help(
                "a question begins with a line `Answer: What interviewers are really testing: …` \
                 and has a `Red flag answer: …`",
            );
        return Reading { questions: vec![], diagnostics: notes.list, ..Reading::default() };
    }
    page::check(&page, &mut notes);
    let questions = page.blocks.iter().map(|block| card::question(block, &page, &mut notes));
    let questions = questions.collect();
    let mut diagnostics = notes.list;
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    Reading { questions, diagnostics, ..Reading::default() }
}

#[cfg(test)]
mod tests;
