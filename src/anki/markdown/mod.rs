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
mod list;
mod print;
mod table;

use pulldown_cmark::Event;

use block::Blocks;
use dom::{Dom, Element, Node};
use print::{Raw, one_line, print};

/// What a section inside a field wears.
const SECTION: &str = "data-section";

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
fn of(element: &Element, how: How<'_>) -> String {
    printed(Blocks::of(element, how))
}

fn printed((mut events, mut raw): (Vec<Event<'static>>, Raw)) -> String {
    raw.spare(&mut events);
    raw.put(print(&events))
}

/// The parts of a field that are marked as sections, each with its name, and what stands before them.
pub fn pieces(html: &str, how: How<'_>) -> Vec<(Option<String>, String)> {
    let dom = Dom::parse(html);
    let mut pieces: Vec<(Option<String>, String)> = Vec::new();
    let mut loose = Vec::new();
    let end = |loose: &mut Vec<Node>, pieces: &mut Vec<(Option<String>, String)>| {
        let text = printed(Blocks::of_nodes(std::mem::take(loose), how));
        if text.is_empty() {
            return;
        }
        // What somebody wrote behind a section belongs to it.
        match pieces.last_mut() {
            Some((_, last)) if last.is_empty() => *last = text,
            Some((_, last)) => *last = format!("{last}\n\n{text}"),
            None => pieces.push((None, text)),
        }
    };
    for node in dom.root().nodes() {
        let section = match &node {
            Node::Element(element) if element.attribute("class").as_deref() == Some("title") => {
                continue;
            }
            Node::Element(element) => {
                element.attribute(SECTION).map(|name| (name, element.clone()))
            }
            Node::Text(_) => None,
        };
        match section {
            Some((name, element)) => {
                end(&mut loose, &mut pieces);
                let inside = element.nodes().into_iter();
                let shown = |node: &Node| !matches!(node, Node::Element(inner) if inner.name() == "summary");
                let text = printed(Blocks::of_nodes(inside.filter(shown).collect(), how));
                pieces.push((Some(name), text));
            }
            None => loose.push(node),
        }
    }
    end(&mut loose, &mut pieces);
    pieces
}

/// HTML without elements as text; of other HTML what is shown.
pub fn text(html: &str) -> String {
    if !html.contains('<')
        && let Some(text) = super::text::decode(html)
    {
        return text;
    }
    let dom = Dom::parse(html);
    dom.root().text()
}

/// HTML as the text of one line, in which backticks mark code.
pub fn line(html: &str) -> String {
    // Most titles need no parser.
    let bare = match html.contains('`') {
        true => html.to_owned(),
        false => html.replace("<code>", "`").replace("</code>", "`"),
    };
    if !bare.contains('<')
        && let Some(text) = super::text::decode(&bare)
    {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let how = How { headings: Headings::Ours, media: &|_| None };
    let dom = Dom::parse(html);
    let (events, raw) = Blocks::of(&dom.root(), how);
    // Math and the names of sounds are written as they are, line ends included.
    raw.put(one_line(&events)).replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests;
