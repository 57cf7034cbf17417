//! How deep elements of HTML and of Markdown stand in each other.
//!
//! Whoever reads HTML as browsers do looks at all open elements for each tag, and opens tags of
//! formats that were not closed again in each block after them: a megabyte of either takes minutes.
//! Nobody writes such text, and browsers too stop somewhere.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Spanned;

/// How deep lists, quotes and elements of a question may stand in each other.
pub const MAX_DEPTH: usize = 100;

/// How deep the elements of HTML that is read may stand: cards set some around those of a question.
const MAX_READ: usize = 2 * MAX_DEPTH;

/// How many elements may come of tags that are opened again in each block after them.
const MAX_COPIES: usize = 2_000_000;

/// Elements that HTML never closes, or closes by what follows.
const OPEN: &[&str] = &[
    "br", "hr", "img", "input", "p", "li", "td", "th", "tr", "dd", "dt", "option", "source", "wbr",
    "meta", "link", "col", "embed", "area", "base", "track", "param",
];

/// Elements that are opened again in the next block if they were not closed.
const FORMATS: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Counts what is open.
#[derive(Debug, Default)]
struct Nesting {
    depth: usize,
    most_deep: usize,
    formats: usize,
    most_formats: usize,
    tags: usize,
}

impl Nesting {
    /// Takes what stands behind a `<`, up to the next one.
    fn add(&mut self, tag: &str) {
        let (ends, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let length = name.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let name = name[..length].to_ascii_lowercase();
        self.tags += 1;
        if name.is_empty() || OPEN.contains(&&*name) {
            return;
        }
        let is_format = usize::from(FORMATS.contains(&&*name));
        if ends {
            self.leave();
            self.formats = self.formats.saturating_sub(is_format);
        } else {
            self.enter();
            self.formats += is_format;
            self.most_formats = self.most_formats.max(self.formats);
        }
    }

    fn enter(&mut self) {
        self.depth += 1;
        self.most_deep = self.most_deep.max(self.depth);
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Whether what was added so far takes longer to read than in proportion to its length, or makes a
    /// tree deeper than that.
    fn is_more_than(&self, depth: usize) -> bool {
        self.most_deep > depth || self.most_formats.saturating_mul(self.tags) > MAX_COPIES
    }
}

/// Whether HTML is quick to read, and its tree not too deep to walk.
pub fn is_sane(html: &str) -> bool {
    let mut nesting = Nesting::default();
    html.split('<').skip(1).for_each(|tag| nesting.add(tag));
    !nesting.is_more_than(MAX_READ)
}

/// What stands too deep in a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TooDeep {
    /// HTML in other elements, of HTML or of Markdown: the tags in such a text are shown as text.
    Html(Range<usize>),
    /// Lists and quotes of Markdown in each other: the inner ones are not shown as such.
    Blocks(Range<usize>),
}

/// What stands deeper than [`MAX_DEPTH`] in a text, if something does.
pub fn too_deep(events: &[Spanned<'_>]) -> Option<TooDeep> {
    let mut nesting = Nesting::default();
    let (mut html, mut blocks) = (None, None);
    for (event, range) in events {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => {
                text.split('<').skip(1).for_each(|tag| nesting.add(tag));
                html = Some(range);
            }
            event => match begins(event) {
                Some(true) => nesting.enter(),
                Some(false) => nesting.leave(),
                None => continue,
            },
        }
        if nesting.is_more_than(MAX_DEPTH) {
            if let Some(html) = html {
                return Some(TooDeep::Html(html.clone()));
            }
            // Its first character.
            blocks.get_or_insert(range.start..range.start + 1);
        }
    }
    blocks.map(TooDeep::Blocks)
}

/// How deep in lists and quotes of Markdown something stands that is written event by event.
#[derive(Debug, Default)]
pub struct Depth(usize);

impl Depth {
    /// Takes the next event; whether it is of a list or a quote that stands too deep.
    pub fn is_beyond(&mut self, event: &Event<'_>) -> bool {
        let is_item = matches!(event, Event::Start(Tag::Item) | Event::End(TagEnd::Item));
        match begins(event) {
            Some(true) => {
                self.0 += 1;
                self.0 > MAX_DEPTH
            }
            Some(false) => {
                self.0 = self.0.saturating_sub(1);
                self.0 >= MAX_DEPTH
            }
            None => is_item && self.0 > MAX_DEPTH,
        }
    }
}

/// Whether an event begins a list or a quote, or ends one; none for others.
fn begins(event: &Event<'_>) -> Option<bool> {
    match event {
        Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => Some(true),
        Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::math;

    #[test]
    fn depth_is_that_of_html_and_markdown() {
        let cases = [
            ("a".to_owned(), None),
            ("<div>\n".repeat(100), None),
            ("<div>\n".repeat(101), Some(TooDeep::Html(600..606))),
            ("<br><p>\n".repeat(500), None),
            ("<i>a</i>\n".repeat(500), None),
            (format!("{}<b>x</b>", ">".repeat(100)), Some(TooDeep::Html(100..103))),
            (format!("{}x <b>y</b>", ">".repeat(101)), Some(TooDeep::Html(103..106))),
            (format!("{}x", ">".repeat(100)), None),
            (format!("{}x", ">".repeat(500)), Some(TooDeep::Blocks(100..101))),
            (format!("{}x", "- ".repeat(101)), Some(TooDeep::Blocks(200..201))),
            ("<b><i><u>\n\n".repeat(33), None),
        ];
        for (text, expected) in cases {
            assert_eq!(too_deep(&math::events(&text)), expected, "{}", &text[..text.len().min(40)]);
        }
        assert!(is_sane("<b>a</b>") && !is_sane(&"<div>".repeat(201)));
        assert!(!is_sane(&format!("{}{}", "<b>".repeat(150), "<p>x".repeat(20_000))));
    }
}
