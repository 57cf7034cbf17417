//! What stands in the fields of a note.

mod choice;
mod cloze;
mod follow_ups;
mod interview;
mod parts;
mod position;
mod question;

use std::sync::Arc;

use super::super::media::Media;
use super::super::{Corpus, Item};
use super::links::CardLinks;
use super::plan::{Plan, Planned};
use crate::anki::carry::{self, Made};
use crate::anki::note_type::{CHOICE, CLOZE, INTERVIEW, NoteType, QUESTION, RELATED_BREAK};
use crate::anki::{tags, text};
use crate::diagnostic::Diagnostic;
use crate::question::{Question, key, section};
use crate::render::{LocalImage, escape, title};
use interview::headings;
pub(super) use interview::steps;
use parts::Parts;

/// The kind with options to choose from.
const CHOICE_KIND: &str = "mcq";

/// A question or a step of one as a note: the parts that depend on its text.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) note_type: &'static NoteType,
    /// One for each field of the note type.
    pub(super) fields: Vec<String>,
    /// Which cards it has, as Anki counts them.
    pub(super) cards: Vec<u16>,
    pub(super) tags: String,
    /// The pictures and sounds that it shows.
    pub(super) media: Vec<Arc<Media>>,
    /// What keeps the question from being a note.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The notes of these plans, which are of one question, in the order of its steps.
pub(super) fn notes<'p>(
    run: &'p [Planned<'p, 'p>],
    corpus: &Corpus<'_>,
    plan: &Plan<'_, '_>,
) -> Vec<(&'p Planned<'p, 'p>, Note)> {
    let Some(Planned { item, .. }) = run.first() else { return Vec::new() };
    let document = item.document(corpus.names);
    let links = CardLinks::new(plan, corpus.shelf);
    let tags = tags::tags(item.question, item.settings.tags());
    let make = |step| {
        let mut parts = Parts::new(&document, &links);
        let fields = fields(item, &mut parts, step);
        (fields, parts.renderer.into_local_images())
    };
    let mut run: Vec<_> = run.iter().collect();
    run.sort_by_key(|planned| planned.step);
    let mut made: Vec<_> = run.iter().map(|planned| make(planned.step)).collect();
    // The first note of a question carries what the fields of all of them cannot.
    if run[0].step.is_none_or(|step| step == 0) {
        let count = run[0].step.map_or(1, |_| headings(&document).len());
        // Notes of others may stand between those of a question.
        let others = (1..count).map(|step| {
            let at = run.iter().position(|planned| planned.step == Some(step));
            at.map_or_else(|| make(Some(step)).0.values, |at| made[at].0.values.clone())
        });
        let notes: Vec<_> = std::iter::once(made[0].0.values.clone()).chain(others).collect();
        let data = carry::data(&Made {
            document: &document,
            identity: &item.identity,
            note_type: made[0].0.note_type,
            notes: &notes,
            tags: &tags,
            media: &links.paths(),
        });
        made[0].0.set("Data", data);
    }
    let media: Vec<_> = links.shown();
    let note = |(Fields { note_type, values: fields }, images): (Fields, Vec<LocalImage>)| {
        let diagnostics = images.iter().map(|image| links.missing(&document, image)).collect();
        let (tags, media) = (tags.clone(), media.clone());
        Note { note_type, cards: note_type.cards(&fields), fields, tags, media, diagnostics }
    };
    run.into_iter().zip(made.into_iter().map(note)).collect()
}

/// The fields of a question or a step of it, all but `Data`.
fn fields(item: &Item<'_>, parts: &mut Parts<'_, '_>, step: Option<usize>) -> Fields {
    let mut fields = match step {
        Some(step) => filled(&INTERVIEW, item, |fields| interview::fill(fields, parts, step)),
        None => whole(item, parts),
    };
    fields.set("Related", related(item.question));
    fields.set("Source", source(item.question));
    fields
}

/// The fields of a question that is one note.
fn whole(item: &Item<'_>, parts: &mut Parts<'_, '_>) -> Fields {
    let document = parts.document;
    if cloze::has(item.question) {
        let fields = filled(&CLOZE, item, |fields| cloze::fill(fields, parts));
        if cloze::found(&fields) {
            return fields;
        }
        // What looked like a gap is none.
        *parts = Parts::new(document, parts.links);
    }
    if item.question.kind() == CHOICE_KIND || document.section(section::OPTIONS).is_some() {
        return filled(&CHOICE, item, |fields| choice::fill(fields, parts));
    }
    filled(&QUESTION, item, |fields| question::fill(fields, parts, &item.settings))
}

/// The fields of a note, by name.
struct Fields {
    note_type: &'static NoteType,
    values: Vec<String>,
}

impl Fields {
    /// The field of that name; a note type that lacks it has no place for it.
    fn at(&self, name: &str) -> Option<usize> {
        self.note_type.fields.iter().position(|(field, _)| *field == name)
    }

    fn get(&self, name: &str) -> &str {
        self.at(name).map_or("", |at| &self.values[at])
    }

    /// Fills a field.
    fn set(&mut self, name: &str, html: String) {
        let Some(at) = self.at(name) else { return };
        self.values[at] = text::field(&html);
        if self.note_type.cloze && name != cloze::FIELD {
            self.values[at] = crate::anki::cloze::shield(&self.values[at]).into_owned();
        }
    }
}

/// The fields of a note: those that all note types begin with, and what `fill` adds.
fn filled(note_type: &'static NoteType, item: &Item<'_>, fill: impl FnOnce(&mut Fields)) -> Fields {
    let mut fields = Fields { note_type, values: vec![String::new(); note_type.fields.len()] };
    let question = item.question;
    fields.set("Title", named(item));
    fields.set("Id", escape(&item.identity));
    for (field, key) in
        [("Technology", key::TECHNOLOGY), ("Category", key::CATEGORY), ("Level", key::LEVEL)]
    {
        fields.set(field, escape(question.text(key).unwrap_or_default().trim()));
    }
    let difficulty = question.difficulty().map(|number| number.to_string());
    fields.set("Difficulty", difficulty.unwrap_or_default());
    fields.set("Kind", escape(question.kind()));
    fill(&mut fields);
    fields
}

/// The title; the identity where that shows nothing, for a card needs a front.
fn named(item: &Item<'_>) -> String {
    let title = title(item.question.title());
    let empty = text::strip(&title).trim().is_empty();
    if empty { escape(&item.identity) } else { title }
}

/// The ids of the questions on the same matter. Their titles would double what changes: with each of
/// them the notes of all others would be new.
fn related(question: &Question<'_>) -> String {
    let ids = question.list(key::RELATED).map(|(id, _)| escape(id));
    ids.collect::<Vec<_>>().join(RELATED_BREAK)
}

/// Where the question comes from: a page as a link, anything else as it is.
fn source(question: &Question<'_>) -> String {
    let source = escape(question.text(key::SOURCE).unwrap_or_default().trim());
    if source.starts_with("https://") || source.starts_with("http://") {
        return format!("<a href=\"{source}\">{source}</a>");
    }
    source
}
