//! HTML of Anki's fields as Markdown.
//!
//! `html5ever` reads the HTML as a browser does; its tree becomes the events of Markdown, which
//! `pulldown-cmark-to-cmark` prints. So whatever the HTML was, the Markdown has one spelling, no
//! attribute survives that Markdown has no room for, and what looks like Markdown in the text is
//! escaped. No word is lost.

mod block;
mod code;
mod dom;
mod inline;
mod print;
mod table;

use pulldown_cmark::{Event, Tag, TagEnd};

use block::Blocks;
pub use dom::{Dom, Element};
use print::{one_line, print};

/// Where the headings of some HTML go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headings {
    /// The highest of them to this level, the others below it as they are.
    Below(u8),
    /// As they are, but those of parts to level 3, and none above 4: our own notes.
    Ours,
}

/// How HTML becomes Markdown.
#[derive(Clone, Copy)]
pub struct How<'h> {
    /// Where headings go.
    pub headings: Headings,
    /// What the file of a picture or a sound is called in the Markdown, by its name in the package;
    /// none for one that is not of the package.
    pub media: &'h dyn Fn(&str) -> Option<String>,
}

impl std::fmt::Debug for How<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "How({:?})", self.headings)
    }
}

/// What stands inside an element as Markdown in its one spelling, without a line end at the end.
pub fn markdown(element: &Element, how: How<'_>) -> String {
    let (mut events, mut raw) = Blocks::of(element, how);
    let (mut in_code, mut in_link) = (false, false);
    for event in &mut events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => in_link = true,
            Event::End(TagEnd::Link | TagEnd::Image) => in_link = false,
            Event::Text(text) if !in_code => {
                if let Some(plain) = raw.plain(text, in_link) {
                    *text = plain.into();
                }
            }
            _ => {}
        }
    }
    raw.put(print(&events))
}

/// What stands inside an element as the text of one line, in which backticks mark code.
pub fn line(element: &Element) -> String {
    let how = How { headings: Headings::Ours, media: &|_| None };
    let (events, raw) = Blocks::of(element, how);
    raw.put(one_line(&events))
}

#[cfg(test)]
mod tests;
