//! How deep elements of HTML stand in each other.
//!
//! Whoever reads HTML as browsers do looks at all open elements for each tag, and opens tags of
//! formats that were not closed again in each block after them: a megabyte of either takes minutes.
//! Nobody writes such text, and browsers too stop somewhere.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Spanned;

/// How deep elements may stand in each other.
pub const MAX_DEPTH: usize = 200;

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
    formats: usize,
    most_formats: usize,
    tags: usize,
    too_deep: bool,
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
        self.too_deep |= self.depth > MAX_DEPTH;
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Whether what was added so far takes longer to read than in proportion to its length, or makes a
    /// tree that is too deep to walk.
    fn is_too_much(&self) -> bool {
        self.too_deep || self.most_formats.saturating_mul(self.tags) > MAX_COPIES
    }
}

/// Whether HTML is quick to read, and its tree not too deep to walk.
pub fn is_sane(html: &str) -> bool {
    let mut nesting = Nesting::default();
    html.split('<').skip(1).for_each(|tag| nesting.add(tag));
    !nesting.is_too_much()
}

/// Where a text holds HTML that stands too deep in other elements, of HTML or of Markdown: the tags in
/// such a text are shown as text. None if there is no HTML, or it is quick to read.
pub fn too_deep(events: &[Spanned<'_>]) -> Option<Range<usize>> {
    let is_html =
        |(event, _): &&Spanned<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    let first = events.iter().find(is_html)?;
    let mut nesting = Nesting::default();
    let mut last = &first.1;
    for (event, range) in events {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                html.split('<').skip(1).for_each(|tag| nesting.add(tag));
                last = range;
            }
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => nesting.enter(),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => nesting.leave(),
            _ => {}
        }
        if nesting.is_too_much() {
            return Some(last.clone());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::math;

    #[test]
    fn depth_is_that_of_html_and_markdown() {
        let cases = [
            ("a".to_owned(), None),
            ("<div>\n".repeat(200), None),
            ("<div>\n".repeat(201), Some(1200..1206)),
            ("<br><p>\n".repeat(500), None),
            ("<i>a</i>\n".repeat(500), None),
            (format!("{}<b>x</b>", ">".repeat(200)), Some(200..203)),
            (format!("{}x", ">".repeat(500)), None),
            ("<b><i><u>\n\n".repeat(66), None),
        ];
        for (text, expected) in cases {
            assert_eq!(too_deep(&math::events(&text)), expected, "{}", &text[..text.len().min(40)]);
        }
        assert!(is_sane("<b>a</b>") && !is_sane(&"<div>".repeat(201)));
        assert!(!is_sane(&format!("{}{}", "<b>".repeat(150), "<p>x".repeat(20_000))));
    }
}
