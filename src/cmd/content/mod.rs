//! The hash of a question's content: what reaches a note, and no more.
//!
//! The values of the front matter but the dates of work on it, the meaning of the Markdown, which other
//! questions it links to, the bytes of its media, and what `deck.toml` puts into the note. Blank lines, the order of keys, quotes, the style of YAML, where
//! lines break and which bullets there are do not count.
//!
//! **Frozen** from the first release: another hash makes every question look changed.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use data_encoding::HEXLOWER;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};
use rayon::prelude::*;
use sha1::{Digest, Sha1};

use crate::config::Card;
use crate::document::{BLANKS, Document, SectionNames};
use crate::question::{DEFAULT_KIND, key, section};
use crate::rules::targets::{Link, links};
use crate::value::{Entry, Value};
use crate::write::Item;
use crate::write::media::Shelf;

/// The first 80 bits of a SHA-1, in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hash(String);

impl Hash {
    const DIGITS: usize = 20;

    fn of(content: Sha1) -> Hash {
        let digest: [u8; 20] = content.finalize().into();
        Hash(HEXLOWER.encode(&digest[..Hash::DIGITS / 2]))
    }

    /// A hash as it is written.
    pub(super) fn read(text: &str) -> Option<Hash> {
        let digits = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (digits && text.len() == Hash::DIGITS).then(|| Hash(text.to_owned()))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the content of a question depends on beside itself.
#[derive(Debug)]
pub(super) struct Around<'a> {
    /// The pictures and sounds.
    pub(super) shelf: &'a dyn Shelf,
    pub(super) names: &'a SectionNames,
    /// The ids of all questions of the corpus.
    pub(super) known: &'a HashSet<String>,
}

/// The hash of each question, in their order.
pub(super) fn hashes(items: &[Item<'_>], around: &Around<'_>) -> Vec<Hash> {
    let parsed: Vec<(Sha1, Vec<Link>)> = items
        .par_iter()
        .map(|item| {
            let document = item.document(around.names);
            let mut content = canonical(&document);
            deck(&mut content, item, &document);
            (Sha1::new().chain_update(content), links(&document))
        })
        .collect();
    let one = |(item, (content, links)): (&Item<'_>, (Sha1, Vec<Link>))| {
        let mut beside = String::new();
        for id in named(item.question.body.text()) {
            pointed(&mut beside, id, around);
        }
        for link in &links {
            match &link.path {
                // Its name is made of its bytes. That it is missing is the matter of others.
                Some(path) if link.media => {
                    let media = around.shelf.file(path).ok();
                    put(&mut beside, "media", media.as_ref().map_or("", |media| &media.name));
                }
                Some(path) => pointed(&mut beside, name(path), around),
                None => {}
            }
        }
        Hash::of(content.chain_update(beside))
    };
    items.iter().zip(parsed).map(one).collect()
}

/// Adds what `deck.toml` puts into the note.
fn deck(content: &mut String, item: &Item<'_>, document: &Document<'_>) {
    for tag in item.settings.tags() {
        put(content, "tag", tag);
    }
    for (card, section) in
        [(Card::FollowUps, section::FOLLOW_UPS), (Card::Mistakes, section::COMMON_MISTAKES)]
    {
        if item.settings.asks(card) && document.section(section).is_some() {
            put(content, "card", section);
        }
    }
}

/// What the name of a linked file says: the id of its question.
fn name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".md").unwrap_or(name)
}

/// The ids that stand as `[[PY-ADV-003]]`.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("[[").skip(1).filter_map(|rest| rest.split_once("]]"));
    parts.map(|(id, _)| id.trim())
}

/// Adds a question that the card points at, if it is one of the corpus.
fn pointed(content: &mut String, id: &str, around: &Around<'_>) {
    if around.known.contains(id) {
        put(content, "question", id);
    }
}

/// Adds a named text; no text can hold what divides them.
fn put(content: &mut String, name: &str, text: &str) {
    for part in [name, text] {
        content.extend(part.chars().filter(|c| *c != '\0'));
        content.push('\0');
    }
}

/// The question itself.
fn canonical(document: &Document<'_>) -> String {
    let mut content = String::new();
    // When somebody read the question, or says to have changed it, is nothing that a card shows.
    let dates = [key::REVIEWED, key::UPDATED];
    let entries = document.question.fields.iter();
    fields(&mut content, entries.filter(|entry| !dates.contains(&entry.key.as_str())));
    let mut markdown = Meaning::default();
    let mut at = 0;
    for section in &document.sections {
        markdown.events(document, at..section.heading.events.start);
        markdown.block("section", &section.name);
        at = section.heading.events.end;
    }
    markdown.events(document, at..document.events.len());
    content + &markdown.text
}

/// Adds the entries of a map by name, without what is the default anyway.
fn fields<'e>(content: &mut String, entries: impl Iterator<Item = &'e Entry>) {
    let is_default =
        |entry: &Entry| entry.key == key::KIND && entry.node.as_str() == Some(DEFAULT_KIND);
    let mut entries: Vec<_> = entries.filter(|entry| !is_default(entry)).collect();
    entries.sort_by_key(|entry| &entry.key);
    for entry in entries {
        put(content, "key", &entry.key);
        value(content, &entry.node.value);
    }
    put(content, "end", "");
}

fn value(content: &mut String, what: &Value) {
    match what {
        Value::Null => put(content, "null", ""),
        Value::Bool(truth) => put(content, "bool", &truth.to_string()),
        Value::Integer(number) => put(content, "number", &number.to_string()),
        Value::Float(number) => put(content, "number", &number.to_string()),
        Value::String(text) => put(content, "text", text),
        Value::List(items) => {
            put(content, "list", "");
            items.iter().for_each(|item| value(content, &item.value));
            put(content, "end", "");
        }
        Value::Map(entries) => {
            put(content, "map", "");
            fields(content, entries.iter());
        }
    }
}

/// The meaning of Markdown as a text.
#[derive(Debug, Default)]
struct Meaning {
    text: String,
    /// Whether what was added last stands in a line.
    in_line: bool,
    /// Whether a paragraph began or ended behind it.
    parted: bool,
    /// Whether code is being added, in which blanks count.
    code: bool,
}

impl Meaning {
    fn events(&mut self, document: &Document<'_>, range: Range<usize>) {
        for (event, _) in &document.events[range] {
            self.event(event);
        }
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(TagEnd::Paragraph) => self.parted = true,
            Event::End(TagEnd::HtmlBlock) => {}
            Event::End(end) => {
                self.code = false;
                self.end(*end);
            }
            Event::Text(text) if self.code => self.text.push_str(&line_feeds(text)),
            Event::Text(text) => self.words(text),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.inline("break", ""),
            // A line break in it is a blank; browsers show any number of them as one.
            Event::Code(code) => self.inline("code", &folded(code)),
            Event::InlineMath(math) => self.inline("math", math),
            Event::DisplayMath(math) => self.inline("display", math),
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = line_feeds(html);
                let html = html.trim_end_matches(BLANKS);
                if !html.is_empty() {
                    self.inline("html", html);
                }
            }
            Event::FootnoteReference(label) => self.inline("note", label),
            Event::TaskListMarker(done) => self.inline("task", if *done { "x" } else { "" }),
            Event::Rule => self.block("rule", ""),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.parted = true,
            Tag::HtmlBlock => {}
            Tag::Heading { level, .. } => self.block("heading", &level.to_string()),
            Tag::BlockQuote(_) => self.block("quote", ""),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.trim(),
                    CodeBlockKind::Indented => "",
                };
                self.block("block", info);
                self.code = true;
            }
            Tag::List(start) => {
                self.block("list", &start.map_or_else(String::new, |start| start.to_string()));
            }
            Tag::FootnoteDefinition(label) => self.block("definition", label),
            Tag::Table(columns) => {
                self.block("table", &columns.iter().map(aligned).collect::<String>());
            }
            Tag::Link { dest_url, title, .. } => {
                self.inline("link", dest_url);
                self.inline("", title);
            }
            Tag::Image { dest_url, title, .. } => {
                self.inline("image", dest_url);
                self.inline("", title);
            }
            Tag::Emphasis => self.inline("emphasis", ""),
            Tag::Strong => self.inline("strong", ""),
            Tag::Strikethrough => self.inline("struck", ""),
            // Items, rows, cells, and what is not turned on.
            _ => self.block("part", ""),
        }
    }

    fn end(&mut self, end: TagEnd) {
        use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
        match end {
            Emphasis | Strong | Strikethrough | Link | Image => self.inline("end", ""),
            _ => self.block("end", ""),
        }
    }

    /// Adds words; any number of blanks is one, and at the beginning of a paragraph none.
    fn words(&mut self, words: &str) {
        let begins = self.parted || !self.in_line;
        self.part();
        let words = if begins { words.trim_start_matches(BLANKS) } else { words };
        for c in words.chars() {
            if !BLANKS.contains(&c) {
                self.text.push(c);
            } else if !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }

    fn inline(&mut self, name: &str, text: &str) {
        self.part();
        self.text.push('\0');
        put(&mut self.text, name, text);
    }

    fn block(&mut self, name: &str, text: &str) {
        self.text.truncate(self.text.trim_end_matches(BLANKS).len());
        self.text.push('\0');
        put(&mut self.text, name, text);
        (self.in_line, self.parted) = (false, false);
    }

    /// Divides a paragraph from the one before. Items of lists are the same with and without blank
    /// lines between them, with which each has a paragraph.
    fn part(&mut self) {
        if self.parted && self.in_line {
            self.block("paragraph", "");
        }
        (self.in_line, self.parted) = (true, false);
    }
}

fn aligned(column: &Alignment) -> char {
    match column {
        Alignment::None => '-',
        Alignment::Left => '<',
        Alignment::Center => '=',
        Alignment::Right => '>',
    }
}

fn folded(text: &str) -> String {
    text.split(BLANKS).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn line_feeds(text: &str) -> String {
    text.replace('\r', "")
}

#[cfg(test)]
mod tests;
