//! Note types and decks of schemas 14 to 18: tables, settings as protobuf.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::database::{Database, text};
use super::protobuf::{fields, number, text as string};
use super::{Field, NoteType, Result, Template};

/// What stands between the parts of a deck's name.
const UNIT: char = '\u{1f}';

/// Reads them.
pub(super) fn read(
    database: &Database,
) -> Result<(BTreeMap<i64, NoteType>, BTreeMap<i64, String>)> {
    let types = database.rows("select id, name, mtime_secs, config from notetypes", note_type)?;
    let mut types: BTreeMap<_, _> = types.into_iter().map(|one| (one.id, one)).collect();
    let mut list = database.rows("select ntid, ord, name, config from fields", field)?;
    list.sort_by_key(|(id, ord, _)| (*id, *ord));
    for (id, _, field) in list {
        if let Some(one) = types.get_mut(&id) {
            one.fields.push(field);
        }
    }
    let mut list = database.rows("select ntid, ord, name, config from templates", template)?;
    list.sort_by_key(|(id, ord, _)| (*id, *ord));
    for (id, _, template) in list {
        if let Some(one) = types.get_mut(&id) {
            one.templates.push(template);
        }
    }
    let decks = database.rows("select id, name from decks", |row| {
        Ok((row.get(0)?, text(row, 1)?.replace(UNIT, "::")))
    })?;
    Ok((types, decks.into_iter().collect()))
}

fn note_type(row: &Row<'_>) -> rusqlite::Result<NoteType> {
    let config: Vec<u8> = row.get(3)?;
    let config = fields(&config).unwrap_or_default();
    Ok(NoteType {
        id: row.get(0)?,
        name: text(row, 1)?,
        cloze: number(&config, 1) == Some(1),
        modified: row.get(2)?,
        css: string(&config, 3),
        fields: Vec::new(),
        templates: Vec::new(),
    })
}

fn field(row: &Row<'_>) -> rusqlite::Result<(i64, i64, Field)> {
    let config: Vec<u8> = row.get(3)?;
    let id = fields(&config).and_then(|config| number(&config, 9)).map(|id| id as i64);
    Ok((row.get(0)?, row.get(1)?, Field { name: text(row, 2)?, id }))
}

fn template(row: &Row<'_>) -> rusqlite::Result<(i64, i64, Template)> {
    let config: Vec<u8> = row.get(3)?;
    let config = fields(&config).unwrap_or_default();
    let id = number(&config, 8).map(|id| id as i64);
    let (front, back) = (string(&config, 1), string(&config, 2));
    Ok((row.get(0)?, row.get(1)?, Template { name: text(row, 2)?, id, front, back }))
}
