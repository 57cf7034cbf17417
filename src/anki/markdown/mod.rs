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

/// HTML as Markdown in its one spelling, without a line end at the end.
pub fn markdown(html: &str, how: How<'_>) -> String {
    let dom = Dom::parse(html);
    of(&dom.root(), how)
}

/// The same for what stands inside an element.
pub fn of(element: &Element, how: How<'_>) -> String {
    let (mut events, mut raw) = Blocks::of(element, how);
    raw.spare(&mut events);
    raw.put(print(&events))
}

/// HTML as the text of one line, in which backticks mark code.
pub fn line(html: &str) -> String {
    let how = How { headings: Headings::Ours, media: &|_| None };
    let dom = Dom::parse(html);
    let (events, raw) = Blocks::of(&dom.root(), how);
    raw.put(one_line(&events))
}

#[cfg(test)]
mod tests;
