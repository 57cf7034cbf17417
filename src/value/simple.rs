//! The front matter that most files have, read without a YAML parser: `key: value` lines with plain or
//! quoted text and lists in brackets. A parser costs as much as all the rest of a file.
//!
//! Whatever is not certainly read here as the parser would read it is left to the parser (tested).

use super::yaml::resolve;
use super::{Entry, Node, Parsed, Value};
use crate::source::Span;

/// Keys that one line begins: beyond it, looking for one that stands twice takes too long.
const MAX_KEYS: usize = 64;

/// The longest text between two commas or on a line: longer ones have rules of their own.
const MAX_LENGTH: usize = 1000;

/// Reads `text`, which begins at byte `base` of its file; none if it takes a parser.
pub(super) fn parse(text: &str, base: u32) -> Option<Parsed> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
        let line = text[at..end].strip_suffix('\r').unwrap_or(&text[at..end]);
        if !line.is_empty() {
            let entry = entry(line, base + at as u32)?;
            let again = entries.iter().any(|known| known.key == entry.key);
            if again || entries.len() == MAX_KEYS {
                return None;
            }
            entries.push(entry);
        }
        at = end + 1;
    }
    let span = entries.first()?.key_span.to(entries.last()?.node.span);
    Some(Parsed { node: Node { value: Value::Map(entries), span }, duplicates: Vec::new() })
}

fn entry(line: &str, base: u32) -> Option<Entry> {
    let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = line.bytes().position(|byte| !is_key(&byte))?;
    let key = &line[..length];
    let value = line[length..].strip_prefix(": ")?.trim_start_matches(' ');
    if !key.starts_with(|c: char| c.is_ascii_alphabetic()) || line.len() > MAX_LENGTH {
        return None;
    }
    let start = line.len() - value.len();
    let node = node(value, base + start as u32)?;
    Some(Entry { key: key.to_owned(), key_span: Span::new(0..length, base), node })
}

fn node(text: &str, base: u32) -> Option<Node> {
    let quoted = |quote: &str| text.strip_prefix(quote)?.strip_suffix(quote);
    let value = match text.as_bytes().first()? {
        b'[' => list(text, base)?,
        b'\'' => Value::String(quoted("'").filter(|text| is_text(text, b"'"))?.to_owned()),
        b'"' => Value::String(quoted("\"").filter(|text| is_text(text, b"\"\\"))?.to_owned()),
        _ if is_plain(text) => resolve(text),
        _ => return None,
    };
    Some(Node { value, span: Span::new(0..text.len(), base) })
}

fn list(text: &str, base: u32) -> Option<Value> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut start = 1;
    for part in inner.split(',').filter(|_| !inner.is_empty()) {
        let item = part.trim_matches(' ');
        if !item.starts_with(|c: char| c.is_ascii_alphanumeric())
            || !item.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" _-./+".contains(&byte))
        {
            return None;
        }
        let at = start + part.len() - part.trim_start_matches(' ').len();
        items.push(Node { value: resolve(item), span: Span::new(at..at + item.len(), base) });
        start += part.len() + 1;
    }
    Some(Value::List(items))
}

/// Whether text without quotes is nothing but text.
fn is_plain(text: &str) -> bool {
    let first = |c: char| c.is_alphanumeric() || "($./<_".contains(c);
    let signs = |at: usize| match text.as_bytes()[at] {
        b':' => !matches!(text.as_bytes().get(at + 1), None | Some(b' ')),
        _ => at > 0 && text.as_bytes()[at - 1] != b' ',
    };
    text.starts_with(first)
        && !text.ends_with(' ')
        && memchr::memchr2_iter(b':', b'#', text.as_bytes()).all(signs)
        && is_text(text, b"")
}

/// Whether all characters may stand in YAML anywhere, and none is of those.
fn is_text(text: &str, except: &[u8]) -> bool {
    let ascii = |byte: u8| matches!(byte, b' '..=b'~') && !except.contains(&byte);
    let other = |c: char| match c {
        '\u{2010}'..='\u{2026}' => true,
        c => c.is_alphanumeric(),
    };
    if text.is_ascii() {
        return text.bytes().all(ascii);
    }
    text.chars().all(|c| if c.is_ascii() { ascii(c as u8) } else { other(c) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::super::yaml;
    use super::*;

    #[test]
    fn most_front_matter_takes_no_parser() {
        let text = "id: PY-ADV-001\ntitle: What is it: \u{2018}x\u{2019} or Ä?\n";
        assert_eq!(parse(text, 4), None);
        let text = text.replace("it:", "it,");
        let text = format!(
            "{text}url: https://a.b/c#d\nn: 6\nf: 1.10\ntags: [a, b c,C++]\nrelated: []\nq: 'a: b'\nd: \"it's # x\"\n\n"
        );
        assert_eq!(parse(&text, 4).unwrap(), yaml::parse_all(&text, 4).unwrap());
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(parse(&crlf, 4).unwrap(), yaml::parse_all(&crlf, 4).unwrap());
    }

    #[test]
    fn what_is_not_certain_takes_a_parser() {
        for text in [
            "",
            "a:",
            "a: ",
            "a:b",
            "a: b:",
            "a: b: c",
            "a: b # c",
            "a: #b",
            "a: - b",
            "a: *b",
            "a: &b c",
            "a: |",
            "a: b\n c",
            "a: [b\n",
            "a: [b, ]",
            "a: ['b']",
            "a: [b] c",
            "a: 'b''c'",
            "a: 'b' c",
            "a: \"b\\n\"",
            "a: b\na: c",
            "- a",
            "? a",
            "a: b\n...",
            "a: b\n---",
            "---\na: b",
            "a: b\tc",
            "a: \u{feff}b",
            "a: b\rc",
            "a: b ",
            " a: b",
            "{a: b}",
            "%a: b",
            "a: [b: c]",
            "a: '",
            "a: \u{85}",
            "1: b",
            "a: @b",
            "a: `b`",
            "a: ?b",
            "a: !b c",
            "a: {b: c}",
            "a: ]",
        ] {
            assert_eq!(parse(text, 0), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn what_is_read_here_is_what_the_parser_reads(
            text in r#"(([ab-]|null|no)(: |:|:  | : )(([a'"\[\]{}, :#&*!|>%@`?.~<=+\\-]|[0-9]|null|true|é|’|: | #){1,6}|\[(a|b c|1|-|, |,|\]|:|#| ){0,6}\]|["'](a|:|#|'|"|\\| |é){0,5}["'])(\n|\r\n|\n\n|\r)){1,3}"#
        ) {
            if let Some(parsed) = parse(&text, 3) {
                prop_assert_eq!(Ok(parsed), yaml::parse_all(&text, 3), "{:?}", text);
            }
        }
    }
}
