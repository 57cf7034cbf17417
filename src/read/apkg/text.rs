//! A package as the text that is read: JSON, one note after the other, each field on its line.

use serde_json::to_string as json;

use crate::anki::package::{Note, NoteType, Package};

/// What every such text begins with.
pub(super) const OPENING: &str = "{\"anki\": 1, \"notes\": [";

/// What a zip begins with.
const MAGIC: &[u8] = b"PK\x03\x04";

/// The text of a package; none if the bytes are no zip.
pub(super) fn decode(bytes: &[u8]) -> Option<Result<String, String>> {
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    Some(match Package::open(bytes) {
        Ok(package) => text(&package),
        Err(broken) => Err(format!("this is no Anki package that can be read: {broken}")),
    })
}

fn text(package: &Package<'_>) -> Result<String, String> {
    let decks = package.decks_by_note();
    let mut text = String::from(OPENING);
    for (at, note) in package.notes.iter().enumerate() {
        let deck = decks.get(&note.id).copied().unwrap_or_default();
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&self::note(note, &package.note_types[&note.note_type], deck));
        if text.len() as u64 > super::super::MAX_CORPUS_BYTES {
            return Err("its notes have more text than 1 GiB, which is the limit".to_owned());
        }
    }
    text.push_str("\n],\n\"media\": [");
    let media: Vec<_> = package.media_names().map(string).collect();
    text.push_str(&media.join(", "));
    text.push_str("]}\n");
    Ok(text)
}

fn note(note: &Note, kind: &NoteType, deck: &str) -> String {
    let tags: Vec<_> = note.tags.iter().map(|tag| string(tag)).collect();
    let named = kind.fields.iter().zip(&note.fields);
    let fields: Vec<_> =
        named.map(|(field, html)| format!("{}: {}", string(&field.name), string(html))).collect();
    format!(
        "{{\n\"guid\": {},\n\"type\": {},\n\"typeId\": {},\n\"deck\": {},\n\"tags\": [{}],\n\
         \"fields\": {{\n{}\n}}\n}}",
        string(&note.guid),
        string(&kind.name),
        kind.id,
        string(deck),
        tags.join(", "),
        fields.join(",\n")
    )
}

fn string(text: &str) -> String {
    // Text is always JSON.
    json(text).unwrap_or_default()
}
