//! YAML 1.2 to a spanned value, by the events of `granit-parser`.
//!
//! Plain scalars are resolved by the core schema (YAML 1.2.2, section 10.3.2), so that `no` is
//! text. The parser refuses nesting deeper than 255; what aliases repeat is bounded here.

use std::collections::{BTreeMap, HashMap};

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

use super::{DuplicateKey, Entry, Node, Parsed, SyntaxError, Value, simple};
use crate::source::Span;

/// How many nodes the aliases of one text may repeat. Beyond it, it is an attack.
const MAX_ALIASED_NODES: usize = 10_000;

/// Reads `text`, which begins at byte `base` of its file.
pub fn parse(text: &str, base: u32) -> Result<Parsed, SyntaxError> {
    simple::parse(text, base).map_or_else(|| parse_all(text, base), Ok)
}

/// The same by the parser, whatever the text is.
pub(super) fn parse_all(text: &str, base: u32) -> Result<Parsed, SyntaxError> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        text,
        base,
        anchors: HashMap::new(),
        aliased: 0,
        duplicates: Vec::new(),
    };
    let node = reader.document()?;
    Ok(Parsed { node, duplicates: reader.duplicates })
}

struct Reader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    text: &'t str,
    base: u32,
    anchors: HashMap<usize, (Node, usize)>,
    aliased: usize,
    duplicates: Vec<DuplicateKey>,
}

impl<'t> Reader<'t> {
    fn document(&mut self) -> Result<Node, SyntaxError> {
        let mut root = Node { value: Value::Null, span: Span::at(self.base) };
        let mut documents = 0;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamStart | Event::StreamEnd => {}
                Event::DocumentStart(..) if documents > 0 => {
                    return Err(self.error(span, "a second YAML document starts here"));
                }
                Event::DocumentStart(..) => documents += 1,
                Event::DocumentEnd => {}
                event => root = self.node(event, span)?.0,
            }
        }
        Ok(root)
    }

    /// The next event that is not a comment.
    fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, SyntaxError> {
        loop {
            let Some(next) = self.parser.next_event() else { return Ok(None) };
            let (event, span) = next.map_err(|error| self.scan_error(&error))?;
            if matches!(event, Event::Comment(..)) {
                continue;
            }
            let range = span.byte_range().unwrap_or_default();
            return Ok(Some((event, Span::new(range, self.base))));
        }
    }

    /// The next event where the grammar has one.
    fn expect(&mut self) -> Result<(Event<'t>, Span), SyntaxError> {
        let end = Span::at(self.base + self.text.len() as u32);
        self.next()?.ok_or_else(|| self.error(end, "the text ends too early"))
    }

    /// The node that `event` begins, and how many nodes it holds.
    fn node(&mut self, event: Event<'t>, span: Span) -> Result<(Node, usize), SyntaxError> {
        let anchor = event.anchor_id();
        let (node, count) = match event {
            Event::Scalar(text, style, _, tag) => {
                let value = match (tag, style) {
                    (Some(tag), _) => self.tagged(&tag, &text, span)?,
                    (None, ScalarStyle::Plain) => resolve(&text),
                    (None, _) => Value::String(text.into_owned()),
                };
                (Node { value, span: self.trimmed(span) }, 1)
            }
            Event::SequenceStart(_, _, Some(tag)) if tag.core_suffix() != Some("seq") => {
                return Err(self.meaningless(&tag, span));
            }
            Event::MappingStart(_, _, Some(tag)) if tag.core_suffix() != Some("map") => {
                return Err(self.meaningless(&tag, span));
            }
            Event::SequenceStart(..) => self.list(span)?,
            Event::MappingStart(..) => self.map(span)?,
            Event::Alias(id) => return self.alias(id, span),
            _ => return Err(self.error(span, "a value is missing here")),
        };
        if let Some(id) = anchor {
            self.anchors.insert(id, (node.clone(), count));
        }
        Ok((node, count))
    }

    /// The value of a scalar with a tag. Those of the core schema have a meaning, of no other is one
    /// guessed: what a program makes of `!!python/object` is nothing that a question says.
    fn tagged(&self, tag: &Tag, text: &str, span: Span) -> Result<Value, SyntaxError> {
        let value = resolve(text);
        match (tag.core_suffix(), &value) {
            (Some("str"), _) => Ok(Value::String(text.to_owned())),
            (Some("int"), Value::Integer(_))
            | (Some("float"), Value::Integer(_) | Value::Float(_))
            | (Some("bool"), Value::Bool(_))
            | (Some("null"), Value::Null) => Ok(value),
            (Some(name @ ("int" | "float" | "bool" | "null")), _) => {
                Err(self.error(span, &format!("`{text}` is not what its tag `!!{name}` says")))
            }
            _ => Err(self.meaningless(tag, span)),
        }
    }

    /// The error about the tag in front of a value.
    fn meaningless(&self, tag: &Tag, value: Span) -> SyntaxError {
        let written = format!("{}{}", tag.original_handle(), tag.suffix());
        let before = &self.text[..(value.start - self.base) as usize];
        let at = before.rfind(&written);
        let span = at.map_or(value, |at| Span::new(at..at + written.len(), self.base));
        self.error(span, &format!("the tag `{written}` means nothing here"))
    }

    fn list(&mut self, start: Span) -> Result<(Node, usize), SyntaxError> {
        let mut items: Vec<Node> = Vec::new();
        let mut count = 1;
        loop {
            let (event, span) = self.expect()?;
            if matches!(event, Event::SequenceEnd) {
                let last = items.last().map(|item| item.span);
                let span = self.whole(start, last, span);
                return Ok((Node { value: Value::List(items), span }, count));
            }
            let (item, held) = self.node(event, span)?;
            items.push(item);
            count += held;
        }
    }

    fn map(&mut self, start: Span) -> Result<(Node, usize), SyntaxError> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        let mut count = 1;
        loop {
            let (event, key_span) = self.expect()?;
            let key = match event {
                Event::MappingEnd => {
                    let last = entries.last().map(|entry| entry.key_span.to(entry.node.span));
                    let span = self.whole(start, last, key_span);
                    return Ok((Node { value: Value::Map(entries), span }, count));
                }
                Event::Scalar(text, _, _, None) => text.into_owned(),
                Event::Scalar(_, _, _, Some(tag)) => return Err(self.meaningless(&tag, key_span)),
                _ => return Err(self.error(key_span, "a key must be plain text")),
            };
            let (event, span) = self.expect()?;
            let (node, held) = self.node(event, span)?;
            count += held + 1;
            match seen.get(&key) {
                Some(&first) => {
                    let key = key.clone();
                    self.duplicates.push(DuplicateKey { key, first, second: key_span });
                }
                None => _ = seen.insert(key.clone(), key_span),
            }
            entries.push(Entry { key, key_span, node });
        }
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(Node, usize), SyntaxError> {
        let Some((node, count)) = self.anchors.get(&id) else {
            return Err(self.error(span, "this alias stands inside the value that it names"));
        };
        self.aliased += count;
        if self.aliased > MAX_ALIASED_NODES {
            let message = format!("the aliases repeat more than {MAX_ALIASED_NODES} values");
            return Err(self.error(span, &message));
        }
        Ok((Node { value: node.value.clone(), span }, *count))
    }

    /// From the start of a list or map to its bracket, or to the end of what it holds last: without
    /// brackets the parser knows the end only at the next key, behind comments.
    fn whole(&self, start: Span, last: Option<Span>, end: Span) -> Span {
        let end = if end.range().is_empty() { last.unwrap_or(start) } else { end };
        self.trimmed(start.to(end))
    }

    /// `span` without the blank characters at its end, which block values carry.
    fn trimmed(&self, span: Span) -> Span {
        let start = (span.start - self.base) as usize;
        let end = (span.end - self.base) as usize;
        let length = self.text.get(start..end).map_or(0, |text| text.trim_end().len());
        Span { start: span.start, end: span.start + length as u32 }
    }

    fn error(&self, span: Span, message: &str) -> SyntaxError {
        SyntaxError { message: message.to_owned(), span }
    }

    fn scan_error(&self, error: &ScanError) -> SyntaxError {
        let at = error.marker().byte_offset().unwrap_or_default().min(self.text.len());
        let width =
            self.text[at..].chars().next().filter(|c| !c.is_control()).map_or(0, char::len_utf8);
        let message = match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                "lists and maps stand too deep in each other".to_owned()
            }
            ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
                format!("the control character U+{:04X} may not stand here", *character as u32)
            }
            _ => error.info(),
        };
        SyntaxError { message, span: Span::new(at..at + width, self.base) }
    }
}

/// The value of a plain scalar by the core schema.
pub(crate) fn resolve(text: &str) -> Value {
    beyond_text(text).unwrap_or_else(|| Value::String(text.to_owned()))
}

/// What a plain scalar is by the core schema, if it is no text.
pub(crate) fn beyond_text(text: &str) -> Option<Value> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Value::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Value::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Value::Float(f64::NAN),
        _ => return number(text),
    })
}

fn number(text: &str) -> Option<Value> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if let Some(octal) = text.strip_prefix("0o") {
        return i64::from_str_radix(octal, 8).ok().map(Value::Integer);
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).ok().map(Value::Integer);
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number beyond 64 bits stays what it looks like: a (huge) number.
        return text.parse().map(Value::Integer).or_else(|_| text.parse().map(Value::Float)).ok();
    }
    // `str::parse` also takes `inf` and `nan`, which start with a letter and so never get here.
    text.parse().ok().map(Value::Float)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, node: &Node) -> String {
        text[node.span.range()].to_owned()
    }

    #[test]
    fn every_key_and_value_knows_its_bytes() {
        let text = "id: PY-1\ntags: [a, 'b c']\nrelated:\n  - X\n  - Y # y\n\n# more\nnote: |\n  two\n  lines\nempty:\n";
        let node = parse(text, 0).unwrap().node;
        let cuts: Vec<_> = node
            .entries()
            .iter()
            .map(|entry| (text[entry.key_span.range()].to_owned(), cut(text, &entry.node)))
            .collect();
        let expected = [
            ("id", "PY-1"),
            ("tags", "[a, 'b c']"),
            ("related", "- X\n  - Y"),
            ("note", "two\n  lines"),
            ("empty", ""),
        ];
        assert_eq!(cuts, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
        let tags: Vec<_> = node.entries()[1].node.items().iter().map(|n| cut(text, n)).collect();
        assert_eq!(tags, ["a", "'b c'"]);
    }

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        let cases = [
            ("no", Value::String("no".into())),
            ("1.10", Value::Float(1.10)),
            ("7", Value::Integer(7)),
            ("-7", Value::Integer(-7)),
            ("0x1F", Value::Integer(31)),
            ("0o17", Value::Integer(15)),
            ("007", Value::Integer(7)),
            ("1e3", Value::Float(1000.0)),
            ("2024-01-01", Value::String("2024-01-01".into())),
            ("inf", Value::String("inf".into())),
            ("1_000", Value::String("1_000".into())),
            ("99999999999999999999", Value::Float(1e20)),
            ("True", Value::Bool(true)),
            ("~", Value::Null),
        ];
        for (text, expected) in cases {
            assert_eq!(resolve(text), expected, "{text}");
        }
    }

    #[test]
    fn duplicate_keys_are_kept_and_named() {
        let parsed = parse("a: 1\nb: 2\na: 3\n", 10).unwrap();
        assert_eq!(parsed.duplicates.len(), 1);
        assert_eq!(parsed.duplicates[0].second, Span { start: 20, end: 21 });
        assert_eq!(parsed.node.entries().len(), 3);
    }

    #[test]
    fn aliases_work_and_bombs_do_not() {
        let node = parse("a: &x [1, 2]\nb: *x\n", 0).unwrap().node;
        assert_eq!(node.entries()[1].node.items().len(), 2);
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for n in 1..12 {
            let list = vec![format!("*a{}", n - 1); 10].join(", ");
            bomb.push_str(&format!("a{n}: &a{n} [{list}]\n"));
        }
        let error = parse(&bomb, 0).unwrap_err();
        assert!(error.message.contains("aliases repeat more than"), "{}", error.message);
    }

    #[test]
    fn tags_of_the_core_schema_alone_have_a_meaning() {
        let value = |text| parse(text, 0).map(|parsed| parsed.node.entries()[0].node.value.clone());
        assert_eq!(value("a: !!str 5"), Ok(Value::String("5".into())));
        assert_eq!(value("a: !!int '5'"), Ok(Value::Integer(5)));
        assert_eq!(value("a: !!seq []"), Ok(Value::List(vec![])));
        for (text, tag) in [
            ("a: !!python/object/apply:os.system [ls]", "!!python/object/apply:os.system"),
            ("a: !env HOME", "!env"),
            ("a: !!binary aGk=", "!!binary"),
            ("a: !!set {x}", "!!set"),
            ("!!python/name:x a: 1", "!!python/name:x"),
        ] {
            let error = value(text).unwrap_err();
            assert_eq!(error.message, format!("the tag `{tag}` means nothing here"));
            assert_eq!(&text[error.span.range()], tag);
        }
        let error = value("a: !!int x").unwrap_err();
        assert_eq!(error.message, "`x` is not what its tag `!!int` says");
    }

    #[test]
    fn deep_nesting_is_an_error_at_a_place() {
        let error = parse(&format!("a: {}", "[".repeat(10_000)), 0).unwrap_err();
        assert!(error.span.start > 100 && error.span.start < 1000, "{error:?}");
    }
}
