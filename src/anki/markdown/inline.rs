//! What stands in a line: text, code, links, images, breaks.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::dom::Element;

/// What browsers fold.
const BLANKS: [char; 5] = [' ', '\t', '\n', '\r', '\u{c}'];

/// The inline events of a block to come.
///
/// Blanks are folded as a browser folds them. One at the edge of emphasis goes outside: Markdown has
/// no emphasis that begins or ends with a blank.
#[derive(Debug, Default)]
pub(super) struct Line {
    events: Vec<Event<'static>>,
    /// A blank that is written if something follows.
    blank: Option<Event<'static>>,
    /// The tags that are open.
    open: Vec<Tag<'static>>,
}

impl Line {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        let text = text.replace('\u{a0}', " ");
        let mut rest = text.as_str();
        // Words of a line, put together before they are added.
        let mut words = String::new();
        while !rest.is_empty() {
            let word = rest.find(BLANKS).unwrap_or(rest.len());
            words.push_str(&rest[..word]);
            let after = rest[word..].trim_start_matches(BLANKS);
            let blanks = &rest[word..rest.len() - after.len()];
            let line_end = blanks.contains('\n');
            if line_end || after.is_empty() || words.is_empty() {
                self.words(&std::mem::take(&mut words));
                if !blanks.is_empty() {
                    self.blank(line_end);
                }
            } else {
                words.push(' ');
            }
            rest = after;
        }
    }

    fn words(&mut self, words: &str) {
        if !words.is_empty() {
            self.push(Event::Text(words.to_owned().into()));
        }
    }

    fn blank(&mut self, line_end: bool) {
        // One inside emphasis that has only begun stands before it.
        let open = self.events.iter().rev().take_while(|event| matches!(event, Event::Start(_)));
        let at = self.events.len() - open.count();
        let blank = if line_end { Event::SoftBreak } else { Event::Text(" ".into()) };
        let length = self.events.len();
        match at.checked_sub(1).map(|before| &mut self.events[before]) {
            None | Some(Event::HardBreak | Event::TaskListMarker(_) | Event::SoftBreak) => {}
            Some(_) if at == length => {
                if !matches!(self.blank, Some(Event::SoftBreak)) {
                    self.blank = Some(blank);
                }
            }
            Some(Event::Text(text)) if text.ends_with(' ') => {}
            Some(_) => self.events.insert(at, blank),
        }
    }

    /// Writes the blank that is waiting.
    fn fill(&mut self) {
        self.events.extend(self.blank.take());
    }

    /// Adds an event, and before it the blank that is waiting.
    pub(super) fn push(&mut self, event: Event<'static>) {
        self.fill();
        self.events.push(event);
    }

    /// Adds an event of a block; what makes the block is a blank.
    pub(super) fn push_inline(&mut self, event: Event<'static>) {
        let inline = |tag: TagEnd| {
            use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
            matches!(tag, Emphasis | Image | Link | Strikethrough | Strong)
        };
        match &event {
            Event::Start(tag) if inline(tag.to_end()) => self.push(event),
            Event::End(tag) if inline(*tag) => self.push(event),
            Event::Start(_) | Event::End(_) | Event::Rule => self.blank(false),
            Event::Text(text) => self.text(text),
            _ => self.push(event),
        }
    }

    /// Adds another line.
    pub(super) fn append(&mut self, other: Line) {
        if !other.events.is_empty() {
            self.blank(false);
            self.fill();
            self.events.extend(other.events);
        }
    }

    /// Adds code; it has no line ends, and no blanks alone.
    pub(super) fn code(&mut self, text: &str) {
        let text = text.replace('\u{a0}', " ").replace(['\n', '\r'], " ");
        match text.trim().is_empty() {
            true => self.text(&text),
            false => self.push(Event::Code(text.into())),
        }
    }

    /// A line end that is shown.
    pub(super) fn hard_break(&mut self) {
        self.blank = None;
        let open = self.events.iter().rev().take_while(|event| matches!(event, Event::Start(_)));
        let at = self.events.len() - open.count();
        if at > 0 {
            self.events.insert(at, Event::HardBreak);
        }
    }

    /// Opens emphasis or a link; says whether it was, for one inside its like is none.
    pub(super) fn open(&mut self, tag: Tag<'static>) -> bool {
        let same = |other: &Tag<'_>| other.to_end() == tag.to_end();
        if self.open.iter().any(same) {
            return false;
        }
        let is_link = matches!(tag, Tag::Link { .. });
        let again = self.events.last() == Some(&Event::End(tag.to_end()));
        self.open.push(tag.clone());
        // What goes on is not closed.
        if again && !is_link && self.blank.is_none() {
            self.events.pop();
        } else {
            self.fill();
            self.events.push(Event::Start(tag));
        }
        true
    }

    /// Closes what was opened last; if nothing stands in it, it never was.
    pub(super) fn close(&mut self) {
        let Some(tag) = self.open.pop() else { return };
        let mut breaks = 0;
        while matches!(self.events.last(), Some(Event::HardBreak)) {
            self.events.pop();
            breaks += 1;
        }
        if matches!(self.events.last(), Some(Event::Start(_))) {
            self.events.pop();
        } else {
            self.events.push(Event::End(tag.to_end()));
        }
        self.events.extend((0..breaks).map(|_| Event::HardBreak));
    }

    /// The paragraphs of the line: an empty line between two hard breaks parts them. What is open at
    /// such a place closes and opens again.
    pub(super) fn paragraphs(&mut self) -> Vec<Vec<Event<'static>>> {
        let mut paragraphs = vec![Vec::new()];
        let mut open: Vec<Tag<'static>> = Vec::new();
        let mut events = self.take().into_iter().peekable();
        while let Some(event) = events.next() {
            let last = paragraphs.len() - 1;
            match &event {
                Event::HardBreak if matches!(events.peek(), Some(Event::HardBreak)) => {
                    while events.next_if_eq(&Event::HardBreak).is_some() {}
                    paragraphs[last].extend(open.iter().rev().map(|tag| Event::End(tag.to_end())));
                    paragraphs.push(open.iter().cloned().map(Event::Start).collect());
                    continue;
                }
                Event::Start(tag) => open.push(tag.clone()),
                Event::End(_) => _ = open.pop(),
                _ => {}
            }
            paragraphs[last].push(event);
        }
        for paragraph in &mut paragraphs {
            trim(paragraph);
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        paragraphs
    }

    /// All events. Pieces of text beside each other are one, and of code too: their marks would run
    /// together. Not made one where they are added, for a line may be megabytes in pieces of a letter.
    fn take(&mut self) -> Vec<Event<'static>> {
        self.blank = None;
        let events = std::mem::take(&mut self.events);
        let alike = |one: &Event<'_>, next: &Event<'_>| {
            use Event::{Code, Text};
            matches!((one, next), (Text(_), Text(_)) | (Code(_), Code(_)))
        };
        let whole = |run: &[Event<'static>]| match run {
            [Event::Text(_), _, ..] => Some(Event::Text(joined(run))),
            [Event::Code(_), _, ..] => Some(Event::Code(joined(run))),
            _ => run.first().cloned(),
        };
        events.chunk_by(alike).filter_map(whole).collect()
    }

    /// All of it as one line: breaks are blanks.
    pub(super) fn single(&mut self) -> Vec<Event<'static>> {
        let mut events = self.take();
        trim(&mut events);
        let blank = |event| match event {
            Event::HardBreak | Event::SoftBreak => Event::Text(" ".into()),
            event => event,
        };
        events.into_iter().map(blank).collect()
    }
}

/// The text of events that are nothing but text or code.
fn joined(events: &[Event<'_>]) -> CowStr<'static> {
    let mut whole = String::new();
    for event in events {
        if let Event::Text(text) | Event::Code(text) = event {
            whole.push_str(text);
        }
    }
    whole.into()
}

/// Takes off breaks at the ends, and emphasis in which nothing stands.
fn trim(events: &mut Vec<Event<'static>>) {
    let is_break =
        |event: Option<&Event<'_>>| matches!(event, Some(Event::HardBreak | Event::SoftBreak));
    while is_break(events.last()) {
        events.pop();
    }
    let breaks = events.iter().take_while(|event| is_break(Some(event))).count();
    events.drain(..breaks);
    let empty = |pair: &[Event<'_>]| {
        matches!(pair, [Event::Start(start), Event::End(end)]
            if start.to_end() == *end && !matches!(end, TagEnd::Image))
    };
    let mut kept: Vec<Event<'static>> = Vec::with_capacity(events.len());
    for event in events.drain(..) {
        kept.push(event);
        if kept.last_chunk::<2>().is_some_and(|pair| empty(pair)) {
            kept.truncate(kept.len() - 2);
        }
    }
    *events = kept;
}

/// A link, or an image.
pub(super) fn target(element: &Element, url: String) -> Tag<'static> {
    let title: CowStr<'static> = element.attribute("title").unwrap_or_default().into();
    let (dest_url, id) = (url.into(), "".into());
    if element.name() == "img" {
        Tag::Image { link_type: LinkType::Inline, dest_url, title, id }
    } else {
        Tag::Link { link_type: LinkType::Inline, dest_url, title, id }
    }
}
