//! Anki packages, of any container.
//!
//! Notes that qlint wrote become the questions that they were, with what was edited in Anki. Of any
//! other note the first field is the title, the second the answer, unless their names say otherwise or
//! `columns` in `qlint.toml` does; each other field that is filled is a section. Notes with gaps keep
//! them as Anki writes them, `{{c1::…}}`.

mod foreign;
mod media;
mod ours;
mod text;

use std::collections::BTreeMap;

use super::notes::Notes;
use super::{MAX_CORPUS_BYTES, Options, Reader, Reading};
use crate::anki::note_type::{self, NoteType};
use crate::diagnostic::Severity;
use crate::source::{Source, Span};
use crate::value::json::parse;
use crate::value::{Node, SyntaxError, Value};
use media::Media;

/// See the module.
pub(super) const ITEM: Reader = Reader {
    help: "Anki packages: the notes of qlint as they were, others by their fields",
    endings: &["apkg"],
    max_bytes: MAX_CORPUS_BYTES,
    decode: Some(text::decode),
    editable: false,
    read,
};

/// A note of the text.
#[derive(Clone, Debug)]
struct Note<'n> {
    guid: &'n Node,
    /// The name of its type.
    kind: &'n str,
    id: i64,
    deck: &'n Node,
    tags: &'n Node,
    fields: Vec<Field<'n>>,
}

/// A field of a note.
#[derive(Clone, Copy, Debug)]
struct Field<'n> {
    name: &'n str,
    name_span: Span,
    html: &'n str,
    span: Span,
}

fn read<'s>(source: &'s Source, options: &Options) -> Reading<'s> {
    let mut notes = Notes::new(source);
    if !source.text.starts_with(text::OPENING) {
        notes
            .add("import/nothing-recognised", Severity::Error, Span::at(0), "no Anki package")
            .help("an `.apkg` file is what Anki makes under `Export`, or qlint under `export`");
        return Reading { diagnostics: notes.list, ..Reading::default() };
    }
    let node = match parse(&source.text, 0) {
        Ok(parsed) => parsed.node,
        Err(SyntaxError { message, span }) => {
            notes.add("import/invalid-json", Severity::Error, span, message);
            return Reading { diagnostics: notes.list, ..Reading::default() };
        }
    };
    let list = member(&node, "notes").map_or(&[][..], Node::items);
    let names = member(&node, "media").map_or(&[][..], Node::items);
    let mut media = Media::new(names.iter().filter_map(Node::as_str));
    let mut questions = Vec::new();
    let mut steps: BTreeMap<&str, Vec<Note<'_>>> = BTreeMap::new();
    let found: Vec<_> = list.iter().filter_map(note).collect();
    for note in &found {
        match ours(note) {
            // All steps of an interview are one question.
            Some(kind) if kind.id == note_type::INTERVIEW.id => {
                steps.entry(note.field("Id")).or_default().push(note.clone());
            }
            Some(kind) => questions.extend(ours::question(
                &mut notes,
                kind,
                std::slice::from_ref(note),
                &mut media,
            )),
            None => questions.extend(foreign::question(&mut notes, note, options, &mut media)),
        }
    }
    for steps in steps.values() {
        questions.extend(ours::question(&mut notes, &note_type::INTERVIEW, steps, &mut media));
    }
    questions.sort_by_key(|question| question.opening.start);
    if questions.is_empty() && notes.list.is_empty() {
        let message = "there is no note in the package";
        notes.add("import/nothing-recognised", Severity::Error, Span::at(0), message);
    }
    Reading { questions, diagnostics: notes.finish(), media: media.shown() }
}

fn member<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.node)
}

fn note(node: &Node) -> Option<Note<'_>> {
    let number = |node: &Node| match node.value {
        Value::Integer(number) => Some(number),
        _ => None,
    };
    let field = |entry: &'_ crate::value::Entry| entry.node.as_str().is_some();
    let fields = member(node, "fields")?.entries().iter().filter(|entry| field(entry));
    Some(Note {
        guid: member(node, "guid")?,
        kind: member(node, "type")?.as_str()?,
        id: number(member(node, "typeId")?)?,
        deck: member(node, "deck")?,
        tags: member(node, "tags")?,
        fields: fields
            .map(|entry| Field {
                name: &entry.key,
                name_span: entry.key_span,
                html: entry.node.as_str().unwrap_or_default(),
                span: entry.node.span,
            })
            .collect(),
    })
}

/// Our own type of a note. Anki keeps the id, whatever people call it; what has fewer fields is none.
fn ours(note: &Note<'_>) -> Option<&'static NoteType> {
    let kind = note_type::ALL.into_iter().find(|kind| kind.id == note.id)?;
    (kind.fields.len() <= note.fields.len()).then_some(kind)
}

impl<'n> Note<'n> {
    /// The HTML of the field of that name; empty if there is none.
    fn field(&self, name: &str) -> &'n str {
        self.find(name).map_or("", |field| field.html)
    }

    fn find(&self, name: &str) -> Option<Field<'n>> {
        self.fields.iter().find(|field| field.name == name).copied()
    }
}

#[cfg(test)]
mod tests;
