//! A question's Markdown, parsed once and kept for the rules and the writers.

pub mod address;
pub mod anchor;
mod choice;
pub mod comment;
mod fact;
pub mod math;
pub mod nesting;
mod order;
mod outline;
mod prose;
pub mod words;

pub use choice::Choice;
pub use fact::Fact;
pub use prose::{Prose, Run};

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Tag, TagEnd};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::diagnostic::Edit;
use crate::question::Question;
use crate::source::Span;

/// The Markdown that questions are written in: CommonMark with GitHub's tables, task lists,
/// strikethrough and footnotes. Math comes with [`math::events`].
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
}

/// A Markdown event and the bytes of the body it covers.
pub type Spanned<'q> = (Event<'q>, Range<usize>);

/// What Markdown counts as blank. Rust counts more, such as U+0085, which Markdown shows.
pub const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// The level of the headings that begin a section.
pub const SECTION_LEVEL: HeadingLevel = HeadingLevel::H2;

/// A question and the parse of its body.
#[derive(Debug)]
pub struct Document<'q> {
    /// The question.
    pub question: &'q Question<'q>,
    /// The events of the whole body.
    pub events: Vec<Spanned<'q>>,
    /// Its headings outside lists and quotes, in order.
    pub headings: Vec<Heading>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Its options, from the first time that somebody asks for them.
    choices: OnceCell<Vec<Choice>>,
}

/// The names of sections, in the order of a canonical file, and what else they may be called.
#[derive(Clone, Debug, Default)]
pub struct SectionNames {
    order: Vec<String>,
    aliases: HashMap<String, usize>,
}

impl SectionNames {
    /// Adds a section, behind those that are there.
    pub fn add<'a>(&mut self, name: &str, aliases: impl IntoIterator<Item = &'a str>) {
        for alias in aliases {
            self.aliases.insert(alias.to_owned(), self.order.len());
        }
        self.aliases.insert(name.to_owned(), self.order.len());
        self.order.push(name.to_owned());
    }

    /// The name of the section that a heading of this text begins: the text itself if unknown.
    pub fn canonical<'a>(&'a self, heading: &'a str) -> &'a str {
        self.rank(heading).map_or(heading, |rank| &self.order[rank])
    }

    /// The place of a section in a canonical file; none for a section that is not known.
    pub fn rank(&self, heading: &str) -> Option<usize> {
        self.aliases.get(heading).copied()
    }

    /// The names in the order of a canonical file.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }
}

/// A heading outside lists and quotes.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Its depth.
    pub level: HeadingLevel,
    /// Its text without markup, in NFC, blanks at the ends dropped.
    pub text: String,
    /// The bytes of its text.
    pub span: Range<usize>,
    /// All of its bytes.
    pub line: Range<usize>,
    /// Its events.
    pub events: Range<usize>,
}

/// A `## Heading` with what follows, up to the next one.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The canonical name: the heading's text, or the name it is an alias of.
    pub name: String,
    /// The heading.
    pub heading: Heading,
    /// The bytes of the body, blanks at the ends left out.
    pub body: Range<usize>,
    /// The events of the body.
    pub events: Range<usize>,
    /// The parts that begin with a heading one level down.
    pub subsections: Vec<Section>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its bytes.
    pub range: Range<usize>,
    /// The events between its start and its end, the task marker left out.
    pub events: Range<usize>,
    /// For a task list item, whether it is checked.
    pub checked: Option<bool>,
}

impl<'q> Document<'q> {
    /// Parses the body of `question`; `names` says which section a heading begins.
    pub fn new(question: &'q Question<'q>, names: &SectionNames) -> Self {
        let text = question.body.text();
        let events = math::events(text);
        let headings = headings(&events);
        let split = Split { text, names };
        let sections = split.sections(&headings, SECTION_LEVEL, (events.len(), text.len()));
        Document { question, events, headings, sections, choices: OnceCell::new() }
    }

    /// The first section of that name.
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// The Markdown of a range of the body, with line feeds only.
    pub fn markdown(&self, range: Range<usize>) -> Cow<'q, str> {
        let text = self.question.body.text().get(range).unwrap_or_default();
        if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The bytes of the body before its first section, blanks at the ends left out.
    pub fn preamble(&self) -> Range<usize> {
        let text = self.question.body.text();
        let end = self.sections.first().map_or(text.len(), |first| first.heading.line.start);
        trim(text, 0..end)
    }

    /// Where bytes of the body stand in the file.
    pub fn locate(&self, range: Range<usize>) -> Span {
        self.question.body.locate(range)
    }

    /// The items of the lists of a section, those of inner lists left out.
    pub fn items(&self, section: &Section) -> Vec<Item> {
        let mut items = Vec::new();
        let mut depth = 0;
        let mut start = 0;
        for at in section.events.clone() {
            match &self.events[at].0 {
                Event::Start(Tag::Item) => {
                    if depth == 0 {
                        start = at;
                    }
                    depth += 1;
                }
                Event::End(TagEnd::Item) => {
                    depth -= 1;
                    if depth == 0 {
                        items.push(self.item(start, at));
                    }
                }
                _ => {}
            }
        }
        items
    }

    fn item(&self, start: usize, end: usize) -> Item {
        // The marker stands first, or first in the paragraph of a loose list.
        let marker = (start + 1..end.min(start + 3)).find_map(|at| match self.events[at].0 {
            Event::TaskListMarker(checked) => Some((at, checked)),
            _ => None,
        });
        // A loose item keeps its paragraph: the marker inside it draws nothing by itself.
        let events = match marker {
            Some((at, _)) if at == start + 1 => at + 1..end,
            _ => start + 1..end,
        };
        Item { range: self.events[start].1.clone(), events, checked: marker.map(|(_, c)| c) }
    }

    /// An edit of the file that puts `text` in the place of a range of the body. None if the file
    /// does not hold that range as it is: a heading that a reader made up cannot be edited.
    pub fn edit(&self, range: Range<usize>, text: impl Into<String>) -> Option<Edit> {
        let span = self.locate(range.clone());
        let original = self.question.source.text.get(span.range())?;
        (original == &self.question.body.text()[range]).then(|| Edit { span, text: text.into() })
    }

    /// The text of some events, markup dropped, blanks folded.
    pub fn plain(&self, events: Range<usize>) -> String {
        plain(&self.events[events])
    }
}

/// The headings outside lists, quotes and footnotes.
fn headings(events: &[Spanned<'_>]) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut depth = 0;
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                found.push(heading(events, at, *level, range.clone()));
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    found
}

fn heading(events: &[Spanned<'_>], at: usize, level: HeadingLevel, line: Range<usize>) -> Heading {
    let length = events[at..]
        .iter()
        .position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))
        .unwrap_or(events.len() - at - 1);
    let inner = &events[at + 1..at + length];
    let span = match (inner.first(), inner.last()) {
        (Some((_, first)), Some(_)) => {
            first.start..inner.iter().map(|(_, range)| range.end).max().unwrap_or(first.end)
        }
        _ => line.start..line.start + usize::from(level as u8).min(line.len()),
    };
    Heading { level, text: plain(inner), span, line, events: at..at + length + 1 }
}

/// The parts of a body that headings of one level begin.
struct Split<'d> {
    text: &'d str,
    names: &'d SectionNames,
}

impl Split<'_> {
    /// The sections that the headings of `level` begin, up to `end` (an event and a byte).
    fn sections(
        &self,
        headings: &[Heading],
        level: HeadingLevel,
        end: (usize, usize),
    ) -> Vec<Section> {
        let starts: Vec<_> =
            (0..headings.len()).filter(|&at| headings[at].level == level).collect();
        let section = |(index, &at): (usize, &usize)| {
            let next = starts.get(index + 1).copied();
            let end =
                next.map_or(end, |next| (headings[next].events.start, headings[next].line.start));
            let inner = &headings[at + 1..next.unwrap_or(headings.len())];
            self.section(&headings[at], inner, end)
        };
        starts.iter().enumerate().map(section).collect()
    }

    fn section(&self, heading: &Heading, inner: &[Heading], end: (usize, usize)) -> Section {
        let events = heading.events.end..end.0;
        let subsections = match heading.level {
            SECTION_LEVEL => self.sections(inner, HeadingLevel::H3, end),
            _ => Vec::new(),
        };
        Section {
            name: self.names.canonical(&heading.text).to_owned(),
            heading: heading.clone(),
            body: trim(self.text, heading.line.end..end.1.max(heading.line.end)),
            events,
            subsections,
        }
    }
}

/// The text of events, markup dropped, blanks folded, in NFC.
fn plain(events: &[Spanned<'_>]) -> String {
    let mut folded = Folded::default();
    for (event, _) in events {
        match event {
            Event::Text(part)
            | Event::Code(part)
            | Event::InlineMath(part)
            | Event::DisplayMath(part) => folded.push(part),
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::List(_)) => folded.gap = true,
            Event::End(end) if !is_inline(*end) => folded.gap = true,
            _ => {}
        }
    }
    let text = folded.text;
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text
    } else {
        text.nfc().collect()
    }
}

/// Text with its blanks folded, put together from parts.
#[derive(Default)]
struct Folded {
    text: String,
    /// Whether a blank stands before what comes next.
    gap: bool,
}

impl Folded {
    fn push(&mut self, part: &str) {
        let inner = part.trim();
        self.gap |= part.starts_with(char::is_whitespace);
        if is_folded(inner) {
            self.word(inner);
        } else {
            for word in inner.split_whitespace() {
                self.word(word);
                self.gap = true;
            }
        }
        self.gap = part.ends_with(char::is_whitespace) || (self.gap && inner.is_empty());
    }

    fn word(&mut self, word: &str) {
        if self.gap && !self.text.is_empty() && !word.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }
}

/// Whether folding blanks leaves a text as it is; false if that takes a closer look.
fn is_folded(text: &str) -> bool {
    let mut blank = false;
    text.bytes().all(|byte| {
        let single = !blank;
        blank = byte == b' ';
        matches!(byte, b'!'..=b'~') || (blank && single)
    })
}

/// Whether a tag stands inside a line, so that its end does not end a word.
fn is_inline(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = text.get(range.clone()).unwrap_or_default();
    // Blank lines at the front go, the indentation of the first line stays: it may be code.
    let blank = slice.len() - slice.trim_start_matches(BLANKS).len();
    let lead = slice[..blank].rfind('\n').map_or(0, |at| at + 1);
    let lead = if slice[lead..].trim_matches(BLANKS).is_empty() { slice.len() } else { lead };
    let start = range.start + lead;
    start..start + slice[lead..].trim_end_matches(BLANKS).len()
}

#[cfg(test)]
mod tests;
