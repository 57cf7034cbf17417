//! A tree of plain values that knows where each of them was written.

pub mod json;
mod simple;
pub mod toml;
pub mod yaml;

use crate::source::Span;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes, quotes included.
    pub span: Span,
}

/// What front matter can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// Text.
    String(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order written; a key may stand twice.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The key's bytes.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

/// Text that is not in the language it claims to be in.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    /// What the parser says, in its own words.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// A key that stands twice in one map.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicateKey {
    /// The key.
    pub key: String,
    /// Where it stands first.
    pub first: Span,
    /// Where it stands again.
    pub second: Span,
}

/// A parsed text: its value and the keys that stand twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The value at the top.
    pub node: Node,
    /// Every repeated key.
    pub duplicates: Vec<DuplicateKey>,
}

impl Node {
    /// The text, if it is text.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list; none otherwise.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entries, if it is a map; none otherwise.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The node that a JSON pointer (RFC 6901) names, or the last one on the way to it.
    pub fn nearest(&self, pointer: &str) -> &Node {
        let mut node = self;
        for part in pointer.split('/').skip(1) {
            let key = part.replace("~1", "/").replace("~0", "~");
            let next = match &node.value {
                Value::List(items) => key.parse().ok().and_then(|at: usize| items.get(at)),
                Value::Map(entries) => {
                    entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
                }
                _ => None,
            };
            let Some(next) = next else { break };
            node = next;
        }
        node
    }
}

impl From<&Value> for serde_json::Value {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Integer(value) => Self::from(*value),
            Value::Float(value) => Self::from(*value),
            Value::String(text) => Self::String(text.clone()),
            Value::List(items) => items.iter().map(|item| Self::from(&item.value)).collect(),
            // The last of two equal keys wins, as in most YAML readers.
            Value::Map(entries) => entries
                .iter()
                .map(|entry| (entry.key.clone(), Self::from(&entry.node.value)))
                .collect(),
        }
    }
}
