//! The tags of a note.

use super::text::normal;
use crate::question::{Question, key};

/// The tags of a question as Anki keeps them: parted and framed by single blanks, sorted.
///
/// To the question's own come those of its deck and `qlint::<technology>::<level>`.
pub fn tags<'t>(question: &'t Question<'_>, deck: impl Iterator<Item = &'t str>) -> String {
    let place = [key::TECHNOLOGY, key::LEVEL].map(|key| question.text(key).unwrap_or_default());
    let place = tag(&format!("qlint::{}::{}", place[0], place[1]));
    let own = question.list(key::TAGS).map(|(tag, _)| tag);
    let mut tags: Vec<_> = own.chain(deck).map(self::tag).chain([place]).collect();
    tags.retain(|tag| !tag.is_empty());
    // Anki takes tags that differ only in case for one; of two the first in order stays.
    tags.sort_by_cached_key(|tag| (tag.to_lowercase(), tag.clone()));
    tags.dedup_by_key(|tag| tag.to_lowercase());
    format!(" {} ", tags.join(" "))
}

/// One tag as Anki would keep it, blanks as `-`, parts without a name left out.
pub fn tag(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':') {
        return text.to_owned();
    }
    let text = text.replace(|c: char| c.is_control() && !c.is_whitespace(), "");
    let parts = text.split("::").map(|part| part.split_whitespace().collect::<Vec<_>>().join("-"));
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    normal(&parts.join("::")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_no_blanks_and_no_empty_parts() {
        let table = [
            ("sql", "sql"),
            ("hash map", "hash-map"),
            ("  a\u{3000}b\tc ", "a-b-c"),
            ("a:: b::", "a::b"),
            ("::", ""),
            ("x\u{1}\u{85}y", "x-y"),
            ("e\u{301}", "é"),
            ("C++", "C++"),
        ];
        for (text, expected) in table {
            assert_eq!(tag(text), expected, "{text:?}");
        }
    }
}
