//! What a section's body holds, as the schema sees it: counted when somebody asks.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Document, Section, Spanned};

/// Something that can be counted in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Words outside code blocks; a Chinese or Japanese character counts as one.
    Words,
    /// Paragraphs, those in lists and quotes included.
    Paragraphs,
    /// Items of lists that are not inside a list.
    Items,
    /// Code blocks.
    CodeBlocks,
    /// Links and images.
    Links,
}

impl Fact {
    /// All of them, and what schemas call them.
    pub const ALL: [(&str, Fact); 5] = [
        ("words", Fact::Words),
        ("paragraphs", Fact::Paragraphs),
        ("items", Fact::Items),
        ("code_blocks", Fact::CodeBlocks),
        ("links", Fact::Links),
    ];
}

impl Document<'_> {
    /// How many of that stand in the body of a section.
    pub fn count(&self, section: &Section, fact: Fact) -> usize {
        let events = &self.events[section.events.clone()];
        let number = |wanted: fn(&Event<'_>) -> bool| {
            events.iter().filter(|(event, _)| wanted(event)).count()
        };
        match fact {
            Fact::Words => words_of(events),
            Fact::Items => items_of(events),
            Fact::Paragraphs => number(|event| matches!(event, Event::Start(Tag::Paragraph))),
            Fact::CodeBlocks => number(|event| matches!(event, Event::Start(Tag::CodeBlock(_)))),
            Fact::Links => {
                number(|event| matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. })))
            }
        }
    }
}

fn items_of(events: &[Spanned<'_>]) -> usize {
    let (mut items, mut lists) = (0, 0);
    for (event, _) in events {
        match event {
            Event::Start(Tag::List(_)) => lists += 1,
            Event::End(TagEnd::List(_)) => lists -= 1,
            Event::Start(Tag::Item) if lists == 1 => items += 1,
            _ => {}
        }
    }
    items
}

fn words_of(events: &[Spanned<'_>]) -> usize {
    let (mut number, mut code) = (0, false);
    for (event, _) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
                if !code =>
            {
                number += words(text);
            }
            _ => {}
        }
    }
    number
}

/// How many words a text has.
fn words(text: &str) -> usize {
    if text.is_ascii() {
        return ascii_words(text);
    }
    text.split_whitespace()
        .map(|token| {
            if token.is_ascii() {
                return usize::from(token.bytes().any(|byte| byte.is_ascii_alphanumeric()));
            }
            // Chinese, Japanese kana and Korean syllables: no blanks between words.
            let ideographs = token
                .chars()
                .filter(|c| matches!(*c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
                .count();
            if ideographs > 0 {
                ideographs
            } else {
                usize::from(token.chars().any(char::is_alphanumeric))
            }
        })
        .sum()
}

/// The same, letter by letter: each word counts at its first letter or digit.
fn ascii_words(text: &str) -> usize {
    let (mut words, mut counted) = (0, false);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            words += usize::from(!counted);
            counted = true;
        } else if matches!(byte, b' ' | b'\t'..=b'\r') {
            counted = false;
        }
    }
    words
}
