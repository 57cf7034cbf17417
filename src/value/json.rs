//! JSON to a spanned value, by `serde_json`, whose [`RawValue`] is the very text of a part.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{DuplicateKey, Entry, Node, Parsed, SyntaxError, Value};
use crate::source::Span;

/// How deep lists and objects may stand in each other.
const MAX_DEPTH: usize = 128;

/// Reads `text`, which begins at byte `base` of its file.
pub fn parse(text: &str, base: u32) -> Result<Parsed, SyntaxError> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| {
        let at = offset_of(text, &error);
        SyntaxError { message: words(&error), span: Span::new(at..at, base) }
    })?;
    let mut reader = Reader { text, base, duplicates: Vec::new() };
    let node = reader.node(raw, 0)?;
    Ok(Parsed { node, duplicates: reader.duplicates })
}

struct Reader<'t> {
    text: &'t str,
    base: u32,
    duplicates: Vec<DuplicateKey>,
}

impl<'t> Reader<'t> {
    fn node(&mut self, raw: &'t RawValue, depth: usize) -> Result<Node, SyntaxError> {
        let span = self.span(raw);
        let error = |message: String| SyntaxError { message, span };
        if depth > MAX_DEPTH {
            return Err(error(format!("lists and objects stand {MAX_DEPTH} deep in each other")));
        }
        let text = raw.get();
        let failed = |fault: serde_json::Error| error(words(&fault));
        let value = match text.as_bytes().first() {
            Some(b'"') => Value::String(serde_json::from_str(text).map_err(failed)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(failed)?;
                let items = items.into_iter().map(|item| self.node(item, depth + 1));
                Value::List(items.collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let Members(members) = serde_json::from_str(text).map_err(failed)?;
                self.map(span.start, members, depth)?
            }
            Some(b'n') => Value::Null,
            Some(b't' | b'f') => Value::Bool(text == "true"),
            _ => match (text.parse(), text.parse::<f64>()) {
                (Ok(whole), _) => Value::Integer(whole),
                (_, Ok(number)) if number.is_finite() => Value::Float(number),
                (_, Ok(_)) => return Err(error(format!("the number `{}` is too large", text))),
                _ => return Err(error(format!("`{text}` is no number"))),
            },
        };
        Ok(Node { value, span })
    }

    fn map(
        &mut self,
        start: u32,
        members: Vec<(String, &'t RawValue)>,
        depth: usize,
    ) -> Result<Value, SyntaxError> {
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut entries = Vec::new();
        let mut before = start;
        for (key, raw) in members {
            let node = self.node(raw, depth + 1)?;
            let key_span = self.key_span(before, node.span.start);
            before = node.span.end;
            match seen.get(&key) {
                Some(&first) => {
                    let key = key.clone();
                    self.duplicates.push(DuplicateKey { key, first, second: key_span });
                }
                None => _ = seen.insert(key.clone(), key_span),
            }
            entries.push(Entry { key, key_span, node });
        }
        Ok(Value::Map(entries))
    }

    /// The key between what stands before it and its value, quotes included.
    fn key_span(&self, before: u32, value: u32) -> Span {
        let (start, end) = ((before - self.base) as usize, (value - self.base) as usize);
        let text = self.text.get(start..end).unwrap_or_default();
        let open = text.find('"').unwrap_or_default();
        let close = text.rfind(':').map_or(open, |colon| text[..colon].trim_end().len());
        Span::new(open..close.max(open), before)
    }

    /// Where a part of the text stands.
    fn span(&self, raw: &RawValue) -> Span {
        // It was cut out of the text, so the addresses tell where.
        let start = raw.get().as_ptr() as usize - self.text.as_ptr() as usize;
        Span::new(start..start + raw.get().len(), self.base)
    }
}

/// The members of an object, in order, those that stand twice too.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(All)
    }
}

/// The byte that an error is about.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    text.floor_char_boundary((start + error.column().saturating_sub(1)).min(text.len()))
}

/// What the library says, without the place.
fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let words = text.rsplit_once(" at line ").map_or(text.as_str(), |(words, _)| words);
    match words {
        "unexpected end of hex escape" | "lone leading surrogate in hex escape" => {
            "half of a surrogate pair stands alone".to_owned()
        }
        "recursion limit exceeded" => "lists and objects stand too deep in each other".to_owned(),
        words => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_value_knows_its_bytes() {
        let text = "{ \"id\" : \"PY-1\",\n\"a\\\":b\":[1, -2.50,{}] , \"n\":null,\"t\":true}";
        let node = parse(text, 0).unwrap().node;
        let cut = |span: Span| &text[span.range()];
        let cuts: Vec<_> = node
            .entries()
            .iter()
            .map(|entry| (cut(entry.key_span), cut(entry.node.span)))
            .collect();
        let expected = [
            ("\"id\"", "\"PY-1\""),
            ("\"a\\\":b\"", "[1, -2.50,{}]"),
            ("\"n\"", "null"),
            ("\"t\"", "true"),
        ];
        assert_eq!(cuts, expected);
        let items = node.entries()[1].node.items();
        assert_eq!(items[0].value, Value::Integer(1));
        assert_eq!((&items[1].value, cut(items[1].span)), (&Value::Float(-2.5), "-2.50"));
    }

    #[test]
    fn a_fault_is_at_its_place() {
        let cases = [
            ("{\"a\": 1,\n \"b\" 2}", "2}"),
            ("{\"é\": [1, }", "}"),
            ("{\"a\": \"\\ud83d\"}", "\"\\ud83d\"}"),
            ("", ""),
        ];
        for (text, rest) in cases {
            let error = parse(text, 0).unwrap_err();
            assert_eq!(&text[error.span.start as usize..], rest, "{error:?}");
        }
        assert!(parse(&"[".repeat(100_000), 0).is_err());
        assert!(parse(&format!("{}{}", "[".repeat(1000), "]".repeat(1000)), 0).is_err());
    }

    #[test]
    fn a_key_that_stands_twice_is_named_with_both_places() {
        let parsed = parse("{\"a\": 1, \"a\": 2}", 10).unwrap();
        let expected = DuplicateKey {
            key: "a".to_owned(),
            first: Span { start: 11, end: 14 },
            second: Span { start: 19, end: 22 },
        };
        assert_eq!(parsed.duplicates, [expected]);
    }
}
