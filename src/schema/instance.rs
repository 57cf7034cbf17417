//! A question as the object that schemas are written for, and the way back to its bytes.

use serde_json::{Map, Value as Json};

use super::view::{SECTIONS, SUBSECTIONS};
use crate::document::{Document, Fact, Section};
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
    object.insert(SECTIONS.to_owned(), sections(document, &document.sections));
    Json::Object(object)
}

/// The object of some sections.
pub(super) fn sections(document: &Document<'_>, sections: &[Section]) -> Json {
    let mut map = Map::with_capacity(sections.len());
    for one in sections {
        // A section that stands again is another rule's fault; the first one counts.
        map.entry(&one.name).or_insert_with(|| section(document, one));
    }
    Json::Object(map)
}

/// The object of a section.
pub(super) fn section(document: &Document<'_>, section: &Section) -> Json {
    let mut object = Map::with_capacity(Fact::ALL.len() + 1);
    for (name, fact) in Fact::ALL {
        object.insert(name.to_owned(), Json::from(document.count(section, fact)));
    }
    // Sub-sections have none of their own, so the recursion ends there.
    object.insert(SUBSECTIONS.to_owned(), sections(document, &section.subsections));
    Json::Object(object)
}

/// The bytes that a JSON pointer into the object stands for.
///
/// The object itself and its `sections` stand for the line where the question opens.
pub(super) fn locate(document: &Document<'_>, pointer: &str) -> Span {
    let question = document.question;
    let parts: Vec<_> = pointer.split('/').skip(1).map(unescape).collect();
    match parts.as_slice() {
        [key, name, rest @ ..] if key == SECTIONS => {
            let Some(section) = document.section(name) else { return question.opening };
            let inner = match rest {
                [key, name, ..] if key == SUBSECTIONS => {
                    section.subsections.iter().find(|inner| inner.name == *name)
                }
                _ => None,
            };
            document.locate(inner.unwrap_or(section).heading.span.clone())
        }
        [key, ..] if key != SECTIONS => match question.value(key) {
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
