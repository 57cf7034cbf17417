//! What a schema demands of a question that is still being written.

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use super::view::Part;
use super::{Schema, instance};
use crate::document::Document;

/// Something that a question lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A key of the front matter.
    Key(String),
    /// A section; or, in the section named, a part.
    Section {
        /// The section that it is a part of.
        inside: Option<String>,
        /// Its name.
        name: String,
    },
    /// Items of a list in a section.
    Items {
        /// The section.
        section: String,
        /// How many there must be at least.
        least: usize,
    },
    /// One more section, of any name.
    AnySection,
}

impl Schema {
    /// What the question lacks, as far as its other parts say so: the parts of a section are only
    /// demanded once the section is there.
    pub fn lacks(&self, document: &Document<'_>) -> Vec<Lack> {
        let object = instance::build(document, &self.defaults);
        let errors = self.validator.iter_errors(Part::Json(&object));
        errors
            .filter_map(|error| {
                let pointer = error.instance_path().to_string();
                let path: Vec<_> = pointer.split('/').skip(1).map(instance::unescape).collect();
                lack(&path.iter().map(String::as_str).collect::<Vec<_>>(), error.kind())
            })
            .collect()
    }

    /// The values that a key may have, if the schema lists them.
    pub fn allowed(&self, key: &str) -> impl Iterator<Item = &str> {
        let values = self.property(key).and_then(|schema| schema.get("enum"));
        values.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str)
    }

    /// The value of a question that does not have the key.
    pub fn default_of(&self, key: &str) -> Option<&str> {
        self.defaults.iter().find(|(name, _)| name == key).and_then(|(_, value)| value.as_str())
    }

    /// What the schema says that a key is.
    pub fn about_key(&self, key: &str) -> Option<&str> {
        self.property(key)?.get("description")?.as_str()
    }

    /// What the schema says that a section is.
    pub fn about_section(&self, name: &str) -> Option<&str> {
        let sections = self.property("sections")?.get("properties")?;
        sections.get(name)?.get("description")?.as_str()
    }

    fn property(&self, key: &str) -> Option<&Json> {
        self.json.get("properties")?.get(key)
    }
}

fn lack(path: &[&str], kind: &Kind) -> Option<Lack> {
    match (path, kind) {
        ([], Kind::Required { property }) => Some(Lack::Key(property.as_str()?.to_owned())),
        (["sections"], Kind::Required { property }) => {
            Some(Lack::Section { inside: None, name: property.as_str()?.to_owned() })
        }
        (["sections", section, "subsections"], Kind::Required { property }) => {
            let inside = Some((*section).to_owned());
            Some(Lack::Section { inside, name: property.as_str()?.to_owned() })
        }
        (["sections"], Kind::MinProperties { .. }) => Some(Lack::AnySection),
        (["sections", section, "items"], Kind::Minimum { limit }) => {
            let least = limit.as_u64().unwrap_or_default() as usize;
            Some(Lack::Items { section: (*section).to_owned(), least })
        }
        _ => None,
    }
}
