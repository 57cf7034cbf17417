//! Markdown from events.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use pulldown_cmark_to_cmark::{Options, cmark_with_options};

use crate::document::markdown_options;

/// What is written as it is, such as math, in which nothing may be escaped. A character that no text
/// has stands for each in the events.
#[derive(Debug, Default)]
pub(super) struct Raw(Vec<String>);

/// Characters that signs such as `&&`, `<=` and `<-` are made of, and brackets.
const SIGNS: [char; 9] = ['&', '<', '>', '=', '-', '+', '*', '[', ']'];

/// The first of these characters, of a plane for private use.
const FIRST: u32 = 0xf_0000;

/// The last of them.
const LAST: u32 = 0xf_fff0;

impl Raw {
    /// Keeps a text; what stands for it.
    pub(super) fn add(&mut self, text: String) -> String {
        match char::from_u32(FIRST + self.0.len() as u32).filter(|c| u32::from(*c) < LAST) {
            Some(c) => {
                self.0.push(text);
                c.to_string()
            }
            None => text,
        }
    }

    /// A text in which signs that nobody takes for markup need not be escaped.
    pub(super) fn plain(&mut self, text: &str, in_link: bool) -> Option<String> {
        if !text.contains(['&', '<', '*', '[']) {
            return None;
        }
        // Brackets alone are text where nothing is defined that they could refer to.
        let brackets = !in_link
            && !["](", "]:", "[^", "[ ]", "[x]", "[X]"].iter().any(|mark| text.contains(mark))
            && !text.starts_with('[')
            && !text.ends_with([']', '!']);
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(SIGNS) {
            let (before, sign) = rest.split_at(at);
            let bracket = sign.starts_with(['[', ']']);
            let end = sign.find(|c| bracket || !SIGNS.contains(&c) || ['[', ']'].contains(&c));
            let (sign, after) = sign.split_at(if bracket { 1 } else { end.unwrap_or(sign.len()) });
            plain.push_str(before);
            if (bracket && brackets) || (!bracket && stands_apart(before, sign, after)) {
                plain.push_str(&self.add(sign.to_owned()));
            } else {
                plain.push_str(sign);
            }
            rest = after;
        }
        Some(plain + rest)
    }

    /// Markdown with the texts in their places.
    pub(super) fn put(&self, markdown: String) -> String {
        if self.0.is_empty() {
            return markdown;
        }
        let mut out = String::with_capacity(markdown.len());
        for c in markdown.chars() {
            match u32::from(c).checked_sub(FIRST).and_then(|at| self.0.get(at as usize)) {
                Some(text) => out.push_str(text),
                None => out.push(c),
            }
        }
        out
    }
}

/// Whether what stands around a sign keeps it from being read as markup.
fn stands_apart(before: &str, sign: &str, after: &str) -> bool {
    let needs_it = sign.contains(['&', '<', '*']);
    let apart =
        before.ends_with(' ') || (!sign.contains('*') && before.ends_with(char::is_alphanumeric));
    let digit = after.starts_with(|c: char| c.is_ascii_digit());
    needs_it && apart && (after.starts_with(' ') || (digit && !sign.ends_with(['&', '*'])))
}

/// Events as Markdown in its one spelling.
pub(super) fn print(events: &[Event<'_>]) -> String {
    let mut parts = Vec::new();
    let mut rest = events;
    // The printer sets a blank before the mark of a quote; those that stand in nothing are ours.
    while let Some(range) = quote(rest) {
        parts.push(blocks(&rest[..range.start]));
        let inside = print(&rest[range.start + 1..range.end]);
        let lines = inside.lines().map(|line| match line {
            "" => ">".to_owned(),
            line => format!("> {line}"),
        });
        parts.push(lines.collect::<Vec<_>>().join("\n"));
        rest = &rest[range.end + 1..];
    }
    parts.push(blocks(rest));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The start and the end of the first quote that stands in nothing.
fn quote(events: &[Event<'_>]) -> Option<Range<usize>> {
    let mut depth = 0;
    let mut start = None;
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if depth == 0 && matches!(tag, Tag::BlockQuote(_)) {
                    start = Some(at);
                }
                depth += 1;
            }
            Event::End(_) => {
                depth -= 1;
                if let (0, Some(start)) = (depth, start) {
                    return Some(start..at);
                }
            }
            _ => {}
        }
    }
    None
}

fn blocks(events: &[Event<'_>]) -> String {
    if events.is_empty() {
        return String::new();
    }
    let mut markdown = String::new();
    let options = Options {
        list_token: '-',
        code_block_token_count: 3,
        increment_ordered_list_bullets: true,
        ..Options::default()
    };
    match cmark_with_options(events.iter(), &mut markdown, markdown_options(), options) {
        Ok(_) => {}
        // No spelling gives these events; their words are what counts.
        Err(_) => markdown = escaped(events),
    }
    markdown.trim_matches('\n').to_owned()
}

/// The text of events, each block on a line, nothing in it read as markup.
fn escaped(events: &[Event<'_>]) -> String {
    let mut markdown = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                for c in text.chars() {
                    if c.is_ascii_punctuation() {
                        markdown.push('\\');
                    }
                    markdown.push(c);
                }
            }
            Event::SoftBreak | Event::HardBreak => markdown.push('\n'),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock,
            ) => {
                markdown.push_str("\n\n");
            }
            Event::End(TagEnd::TableCell) => markdown.push(' '),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => markdown.push('\n'),
            _ => {}
        }
    }
    markdown
}

/// Events as one line of plain text, in which backticks mark code.
pub(super) fn one_line(events: &[Event<'_>]) -> String {
    let mut line = String::new();
    for event in events {
        match event {
            Event::Text(text) => line.push_str(text),
            Event::Code(text) => {
                let tick = if text.contains('`') { "" } else { "`" };
                line.push_str(&format!("{tick}{text}{tick}"));
            }
            Event::SoftBreak | Event::HardBreak => line.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell,
            ) => line.push(' '),
            _ => {}
        }
    }
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
