//! One of the two packages that a forecast compares.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Known;
use crate::anki::note_type::ALL;
use crate::anki::package::{Note, NoteType, Package};
use crate::anki::text;

/// A package by what Anki knows its parts by.
#[derive(Debug)]
pub(super) struct Side<'p> {
    package: &'p Package<'p>,
    /// The notes by guid; of several with one, the first.
    pub(super) notes: BTreeMap<&'p str, &'p Note>,
    /// The others.
    pub(super) doubles: Vec<&'p Note>,
    /// The names of the decks by note and template.
    cards: HashMap<i64, BTreeMap<i64, &'p str>>,
}

/// What a note without cards has.
static NO_CARDS: BTreeMap<i64, &str> = BTreeMap::new();

impl<'p> Side<'p> {
    pub(super) fn new(package: &'p Package<'p>) -> Side<'p> {
        let (mut notes, mut doubles) = (BTreeMap::new(), Vec::new());
        for note in &package.notes {
            if notes.contains_key(note.guid.as_str()) {
                doubles.push(note);
            } else {
                notes.insert(note.guid.as_str(), note);
            }
        }
        let mut cards: HashMap<i64, BTreeMap<i64, &str>> = HashMap::new();
        for card in &package.cards {
            let deck = package.decks.get(&card.deck).map_or("", String::as_str);
            cards.entry(card.note).or_default().insert(card.ord, deck);
        }
        Side { package, notes, doubles, cards }
    }

    pub(super) fn note_types(&self) -> &'p BTreeMap<i64, NoteType> {
        &self.package.note_types
    }

    pub(super) fn note_type(&self, note: &Note) -> Option<&'p NoteType> {
        self.package.note_types.get(&note.note_type)
    }

    pub(super) fn type_name(&self, note: &Note) -> &'p str {
        self.note_type(note).map_or("", |note_type| note_type.name.as_str())
    }

    /// The decks of the cards of a note by template.
    pub(super) fn cards(&self, note: &Note) -> &BTreeMap<i64, &'p str> {
        self.cards.get(&note.id).unwrap_or(&NO_CARDS)
    }

    /// What a card is called: its template, or the number of its cloze.
    pub(super) fn card_name(&self, note: &Note, ord: i64) -> String {
        let template = |of: &'p NoteType| of.templates.get(usize::try_from(ord).ok()?);
        let note_type = self.note_type(note).filter(|of| !of.cloze);
        match note_type.and_then(template) {
            Some(template) => template.name.clone(),
            None => format!("c{}", ord + 1),
        }
    }

    /// The text of a field, if the type has it.
    pub(super) fn field(&self, note: &Note, name: &str) -> Option<String> {
        let at = self.note_type(note)?.fields.iter().position(|field| field.name == name)?;
        Some(shown(note.fields.get(at)?))
    }

    /// The note as people know it: by its field `Id`, else by its guid.
    pub(super) fn known(&self, note: &Note) -> Known {
        let id = self.field(note, "Id").filter(|id| !id.is_empty());
        Known {
            id: id.unwrap_or_else(|| note.guid.clone()),
            title: note.fields.first().map(|field| shown(field)).unwrap_or_default(),
            guid: note.guid.clone(),
        }
    }
}

/// The text of a field on one line.
fn shown(field: &str) -> String {
    text::strip(field).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether Anki takes two note types of one id for the same: as many fields and templates, each pair
/// with one id, or where one has none, with one name.
pub(super) fn same_schema(a: &NoteType, b: &NoteType) -> bool {
    let pair = |a: (&Option<i64>, &String), b: (&Option<i64>, &String)| match (a.0, b.0) {
        (Some(a), Some(b)) => a == b,
        _ => a.1 == b.1,
    };
    let mut fields = a.fields.iter().zip(&b.fields);
    let mut templates = a.templates.iter().zip(&b.templates);
    a.cloze == b.cloze
        && a.fields.len() == b.fields.len()
        && a.templates.len() == b.templates.len()
        && fields.all(|(a, b)| pair((&a.id, &a.name), (&b.id, &b.name)))
        && templates.all(|(a, b)| pair((&a.id, &a.name), (&b.id, &b.name)))
}

/// Whether a field is one of our own notes that no card shows.
pub(super) fn is_hidden(note: &Note, field: &str) -> bool {
    field == "Data" && ALL.iter().any(|own| own.id == note.note_type)
}

/// The names of the fields that differ otherwise than in formatting; `tags` if they do.
pub(super) fn changed_fields(
    (old, before): (&Side<'_>, &Note),
    (new, note): (&Side<'_>, &Note),
) -> Vec<String> {
    let Some(note_type) = new.note_type(note) else { return Vec::new() };
    let count = |side: &Side<'_>, of| side.note_type(of).map_or(0, |of| of.fields.len());
    if count(old, before) != note_type.fields.len() {
        return note_type.fields.iter().map(|field| field.name.clone()).collect();
    }
    let all = before.fields.iter().zip(&note.fields).zip(&note_type.fields);
    let changed =
        all.filter(|((before, after), _)| before != after && looks(before) != looks(after));
    let mut changed: Vec<String> = changed.map(|(_, field)| field.name.clone()).collect();
    let tags =
        |note: &Note| note.tags.iter().map(|tag| tag.to_lowercase()).collect::<BTreeSet<_>>();
    if tags(before) != tags(note) {
        changed.push("tags".to_owned());
    }
    changed
}

/// HTML as it looks: without what only formatting of the source changes, blanks and the paragraphs of
/// loose lists. The ledger does not count that as a change either.
fn looks(html: &str) -> String {
    let html = html.replace("<p>", " ").replace("</p>", " ");
    let html = html.replace('>', "> ").replace('<', " <");
    html.split_whitespace().collect::<Vec<_>>().join(" ")
}
