//! Edits of the front matter of a native file.
//!
//! Each is tried before it is offered: the front matter is parsed with it, and must then hold what
//! it is to hold and otherwise what it held before. So no edit here needs to know all of YAML.

mod item;
mod order;

use std::ops::Range;

use serde_json::Value as Json;

use crate::diagnostic::{Applicability, Edit, Fix};
use crate::fix;
use crate::question::Question;
use crate::source::Span;
use crate::value::{Entry, Node, Value, toml, yaml};

/// The longest front matter that edits are tried in, in bytes: each try reads all of it, and there may be
/// a fault in every line. That of most questions has a tenth of this.
const MAX_TRIED: usize = 4 * 1024;

/// The front matter of a native file.
#[derive(Debug)]
pub struct Front<'q> {
    question: &'q Question<'q>,
    toml: bool,
    /// The bytes between the fences.
    block: Range<usize>,
}

/// What is to be different. Places are those of the nodes.
enum Change<'c> {
    Nothing,
    Value(Span, &'c Json),
    Key(Span, &'c str),
    /// The item of a list that is to go.
    Item(Span, usize),
}

/// An edit that gives a value another text; in foreign files, where the value stands as it is.
pub fn rewrite(question: &Question<'_>, node: &Node, text: &str) -> Option<Edit> {
    match Front::of(question) {
        Some(front) => front.text(node, text),
        None => {
            let verbatim = node.as_str() == Some(question.source.slice(node.span));
            verbatim.then(|| Edit { span: node.span, text: text.to_owned() })
        }
    }
}

impl<'q> Front<'q> {
    /// The front matter of a question; none in a format that has none, or if it is too long to try edits in.
    pub fn of(question: &'q Question<'q>) -> Option<Front<'q>> {
        Front::whole(question).filter(|front| front.block.len() <= MAX_TRIED)
    }

    /// The bytes of the front matter of a question, if it is too long to try edits in.
    pub fn too_long(question: &'q Question<'q>) -> Option<Span> {
        let long = Front::whole(question).filter(|front| front.block.len() > MAX_TRIED);
        long.map(|front| Span::from(question.opening.start as usize..front.block.end))
    }

    /// The front matter of a question, however long.
    fn whole(question: &'q Question<'q>) -> Option<Front<'q>> {
        let fence = question.source.slice(question.opening);
        if !matches!(fence, "---" | "+++") || question.carries.is_some() {
            return None;
        }
        let start = question.opening.end as usize;
        let body = question.body.locate(0..0).start as usize;
        let inner = question.source.text.get(start..body)?.trim_end().strip_suffix(fence)?;
        Some(Front { question, toml: fence == "+++", block: start..start + inner.len() })
    }

    /// An edit that gives a value another text, written as the old one is.
    pub fn text(&self, node: &Node, text: &str) -> Option<Edit> {
        let old = self.question.source.slice(node.span);
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        let double = format!("\"{escaped}\"");
        let single = if self.toml { text.to_owned() } else { text.replace('\'', "''") };
        let written = match old.as_bytes().first() {
            Some(b'"') => vec![double],
            Some(b'\'') => vec![format!("'{single}'"), double],
            _ => vec![text.to_owned(), double],
        };
        self.value(node, &Json::from(text), written)
    }

    /// An edit that writes a number or a truth value in the place of a value.
    pub fn bare(&self, node: &Node, value: &Json) -> Option<Edit> {
        self.value(node, value, vec![value.to_string()])
    }

    /// An edit that makes a value the one item of a list.
    pub fn listed(&self, node: &Node) -> Option<Edit> {
        let old = self.question.source.slice(node.span);
        let list = Json::from(vec![Json::from(&node.value)]);
        self.value(node, &list, vec![format!("[{old}]"), format!("[\"{old}\"]")])
    }

    /// An edit that makes text with commas a list.
    pub fn split(&self, node: &Node) -> Option<Edit> {
        let items: Vec<&str> = node.as_str()?.split(',').map(str::trim).collect();
        let plain = items.join(", ");
        let list = Json::from(items);
        self.value(
            node,
            &list,
            vec![format!("[{plain}]"), list.to_string().replace("\",\"", "\", \"")],
        )
    }

    /// An edit that gives a key another name.
    pub fn rename(&self, entry: &Entry, name: &str) -> Option<Edit> {
        let edit = Edit { span: entry.key_span, text: name.to_owned() };
        let tried = self.tried(vec![edit], &self.wanted(&Change::Key(entry.key_span, name)));
        tried?.pop()
    }

    /// The first of several ways to write a value that gives that value.
    fn value(&self, node: &Node, value: &Json, written: Vec<String>) -> Option<Edit> {
        let wanted = self.wanted(&Change::Value(node.span, value));
        written
            .into_iter()
            .find_map(|text| self.tried(vec![Edit { span: node.span, text }], &wanted)?.pop())
    }

    /// What the front matter is to hold.
    fn wanted(&self, change: &Change<'_>) -> Vec<(String, Json)> {
        self.question.fields.iter().map(|entry| changed_entry(entry, change)).collect()
    }

    /// The edits, if the front matter holds with them what is wanted, in that order.
    fn tried(&self, edits: Vec<Edit>, wanted: &[(String, Json)]) -> Option<Vec<Edit>> {
        let old = &self.question.source.text;
        let fix = Fix { applicability: Applicability::Safe, edits };
        let mended = fix::apply(old, &[&fix]);
        mended.taken.first()?;
        let behind = old.len() - self.block.end;
        let block = mended.text.get(self.block.start..mended.text.len() - behind)?;
        let parsed = if self.toml { toml::parse(block, 0) } else { yaml::parse(block, 0) }.ok()?;
        let held = parsed.node.entries().iter();
        let held: Vec<_> = held.map(|entry| changed_entry(entry, &Change::Nothing)).collect();
        (parsed.duplicates.is_empty() && held == wanted).then_some(fix.edits)
    }
}

fn changed_entry(entry: &Entry, change: &Change<'_>) -> (String, Json) {
    let key = match change {
        Change::Key(span, name) if *span == entry.key_span => (*name).to_owned(),
        _ => entry.key.clone(),
    };
    (key, changed(&entry.node, change))
}

fn changed(node: &Node, change: &Change<'_>) -> Json {
    match (&node.value, change) {
        (_, Change::Value(span, value)) if *span == node.span => (*value).clone(),
        (Value::List(items), _) => {
            let stays = |at: &usize| !matches!(change, Change::Item(span, gone) if *span == node.span && gone == at);
            (0..items.len()).filter(stays).map(|at| changed(&items[at], change)).collect()
        }
        (Value::Map(entries), _) => {
            Json::Object(entries.iter().map(|entry| changed_entry(entry, change)).collect())
        }
        (value, _) => Json::from(value),
    }
}

#[cfg(test)]
mod tests;
