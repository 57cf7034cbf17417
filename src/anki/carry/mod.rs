//! What the fields of our notes cannot carry of a question: the field `Data`.
//!
//! The writer fills the fields of a note and calls [`data`] with them; the reader calls [`back`] with
//! the fields that it finds, and gets the question that they came from, with what was edited in them.
//! Both read the fields in the same way, so that `Data` holds exactly what reading them misses:
//! keys of the front matter, and the lines of Markdown that HTML says in another spelling. Each of
//! these has what it stands for beside it, and counts only where that is still so.

mod fields;
mod hunk;
mod plain;

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use unicode_normalization::is_nfc;

use super::note_type::{INTERVIEW, NoteType};
use crate::document::Document;
use crate::question::{DEFAULT_KIND, Question, key};
use crate::source::Span;
use crate::value::{Entry, Node, Value};
use fields::Said;
use hunk::Hunk;

/// The paths of pictures and sounds, as the question says them, by their names in the package.
pub type Paths = BTreeMap<String, Vec<String>>;

/// A question, and what the writer made of it.
#[derive(Debug)]
pub struct Made<'m, 'q> {
    /// The question.
    pub document: &'m Document<'q>,
    /// What it is known by.
    pub identity: &'m str,
    /// The type of its notes.
    pub note_type: &'static NoteType,
    /// The fields of each note: of one, but of an interview one for each step, in order. `Data` is
    /// still empty.
    pub notes: &'m [Vec<String>],
    /// The tags of the first note, as they are written.
    pub tags: &'m str,
    /// Where each picture or sound comes from: the path as the question's Markdown says it, by the
    /// name in the package.
    pub media: &'m Paths,
}

/// Our notes of one question as a package has them.
#[derive(Clone, Copy)]
pub struct Found<'f> {
    /// Their type.
    pub note_type: &'static NoteType,
    /// The fields of each, in the order of the type; of an interview in the order of the steps.
    pub notes: &'f [Vec<&'f str>],
    /// The tags of the first.
    pub tags: &'f [&'f str],
    /// What the Markdown calls a picture or a sound, by its name in the package and the path that it
    /// once had; none if the package has no such file.
    pub media: &'f dyn Fn(&str, Option<&str>) -> Option<String>,
}

/// A question made of its notes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Back {
    /// The keys of its front matter, but for the guid; without the places of values.
    pub keys: Vec<(String, Value)>,
    /// Its Markdown.
    pub body: String,
    /// Whether `Data` could not be read: somebody changed it.
    pub damaged: bool,
}

/// What stands in the field `Data`.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Data {
    /// Keys that no field has.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    keys: Map<String, Json>,
    /// For keys that fields say in another way: what they say, and what is meant; nothing for no key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    mend: BTreeMap<String, Vec<Json>>,
    /// The question's own tags, if the note says them in another order or spelling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tags: Option<Json>,
    /// The tags of the note that are not the question's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    more: Vec<Json>,
    /// The sections in the order of the file, if that is not the order of the fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    order: Vec<String>,
    /// The paths of pictures and sounds by their names in the package.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    media: Paths,
    /// What makes the question's Markdown of that of the fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    body: Vec<Hunk>,
}

/// What stands in the field `Data` of the first note: HTML that is never shown, empty if the fields
/// and tags say all.
pub fn data(made: &Made<'_, '_>) -> String {
    let question = made.document.question;
    let mut data = Data { media: made.media.clone(), ..Data::default() };
    let notes: Vec<Vec<&str>> =
        made.notes.iter().map(|note| note.iter().map(String::as_str).collect()).collect();
    let tags: Vec<_> = made.tags.split_whitespace().collect();
    let media = |name: &str, path: Option<&str>| {
        path.map(str::to_owned).or_else(|| made.media.get(name)?.first().cloned())
    };
    let found = Found { note_type: made.note_type, notes: &notes, tags: &tags, media: &media };
    let said = Said::new(&found, made.media);
    keys(question, made.note_type, &said, &mut data);
    (data.order, data.body) = match plain::is_plain(made.document, made.note_type) {
        true if plain::are_moved(made.document, made.note_type) => (names(made), Vec::new()),
        true => (Vec::new(), Vec::new()),
        false => missed(made, &said),
    };
    let json = kept(serde_json::to_string(&data).unwrap_or_default());
    match json.as_str() {
        "{}" => String::new(),
        json => json.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
    }
}

/// The names of the sections of a question.
fn names(made: &Made<'_, '_>) -> Vec<String> {
    made.document.sections.iter().map(|section| section.name.clone()).collect()
}

/// What the fields miss of a body: the order of its sections, if that is another, and lines.
fn missed(made: &Made<'_, '_>, said: &Said<'_>) -> (Vec<String>, Vec<Hunk>) {
    let (mut sections, mut order) = (said.sections(), names(made));
    if sections.iter().filter_map(|one| one.0.as_ref()).eq(order.iter()) {
        order.clear();
    } else {
        fields::reorder(&mut sections, &order);
    }
    let body = made.document.markdown(0..made.document.question.body.text().len());
    // Blank lines at the ends mean nothing.
    (order, hunk::between(&fields::body(&sections), body.trim_matches('\n')))
}

/// JSON in which Anki changes nothing: it drops control characters, and composes others.
fn kept(json: String) -> String {
    if json.is_ascii() && !json.contains('\u{7f}') {
        return json;
    }
    let composed = is_nfc(&json);
    let mut kept = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\u{7f}' || !(composed || c.is_ascii()) {
            kept.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            kept.push(c);
        }
    }
    kept
}

/// The question of our notes.
pub fn back(found: &Found<'_>) -> Back {
    let at = found.note_type.fields.iter().position(|(name, _)| *name == "Data");
    let written = at.zip(found.notes.first()).and_then(|(at, note)| note.get(at).copied());
    let written = super::markdown::text(written.unwrap_or_default());
    let read: Option<Data> = match written.trim() {
        "" => Some(Data::default()),
        json => serde_json::from_str(json).ok(),
    };
    let damaged = read.is_none();
    let data = read.unwrap_or_default();
    let said = Said::new(found, &data.media);
    let mut sections = said.sections();
    if !data.order.is_empty() {
        fields::reorder(&mut sections, &data.order);
    }
    let body = hunk::apply(&fields::body(&sections), &data.body);
    // The same picture may have been in several places.
    for (name, paths) in &data.media {
        for path in paths.iter().skip(1).filter(|path| body.contains(*path)) {
            (found.media)(name, Some(path));
        }
    }
    Back { keys: mended(said.keys(), data), body, damaged }
}

/// The keys that the fields do not say, or not as they are.
fn keys(question: &Question<'_>, note_type: &NoteType, said: &Said<'_>, data: &mut Data) {
    let said = said.keys();
    let first = super::ids::first_id(question, question.id().unwrap_or_default());
    for Entry { key, node, .. } in &question.fields {
        // The guid is that of the note, unless it is one for each step.
        let is_guid = key == key::GUID
            && note_type.id != INTERVIEW.id
            && node
                .as_str()
                .is_some_and(|guid| !guid.is_empty() && guid != super::ids::made(first));
        let is_default = key == key::KIND && node.as_str() == Some(DEFAULT_KIND);
        let is = Json::from(&node.value);
        match said.iter().find(|(name, _)| name == key) {
            _ if is_guid || is_default => {}
            _ if key == key::TAGS => tags(Some(is), &said, data),
            Some((_, value)) if same(value, &node.value) => {}
            Some((_, value)) => _ = data.mend.insert(key.clone(), vec![Json::from(value), is]),
            None => _ = data.keys.insert(key.clone(), is),
        }
    }
    if question.field(key::TAGS).is_none() {
        tags(None, &said, data);
    }
    for (key, value) in &said {
        if key != key::TAGS && question.field(key).is_none() {
            data.mend.insert(key.clone(), vec![Json::from(value)]);
        }
    }
}

/// What the tags of the note do not say of the question's own.
fn tags(own: Option<Json>, said: &[(String, Value)], data: &mut Data) {
    let now = said.iter().find(|(name, _)| name == key::TAGS).map(|(_, value)| Json::from(value));
    if own == now {
        return;
    }
    let list = |json: &Option<Json>| json.as_ref().and_then(Json::as_array).cloned();
    let (own_list, now) = (list(&own).unwrap_or_default(), list(&now).unwrap_or_default());
    let own_names = Names::of(&own_list);
    data.more = now.into_iter().filter(|tag| !own_names.hold(tag)).collect();
    match own {
        Some(list @ Json::Array(_)) => data.tags = Some(list),
        Some(other) => _ = data.keys.insert(key::TAGS.to_owned(), other),
        None => {}
    }
}

/// The tags of a list, as Anki compares them.
struct Names(HashSet<String>);

impl Names {
    fn of(list: &[Json]) -> Names {
        Names(list.iter().map(Names::name).collect())
    }

    fn name(tag: &Json) -> String {
        super::tags::tag(tag.as_str().unwrap_or_default()).to_lowercase()
    }

    fn hold(&self, tag: &Json) -> bool {
        self.0.contains(&Names::name(tag))
    }
}

/// Whether two values are the same, wherever they stand.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value))
        }
        (a, b) => a == b,
    }
}

/// What the fields say, put right by `Data` where they still say what it puts right.
fn mended(said: Vec<(String, Value)>, data: Data) -> Vec<(String, Value)> {
    let mut keys = Vec::new();
    let mut mend = data.mend;
    let now = said.iter().find(|(key, _)| key == key::TAGS).map(|(_, value)| Json::from(value));
    if let Some(own) = own_tags(data.tags, &data.more, now) {
        keys.push((key::TAGS.to_owned(), value(own)));
    }
    for (key, value) in said.into_iter().filter(|(key, _)| key != key::TAGS) {
        let now = Json::from(&value);
        match mend.remove(&key).as_deref() {
            Some([was, is]) if *was == now => keys.push((key, self::value(is.clone()))),
            Some([was]) if *was == now => {}
            _ => keys.push((key, value)),
        }
    }
    let known: HashSet<String> = keys.iter().map(|(key, _)| key.clone()).collect();
    let more = data.keys.into_iter().filter(|(key, _)| !known.contains(key));
    keys.extend(more.map(|(key, is)| (key, value(is))));
    keys
}

/// The question's own tags, less those that were taken off the note, and those that were put on it.
fn own_tags(own: Option<Json>, more: &[Json], now: Option<Json>) -> Option<Json> {
    if own.is_none() && more.is_empty() {
        return now;
    }
    let had_none = own.is_none();
    let listed = own.as_ref().and_then(Json::as_array).cloned().unwrap_or_default();
    let now = now.as_ref().and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    let shown = |tag: &Json| !super::tags::tag(tag.as_str().unwrap_or_default()).is_empty();
    let (on, more, own) = (Names::of(now), Names::of(more), Names::of(&listed));
    let kept = listed.iter().filter(|tag| !shown(tag) || on.hold(tag)).cloned();
    let added = now.iter().filter(|tag| !more.hold(tag) && !own.hold(tag)).cloned();
    let tags: Vec<_> = kept.chain(added).collect();
    (!tags.is_empty() || !had_none && listed.is_empty()).then_some(Json::Array(tags))
}

fn value(json: Json) -> Value {
    let node = |json: Json| Node { value: value(json), span: Span::default() };
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(value),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::Integer(whole),
            (None, Some(number)) => Value::Float(number),
            (None, None) => Value::Null,
        },
        Json::String(text) => Value::String(text),
        Json::Array(items) => Value::List(items.into_iter().map(node).collect()),
        Json::Object(entries) => {
            let entry = |(key, json): (String, Json)| Entry {
                key,
                key_span: Span::default(),
                node: node(json),
            };
            Value::Map(entries.into_iter().map(entry).collect())
        }
    }
}

#[cfg(test)]
mod tests;
