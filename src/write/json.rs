//! The questions themselves as JSON; `schema/corpus.schema.json` describes it.
//!
//! Each question has a line of its own, so that a changed question is a changed line. JSON has no
//! infinite numbers; they are written as text, `".inf"`.

use std::borrow::Cow;

use rayon::prelude::{ParallelIterator, ParallelSlice};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::body::{Tidier, title};
use super::path::own_paths;
use super::{Artifact, Corpus, Item, Options, Writer, Written, joined, yaml};
use crate::document::{Document, SectionNames};
use crate::failure::{Failure, Result};
use crate::value::{Entry, Value};

/// See the module.
pub(super) const ITEM: Writer = Writer {
    help: "the questions as JSON, for programs",
    extension: Some("json"),
    folder: false,
    file: true,
    dated: false,
    write,
};

fn write(corpus: &Corpus<'_>, _options: &Options) -> Result<Written> {
    let items: Vec<_> = corpus.items.iter().zip(own_paths(corpus)).collect();
    let lines: std::result::Result<Vec<_>, serde_json::Error> =
        items.par_chunks(CHUNK).map(|items| lines(items, corpus.names)).collect();
    let mut lines = lines.map_err(|error| Failure(format!("cannot write JSON: {error}")))?;
    if let Some(last) = lines.last_mut() {
        last.truncate(last.len() - BETWEEN.len());
    }
    let parts = std::iter::once(HEAD).chain(lines.iter().map(Vec::as_slice)).chain([FOOT]);
    let bytes = joined(&parts.collect::<Vec<_>>());
    let artifacts = vec![Artifact { path: "".into(), bytes }];
    Ok(Written { artifacts, ..Written::default() })
}

/// What stands before the questions, between two, and behind them.
const HEAD: &[u8] = b"{\"version\":1,\"questions\":[\n";
const BETWEEN: &[u8] = b",\n";
const FOOT: &[u8] = b"\n]}\n";

/// How many questions are written at once.
const CHUNK: usize = 64;

/// A line for each question, with what stands behind it.
fn lines(items: &[(&Item<'_>, &str)], names: &SectionNames) -> serde_json::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for (item, path) in items {
        serde_json::to_writer(&mut lines, &Question::new(item, &item.document(names), path))?;
        lines.extend_from_slice(BETWEEN);
    }
    Ok(lines)
}

/// A question; the schema says what its members are.
#[derive(Serialize)]
struct Question<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    deck: &'a str,
    fields: Map<String, Json>,
    #[serde(skip_serializing_if = "str::is_empty")]
    body: Cow<'a, str>,
    sections: Vec<Section<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    name: String,
    markdown: Cow<'a, str>,
}

impl<'a> Question<'a> {
    fn new(item: &'a Item<'_>, document: &Document<'a>, path: &'a str) -> Self {
        let tidier = Tidier::new(document);
        let sections = document.sections.iter().map(|section| Section {
            name: title(document, section),
            markdown: tidier.part(section.body.clone()),
        });
        let identity = item.identity.as_str();
        Question {
            path,
            identity: (item.question.id() != Some(identity)).then_some(identity),
            deck: &item.deck,
            fields: map(&item.question.fields),
            body: tidier.part(document.preamble()),
            sections: sections.collect(),
        }
    }
}

fn map(entries: &[Entry]) -> Map<String, Json> {
    entries.iter().map(|entry| (entry.key.clone(), json(&entry.node.value))).collect()
}

fn json(value: &Value) -> Json {
    match value {
        Value::Float(number) if !number.is_finite() => Json::from(yaml::value(value)),
        Value::List(items) => items.iter().map(|item| json(&item.value)).collect(),
        Value::Map(entries) => Json::Object(map(entries)),
        value => Json::from(value),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::write::sample;

    const SCHEMA: &str = include_str!("../../schema/corpus.schema.json");

    fn written() -> String {
        sample::show(&sample::write(&ITEM, sample::FILES, false))
    }

    #[test]
    fn questions_are_objects() {
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/write"),
            prepend_module_to_snapshot => false,
        }, {
            insta::assert_snapshot!("json", written());
        });
    }

    #[test]
    fn numbers_without_an_end_are_text() {
        assert_eq!(json(&Value::Float(f64::NEG_INFINITY)), Json::from("-.inf"));
        assert_eq!(json(&Value::Float(1.0)).to_string(), "1.0");
    }

    #[test]
    fn the_schema_describes_what_is_written() {
        let schema: Json = serde_json::from_str(SCHEMA).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let text = written();
        let corpus: Json = serde_json::from_str(text.split_once('\n').unwrap().1).unwrap();
        let errors: Vec<_> = validator.iter_errors(&corpus).map(|e| e.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
        // And nothing that is not.
        let questions = corpus["questions"].as_array().unwrap();
        let keys = |object: &Json| object.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let used: BTreeSet<_> = questions.iter().flat_map(keys).collect();
        let described = schema.pointer("/$defs/question/properties").unwrap();
        assert_eq!(used, keys(described).into_iter().collect());
    }
}
