//! Question-and-answer Markdown: a heading for the question, one level down headings for its parts.
//!
//! ```text
//! ### What is …?               the title; what stands below it belongs to the question
//! #### Answer
//! #### Good to hear            what makes a good answer better
//! ##### Additional links
//! <!-- tags: (css,html) -->
//! <!-- expertise: (1) -->      0 to 2
//! ```
//!
//! The levels may be others; what counts is that `Answer` stands one level below the question.
//! Comments that say nothing of this are what is left of a template, and are dropped; so are parts
//! of the template that nobody filled in, but for the answer. Both are said.

mod metadata;

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::markdown::{
    Edit, Heading, Place, behind_mark, entry, events, headings, kept, normalised, push_content,
    push_heading, relevel, slug,
};
use super::notes::Notes;
use super::{Options, Reader, Reading};
use crate::diagnostic::Severity;
use crate::question::{Body, Carries, Question, key, section};
use crate::source::{MAX_BYTES, Source, Span};

/// See the module.
pub(super) const ITEM: Reader = Reader {
    help: "Markdown with a heading for the question and `Answer` one level below",
    endings: &["md"],
    max_bytes: MAX_BYTES,
    decode: None,
    editable: true,
    read,
};

/// What such a file has room for.
const CARRIES: Carries =
    Carries { keys: &[key::TITLE, key::LEVEL, key::TAGS], sections: &[section::ANSWER] };

/// The part that is written one level too deep.
const LINKS: &str = "additional links";

/// Parts of the format and the sections that they are here; others keep their names.
const SECTIONS: &[(&str, &str)] =
    &[("answer", section::ANSWER), ("good to hear", "Key Points"), (LINKS, "Additional Links")];

fn read<'s>(source: &'s Source, _options: &Options) -> Reading<'s> {
    let text = normalised(&source.text);
    let page = Page::new(&text);
    let mut notes = Notes::new(source);
    let Some(level) = page.level() else {
        notes.add("import/nothing-recognised", Severity::Error, 0..0, "no question found").help(
            "a question is a heading, and one level below it stands a heading `Answer`: \
             `### What is …?`, then `#### Answer`",
        );
        return Reading { questions: vec![], diagnostics: notes.finish(), ..Reading::default() };
    };
    let (before, blocks) = page.blocks(level);
    page.report_unread(before, &mut notes);
    let mut place = Place::default();
    let mut questions = Vec::new();
    for block in blocks {
        if block.heading.level < level {
            // What a page says there in between is its own.
            place.enter(block.heading);
        } else if block.parts(level).any(is_answer) {
            questions.push(question(source, &page, &block, (level, &place), &mut notes));
        } else {
            page.report_unread(block.heading.line.start..block.end, &mut notes);
        }
    }
    // A file with one question is named after it.
    if let [only] = &mut questions[..] {
        only.slug =
            Some(source.stem().to_owned()).filter(|stem| !stem.is_empty()).or(only.slug.take());
    }
    Reading { questions, diagnostics: notes.finish(), ..Reading::default() }
}

/// A file, parsed.
struct Page<'s> {
    text: &'s str,
    headings: Vec<Heading>,
    /// What is left out, the comments, and how headings inside a section change, in order.
    edits: Vec<Edit>,
}

/// A heading that is a question or stands above questions.
struct Block<'p> {
    heading: &'p Heading,
    /// The headings below.
    inner: &'p [Heading],
    /// Where it begins: the first takes in what comments stand above it.
    start: usize,
    /// Where the next block begins.
    end: usize,
}

/// The text of a heading as names are compared.
fn name(heading: &Heading) -> String {
    heading.text.trim_end_matches(':').trim().to_lowercase()
}

fn is_answer(heading: &Heading) -> bool {
    name(heading) == "answer"
}

impl<'s> Page<'s> {
    fn new(text: &'s str) -> Page<'s> {
        let events = events(text, behind_mark(text));
        let mut edits = Vec::new();
        for (event, range) in &events {
            if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
                let comments = metadata::comments(text, range.clone());
                edits.extend(comments.map(|range| Edit { range, text: "" }));
            }
        }
        Page { text, headings: headings(&events), edits }
    }

    /// The level of questions: the one above that of the first `Answer`.
    fn level(&self) -> Option<usize> {
        let mut above: Vec<usize> = Vec::new();
        for heading in &self.headings {
            above.retain(|level| *level < heading.level);
            if is_answer(heading) && above.last() == Some(&(heading.level - 1)) {
                return above.last().copied();
            }
            above.push(heading.level);
        }
        None
    }

    /// What stands before the first block, and the blocks.
    fn blocks(&self, level: usize) -> (Range<usize>, Vec<Block<'_>>) {
        let starts: Vec<_> =
            (0..self.headings.len()).filter(|&at| self.headings[at].level <= level).collect();
        let start = |at: usize| self.headings[at].line.start;
        let block = |(index, &at): (usize, &usize)| {
            let next = starts.get(index + 1).copied();
            Block {
                start: if index == 0 { 0 } else { start(at) },
                heading: &self.headings[at],
                inner: &self.headings[at + 1..next.unwrap_or(self.headings.len())],
                end: next.map_or(self.text.len(), start),
            }
        };
        let before =
            behind_mark(self.text).start..starts.first().map_or(self.text.len(), |&at| start(at));
        (before, starts.iter().enumerate().map(block).collect())
    }

    /// Reports what is to be seen of `range`.
    fn report_unread(&self, range: Range<usize>, notes: &mut Notes<'_>) {
        let seen = kept(self.text, &range, &self.edits);
        if !seen.is_empty() {
            notes.unread(seen, "this belongs to no question");
        }
    }
}

impl<'p> Block<'p> {
    /// The headings that begin a section.
    fn parts(&self, level: usize) -> impl Iterator<Item = &'p Heading> {
        self.inner.iter().filter(move |heading| {
            heading.level == level + 1 || heading.level == level + 2 && name(heading) == LINKS
        })
    }
}

fn question<'s>(
    source: &'s Source,
    page: &Page<'_>,
    block: &Block<'_>,
    (level, place): (usize, &Place<'_>),
    notes: &mut Notes<'s>,
) -> Question<'s> {
    let heading = block.heading;
    let opening = Span::new(heading.span.clone(), 0);
    let mut fields = vec![entry(key::KIND, "flashcard", opening)];
    if !heading.text.is_empty() {
        fields.push(entry(key::TITLE, &*heading.text, opening));
    }
    fields.extend(place.fields());
    let whole = block.start..block.end;
    fields.extend(metadata::fields(page.text, within(&page.edits, &whole), notes));
    fields.sort_by_key(|field| key::ALL.iter().position(|key| *key == field.key));
    Question {
        carries: Some(&CARRIES),
        slug: slug(&heading.text),
        opening,
        fields,
        ..Question::bare(source, body(page, block, level, notes))
    }
}

/// The edits inside `range`.
fn within<'e>(edits: &'e [Edit], range: &Range<usize>) -> &'e [Edit] {
    let start = edits.partition_point(|edit| edit.range.start < range.start);
    let end = edits.partition_point(|edit| edit.range.start < range.end);
    &edits[start..end.max(start)]
}

fn body<'s>(page: &Page<'_>, block: &Block<'_>, level: usize, notes: &mut Notes<'_>) -> Body<'s> {
    let mut edits = within(&page.edits, &(block.heading.line.end..block.end)).to_vec();
    let parts: Vec<_> = block.parts(level).collect();
    let deeper = block.inner.iter().filter(|heading| heading.level > level + 1);
    // The parts become `## `, and what stands in them moves along.
    edits.extend(deeper.flat_map(|heading| relevel(page.text, heading, heading.level + 1 - level)));
    edits.sort_by_key(|edit| edit.range.start);
    let mut body = Body::default();
    let first = parts.first().map_or(block.end, |part| part.line.start);
    let stem = kept(page.text, &(block.heading.line.end..first), &edits);
    if !stem.is_empty() {
        push_heading(&mut body, section::QUESTION, Span::new(stem.clone(), 0));
        push_content(&mut body, page.text, &stem, &edits);
    }
    for (index, part) in parts.iter().enumerate() {
        let end = parts.get(index + 1).map_or(block.end, |next| next.line.start);
        let content = kept(page.text, &(part.line.end..end), &edits);
        if content.is_empty() && !is_answer(part) {
            let message = format!("nothing stands under `{}`; left out", part.text);
            notes
                .add("import/empty-part", Severity::Info, part.span.clone(), message)
                .help("write it, or take the heading away");
            continue;
        }
        let lower = name(part);
        let known = SECTIONS.iter().find(|(written, _)| *written == lower);
        let section = known.map_or(&*part.text, |(_, section)| section);
        push_heading(&mut body, section, Span::new(part.span.clone(), 0));
        push_content(&mut body, page.text, &content, &edits);
    }
    body
}

#[cfg(test)]
mod tests;
