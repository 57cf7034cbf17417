//! What scripts know of the questions, as scripts.

use serde::Serialize;
use serde_json::json;

use super::body::Body;
use super::entry::Hub;
use super::file;
use crate::failure::{Failure, Result};
use crate::write::Artifact;

/// How many questions lie in one file of texts.
pub(super) const CHUNK: usize = 16;

/// A script that hands `value` to a function.
pub(super) fn script(path: String, function: &str, value: &impl Serialize) -> Result<Artifact> {
    let json = serde_json::to_string(value)
        .map_err(|error| Failure(format!("cannot write JSON: {error}")))?;
    // Text inside JSON is read quicker than an expression; both say the same.
    Ok(file(path, format!("{function}({json});\n")))
}

/// The list of the questions, and their texts.
pub(super) fn all(hub: &Hub<'_>, bodies: &[Body]) -> Result<Vec<Artifact>> {
    let mut files = vec![
        script("data/site.js".to_owned(), "qlint.site", &site(hub))?,
        script("data/questions.js".to_owned(), "qlint.questions", &questions(hub))?,
    ];
    for (number, chunk) in bodies.chunks(CHUNK).enumerate() {
        let texts: Vec<_> = chunk.iter().map(|body| [&body.prompt, &body.answer]).collect();
        files.push(script(
            format!("data/texts/{number}.js"),
            "qlint.texts",
            &json!([number, texts]),
        )?);
    }
    Ok(files)
}

fn site(hub: &Hub<'_>) -> serde_json::Value {
    json!({ "words": hub.words.translated(), "chunk": CHUNK, "levels": hub.corpus.levels })
}

/// A row for each question, with numbers in the place of what many share.
fn questions(hub: &Hub<'_>) -> serde_json::Value {
    let names = |counts: Vec<(&str, usize)>| -> Vec<String> {
        counts.into_iter().map(|(name, _)| name.to_owned()).collect()
    };
    let technologies = names(hub.counts(|entry| vec![entry.technology]));
    let categories = names(hub.counts(|entry| vec![entry.category]));
    let levels = names(hub.counts(|entry| vec![entry.level]));
    let kinds = names(hub.counts(|entry| vec![entry.kind]));
    let tags = names(hub.counts(|entry| entry.tags.clone()));
    let place = |names: &[String], name: &str| {
        names.binary_search_by(|known| known.as_str().cmp(name)).map_or(-1, |at| at as i64)
    };
    let row = |entry: &super::entry::Entry<'_>| {
        json!([
            entry.identity(),
            entry.title,
            if entry.name == entry.identity() { "" } else { &entry.name },
            place(&technologies, entry.technology),
            place(&levels, entry.level),
            place(&kinds, entry.kind),
            place(&categories, entry.category),
            entry.difficulty.unwrap_or(0),
            entry.tags.iter().map(|tag| place(&tags, tag)).collect::<Vec<_>>(),
        ])
    };
    let rows: Vec<_> = hub.entries.iter().map(row).collect();
    json!({
        "technology": technologies, "level": levels, "kind": kinds, "category": categories,
        "tag": tags, "rows": rows,
    })
}
