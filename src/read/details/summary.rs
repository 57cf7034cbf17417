//! What stands in a `<summary>`: the question, and perhaps code or a list that belongs to it.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::super::markdown::{fold, push_code};
use crate::title::{Part, parts};

/// Elements whose tags a title loses. What else looks like a tag is text: `<PID>`.
const INLINE: &[&str] = &[
    "a", "b", "big", "center", "code", "del", "div", "em", "font", "h1", "h2", "h3", "h4", "h5",
    "h6", "i", "ins", "kbd", "mark", "p", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "tt", "u",
];

/// Elements that are code.
const CODE: &[&str] = &["code", "kbd", "samp", "tt"];

/// Tags with which the question is over.
const BLOCKS: &[&str] = &["br", "hr", "img", "ol", "picture", "pre", "table", "ul"];

/// Cuts what stands in a summary, `range`, into the question and the rest.
pub(super) fn cut(text: &str, range: Range<usize>) -> (Range<usize>, Range<usize>) {
    let start = skip_breaks(text, range.clone());
    let inner = &text[start..range.end];
    let tag = inner.match_indices('<').map(|(at, _)| at);
    let block =
        tag.filter(|&at| html_tag(&inner[at..]).is_some_and(|tag| BLOCKS.contains(&&*tag.name)));
    let end = block.chain(block_line(inner)).min().unwrap_or(inner.len());
    let title = &inner[..end];
    let title = start..start + title.trim_end().len();
    (title, skip_breaks(text, start + end..range.end)..range.end)
}

/// Where the first line begins that is blank, a fence or an item of a list.
fn block_line(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let bare = line.trim();
        let is_block = bare.is_empty()
            || ["```", "~~~", "- ", "* ", "+ "].iter().any(|mark| bare.starts_with(mark));
        // A blank piece may be the second half of `\r\n`.
        if at > 0 && is_block && !(line == "\n" && text[..at].ends_with('\r')) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// The first byte of `range` that is neither blank nor in a `<br>`; its line's indentation stays.
fn skip_breaks(text: &str, range: Range<usize>) -> usize {
    let mut at = range.start;
    loop {
        let rest = &text[at..range.end];
        at += rest.len() - rest.trim_start().len();
        match html_tag(&text[at..range.end]).filter(|tag| tag.name == "br") {
            Some(tag) => at += tag.length,
            None => return at,
        }
    }
}

/// A tag at the start of a text.
pub(super) struct HtmlTag {
    /// Its name in small letters.
    pub name: String,
    /// Whether it is `</…>`.
    pub closes: bool,
    /// From `<` to `>`.
    pub length: usize,
}

/// The tag that `text` begins with. It ends before the next `<`.
pub(super) fn html_tag(text: &str) -> Option<HtmlTag> {
    let rest = text.strip_prefix('<')?;
    let inner = rest.strip_prefix('/').unwrap_or(rest);
    let length = inner.chars().take_while(char::is_ascii_alphanumeric).count();
    let end = inner.find(['<', '>']).filter(|&end| inner[end..].starts_with('>'))?;
    let name = inner[..length].to_ascii_lowercase();
    let ends_name = inner[length..].starts_with(['>', '/', ' ', '\t', '\n', '\r']);
    let closes = inner.len() < rest.len();
    let length = text.len() - inner.len() + end + 1;
    (ends_name && !name.is_empty()).then_some(HtmlTag { name, closes, length })
}

/// The plain text of HTML, code in backticks, blanks folded.
pub(super) fn plain(html: &str) -> String {
    let mut title = Title::default();
    for part in parts(html) {
        match part {
            Part::Text(text) => title.html(text),
            Part::Code(code) => title.code(code),
        }
    }
    title.end_code();
    fold(&title.text)
}

#[derive(Default)]
struct Title {
    text: String,
    /// What stands in `<code>`, while it is open.
    code: Option<String>,
}

impl Title {
    fn html(&mut self, mut html: &str) {
        while let Some(at) = html.find(['<', '&']) {
            self.push(&html[..at]);
            html = &html[at..];
            let length = self.special(html);
            html = &html[length..];
        }
        self.push(html);
    }

    /// Takes up the tag, comment or entity that `html` begins with; else its first byte.
    fn special(&mut self, html: &str) -> usize {
        if let Some(tag) = html_tag(html).filter(|tag| INLINE.contains(&&*tag.name)) {
            if CODE.contains(&&*tag.name) {
                self.end_code();
                self.code = (!tag.closes).then(String::new);
            }
            return tag.length;
        }
        if let Some(length) = html.strip_prefix("<!--").and_then(|rest| rest.find("-->")) {
            return "<!--".len() + length + "-->".len();
        }
        if let Some((character, length)) = entity(html) {
            self.push(&character);
            return length;
        }
        self.push(&html[..1]);
        1
    }

    fn push(&mut self, text: &str) {
        self.code.as_mut().unwrap_or(&mut self.text).push_str(text);
    }

    /// Takes up what stands between backticks, as it is.
    fn code(&mut self, code: &str) {
        push_code(self.code.as_mut().unwrap_or(&mut self.text), code);
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take().filter(|code| !code.trim().is_empty()) {
            push_code(&mut self.text, code.trim());
        }
    }
}

/// The text of the entity that `html` begins with, and its length.
fn entity(html: &str) -> Option<(String, usize)> {
    // The longest name has 31 characters (html.spec.whatwg.org, named character references).
    let end = html.bytes().take(34).position(|byte| byte == b';')?;
    let entity = html.get(..=end)?;
    let mut text = String::new();
    for event in Parser::new(entity) {
        if let Event::Text(part) = event {
            text.push_str(&part);
        }
    }
    (entity.starts_with('&') && text != entity).then_some((text, entity.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_plain_text_with_code_in_backticks() {
        let cases = [
            ("What does <code>ls -l</code> do?", "What does `ls -l` do?"),
            ("<b>Bold</b> &amp; <i>not</i> &nope; A & B", "Bold & not &nope; A & B"),
            ("kill <PID> or <code>kill <PID></code>", "kill <PID> or `kill <PID>`"),
            ("`a <b>x</b>` and <CODE class=\"x\">`y`</CODE>", "`a <b>x</b>` and `` `y` ``"),
            ("a < b && c &lt;<code>&#60;T&#x3e;</code>", "a < b && c <`<T>`"),
            ("<code>open", "`open`"),
            ("x</code></code> <code></code>y<!-- z -->", "x y"),
            ("two\r\n  lines", "two lines"),
        ];
        for (html, expected) in cases {
            assert_eq!(plain(html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_under_the_question_is_cut_off() {
        let cases = [
            ("One line", "One line", ""),
            ("\nTwo\nlines\n", "Two\nlines", ""),
            ("Which?\n\n  * a\n  * b\n", "Which?", "* a\n  * b\n"),
            ("Which?\r\n- a\r\n", "Which?", "- a\r\n"),
            ("Place it<br>\n<img src=\"x.png\"/>\n", "Place it", "<img src=\"x.png\"/>\n"),
            ("<br> Why?<br/>", "Why?", ""),
            ("<img src=\"x.png\">", "", "<img src=\"x.png\">"),
        ];
        for (text, title, rest) in cases {
            let (a, b) = cut(text, 0..text.len());
            assert_eq!((&text[a], &text[b]), (title, rest), "{text:?}");
        }
    }
}
