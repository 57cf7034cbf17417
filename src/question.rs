//! The unit of a corpus: a question as its reader found it.
//!
//! Whatever the format, a reader gives the same two things: *fields* (the front matter, spanned)
//! and a *body* in the native layout, Markdown with `## ` sections. The body knows for each of its
//! bytes where in the file it came from, so that rules, which see only the body, point into the
//! original.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{Source, Span};
use crate::value::{Entry, Node, Value};

/// The front-matter keys that the code reads. The default schema describes each of them (tested).
pub mod key {
    /// The stable identity.
    pub const ID: &str = "id";
    /// The question itself.
    pub const TITLE: &str = "title";
    /// What shape the question has.
    pub const KIND: &str = "kind";
    /// The subject: `Python`.
    pub const TECHNOLOGY: &str = "technology";
    /// The part of the subject: `Performance`.
    pub const CATEGORY: &str = "category";
    /// For whom: `Advanced`.
    pub const LEVEL: &str = "level";
    /// How hard: 1 to 10.
    pub const DIFFICULTY: &str = "difficulty";
    /// Labels.
    pub const TAGS: &str = "tags";
    /// Ids of questions on the same matter.
    pub const RELATED: &str = "related";
    /// Ids of questions to know first.
    pub const PREREQUISITES: &str = "prerequisites";
    /// Ids that this question once had.
    pub const PREVIOUS_IDS: &str = "previous_ids";
    /// The day somebody last read it with care.
    pub const REVIEWED: &str = "reviewed";
    /// The day its content last changed.
    pub const UPDATED: &str = "updated";
    /// Where it comes from.
    pub const SOURCE: &str = "source";
    /// An Anki guid that overrides the one made from the id.
    pub const GUID: &str = "guid";

    /// All of them, in the order of a canonical file.
    pub const ALL: &[&str] = &[
        ID,
        TITLE,
        KIND,
        TECHNOLOGY,
        CATEGORY,
        LEVEL,
        DIFFICULTY,
        TAGS,
        RELATED,
        PREREQUISITES,
        PREVIOUS_IDS,
        REVIEWED,
        UPDATED,
        SOURCE,
        GUID,
    ];
    /// Those that say what a question is about and for whom.
    pub const DESCRIPTIVE: [&str; 5] = [TECHNOLOGY, CATEGORY, LEVEL, DIFFICULTY, TAGS];
    /// Those that hold ids of other questions.
    pub const REFERENCES: &[&str] = &[RELATED, PREREQUISITES];
}

/// The kind of a question that does not say.
pub const DEFAULT_KIND: &str = "concept";

/// How ids write a level: its first three letters in capitals.
pub fn level_code(level: &str) -> String {
    level.chars().take(3).flat_map(char::to_uppercase).collect()
}

/// Sections that code looks for by name. The default schema describes each of them (tested).
pub mod section {
    /// What one would say.
    pub const ANSWER: &str = "Answer";
    /// The options of a multiple-choice question: a task list.
    pub const OPTIONS: &str = "Options";
    /// Why the marked option is right.
    pub const EXPLANATION: &str = "Explanation";
    /// Code or text that belongs under the title.
    pub const QUESTION: &str = "Question";
    /// Who asks whom in a mock interview.
    pub const ROLE: &str = "Role";
    /// What a mock interview is about.
    pub const SCENARIO: &str = "Scenario";
    /// What an interviewer asks next.
    pub const FOLLOW_UPS: &str = "Follow-up Questions";
    /// What people get wrong.
    pub const COMMON_MISTAKES: &str = "Common Mistakes";

    /// All of them.
    pub const ALL: &[&str] =
        &[ANSWER, OPTIONS, EXPLANATION, QUESTION, ROLE, SCENARIO, FOLLOW_UPS, COMMON_MISTAKES];
}

/// What a foreign format has room for. Of a question in such a format nothing else is demanded.
#[derive(Debug)]
pub struct Carries {
    /// Keys of the front matter.
    pub keys: &'static [&'static str],
    /// Sections that every question of the format has.
    pub sections: &'static [&'static str],
}

/// One question of a file.
#[derive(Clone, Debug)]
pub struct Question<'s> {
    /// The file it stands in.
    pub source: &'s Source,
    /// What its format has room for; `None` for a format that carries anything.
    pub carries: Option<&'static Carries>,
    /// What its file calls it, if it has no id there: a number, or a slug of its heading. It must
    /// not depend on more of the text, so that the question stays known while it is edited.
    pub slug: Option<String>,
    /// Its own file, relative to the root of its corpus, if the file that it was read from says so
    /// (a table made from a corpus).
    pub path: Option<String>,
    /// Where the fields begin: the opening `---`, or what a foreign format has instead.
    pub opening: Span,
    /// The fields, in the order written.
    pub fields: Vec<Entry>,
    /// The Markdown.
    pub body: Body<'s>,
    /// Whether the fields could not be read. Then only what the reader said is worth saying.
    pub unreadable: bool,
}

impl<'s> Question<'s> {
    /// A question of which nothing but its body is known.
    pub fn bare(source: &'s Source, body: Body<'s>) -> Question<'s> {
        Question {
            source,
            carries: None,
            slug: None,
            path: None,
            opening: Span::default(),
            fields: Vec::new(),
            body,
            unreadable: false,
        }
    }

    /// All of its bytes in the file.
    pub fn span(&self) -> Span {
        let fields = self.fields.iter().flat_map(|field| [field.key_span, field.node.span]);
        let parts = fields.chain(self.body.pieces.iter().map(|piece| piece.span));
        parts.fold(self.opening, Span::to)
    }

    /// The first field of that name.
    pub fn field(&self, key: &str) -> Option<&Entry> {
        self.fields.iter().find(|entry| entry.key == key)
    }

    /// The value of a field.
    pub fn value(&self, key: &str) -> Option<&Node> {
        self.field(key).map(|entry| &entry.node)
    }

    /// The text of a field that holds text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.value(key).and_then(Node::as_str)
    }

    /// The id, if it has one that is text.
    pub fn id(&self) -> Option<&str> {
        self.text(key::ID).filter(|id| !id.is_empty())
    }

    /// The title, or nothing.
    pub fn title(&self) -> &str {
        self.text(key::TITLE).unwrap_or_default()
    }

    /// The kind; `concept` if it does not say.
    pub fn kind(&self) -> &str {
        self.text(key::KIND).unwrap_or(DEFAULT_KIND)
    }

    /// The difficulty, if it is a whole number.
    pub fn difficulty(&self) -> Option<i64> {
        match self.value(key::DIFFICULTY)?.value {
            Value::Integer(number) => Some(number),
            // JSON Schema counts `6.0` as a whole number.
            Value::Float(number) if number.fract() == 0.0 && number.abs() < 1e9 => {
                Some(number as i64)
            }
            _ => None,
        }
    }

    /// The items of a list field that are text.
    pub fn list(&self, key: &str) -> impl Iterator<Item = (&str, Span)> {
        let items = self.value(key).map_or(&[][..], Node::items);
        items.iter().filter_map(|item| Some((item.as_str()?, item.span)))
    }
}

/// Markdown in the native layout, and where each byte of it came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body<'s> {
    text: Cow<'s, str>,
    /// In order of `at`, the first at 0.
    pieces: Vec<Piece>,
}

/// A run of body text with one origin.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    /// Where in the body it begins.
    at: u32,
    /// Where it came from.
    span: Span,
    /// Whether it is the same bytes, so that a place inside it has a place inside `span`.
    verbatim: bool,
}

impl<'s> Body<'s> {
    /// A body that stands in its file as it is, from byte `base` on.
    pub fn verbatim(text: &'s str, base: u32) -> Body<'s> {
        let span = Span::new(0..text.len(), base);
        let pieces = vec![Piece { at: 0, span, verbatim: true }];
        Body { text: Cow::Borrowed(text), pieces }
    }

    /// Adds text that stands in the file, byte for byte, from `start` on.
    pub fn push(&mut self, text: &str, start: u32) {
        self.piece(text, Span::new(0..text.len(), start), true);
    }

    /// Adds text that stands for what is at `span`: a heading, a repaired sentence.
    pub fn push_for(&mut self, text: &str, span: Span) {
        self.piece(text, span, false);
    }

    fn piece(&mut self, text: &str, span: Span, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len() as u32;
        self.pieces.push(Piece { at, span, verbatim });
        self.text.to_mut().push_str(text);
    }

    /// The Markdown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The body without these ranges, which stand in order and apart; the rest keeps its places.
    pub fn without(&self, ranges: &[Range<usize>]) -> Body<'s> {
        let starts = std::iter::once(0).chain(ranges.iter().map(|range| range.end));
        let ends = ranges.iter().map(|range| range.start).chain([self.text.len()]);
        let mut rest = Body::default();
        for (start, end) in starts.zip(ends) {
            rest.push_part(self, start..end);
        }
        rest
    }

    /// Adds a part of another body.
    fn push_part(&mut self, other: &Body<'_>, range: Range<usize>) {
        for (at, piece) in other.pieces.iter().enumerate() {
            let start = (piece.at as usize).max(range.start);
            let next = other.pieces.get(at + 1).map_or(other.text.len(), |next| next.at as usize);
            let Some(text) = other.text.get(start..next.min(range.end)) else { continue };
            let base = if piece.verbatim { start as u32 - piece.at } else { 0 };
            let span = Span { start: piece.span.start + base, ..piece.span };
            self.piece(text, span, piece.verbatim);
        }
    }

    /// Where the bytes `range` of the Markdown stand in the file.
    pub fn locate(&self, range: Range<usize>) -> Span {
        let start = self.locate_byte(range.start, false);
        // The last byte decides, not the one behind it, which may have another origin.
        let end = self.locate_byte(range.end.max(range.start + 1) - 1, true);
        if range.is_empty() { Span::at(start.start) } else { start.to(end) }
    }

    /// The span of one byte; of the piece if it is not verbatim.
    fn locate_byte(&self, at: usize, inclusive: bool) -> Span {
        let at = at as u32;
        let index = self.pieces.partition_point(|piece| piece.at <= at);
        let Some(piece) = index.checked_sub(1).map(|index| &self.pieces[index]) else {
            return Span::default();
        };
        if !piece.verbatim {
            return piece.span;
        }
        let start = (piece.span.start + at - piece.at).min(piece.span.end);
        Span { start, end: (start + u32::from(inclusive)).min(piece.span.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_body_has_a_place_in_the_file() {
        // The file: "Answer: gossip?? yes"
        let mut body = Body::default();
        body.push_for("## Answer\n\n", Span { start: 0, end: 7 });
        body.push("gossip", 8);
        body.push_for("?", Span { start: 14, end: 16 });
        body.push(" yes", 16);
        assert_eq!(body.text(), "## Answer\n\ngossip? yes");
        assert_eq!(body.locate(3..9), Span { start: 0, end: 7 });
        assert_eq!(body.locate(13..15), Span { start: 10, end: 12 });
        assert_eq!(body.locate(11..18), Span { start: 8, end: 16 });
        assert_eq!(body.locate(11..22), Span { start: 8, end: 20 });
        assert_eq!(body.locate(22..22), Span::at(20));
    }

    #[test]
    fn what_is_left_of_a_body_keeps_its_places() {
        let mut body = Body::default();
        body.push_for("## A\n", Span { start: 0, end: 3 });
        body.push("one two three", 10);
        let rest = body.without(&[8..12, 13..14]);
        assert_eq!(rest.text(), "## A\none".to_owned() + " " + "hree");
        assert_eq!(rest.locate(5..8), Span { start: 10, end: 13 });
        assert_eq!(rest.locate(9..13), Span { start: 19, end: 23 });
        assert_eq!(rest.locate(0..2), Span { start: 0, end: 3 });
        assert_eq!(body.without(&[]).text(), body.text());
    }

    #[test]
    fn keys_are_unique() {
        let mut keys = key::ALL.to_vec();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), key::ALL.len());
    }
}
