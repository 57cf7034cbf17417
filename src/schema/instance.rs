//! A question as the object that schemas are written for, and the way back to its bytes.

use serde_json::{Map, Value as Json};

use crate::document::{Document, Section};
use crate::source::Span;

/// The object of a question: its fields, what the schema fills in, and its sections.
pub(super) fn build(document: &Document<'_>, defaults: &[(String, Json)]) -> Json {
    let fields = &document.question.fields;
    let mut object = Map::with_capacity(fields.len() + defaults.len() + 1);
    for entry in fields {
        object.insert(entry.key.clone(), Json::from(&entry.node.value));
    }
    for (key, value) in defaults {
        if !object.contains_key(key) {
            object.insert(key.clone(), value.clone());
        }
    }
    object.insert("sections".to_owned(), sections(&document.sections));
    Json::Object(object)
}

fn sections(sections: &[Section]) -> Json {
    let mut map = Map::with_capacity(sections.len());
    for section in sections {
        let facts = section.facts;
        // A section that stands again is another rule's fault; the first one counts.
        map.entry(&section.name).or_insert_with(|| {
            let counts = [
                ("words", facts.words),
                ("paragraphs", facts.paragraphs),
                ("items", facts.items),
                ("code_blocks", facts.code_blocks),
                ("links", facts.links),
            ];
            let mut object = Map::with_capacity(counts.len() + 1);
            object.extend(counts.map(|(name, count)| (name.to_owned(), Json::from(count))));
            // Sub-sections have none of their own, so the recursion ends there.
            object.insert("subsections".to_owned(), self::sections(&section.subsections));
            Json::Object(object)
        });
    }
    Json::Object(map)
}

/// The bytes that a JSON pointer into the object stands for.
///
/// The object itself and its `sections` stand for the line where the question opens.
pub(super) fn locate(document: &Document<'_>, pointer: &str) -> Span {
    let question = document.question;
    let parts: Vec<_> = pointer.split('/').skip(1).map(unescape).collect();
    match parts.as_slice() {
        [key, name, rest @ ..] if key == "sections" => {
            let Some(section) = document.section(name) else { return question.opening };
            let inner = match rest {
                [key, name, ..] if key == "subsections" => {
                    section.subsections.iter().find(|inner| inner.name == *name)
                }
                _ => None,
            };
            document.locate(inner.unwrap_or(section).heading.span.clone())
        }
        [key, ..] if key != "sections" => match question.value(key) {
            Some(node) => {
                let below = pointer.splitn(3, '/').nth(2).map(|rest| format!("/{rest}"));
                node.nearest(below.as_deref().unwrap_or_default()).span
            }
            None => question.opening,
        },
        _ => question.opening,
    }
}

/// A part of a JSON pointer as it reads (RFC 6901).
pub(super) fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}
