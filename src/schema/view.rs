//! A question as the validator looks at it: nothing is copied, and what stands in a section is counted
//! only where the schema asks for it.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{self, NodeIdentity, cmp, unique};
use serde_json::{Number, Value as Json};

use super::instance;
use crate::document::{Document, Fact, Section};
use crate::value::{self, Value};

/// The key of the object of a question under which its sections stand.
pub(super) const SECTIONS: &str = "sections";
/// The key of the object of a section under which its parts stand.
pub(super) const SUBSECTIONS: &str = "subsections";

/// Names beside each other that are looked through one by one.
const MAX_NAMES: usize = 64;

/// The representation of JSON that the validator is compiled for.
#[derive(Debug)]
pub(super) struct View;

/// A part of a question, or of other JSON.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    Question(&'a Document<'a>, &'a [(String, Json)]),
    Sections(&'a Document<'a>, &'a Vec<Section>),
    Section(&'a Document<'a>, &'a Section),
    Count(usize),
    Value(&'a Value),
    Json(&'a Json),
}

/// A question as it is looked at; none if it has to be made an object first: it holds maps, something
/// twice, or very much.
pub(super) fn of<'a>(
    document: &'a Document<'a>,
    defaults: &'a [(String, Json)],
) -> Option<Part<'a>> {
    let fields = &document.question.fields;
    let inner = document.sections.iter().map(|section| &section.subsections);
    let is_plain = are_unique(fields, |entry| &entry.key)
        && fields.iter().all(|entry| entry.key != SECTIONS && is_plain(&entry.node.value))
        && inner.chain([&document.sections]).all(|list| are_unique(list, |section| &section.name));
    is_plain.then_some(Part::Question(document, defaults))
}

fn are_unique<T>(items: &[T], name: impl Fn(&T) -> &str) -> bool {
    let again = |at: usize| items[..at].iter().any(|before| name(before) == name(&items[at]));
    items.len() <= MAX_NAMES && !(0..items.len()).any(again)
}

fn is_plain(value: &Value) -> bool {
    match value {
        Value::Map(_) => false,
        Value::Float(number) => number.is_finite(),
        Value::List(items) => items.iter().all(|item| is_plain(&item.value)),
        _ => true,
    }
}

impl json::Json for View {
    type Node<'a> = Part<'a>;
    type PreparedKey = String;
    type StringBuffer = Json;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(buffer: &mut Json, text: &str, look: impl FnOnce(Part<'_>) -> T) -> T {
        *buffer = Json::from(text);
        look(Part::Json(buffer))
    }
}

impl<'a> json::Node<'a, View> for Part<'a> {
    type Object = Part<'a>;
    type Array = Part<'a>;
    type Number = Number;

    fn as_object(&self) -> Option<Part<'a>> {
        (self.json_type() == JsonType::Object).then_some(*self)
    }

    fn as_array(&self) -> Option<Part<'a>> {
        (self.json_type() == JsonType::Array).then_some(*self)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self {
            Part::Value(Value::String(text)) | Part::Json(Json::String(text)) => {
                Some(Cow::Borrowed(text))
            }
            _ => None,
        }
    }

    fn as_number(&self) -> Option<Number> {
        match self {
            Part::Count(number) => Some(Number::from(*number)),
            Part::Value(Value::Integer(number)) => Some(Number::from(*number)),
            Part::Value(Value::Float(number)) => Number::from_f64(*number),
            Part::Json(Json::Number(number)) => Some(number.clone()),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self {
            Part::Value(Value::Bool(value)) | Part::Json(Json::Bool(value)) => Some(*value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        self.json_type() == JsonType::Null
    }

    fn json_type(&self) -> JsonType {
        match self {
            Part::Question(..) | Part::Sections(..) | Part::Section(..) => JsonType::Object,
            Part::Count(_) => JsonType::Number,
            Part::Value(Value::Null) | Part::Json(Json::Null) => JsonType::Null,
            Part::Value(Value::Bool(_)) | Part::Json(Json::Bool(_)) => JsonType::Boolean,
            Part::Value(Value::Integer(_) | Value::Float(_)) | Part::Json(Json::Number(_)) => {
                JsonType::Number
            }
            Part::Value(Value::String(_)) | Part::Json(Json::String(_)) => JsonType::String,
            Part::Value(Value::List(_)) | Part::Json(Json::Array(_)) => JsonType::Array,
            Part::Value(Value::Map(_)) | Part::Json(Json::Object(_)) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Json) -> bool {
        match self {
            Part::Value(Value::String(text)) => expected.as_str() == Some(text),
            part => cmp::equal(&part.to_value(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, Json> {
        match *self {
            Part::Question(document, defaults) => Cow::Owned(instance::build(document, defaults)),
            Part::Sections(document, list) => Cow::Owned(instance::sections(document, list)),
            Part::Section(document, section) => Cow::Owned(instance::section(document, section)),
            Part::Count(number) => Cow::Owned(Json::from(number)),
            Part::Value(value) => Cow::Owned(Json::from(value)),
            Part::Json(json) => Cow::Borrowed(json),
        }
    }

    fn identity(&self) -> Option<NodeIdentity> {
        // One inside another may begin at its first byte.
        let (address, tag) = match *self {
            Part::Question(document, _) => (std::ptr::from_ref(document).addr(), 0),
            Part::Sections(_, sections) => (std::ptr::from_ref(sections).addr(), 1),
            Part::Section(_, section) => (std::ptr::from_ref(section).addr(), 2),
            Part::Value(value) => (std::ptr::from_ref(value).addr(), 3),
            Part::Json(json) => (std::ptr::from_ref(json).addr(), 4),
            Part::Count(_) => return None,
        };
        Some(NodeIdentity::tagged(address, tag))
    }
}

impl<'a> json::Object<'a, View> for Part<'a> {
    type Node = Part<'a>;
    type MemberName = &'a str;
    type MembersIter = Box<dyn Iterator<Item = (&'a str, Part<'a>)> + 'a>;

    fn len(&self) -> usize {
        match *self {
            Part::Question(document, defaults) => {
                document.question.fields.len() + lacking(document, defaults).count() + 1
            }
            Part::Sections(_, sections) => sections.len(),
            Part::Section(..) => Fact::ALL.len() + 1,
            Part::Json(Json::Object(map)) => map.len(),
            _ => 0,
        }
    }

    fn get(&self, key: &String) -> Option<Part<'a>> {
        match *self {
            Part::Question(document, _) if key == SECTIONS => {
                Some(Part::Sections(document, &document.sections))
            }
            Part::Question(document, defaults) => match document.question.value(key) {
                Some(node) => Some(Part::Value(&node.value)),
                None => defaults.iter().find(|(name, _)| name == key).map(default),
            },
            Part::Sections(document, sections) => {
                let found = sections.iter().find(|section| section.name == *key);
                found.map(|section| Part::Section(document, section))
            }
            Part::Section(document, section) if key == SUBSECTIONS => {
                Some(Part::Sections(document, &section.subsections))
            }
            Part::Section(document, section) => {
                let fact = Fact::ALL.iter().find(|(name, _)| name == key);
                fact.map(|(_, fact)| Part::Count(document.count(section, *fact)))
            }
            Part::Json(Json::Object(map)) => map.get(key).map(Part::Json),
            _ => None,
        }
    }

    fn members(&self) -> Self::MembersIter {
        match *self {
            Part::Question(document, defaults) => {
                let fields = document.question.fields.iter();
                let fields =
                    fields.map(|entry| (entry.key.as_str(), Part::Value(&entry.node.value)));
                let lacking = lacking(document, defaults).map(|one| (one.0.as_str(), default(one)));
                let sections = (SECTIONS, Part::Sections(document, &document.sections));
                Box::new(fields.chain(lacking).chain([sections]))
            }
            Part::Sections(document, sections) => Box::new(
                sections
                    .iter()
                    .map(move |section| (section.name.as_str(), Part::Section(document, section))),
            ),
            Part::Section(document, section) => {
                let count = move |fact| Part::Count(document.count(section, fact));
                let counts = Fact::ALL.iter().map(move |(name, fact)| (*name, count(*fact)));
                let parts = (SUBSECTIONS, Part::Sections(document, &section.subsections));
                Box::new(counts.chain([parts]))
            }
            Part::Json(Json::Object(map)) => {
                Box::new(map.iter().map(|(name, json)| (name.as_str(), Part::Json(json))))
            }
            _ => Box::new(std::iter::empty()),
        }
    }
}

/// What a question does not say and the schema fills in.
fn lacking<'a>(
    document: &'a Document<'a>,
    defaults: &'a [(String, Json)],
) -> impl Iterator<Item = &'a (String, Json)> {
    defaults.iter().filter(|(key, _)| document.question.field(key).is_none())
}

fn default((_, value): &(String, Json)) -> Part<'_> {
    Part::Json(value)
}

impl<'a> json::Array<'a, View> for Part<'a> {
    type Node = Part<'a>;
    type ElementsIter = Box<dyn Iterator<Item = Part<'a>> + 'a>;

    fn len(&self) -> usize {
        match self {
            Part::Value(Value::List(items)) => items.len(),
            Part::Json(Json::Array(items)) => items.len(),
            _ => 0,
        }
    }

    fn elements(&self) -> Self::ElementsIter {
        match *self {
            Part::Value(Value::List(items)) => {
                Box::new(items.iter().map(|item| Part::Value(&item.value)))
            }
            Part::Json(Json::Array(items)) => Box::new(items.iter().map(Part::Json)),
            _ => Box::new(std::iter::empty()),
        }
    }

    fn is_unique(&self) -> bool {
        match self {
            Part::Value(Value::List(items))
                if items.len() <= MAX_NAMES && items.iter().all(|item| item.as_str().is_some()) =>
            {
                are_unique(items, |item: &value::Node| item.as_str().unwrap_or_default())
            }
            part => {
                let elements = json::Array::elements(part);
                unique::is_unique(
                    &elements.map(|part| json::Node::to_value(&part)).collect::<Vec<_>>(),
                )
            }
        }
    }
}
