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
const SIGNS: [char; 10] = ['&', '<', '>', '=', '-', '+', '*', '[', ']', '~'];

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

    /// Takes signs out of the printer's hands that it would escape though nobody takes them for markup.
    pub(super) fn spare(&mut self, events: &mut [Event<'static>]) {
        let (mut in_code, mut in_link) = (false, false);
        // One alone strikes nothing through.
        let tildes = events.iter().map(|event| match event {
            Event::Text(text) => text.matches('~').count(),
            _ => 0,
        });
        let alone = tildes.sum::<usize>() == 1;
        for event in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    in_link = true;
                    if let Some(url) = self.url(dest_url) {
                        *dest_url = url.into();
                    }
                }
                Event::End(TagEnd::Link | TagEnd::Image) => in_link = false,
                Event::Text(text) if !in_code => {
                    if let Some(plain) = self.plain(text, in_link, alone) {
                        *text = plain.into();
                    }
                }
                _ => {}
            }
        }
    }

    /// An address in which `&` begins no entity.
    fn url(&mut self, url: &str) -> Option<String> {
        let entity = |part: &str| {
            let name = part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
            name.starts_with(';')
        };
        let mut parts = url.split('&');
        let mut plain = parts.next()?.to_owned();
        if plain.len() == url.len() {
            return None;
        }
        for part in parts {
            plain.push_str(&if entity(part) { "&".to_owned() } else { self.add("&".to_owned()) });
            plain.push_str(part);
        }
        Some(plain)
    }

    fn plain(&mut self, text: &str, in_link: bool, tilde: bool) -> Option<String> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let dot = digits > 0
            && text[digits..].starts_with(['.', ')'])
            && text[digits + 1..].starts_with(|c: char| c.is_alphanumeric());
        if !dot && !text.contains(['&', '<', '*', '[', '~']) {
            return None;
        }
        // Brackets alone are text where nothing is defined that they could refer to.
        let brackets = !in_link
            && !["](", "]:", "[^", "[ ]", "[x]", "[X]"].iter().any(|mark| text.contains(mark))
            && !text.starts_with('[')
            && !text.ends_with([']', '!']);
        let mut plain = String::new();
        let mut rest = text;
        if dot {
            // A number, not the mark of an item.
            plain = format!("{}{}", &text[..digits], self.add(text[digits..=digits].to_owned()));
            rest = &text[digits + 1..];
        }
        while let Some(at) = rest.find(SIGNS) {
            let (before, sign) = rest.split_at(at);
            let single = sign.starts_with(['[', ']', '~']);
            let end = sign.find(|c| !SIGNS.contains(&c) || ['[', ']', '~'].contains(&c));
            let (sign, after) = sign.split_at(if single { 1 } else { end.unwrap_or(sign.len()) });
            let apart = match sign {
                "[" | "]" => brackets,
                "~" => tilde,
                sign => stands_apart(before, sign, after),
            };
            plain.push_str(before);
            plain.push_str(&if apart { self.add(sign.to_owned()) } else { sign.to_owned() });
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
    // The printer sets a blank before the mark of a quote, and none into tables; those that stand in
    // nothing are spelt here.
    while let Some(range) = own(rest) {
        parts.push(blocks(&rest[..range.start]));
        let block = &rest[range.start..=range.end];
        parts.push(match block {
            [Event::Start(Tag::Table(_)), ..] => table(&blocks(block)),
            [_, inside @ .., _] => quote(&print(inside)),
            _ => String::new(),
        });
        rest = &rest[range.end + 1..];
    }
    parts.push(blocks(rest));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The start and the end of the first quote or table that stands in nothing.
fn own(events: &[Event<'_>]) -> Option<Range<usize>> {
    let mut depth = 0;
    let mut start = None;
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if depth == 0 && matches!(tag, Tag::BlockQuote(_) | Tag::Table(_)) {
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

fn quote(inside: &str) -> String {
    let lines = inside.lines().map(|line| match line {
        "" => ">".to_owned(),
        line => format!("> {line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A table with a blank on each side of each cell. What is none is the words of one that has no spelling.
fn table(printed: &str) -> String {
    if !printed.lines().all(|line| line.trim_start().starts_with('|')) {
        return printed.to_owned();
    }
    let line = |(at, line): (usize, &str)| {
        let mut cells: Vec<String> = vec![String::new()];
        let mut escaped = false;
        for c in line.trim().trim_start_matches('|').chars() {
            match cells.last_mut() {
                Some(_) if c == '|' && !escaped => cells.push(String::new()),
                Some(cell) => cell.push(c),
                None => {}
            }
            escaped = c == '\\' && !escaped;
        }
        // Behind the last mark is no cell.
        cells.pop();
        let cell = |cell: &String| match cell.trim() {
            // However wide its column is.
            marks if at == 1 => {
                let end = |colon: bool| if colon { ":" } else { "" };
                format!("{}---{}", end(marks.starts_with(':')), end(marks.ends_with(':')))
            }
            "" => String::new(),
            cell => cell.to_owned(),
        };
        let cells: Vec<_> = cells.iter().map(cell).collect();
        format!("| {} |", cells.join(" | "))
    };
    printed.lines().enumerate().map(line).collect::<Vec<_>>().join("\n")
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
