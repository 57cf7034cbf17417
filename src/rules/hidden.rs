//! Characters that nobody sees and that programs obey.

use super::{Sink, Subject};
use crate::diagnostic::{Applicability, Edit};
use crate::value::{Node, Value};

/// A sort of hidden characters.
pub(super) struct Hidden {
    /// What one is called.
    pub(super) name: &'static str,
    /// Whether a character is one.
    pub(super) is: fn(char) -> bool,
    /// Whether a text may hold one: a quick look at its bytes.
    pub(super) may_be_in: fn(&[u8]) -> bool,
}

/// Reports the first one of each value and of the body, and how many more there are: a broken file has
/// one between every two letters.
pub(super) fn report(subject: &Subject<'_>, sink: &mut Sink<'_>, hidden: &Hidden) {
    let question = subject.document.question;
    for field in &question.fields {
        if let Some((node, c)) = find(&field.node, hidden) {
            let message = format!("`{}` holds the {} U+{:04X}", field.key, hidden.name, c as u32);
            sink.report(node.span, message).help("write the value without it");
        }
    }
    let body = question.body.text();
    if !(hidden.may_be_in)(body.as_bytes()) {
        return;
    }
    let found: Vec<_> = body.char_indices().filter(|(_, c)| (hidden.is)(*c)).collect();
    let [(at, first), rest @ ..] = found.as_slice() else { return };
    let more = if rest.is_empty() {
        String::new()
    } else {
        format!(", and {} more further on", rest.len())
    };
    let message = format!("the {} U+{:04X} stands here{more}", hidden.name, *first as u32);
    let edits = edits(subject, &found);
    sink.report(subject.document.locate(*at..at + first.len_utf8()), message)
        .help("delete it, or write what was meant")
        .edits(Applicability::Unsafe, edits);
}

/// As many characters are deleted each by itself.
const MAX_EDITS: usize = 1000;

/// Edits that delete characters of the body. Where there are many it is one, which is as long as the text:
/// each by itself would take a report hundreds of bytes.
fn edits(subject: &Subject<'_>, found: &[(usize, char)]) -> Vec<Option<Edit>> {
    let (document, body) = (subject.document, subject.document.question.body.text());
    let range = |&(at, c): &(usize, char)| at..at + c.len_utf8();
    if let ([first, .., last], true) = (found, found.len() > MAX_EDITS) {
        let whole = range(first).start..range(last).end;
        let mut kept = String::with_capacity(whole.len());
        for pair in found.windows(2) {
            kept.push_str(&body[range(&pair[0]).end..range(&pair[1]).start]);
        }
        if let Some(edit) = document.edit(whole, kept) {
            return vec![Some(edit)];
        }
    }
    found.iter().map(|one| document.edit(range(one), "")).collect()
}

/// The first hidden character of a value, and the value or the item that holds it.
fn find<'n>(node: &'n Node, hidden: &Hidden) -> Option<(&'n Node, char)> {
    match &node.value {
        Value::String(text) if (hidden.may_be_in)(text.as_bytes()) => {
            Some((node, text.chars().find(|c| (hidden.is)(*c))?))
        }
        Value::List(items) => items.iter().find_map(|item| find(item, hidden)),
        Value::Map(entries) => entries.iter().find_map(|entry| find(&entry.node, hidden)),
        _ => None,
    }
}
