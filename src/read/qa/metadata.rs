//! What comments say: `<!-- tags: (css,html) -->`, `<!-- expertise: (1) -->`.

use std::ops::Range;

use super::super::markdown::{Edit, entry};
use super::super::notes::Notes;
use super::super::text::Excerpt;
use crate::diagnostic::{Applicability, Severity};
use crate::document::comment::is_directive;
use crate::question::key;
use crate::source::Span;
use crate::value::{Entry, Node, Value};

/// What the numbers of `expertise` mean.
const LEVELS: &[(&str, &str)] = &[("0", "Beginner"), ("1", "Intermediate"), ("2", "Advanced")];

/// The comments in a piece of HTML, from `<!--` to `-->`.
pub(super) fn comments(text: &str, html: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = html.start;
    std::iter::from_fn(move || {
        let start = at + text.get(at..html.end)?.find("<!--")?;
        let end = start + text[start..html.end].find("-->")? + "-->".len();
        at = end;
        Some(start..end)
    })
}

/// The fields that `comments` hold.
pub(super) fn fields(text: &str, comments: &[Edit], notes: &mut Notes<'_>) -> Vec<Entry> {
    report_templates(text, comments, notes);
    let mut fields: Vec<Entry> = Vec::new();
    for (name, value) in comments.iter().flat_map(|comment| said(text, comment.range.clone())) {
        let field = match &*name.text.to_lowercase() {
            "tags" => tags(name, value),
            "expertise" => level(name, value, notes),
            _ => {
                unrecognised(notes, name, "is no name of a field");
                None
            }
        };
        let Some(field) = field else { continue };
        match fields.iter().find(|first| first.key == field.key) {
            Some(first) if !same(&first.node.value, &field.node.value) => {
                conflict(notes, first.node.span, value.span());
            }
            Some(_) => {}
            None => fields.push(field),
        }
    }
    fields
}

/// Says which comments are left of a template: those that hold no field and are for no program.
fn report_templates(text: &str, comments: &[Edit], notes: &mut Notes<'_>) {
    for Edit { range, .. } in comments {
        let is_left =
            said(text, range.clone()).next().is_none() && !is_directive(&text[range.clone()]);
        if is_left {
            let message = "this comment is left of a template";
            notes
                .add("answer/template-comment", Severity::Info, range.clone(), message)
                .help("delete it, once what it asks for is written")
                .fix(Applicability::Safe, range.clone().into(), "");
        }
    }
}

/// The lines `name: (value)` of a comment. A value without parentheses is text, unless the name
/// is one that is known.
fn said(text: &str, comment: Range<usize>) -> impl Iterator<Item = (Excerpt<'_>, Excerpt<'_>)> {
    let inner = comment.start + "<!--".len()..comment.end.saturating_sub("-->".len());
    let start = inner.start as u32;
    let inner = Excerpt { text: text.get(inner).unwrap_or_default(), start };
    let lines = inner.split('\n').flat_map(|line| line.split('\r'));
    lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        let (name, value) = (name.trimmed(), value.trimmed());
        let inside = value.text.strip_prefix('(').and_then(|value| value.strip_suffix(')'));
        let known = ["tags", "expertise"].contains(&&*name.text.to_lowercase());
        let is_word = !name.text.is_empty() && name.text.chars().all(char::is_alphanumeric);
        match inside {
            Some(inside) if is_word => Some((name, value.cut(1..1 + inside.len()).trimmed())),
            None if known => Some((name, value)),
            _ => None,
        }
    })
}

fn tags(name: Excerpt<'_>, value: Excerpt<'_>) -> Option<Entry> {
    let tags = value.split(',').map(Excerpt::trimmed).filter(|tag| !tag.text.is_empty());
    let node =
        |tag: Excerpt<'_>| Node { value: Value::String(tag.text.to_owned()), span: tag.span() };
    let items: Vec<_> = tags.map(node).collect();
    let node = Node { span: value.span(), value: Value::List(items) };
    let entry = Entry { key: key::TAGS.to_owned(), key_span: name.span(), node };
    Some(entry).filter(|entry| !entry.node.items().is_empty())
}

fn level(name: Excerpt<'_>, value: Excerpt<'_>, notes: &mut Notes<'_>) -> Option<Entry> {
    let known = LEVELS.iter().find(|(number, _)| *number == value.text);
    // The template of a question leaves it empty.
    if known.is_none() && !value.text.is_empty() {
        unrecognised(notes, value, "is no level");
    }
    let (_, level) = known?;
    Some(Entry { key_span: name.span(), ..entry(key::LEVEL, *level, value.span()) })
}

/// Whether two values say the same, wherever they stand.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::List(a), Value::List(b)) => {
            a.iter().map(Node::as_str).eq(b.iter().map(Node::as_str))
        }
        _ => a == b,
    }
}

fn unrecognised(notes: &mut Notes<'_>, place: Excerpt<'_>, is: &str) {
    let message = format!("`{}` {is}", place.text);
    let range = place.span().range();
    notes
        .add("import/unrecognised-metadata", Severity::Warning, range, message)
        .help("a comment may hold `tags: (a,b)`, and `expertise:` `(0)`, `(1)` or `(2)`");
}

fn conflict(notes: &mut Notes<'_>, first: Span, second: Span) {
    let message = "this is said twice, and differs";
    let file = notes.file();
    notes
        .add("import/conflicting-metadata", Severity::Error, second.range(), message)
        .related(file, first, "it stands here first")
        .help("correct the one that is wrong, or delete it");
}
