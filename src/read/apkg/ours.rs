//! Notes that qlint wrote.

use super::super::markdown::entry;
use super::super::notes::Notes;
use super::Note;
use super::foreign::missing;
use super::media::Media;
use crate::anki::carry::{Found, back};
use crate::anki::ids;
use crate::anki::note_type::INTERVIEW;
use crate::anki::note_type::NoteType;
use crate::document::Document;
use crate::question::{Body, Question, key, section};
use crate::schema::default_names;
use crate::source::{Source, Span};
use crate::value::{Entry, Node, Value};

/// The question of a note, or of all steps of an interview.
pub(super) fn question<'s>(
    notes: &mut Notes<'s>,
    kind: &'static NoteType,
    steps: &[Note<'_>],
    media: &mut Media,
) -> Option<Question<'s>> {
    let mut steps: Vec<_> = steps.iter().collect();
    steps.sort_by_key(|step| step.field("Step").trim().parse().unwrap_or(usize::MAX));
    let first = *steps.first()?;
    let fields: Vec<_> = steps.iter().map(|step| step.of(kind)).collect();
    let tags: Vec<_> = first.tags.items().iter().filter_map(Node::as_str).collect();
    let link = |name: &str, path: Option<&str>| match path {
        Some(path) => media.link_at(name, path),
        None => media.link(name),
    };
    let made = back(&Found { note_type: kind, notes: &fields, tags: &tags, media: &link });
    if made.damaged {
        let span = first.find("Data").map_or(first.guid.span, |field| field.span);
        notes
            .warn("import/unrecognised-metadata", span, "the field `Data` is not as qlint wrote it")
            .help("what the other fields cannot carry is lost: compare with the question before");
    }
    for step in &steps[1..] {
        differing(notes, first, step);
    }
    let opening = first.guid.span;
    let mut question = Question { opening, ..Question::bare(notes.source, Body::default()) };
    for (key, value) in made.keys {
        let span = first.place(&key);
        question.fields.push(Entry { key, key_span: span, node: placed(value, span) });
    }
    guid(&mut question, kind, first);
    question.body = body(&steps, &made.body);
    missing(notes, first, media);
    Some(question)
}

/// Says what a later step of an interview says otherwise than the first, which is the one that counts:
/// somebody may have edited the wrong one.
fn differing(notes: &mut Notes<'_>, first: &Note<'_>, step: &Note<'_>) {
    for name in ["Title", "Technology", "Category", "Level", "Difficulty", "Scenario", "Source"] {
        if said(first, name) != said(step, name) {
            let span = step.find(name).map_or(step.guid.span, |field| field.span);
            let words =
                format!("`{name}` of this step is not that of the first one, which is taken");
            notes.warn("import/conflicting-metadata", span, words).help(
                "edit it at the first step of the interview, or in the file that comes of it",
            );
        }
    }
}

/// The words of a field, without what differs from step to step.
fn said(step: &Note<'_>, name: &str) -> Vec<String> {
    let text = crate::anki::markdown::text(step.field(name));
    let number = format!(" · {}", step.field("Step").trim());
    let text = text.trim();
    let text = if name == "Title" { text.strip_suffix(&number).unwrap_or(text) } else { text };
    let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
    // Later steps fold it under its name.
    if name == "Scenario" && step.field(name).starts_with("<details data-fold") {
        words.drain(..words.len().min(1));
    }
    words
}

/// The key `guid`, if the guid of the note is not the one that its id would give it.
fn guid(question: &mut Question<'_>, kind: &NoteType, note: &Note<'_>) {
    let guid = note.guid.as_str().unwrap_or_default();
    let known = question.id().unwrap_or_default().to_owned();
    let is_made = ids::made(ids::first_id(question, &known)) == guid;
    if kind.id != INTERVIEW.id && !is_made && question.field(key::GUID).is_none() {
        question.fields.push(entry(key::GUID, guid, note.guid.span));
    }
}

/// A value with its place.
fn placed(value: Value, span: Span) -> Node {
    let value = match value {
        Value::List(items) => {
            Value::List(items.into_iter().map(|item| placed(item.value, span)).collect())
        }
        Value::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|entry| Entry {
                    key_span: span,
                    node: placed(entry.node.value, span),
                    ..entry
                })
                .collect(),
        ),
        value => value,
    };
    Node { value, span }
}

/// The Markdown, each section at the field that it comes from.
fn body<'s>(steps: &[&Note<'_>], markdown: &str) -> Body<'s> {
    let source = Source::default();
    let bare = Question::bare(&source, Body::verbatim(markdown, 0));
    let document = Document::new(&bare, default_names());
    let starts = document.sections.iter().map(|section| section.heading.line.start);
    let ends = starts.clone().skip(1).chain([markdown.len()]);
    let mut body = Body::default();
    let lead = starts.clone().next().unwrap_or(markdown.len());
    let first = |names: &[&str]| {
        let found = steps.iter().find_map(|step| names.iter().find_map(|name| step.find(name)));
        found.map_or(steps[0].guid.span, |field| field.span)
    };
    body.push_for(&markdown[..lead], first(&["Prompt", "Text", "Scenario"]));
    for ((start, end), section) in starts.zip(ends).zip(&document.sections) {
        let own = steps.iter().find_map(|step| {
            let is =
                |name: &str| crate::anki::markdown::text(step.field(name)).trim() == section.name;
            is("Heading").then(|| step.find("Details")).flatten()
        });
        let field = match section.name.as_str() {
            section::QUESTION => first(&["Prompt", "Text"]),
            section::ROLE | section::SCENARIO => first(&["Scenario", "Details"]),
            name => first(&[name, "Details"]),
        };
        body.push_for(&markdown[start..end], own.map_or(field, |field| field.span));
    }
    if !markdown.is_empty() {
        body.push_for("\n", steps[0].guid.span);
    }
    body
}

impl<'n> Note<'n> {
    /// Its fields in the order of a type.
    fn of(&self, kind: &NoteType) -> Vec<&'n str> {
        kind.fields.iter().map(|(name, _)| self.field(name)).collect()
    }

    /// Where a key stands: its field, else all that fields do not say.
    fn place(&self, key: &str) -> Span {
        let named = self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(key));
        let place = || if key == key::TAGS { Some(self.tags.span) } else { None };
        let place = named.map(|field| field.span).or_else(place);
        place.or_else(|| Some(self.find("Data")?.span)).unwrap_or(self.guid.span)
    }
}
