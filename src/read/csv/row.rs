//! From a record to a question.

use super::super::markdown::entry;
use super::super::text::Excerpt;
use super::record::{Cell, Record};
use crate::column::{Column, unguard, value};
use crate::question::{Body, Carries, Question, key, section};
use crate::source::{Source, Span};
use crate::value::{Entry, Node, Value};

/// What a table of cards has room for.
const CARD: Carries = Carries { keys: &[key::TITLE], sections: &[section::ANSWER] };

/// The question of a record; none if nothing is in it.
pub(super) fn question<'s>(
    source: &'s Source,
    columns: &[Option<Column>],
    record: &Record<'s>,
    is_card: bool,
) -> Option<Question<'s>> {
    let opening = record.cells.iter().find(|cell| !cell.is_empty())?.span();
    let mut question = Question {
        carries: is_card.then_some(&CARD),
        opening,
        fields: is_card.then(|| entry(key::KIND, "flashcard", opening)).into_iter().collect(),
        ..Question::bare(source, Body::default())
    };
    let named = columns.iter().zip(&record.cells);
    let filled = named.filter(|(_, cell)| !cell.is_empty());
    for (column, cell) in filled.filter_map(|(column, cell)| Some((column.as_ref()?, cell))) {
        let cell = unguarded(cell);
        match column {
            Column::Path => {
                let path = cell.text().into_owned();
                let stem = path.strip_suffix(".md").unwrap_or(&path);
                question.slug = Some(stem.to_owned());
                question.path = Some(path);
            }
            Column::Key(key) => {
                let mut places = Body::default();
                cell.push_to(&mut places);
                let node = value(&cell.text());
                let node = if is_card && key == key::TAGS { tags(node) } else { node };
                question.fields.push(Entry {
                    key: key.clone(),
                    key_span: cell.span(),
                    node: moved(node, &places),
                });
            }
            Column::Body => push(&mut question.body, "", &cell),
            Column::Section(name) => push(&mut question.body, &format!("## {name}\n\n"), &cell),
        }
    }
    if is_card {
        question.fields.sort_by_key(|field| key::ALL.iter().position(|key| *key == field.key));
    }
    Some(question)
}

/// Tags that are no list, as Anki and spreadsheets write them: divided by commas, else by blanks.
fn tags(node: Node) -> Node {
    let Value::String(text) = &node.value else { return node };
    let text = Excerpt { text, start: node.span.start };
    let divider = if text.text.contains(',') { ',' } else { ' ' };
    let parts = text.split(divider).map(Excerpt::trimmed).filter(|part| !part.text.is_empty());
    let item =
        |part: Excerpt<'_>| Node { value: Value::String(part.text.to_owned()), span: part.span() };
    Node { value: Value::List(parts.map(item).collect()), span: node.span }
}

/// The cell without the `'` that keeps it from being run.
pub(super) fn unguarded<'s>(cell: &Cell<'s>) -> Cell<'s> {
    let text = cell.text();
    if unguard(&text).len() < text.len() { cell.clone().without_first() } else { cell.clone() }
}

/// Adds a cell to the body, a heading before it.
fn push(body: &mut Body<'_>, heading: &str, cell: &Cell<'_>) {
    let span = cell.span();
    let gap = if body.text().is_empty() { "" } else { "\n" };
    body.push_for(&format!("{gap}{heading}"), cell.first_line());
    cell.push_to(body);
    body.push_for("\n", Span::at(span.end));
}

/// A value with its places in the file in place of those in the cell.
fn moved(node: Node, places: &Body<'_>) -> Node {
    let value = match node.value {
        Value::List(items) => {
            Value::List(items.into_iter().map(|item| moved(item, places)).collect())
        }
        Value::Map(entries) => {
            let entry = |entry: Entry| Entry {
                key_span: places.locate(entry.key_span.range()),
                node: moved(entry.node, places),
                ..entry
            };
            Value::Map(entries.into_iter().map(entry).collect())
        }
        value => value,
    };
    Node { value, span: places.locate(node.span.range()) }
}
