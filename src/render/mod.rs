//! Markdown of a question as HTML that is safe to show.
//!
//! `pulldown_cmark` writes the HTML; here its events are made fit for a card: footnotes stay with
//! the section that refers to them, headings get one level, code wears classes, math is what
//! MathJax reads, raw HTML is kept as far as it is harmless, and only links that lead somewhere
//! stay links: [`Links`] says where. The only entities that come out are `&lt; &gt; &amp; &quot;
//! &nbsp;`.

mod code;
mod html;
mod links;
mod math;
mod media;
mod pass;
mod text;
mod url;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use crate::document::nesting::{self, TooDeep};
use crate::document::{Document, Heading, Item, Section, Spanned};
use crate::title::{self, Part};
pub use links::{Links, Meant, Nowhere, Reference};
use pass::Pass;
pub(crate) use pass::{without, without_comments};

/// The level of every heading inside a section.
pub const HEADING_LEVEL: HeadingLevel = HeadingLevel::H4;

/// Makes HTML of the parts of one question.
#[derive(Debug)]
pub struct Renderer<'d, 'q> {
    document: &'d Document<'q>,
    links: &'d dyn Links,
    /// Whether tags of HTML are tags: where they stand too deep they are text.
    tags: bool,
    /// The events of each footnote's definition, by name.
    footnotes: Vec<(CowStr<'q>, Range<usize>)>,
    /// The place in those of the first of each name.
    named: HashMap<CowStr<'q>, usize>,
    /// The numbers of the footnotes that have one, by their places.
    numbered: HashMap<usize, usize>,
    /// Pictures and sounds that are missing, met so far.
    local_images: Vec<LocalImage>,
}

/// A picture or a sound that is a file beside the question, and of which [`Links`] knows nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalImage {
    /// The path as written.
    pub path: String,
    /// The path under the root; none if it lies outside.
    pub resolved: Option<String>,
    /// The bytes of the body that show it.
    pub range: Range<usize>,
}

impl<'d, 'q> Renderer<'d, 'q> {
    /// A renderer for the parts of `document`, from which nothing leads anywhere.
    pub fn new(document: &'d Document<'q>) -> Self {
        Renderer::with_links(document, &Nowhere)
    }

    /// A renderer for the parts of `document`; `links` says where they lead.
    pub fn with_links(document: &'d Document<'q>, links: &'d dyn Links) -> Self {
        let footnotes = footnotes(&document.events);
        let places = footnotes.iter().enumerate().rev();
        let named = places.map(|(at, (name, _))| (name.clone(), at)).collect();
        let (numbered, local_images) = (HashMap::new(), Vec::new());
        let too_deep = nesting::too_deep(&document.events);
        let tags = !matches!(too_deep, Some(TooDeep::Html(_)));
        Renderer { document, links, tags, footnotes, named, numbered, local_images }
    }

    /// What stands before the first section.
    pub fn preamble(&mut self) -> String {
        let document = self.document;
        let sections = document.sections.first();
        let end = sections.map_or(document.events.len(), |first| first.heading.events.start);
        self.html(|pass| pass.blocks(0..end))
    }

    /// All there is, sections with their headings.
    pub fn whole(&mut self) -> String {
        let document = self.document;
        self.html(|pass| pass.blocks(0..document.events.len()))
    }

    /// The body of a section, each of its parts in a `<section data-part="NAME">`.
    pub fn section(&mut self, section: &Section) -> String {
        let parts = &section.subsections;
        let end = parts.first().map_or(section.events.end, |part| part.heading.events.start);
        self.html(|pass| {
            pass.blocks(section.events.start..end);
            parts.iter().for_each(|one| part(pass, one));
        })
    }

    /// A part of a section, its heading included.
    pub fn part(&mut self, section: &Section) -> String {
        self.html(|pass| part(pass, section))
    }

    /// What a section says before its first part.
    pub fn before_parts(&mut self, section: &Section) -> String {
        let first = section.subsections.first();
        let end = first.map_or(section.events.end, |part| part.heading.events.start);
        self.html(|pass| pass.blocks(section.events.start..end))
    }

    /// The text of a heading.
    pub fn heading(&mut self, heading: &Heading) -> String {
        self.html(|pass| pass.blocks(heading.events.start + 1..heading.events.end - 1))
    }

    /// What a section says outside its lists.
    pub fn outside_lists(&mut self, section: &Section) -> String {
        let mut depth = 0;
        let mut start = section.events.start;
        let mut ranges = Vec::new();
        for at in section.events.clone() {
            match &self.document.events[at].0 {
                Event::Start(Tag::List(_)) => {
                    if depth == 0 {
                        ranges.push(start..at);
                    }
                    depth += 1;
                }
                Event::End(TagEnd::List(_)) => {
                    depth -= 1;
                    start = at + 1;
                }
                _ => {}
            }
        }
        ranges.push(start..section.events.end);
        self.html(|pass| ranges.into_iter().for_each(|range| pass.blocks(range)))
    }

    /// The content of a list item.
    pub fn item(&mut self, item: &Item) -> String {
        // What is checked is said in another way.
        let events = &self.document.events;
        let marker = |at: &usize| matches!(events[*at].0, Event::TaskListMarker(_));
        let Range { start, end } = item.events;
        let at = (start..end.min(start + 2)).find(marker).unwrap_or(end);
        self.html(|pass| {
            pass.blocks(start..at);
            pass.blocks((at + 1).min(end)..end);
        })
    }

    /// The pictures and sounds met so far that are missing, in the order met.
    pub fn into_local_images(self) -> Vec<LocalImage> {
        self.local_images
    }

    fn html(&mut self, fill: impl FnOnce(&mut Pass<'_, 'd, 'q>)) -> String {
        let mut pass = Pass::new(self);
        fill(&mut pass);
        pass.definitions();
        pass.finish()
    }
}

/// A part of a section in a `<section data-part="NAME">`.
fn part(pass: &mut Pass<'_, '_, '_>, part: &Section) {
    let name = escape(&part.name);
    pass.raw(format!("<section class=\"part\" data-part=\"{name}\">\n"));
    pass.blocks(part.heading.events.start..part.events.end);
    pass.raw("</section>\n");
}

/// A title as HTML for the inside of a line.
pub fn title(title: &str) -> String {
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let part = |part: &Part<'_>| match part {
        Part::Text(text) => text::without_math(&escape(text)).into_owned(),
        Part::Code(code) => format!("<code>{}</code>", escape(code)),
    };
    title::parts(&line).iter().map(part).collect()
}

/// Plain text as HTML, for an attribute too.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
    html
}

/// The definitions of footnotes: their names and the events inside them.
fn footnotes<'q>(events: &[Spanned<'q>]) -> Vec<(CowStr<'q>, Range<usize>)> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => open = Some((name.clone(), at + 1)),
            Event::End(TagEnd::FootnoteDefinition) => {
                found.extend(open.take().map(|(name, start)| (name, start..at)));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests;
