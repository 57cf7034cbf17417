//! Values as YAML on one line, which YAML 1.2 and 1.1 read as the same.

use std::fmt::Write;

use crate::value::{Entry, Value, yaml};

/// A value of the front matter: a scalar as it is, lists and maps in flow style.
pub(super) fn value(value: &Value) -> String {
    let mut out = String::new();
    push(&mut out, value, false);
    out
}

/// A line of the front matter.
pub(super) fn line(key: &str, value: &Value) -> String {
    let mut out = String::new();
    push_key(&mut out, key, false);
    push(&mut out, value, false);
    out.push('\n');
    out
}

/// Text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            // Writing to a string cannot fail.
            c if c <= '\u{ffff}' => _ = write!(out, "\\u{:04X}", u32::from(c)),
            c => _ = write!(out, "\\U{:08X}", u32::from(c)),
        }
    }
    out.push('"');
    out
}

fn push(out: &mut String, value: &Value, flow: bool) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Integer(number) => out.push_str(&number.to_string()),
        Value::Float(number) => out.push_str(&float(*number)),
        Value::String(text) => push_text(out, text, flow),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                push(out, &item.value, true);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (at, Entry { key, node, .. }) in entries.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                push_key(out, key, true);
                push(out, &node.value, true);
            }
            out.push('}');
        }
    }
}

/// The most bytes of a key that needs no `?`: readers look 1024 characters ahead for its colon (YAML
/// 1.2.2, section 7.4.2).
const MAX_KEY: usize = 1000;

/// A key with its colon.
fn push_key(out: &mut String, key: &str, flow: bool) {
    let start = out.len();
    // At the start of a line these end the document (YAML 1.2.2, section 9.1.2).
    if !flow && key.starts_with("...") {
        out.push_str(&quoted(key));
    } else {
        push_text(out, key, flow);
    }
    if out.len() - start > MAX_KEY {
        out.insert_str(start, "? ");
        out.push(if flow { ' ' } else { '\n' });
    }
    out.push_str(": ");
}

fn push_text(out: &mut String, text: &str, flow: bool) {
    let plain = is_words(text)
        || is_plain(text)
            && !(flow && text.contains([',', '[', ']', '{', '}']))
            && yaml::beyond_text(text).is_none()
            && !means_more_in_yaml_1_1(text);
    if plain {
        out.push_str(text);
    } else {
        out.push_str(&quoted(text));
    }
}

/// A number that both versions read as one: YAML 1.1 wants a point and a signed exponent.
fn float(number: f64) -> String {
    if number.is_nan() {
        return ".nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { ".inf".to_owned() } else { "-.inf".to_owned() };
    }
    let text = format!("{number:?}");
    let Some((mantissa, exponent)) = text.split_once('e') else { return text };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{mantissa}{point}e{sign}{exponent}")
}

/// Whether text is plain for a reason that is seen at once: it is made of letters, too many for a truth
/// value. Most text is.
fn is_words(text: &str) -> bool {
    let within = |byte: &u8| byte.is_ascii_alphanumeric() || b" -_/.".contains(byte);
    let bytes = text.as_bytes();
    bytes.len() > "false".len()
        && bytes[0].is_ascii_alphabetic()
        && bytes.iter().all(within)
        && bytes.last().is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether text can stand without quotes (YAML 1.2.2, section 7.3.3), on one line.
fn is_plain(text: &str) -> bool {
    let indicators =
        ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%'];
    !text.is_empty()
        && !text.starts_with(indicators)
        && !text.starts_with(['@', '`', '=', '<'])
        && text.trim() == text
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
}

/// Whether a character needs no escape (YAML 1.2.2, section 5.1). Tabs, line ends and the
/// byte-order mark are printable there, but do not survive everywhere.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a YAML 1.1 reader takes text for a truth value or a number. Dates stay plain: what a
/// reader makes of one is a date.
fn means_more_in_yaml_1_1(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    matches!(&*lower, "y" | "yes" | "n" | "no" | "on" | "off") || is_number_in_yaml_1_1(&lower)
}

/// `0b1`, `0x1`, `1_000`, `1.`, and `1:30`, which is 90.
fn is_number_in_yaml_1_1(lower: &str) -> bool {
    let digits = lower.strip_prefix(['-', '+']).unwrap_or(lower);
    if digits.starts_with("0b") || digits.starts_with("0x") || digits.starts_with("0o") {
        return digits[2..].bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.contains(|c: char| c.is_ascii_digit())
        && digits.bytes().filter(|&byte| byte == b'.').count() <= 1
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b':' | b'e' | b'+'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{
        Just, ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest,
    };

    use super::*;
    use crate::source::Span;
    use crate::value::Node;

    fn node(value: Value) -> Node {
        Node { value, span: Span::default() }
    }

    #[test]
    fn text_is_quoted_only_where_a_reader_could_err() {
        let cases = [
            ("What is it?", "What is it?"),
            ("it's: complicated", "\"it's: complicated\""),
            ("a:b", "a:b"),
            ("C#", "C#"),
            ("C # x", "\"C # x\""),
            ("`x`", "\"`x`\""),
            (".NET", ".NET"),
            ("no", "\"no\""),
            ("Yes", "\"Yes\""),
            ("not", "not"),
            ("1.10", "\"1.10\""),
            ("3.12.1", "3.12.1"),
            ("0b1", "\"0b1\""),
            ("1_000", "\"1_000\""),
            ("1:30", "\"1:30\""),
            ("12e03", "\"12e03\""),
            ("2024-01-02", "2024-01-02"),
            ("2nd", "2nd"),
            ("", "\"\""),
            ("null", "\"null\""),
            ("~", "\"~\""),
            (" a", "\" a\""),
            ("a\nb\t\"\\", "\"a\\nb\\t\\\"\\\\\""),
            ("\u{7f}\u{85}\u{feff}", "\"\\u007F\\u0085\\uFEFF\""),
            ("🦀 crab", "🦀 crab"),
            ("a, b", "a, b"),
        ];
        for (text, expected) in cases {
            assert_eq!(value(&Value::String(text.to_owned())), expected, "{text:?}");
        }
    }

    #[test]
    fn a_key_stays_a_key() {
        let text = Value::String("... and so on".into());
        assert_eq!(line("... and so on", &text), "\"... and so on\": ... and so on\n");
        let long = "é".repeat(MAX_KEY);
        let entry =
            |value| Entry { key: long.clone(), key_span: Span::default(), node: node(value) };
        let map = Value::Map(vec![entry(Value::Null)]);
        let written = line(&long, &map);
        assert_eq!(written, format!("? {long}\n: {{? {long} : null}}\n"));
        let read = yaml::parse(&written, 0).map_err(|error| error.message).unwrap();
        let [outer] = read.node.entries() else { panic!("{read:?}") };
        assert_eq!(outer.key, long);
        assert_eq!(outer.node.entries()[0].key, long);
    }

    #[test]
    fn collections_stand_on_one_line() {
        let entry = |key: &str, value| Entry {
            key: key.to_owned(),
            key_span: Span::default(),
            node: node(value),
        };
        let list = Value::List(vec![
            node(Value::String("a, b".into())),
            node(Value::List(vec![])),
            node(Value::Map(vec![entry("no", Value::Null), entry("k", Value::Float(1e30))])),
        ]);
        assert_eq!(value(&list), "[\"a, b\", [], {\"no\": null, k: 1.0e+30}]");
    }

    fn any_text() -> impl Strategy<Value = String> + Clone {
        prop_oneof![
            any::<String>(),
            "[a-zA-Z0-9_./ -]{1,9}",
            r#"[-a-c0-9:#,.\[\]{}'"&*!|>%@`~=<? \\\n\t_+]{0,8}"#,
            "[.]{1,4}[a. ]{0,3}",
            Just("yes".to_owned()),
        ]
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let text = any_text();
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Integer),
            any::<f64>().prop_filter("NaN is not itself", |f| !f.is_nan()).prop_map(Value::Float),
            text.clone().prop_map(Value::String),
        ];
        leaf.prop_recursive(3, 16, 4, move |inner| {
            let list = prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| Value::List(items.into_iter().map(node).collect()));
            let map = prop::collection::btree_map(text.clone(), inner, 0..4).prop_map(|map| {
                let entry =
                    |(key, value)| Entry { key, key_span: Span::default(), node: node(value) };
                Value::Map(map.into_iter().map(entry).collect())
            });
            prop_oneof![list, map]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_written_is_read_again(name in any_text(), expected in any_value()) {
            let text = line(&name, &expected) + "next: 1\n";
            let parsed = yaml::parse(&text, 0).map_err(|e| e.message).unwrap();
            let entry = &parsed.node.entries()[0];
            prop_assert_eq!(&entry.key, &name);
            prop_assert_eq!(
                serde_json::Value::from(&entry.node.value),
                serde_json::Value::from(&expected)
            );
        }
    }
}
