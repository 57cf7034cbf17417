//! TOML to a spanned value, by the `toml` crate's own spanned tree.

use std::cmp::Reverse;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{DuplicateKey, Entry, Node, Parsed, SyntaxError, Value};
use crate::source::Span;

/// Reads `text`, which begins at byte `base` of its file.
pub fn parse(text: &str, base: u32) -> Result<Parsed, SyntaxError> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut duplicates = Vec::new();
    for error in errors {
        let range = error.span().unwrap_or_else(|| deepest(text));
        let span = Span::new(range.clone(), base);
        let key = text.get(range).unwrap_or_default();
        // The crate has no error kinds, only words; any other wording falls to the plain error.
        match table.get_ref().get_key_value(key) {
            Some((first, _)) if error.message().starts_with("duplicate key") => {
                let first = Span::new(first.span(), base);
                duplicates.push(DuplicateKey { key: key.to_owned(), first, second: span });
            }
            _ => return Err(SyntaxError { message: words(error.message()), span }),
        }
    }
    let span = Span::new(table.span(), base);
    Ok(Parsed { node: Node { value: map(table.get_ref(), base), span }, duplicates })
}

/// What the crate says, in other words where they are about itself.
fn words(message: &str) -> String {
    let deep = message.contains("recursion") || message.contains("recurse");
    if deep { "lists and tables stand too deep in each other" } else { message }.to_owned()
}

/// The line with the most dots: of a key with too many parts the crate does not say the place.
fn deepest(text: &str) -> Range<usize> {
    let lines = text.split('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some(start..start + line.len())
    });
    let dots = |line: &Range<usize>| text[line.clone()].matches('.').count();
    let longest = lines.max_by_key(|line| (dots(line), Reverse(line.start)));
    longest.map(|line| line.start..line.start + text[line].trim_end().len()).unwrap_or_default()
}

fn map(table: &DeTable<'_>, base: u32) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, node)| Entry {
            key: key.get_ref().to_string(),
            key_span: Span::new(key.span(), base),
            node: Node { value: value(node.get_ref(), base), span: Span::new(node.span(), base) },
        })
        .collect();
    // The crate sorts keys by name; the order written is the order that counts here.
    entries.sort_by_key(|entry| entry.key_span);
    Value::Map(entries)
}

fn value(value: &DeValue<'_>, base: u32) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            let whole = i64::from_str_radix(&digits, number.radix());
            whole.map_or_else(
                |_| Value::Float(digits.parse().unwrap_or(f64::INFINITY)),
                Value::Integer,
            )
        }
        DeValue::Float(number) => {
            Value::Float(number.as_str().replace('_', "").parse().unwrap_or(f64::NAN))
        }
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Node {
                    value: self::value(item.get_ref(), base),
                    span: Span::new(item.span(), base),
                })
                .collect(),
        ),
        DeValue::Table(table) => map(table, base),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_order_and_bytes() {
        let text =
            "title = \"x\"\nid = 'PY'\ndifficulty = 1_0\ntags = [\"a\"]\nreviewed = 2024-02-03\n";
        let node = parse(text, 0).unwrap().node;
        let cuts: Vec<_> = node
            .entries()
            .iter()
            .map(|entry| (&text[entry.key_span.range()], &text[entry.node.span.range()]))
            .collect();
        assert_eq!(cuts[0], ("title", "\"x\""));
        assert_eq!(cuts[1], ("id", "'PY'"));
        assert_eq!(node.entries()[2].node.value, Value::Integer(10));
        assert_eq!(cuts[3], ("tags", "[\"a\"]"));
        assert_eq!(node.entries()[4].node.as_str(), Some("2024-02-03"));
    }

    #[test]
    fn a_duplicate_key_is_named_with_both_places() {
        let parsed = parse("a = 1\nb = 2\na = 3\n", 0).unwrap();
        assert_eq!(parsed.duplicates[0].first, Span { start: 0, end: 1 });
        assert_eq!(parsed.duplicates[0].second, Span { start: 12, end: 13 });
    }

    #[test]
    fn broken_text_is_an_error_at_its_place() {
        let error = parse("a = \n", 100).unwrap_err();
        assert!(error.span.start >= 100, "{error:?}");
        let deep = format!("a = {}", "[".repeat(10_000));
        assert_eq!(
            parse(&deep, 0).unwrap_err().message,
            "lists and tables stand too deep in each other"
        );
        let deep = format!("a = 1.5\nb{} = 1\n", ".c".repeat(1000));
        assert_eq!(parse(&deep, 0).unwrap_err().span, Span::new(8..8 + 2005, 0));
    }
}
