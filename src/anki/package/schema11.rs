//! Note types and decks of schema 11: JSON in the one row of table `col`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::database::{Database, text};
use super::{Field, NoteType, Result, Template, broken};

#[derive(Deserialize)]
struct Model {
    id: Id,
    name: String,
    #[serde(default, rename = "type")]
    kind: i64,
    #[serde(default, rename = "mod")]
    modified: i64,
    #[serde(default)]
    css: String,
    flds: Vec<JsonField>,
    tmpls: Vec<JsonTemplate>,
}

/// Some programs write ids as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(i64),
    Text(String),
}

#[derive(Deserialize)]
struct JsonField {
    name: String,
    #[serde(default)]
    ord: i64,
    id: Option<i64>,
}

#[derive(Deserialize)]
struct JsonTemplate {
    name: String,
    #[serde(default)]
    ord: i64,
    id: Option<i64>,
    qfmt: String,
    #[serde(default)]
    afmt: String,
}

#[derive(Deserialize)]
struct Deck {
    id: Id,
    name: String,
}

impl Id {
    fn number(&self) -> Option<i64> {
        match self {
            Id::Number(number) => Some(*number),
            Id::Text(text) => text.parse().ok(),
        }
    }
}

/// Reads them.
pub(super) fn read(
    database: &Database,
) -> Result<(BTreeMap<i64, NoteType>, BTreeMap<i64, String>)> {
    let row = "select models, decks from col";
    let (models, decks) = database.one(row, |row| Ok((text(row, 0)?, text(row, 1)?)))?;
    let Ok(models) = serde_json::from_str::<BTreeMap<String, Model>>(&models) else {
        return broken("its note types cannot be read");
    };
    let Ok(decks) = serde_json::from_str::<BTreeMap<String, Deck>>(&decks) else {
        return broken("its decks cannot be read");
    };
    let models = models.into_values().filter_map(|model| Some((model.id.number()?, model)));
    let decks = decks.into_values().filter_map(|deck| Some((deck.id.number()?, deck.name)));
    Ok((models.map(|(id, model)| (id, note_type(id, model))).collect(), decks.collect()))
}

fn note_type(id: i64, mut model: Model) -> NoteType {
    model.flds.sort_by_key(|field| field.ord);
    model.tmpls.sort_by_key(|template| template.ord);
    NoteType {
        id,
        name: model.name,
        cloze: model.kind == 1,
        modified: model.modified,
        css: model.css,
        fields: model
            .flds
            .into_iter()
            .map(|field| Field { name: field.name, id: field.id })
            .collect(),
        templates: model
            .tmpls
            .into_iter()
            .map(|one| Template { name: one.name, id: one.id, front: one.qfmt, back: one.afmt })
            .collect(),
    }
}
