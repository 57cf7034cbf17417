//! The text of a study chapter: questions with answers, multiple choice, a mock interview.
//!
//! ```text
//! 1. The Topic                      a `core` question: number and topic
//! Q: What is …?                     the title; the topic becomes the category
//! A: …                              the answer, up to a line `Example:` if there is one
//! Key Points:                       lists: `Common Mistakes:`, `Follow-up:` too
//! MCQ Section
//! 1. Which of …? A) … B) …          an `mcq` question, on one line or on many
//! Correct Answer: B
//! * Explanation: …
//! Mock Interview Scenario           a `mock-interview`
//! Role: … Scenario: …
//! Q1: The Step
//! - Interviewer: …                  `Candidate:`, `Key Points:`, `Red Flags to Avoid:` too
//! ```
//!
//! A line is a paragraph. Copied out of a browser, an item of a list breaks before inline code and
//! the code runs into the words behind it; items that follow stand on the same line; code has lost
//! its indentation. Items are told apart at their markers, the rest is kept as it is and reported.
//!
//! What the chapter holds besides (introduction, tips, summary, references) is no question and is
//! reported as left out. Levels and technologies are not in the text.

mod answer;
mod choice;
mod code;

mod interview;
mod page;
mod prose;

use super::notes::Notes;
use super::text::{Line, lines};
use super::{Options, Reader, Reading};
use crate::diagnostic::{Diagnostic, Severity};
use crate::question::{Body, Carries, Question, key};
use crate::source::{MAX_BYTES, Source, Span};
use crate::value::{Entry, Node, Value};
use page::{Kind, Part, Piece};

/// The reader of study chapters.
pub(super) const ITEM: Reader = Reader {
    help: "text of a study chapter: Q/A, multiple choice, mock interview",
    endings: &["txt"],
    max_bytes: MAX_BYTES,
    decode: None,
    editable: true,
    read,
};

fn read<'s>(source: &'s Source, _options: &Options) -> Reading<'s> {
    let lines = lines(source);
    let pieces = page::split(&lines);
    let mut notes = Notes::new(source);
    let mut questions = Vec::new();
    for piece in &pieces {
        match piece.kind {
            Kind::Core => questions.push(answer::question(piece.lines, &mut notes)),
            Kind::Choice => questions.push(choice::question(piece.lines, &mut notes)),
            Kind::Part(Part::Interview) => {
                questions.extend(interview::question(piece.lines, &mut notes));
            }
            Kind::Before | Kind::Part(_) => left_out(piece, &mut notes),
        }
    }
    let mut diagnostics = notes.list;
    if questions.is_empty() {
        let rule = "import/nothing-recognised";
        let at = Span::at(0);
        diagnostics =
            vec![Diagnostic::new(rule, Severity::Error, source.file, at, "no question found")];
        diagnostics[0].help(
            "a question begins with a line `1. Topic` and one `Q: …`, or with `1. …?` and options \
             `A) …`; an interview with a line `Mock Interview Scenario`",
        );
    }
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    Reading { questions, diagnostics, ..Reading::default() }
}

/// Reports a part of the page that holds no question; the heading of a part alone is nothing lost.
fn left_out(piece: &Piece<'_, '_>, notes: &mut Notes<'_>) {
    let (Some(first), Some(last)) = (piece.lines.first(), piece.lines.last()) else { return };
    let message = match piece.kind {
        Kind::Part(Part::Other) => format!("`{}` holds no question; left out", first.excerpt.text),
        _ if piece.kind != Kind::Before && piece.lines.len() == 1 => return,
        _ => "text before the questions; left out".to_owned(),
    };
    let span = first.excerpt.span().to(last.excerpt.span());
    notes.add("import/left-out", Severity::Info, span, message);
}

/// A question without its body.
struct Head<'l, 's> {
    kind: &'static str,
    carries: &'static Carries,
    slug: String,
    /// The line it opens with.
    opening: Line<'s>,
    title: &'l [Line<'s>],
    category: Option<Line<'s>>,
}

impl<'s> Head<'_, 's> {
    fn with(self, body: Body<'s>, source: &'s Source) -> Question<'s> {
        let mut fields = Vec::new();
        let mut add = |key: &str, value: String, span| {
            let node = Node { value: Value::String(value), span };
            fields.push(Entry { key: key.to_owned(), key_span: span, node });
        };
        if let (Some(first), Some(last)) = (self.title.first(), self.title.last()) {
            let text: Vec<_> = self.title.iter().map(|line| line.excerpt.text).collect();
            add(key::TITLE, text.join(" "), first.excerpt.span().to(last.excerpt.span()));
        }
        let opening = self.opening.excerpt.span();
        add(key::KIND, self.kind.to_owned(), opening);
        if let Some(line) = self.category {
            add(key::CATEGORY, line.excerpt.text.to_owned(), line.excerpt.span());
        }
        Question {
            carries: Some(self.carries),
            slug: Some(self.slug),
            opening,
            fields,
            ..Question::bare(source, body)
        }
    }
}

#[cfg(test)]
mod tests;
