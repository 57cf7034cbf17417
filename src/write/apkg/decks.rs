//! Decks: their names, and their ids in a package.

use std::collections::BTreeMap;

use crate::anki::ids::Ids;
use crate::anki::text::normal;

/// The deck of questions whose deck has no name.
const UNNAMED: &str = "qlint";

/// The name of a deck as Anki would keep it: blanks around its parts gone, empty parts left out.
pub(super) fn name(text: &str) -> String {
    let text = normal(text).replace(['\n', '\t', '"'], " ");
    let parts: Vec<_> = text.split("::").map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { UNNAMED.to_owned() } else { parts.join("::") }
}

/// The ids of decks and of all decks around them, by name.
///
/// Anki finds decks by their names and throws these ids away, but a package needs some. None is
/// 1, which would be the learner's default deck whatever its name.
pub(super) fn ids<'n>(names: impl IntoIterator<Item = &'n str>) -> BTreeMap<String, i64> {
    let mut ids = BTreeMap::new();
    for name in names {
        let ends = name.match_indices("::").map(|(at, _)| at).chain([name.len()]);
        ids.extend(ends.map(|end| (name[..end].to_owned(), 0)));
    }
    let mut free = Ids::new("decks");
    for (name, id) in &mut ids {
        *id = free.make(name);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_anki_would_keep() {
        let table = [
            ("Python::Advanced", "Python::Advanced"),
            (" a :: b\u{1f} ", "a::b"),
            ("::a::::b::", "a::b"),
            ("", "qlint"),
            ("::", "qlint"),
            ("say \"x\"", "say  x"),
        ];
        for (text, expected) in table {
            assert_eq!(name(text), expected, "{text:?}");
        }
    }

    #[test]
    fn decks_come_with_those_around_them() {
        let ids = ids(["A::B::C", "A::D"]);
        assert_eq!(ids.keys().collect::<Vec<_>>(), ["A", "A::B", "A::B::C", "A::D"]);
        assert!(ids.values().all(|&id| id > 1));
    }
}
