//! Notes of any type as flashcards.

use pulldown_cmark::{Event, Parser, Tag};

use super::super::Options;
use super::super::markdown::{entry, push_heading};
use super::super::notes::Notes;
use super::media::Media;
use super::{Field, Note};
use crate::anki::markdown::{Headings, How, line, markdown};
use crate::column::Column;
use crate::document::markdown_options;
use crate::question::{Body, Carries, Question, key, section};
use crate::source::Span;
use crate::value::{Entry, Node, Value};

/// What any note has room for.
const CARRIES: Carries =
    Carries { keys: &[key::TITLE, key::TAGS, key::GUID], sections: &[section::ANSWER] };

/// The key under which the deck is kept.
const DECK: &str = "x-deck";

/// The deck of those who have none.
const DEFAULT_DECK: &str = "Default";

/// The longest title, in characters: what the rule about it allows.
const MAX_TITLE: usize = 200;

/// Names of fields that hold the question, and the answer.
const ASKS: &[&str] = &["front", "question", "title", "prompt", "term", "text"];
const ANSWERS: &[&str] = &["back", "answer", "response", "definition", "back extra", "extra"];

/// Keys that a field of their name holds.
const KEYS: &[&str] = &[key::TECHNOLOGY, key::CATEGORY, key::LEVEL, key::TAGS, key::SOURCE];

/// What the fields of a note become.
struct Plan<'n> {
    title: Option<Field<'n>>,
    keys: Vec<(String, Field<'n>)>,
    sections: Vec<(String, Field<'n>)>,
}

/// The question of a note; none if nothing is in it.
pub(super) fn question<'s>(
    notes: &mut Notes<'s>,
    note: &Note<'_>,
    options: &Options,
    media: &mut Media,
) -> Option<Question<'s>> {
    let plan = plan(note, options);
    let opening = note.guid.span;
    let mut question = Question {
        carries: Some(&CARRIES),
        opening,
        fields: vec![entry(key::KIND, "flashcard", opening)],
        ..Question::bare(notes.source, Body::default())
    };
    if let Some(field) = plan.title {
        title(&mut question, field, media);
    }
    for (key, field) in &plan.keys {
        keyed(&mut question, key, *field);
    }
    // Short sections stand behind the answer, whatever the order of the fields.
    let mut sections = plan.sections;
    sections.sort_by_key(|(name, _)| name != section::ANSWER);
    for (name, field) in &sections {
        section(&mut question.body, name, *field, media);
    }
    if question.body.text().is_empty() && question.title().is_empty() {
        let message = format!("the note of type `{}` is empty", note.kind);
        notes.warn("import/empty-part", opening, message);
        return None;
    }
    tags(&mut question, note);
    question.fields.push(entry(key::GUID, note.guid.as_str().unwrap_or_default(), opening));
    if let Some(deck) = note.deck.as_str().filter(|deck| !deck.is_empty() && *deck != DEFAULT_DECK)
    {
        question.fields.push(entry(DECK, deck, note.deck.span));
    }
    missing(notes, note, media);
    question.fields.sort_by_key(|field| {
        key::ALL.iter().position(|key| *key == field.key).unwrap_or(key::ALL.len())
    });
    Some(question)
}

/// Says which pictures and sounds of a note the package lacks.
pub(super) fn missing(notes: &mut Notes<'_>, note: &Note<'_>, media: &mut Media) {
    for name in media.missing() {
        let holds = note.fields.iter().find(|field| field.html.contains(&name));
        let span = holds.map_or(note.guid.span, |field| field.span);
        notes
            .warn("import/missing-media", span, format!("`{name}` is not in the package"))
            .help("put the file beside the question, or take it out of the text");
    }
}

fn plan<'n>(note: &Note<'n>, options: &Options) -> Plan<'n> {
    let mut plan = Plan { title: None, keys: Vec::new(), sections: Vec::new() };
    let mut rest = Vec::new();
    for field in &note.fields {
        match options.columns.get(field.name) {
            Some(mapped) if mapped.is_empty() => {}
            Some(mapped) => match Column::of(mapped) {
                Some(Column::Key(key)) if key == key::TITLE => plan.title = Some(*field),
                Some(Column::Key(key)) => plan.keys.push((key, *field)),
                Some(Column::Section(name)) => plan.sections.push((name, *field)),
                _ => rest.push(*field),
            },
            None => rest.push(*field),
        }
    }
    let named = |rest: &[Field<'_>], names: &[&str]| {
        let is = |field: &Field<'_>| names.iter().any(|name| name.eq_ignore_ascii_case(field.name));
        rest.iter().position(is)
    };
    if plan.title.is_none() && !rest.is_empty() {
        plan.title = Some(rest.remove(named(&rest, ASKS).unwrap_or(0)));
    }
    let answered = plan.sections.iter().any(|(name, _)| name == section::ANSWER);
    if !answered && !rest.is_empty() {
        let known = |field: &Field<'_>| KEYS.contains(&&*field.name.to_lowercase());
        let first = rest.iter().position(|field| !known(field));
        if let Some(at) = named(&rest, ANSWERS).or(first) {
            plan.sections.push((section::ANSWER.to_owned(), rest.remove(at)));
        }
    }
    for field in rest {
        match Column::of(field.name) {
            Some(Column::Key(key)) if KEYS.contains(&&*key) => plan.keys.push((key, field)),
            Some(Column::Section(name)) => plan.sections.push((name, field)),
            _ => plan.sections.push((field.name.to_owned(), field)),
        }
    }
    plan
}

/// The title, and what of the field a title cannot hold.
fn title(question: &mut Question<'_>, field: Field<'_>, media: &Media) {
    let text = line(field.html);
    let whole = how(field.html, media);
    if is_line(&whole) && text.chars().count() <= MAX_TITLE {
        if !text.is_empty() {
            question.fields.push(entry(key::TITLE, text, field.span));
        }
        return;
    }
    let title = first_sentence(&whole, &text);
    if !title.is_empty() {
        question.fields.push(entry(key::TITLE, title, field.span));
    }
    push(&mut question.body, section::QUESTION, &whole, field);
}

/// Whether Markdown is one paragraph or heading that says nothing but its words.
fn is_line(markdown: &str) -> bool {
    let mut blocks = 0;
    Parser::new_ext(markdown, markdown_options()).all(|event| match event {
        Event::Start(Tag::Paragraph | Tag::Heading { .. }) => {
            blocks += 1;
            blocks == 1
        }
        Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(_) => true,
        Event::Text(text) => !text.contains("[sound:"),
        Event::Code(_) | Event::SoftBreak => true,
        _ => false,
    })
}

/// The first line of a text, of a long one the first sentence, cut where it is too long for a title.
fn first_sentence(markdown: &str, text: &str) -> String {
    // Code and pictures are no title.
    let plain = |block: &&str| !block.starts_with(['`', '|', '!', '~', '<']) && !block.is_empty();
    let block = markdown.split("\n\n").find(plain);
    let first = block.and_then(|block| block.lines().next()).unwrap_or(text);
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(first, markdown_options()));
    let first = line(&html);
    if first.chars().count() <= MAX_TITLE {
        return first;
    }
    let end = |mark: &str| first.find(mark).map(|at| at + 1);
    let sentence = ["? ", ". ", "! "].iter().filter_map(|mark| end(mark)).min();
    let cut = first.char_indices().nth(MAX_TITLE - 1).map_or(first.len(), |(at, _)| at);
    match sentence.filter(|end| *end <= cut) {
        Some(end) => first[..end].to_owned(),
        None => format!("{}…", first[..first[..cut].rfind(' ').unwrap_or(cut)].trim_end()),
    }
}

fn how(html: &str, media: &Media) -> String {
    markdown(html, How { headings: Headings::Below(3), media: &|name| media.link(name) })
}

/// A field under a heading; nothing if nothing is in it.
fn section(body: &mut Body<'_>, name: &str, field: Field<'_>, media: &Media) {
    let text = how(field.html, media);
    push(body, name, &text, field);
}

fn push(body: &mut Body<'_>, name: &str, text: &str, field: Field<'_>) {
    if text.is_empty() {
        return;
    }
    let mark = |c: char| "\\`*_[]<>&#|~!".contains(c);
    let name: String =
        name.chars().flat_map(|c| mark(c).then_some('\\').into_iter().chain([c])).collect();
    push_heading(body, name.trim(), field.name_span);
    body.push_for(&format!("\n{text}\n"), field.span);
}

/// A field as the value of a key.
fn keyed(question: &mut Question<'_>, key: &str, field: Field<'_>) {
    let text = line(field.html);
    if text.is_empty() || question.field(key).is_some() {
        return;
    }
    let node = match key {
        key::TAGS => {
            let divider = if text.contains(',') { ',' } else { ' ' };
            let tags = text.split(divider).map(str::trim).filter(|tag| !tag.is_empty());
            let tag = |tag: &str| Node { value: Value::String(tag.to_owned()), span: field.span };
            Node { value: Value::List(tags.map(tag).collect()), span: field.span }
        }
        _ => Node { span: field.span, ..crate::column::value(&text) },
    };
    let entry = Entry { key: key.to_owned(), key_span: field.name_span, node };
    question.fields.push(entry);
}

/// The tags of the note, behind those of a field.
fn tags(question: &mut Question<'_>, note: &Note<'_>) {
    if note.tags.items().is_empty() {
        return;
    }
    let at = question.fields.iter().position(|field| field.key == key::TAGS);
    let mut items =
        at.map(|at| question.fields.remove(at).node.items().to_vec()).unwrap_or_default();
    for tag in note.tags.items() {
        if !items.iter().any(|other| other.value == tag.value) {
            items.push(tag.clone());
        }
    }
    let span: Span = note.tags.span;
    let node = Node { value: Value::List(items), span };
    question.fields.push(Entry { key: key::TAGS.to_owned(), key_span: span, node });
}
