//! A string of a JSON file as Markdown whose every byte knows its place.

use crate::question::Body;
use crate::source::Span;

/// Adds the text of a string to a body; `span` is where it stands in `file`, quotes included.
pub(super) fn push_string(body: &mut Body<'_>, file: &str, span: Span) {
    let Some(raw) = file.get(span.range()) else { return };
    let end = raw.len().saturating_sub(1);
    let mut at = 1;
    while at < end {
        let run = raw[at..end].find('\\').map_or(end, |found| at + found);
        body.push(&raw[at..run], span.start + at as u32);
        let escape = run..(run + escape_length(&raw[run..])).min(end);
        let decoded = serde_json::from_str(&format!("\"{}\"", &raw[escape.clone()]));
        let decoded: String = decoded.unwrap_or_default();
        body.push_for(&decoded, Span::new(escape.clone(), span.start));
        at = escape.end;
    }
}

/// The length of an escape; a character beyond 16 bits takes two of `\uXXXX`.
fn escape_length(text: &str) -> usize {
    let high = |text: &str| ["d8", "d9", "da", "db"].contains(&&*text.to_ascii_lowercase());
    match text.as_bytes().get(1) {
        Some(b'u') if text.get(2..4).is_some_and(high) => 12,
        Some(b'u') => 6,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn a_place_in_a_string_is_a_place_in_the_file() {
        let file = r#"["a\u00e9\ud83d\uDE00\\b\n"]"#;
        let mut body = Body::default();
        push_string(&mut body, file, Span { start: 1, end: file.len() as u32 - 1 });
        assert_eq!(body.text(), "aé😀\\b\n");
        let cut = |part: &str| {
            let at = body.text().find(part).unwrap();
            &file[body.locate(at..at + part.len()).range()]
        };
        assert_eq!(cut("é"), "\\u00e9");
        assert_eq!(cut("😀"), "\\ud83d\\uDE00");
        assert_eq!(cut("b\n"), "b\\n");
    }

    proptest! {
        #[test]
        fn strings_are_those_of_the_library(text in any::<String>()) {
            let raw = serde_json::to_string(&text).unwrap();
            let mut body = Body::default();
            push_string(&mut body, &raw, Span::new(0..raw.len(), 0));
            prop_assert_eq!(body.text(), &text);
        }
    }
}
