//! Lists.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::block::Blocks;
use super::dom::{Element, Node};

impl Blocks<'_> {
    pub(super) fn list(&mut self, element: &Element) {
        self.flush();
        let mut items: Vec<Vec<Event<'static>>> = Vec::new();
        let mut paragraphs = false;
        for node in element.nodes() {
            match node {
                Node::Element(item) if item.name() == "li" => {
                    paragraphs |= item.elements().any(|inner| inner.name() == "p");
                    let key = item.attribute("data-ok").is_some();
                    let options = element.has_class("options");
                    if options {
                        self.line.push(Event::TaskListMarker(key));
                    }
                    self.around.push(element.clone());
                    items.push(self.item(&item));
                    self.around.pop();
                }
                // A list in a list belongs to the item before it.
                Node::Element(inner) => {
                    let events = self.apart(&inner);
                    match items.last_mut() {
                        Some(last) => last.extend(events),
                        None if events.is_empty() => {}
                        None => items.push(events),
                    }
                }
                Node::Text(text) if text.trim().is_empty() => {}
                Node::Text(text) => {
                    self.text(&text);
                    let events = std::mem::take(&mut self.events);
                    self.flush();
                    items.push(std::mem::replace(&mut self.events, events));
                }
            }
        }
        items.retain(|item| !item.is_empty());
        if items.is_empty() {
            return;
        }
        let tight =
            !(paragraphs && can_be_loose(&items)) && items.iter().all(|item| is_tight(item));
        let start = element.attribute("start").and_then(|start| start.trim().parse().ok());
        let start = (element.name() == "ol" && !element.has_class("options"))
            .then(|| start.filter(|start| *start < 1_000_000_000).unwrap_or(1));
        let mut events = Vec::new();
        for item in items {
            events.push(Event::Start(Tag::Item));
            events.extend(if tight { without_paragraphs(item) } else { item });
            events.push(Event::End(TagEnd::Item));
        }
        self.block(Tag::List(start), events);
    }

    /// The blocks of an item, behind what stands in the line already.
    fn item(&mut self, item: &Element) -> Vec<Event<'static>> {
        let events = std::mem::take(&mut self.events);
        self.inside(item);
        self.flush();
        std::mem::replace(&mut self.events, events)
    }

    fn apart(&mut self, element: &Element) -> Vec<Event<'static>> {
        let events = std::mem::take(&mut self.events);
        self.element(element);
        self.flush();
        std::mem::replace(&mut self.events, events)
    }
}

/// Whether Markdown can say that items have paragraphs: there must be two blocks to part.
fn can_be_loose(items: &[Vec<Event<'_>>]) -> bool {
    items.len() > 1 || items.iter().any(|item| blocks(item) > 1)
}

/// Whether an item has no paragraph but one at its beginning.
fn is_tight(item: &[Event<'_>]) -> bool {
    let mut depth = 0;
    let mut behind = false;
    for event in item {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 && behind => return false,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        behind |= depth == 0;
    }
    true
}

/// How many blocks stand beside each other.
fn blocks(events: &[Event<'_>]) -> usize {
    let mut depth = 0;
    let mut count = 0;
    for event in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        count += usize::from(depth == 0);
    }
    count
}

/// An item without the tags of its own paragraphs.
fn without_paragraphs(item: Vec<Event<'static>>) -> Vec<Event<'static>> {
    let mut depth = 0;
    let mut kept = Vec::new();
    for event in item {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 => continue,
            Event::End(TagEnd::Paragraph) if depth == 0 => continue,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        kept.push(event);
    }
    kept
}
