//! What the pages say, in the language of the corpus.

use std::collections::BTreeMap;

use crate::config::{Site, Word};

/// The words of one site.
#[derive(Debug)]
pub(super) struct Words<'c> {
    said: BTreeMap<&'static str, &'c str>,
}

impl<'c> Words<'c> {
    pub(super) fn new(site: &'c Site) -> Words<'c> {
        let said = site.words.iter().map(|(Word(english), said)| (*english, said.as_str()));
        Words { said: said.collect() }
    }

    /// The word for an English one.
    pub(super) fn say<'w>(&'w self, english: &'w str) -> &'w str {
        self.said.get(english).copied().unwrap_or(english)
    }

    /// Those that are not English, for scripts.
    pub(super) fn translated(&self) -> &BTreeMap<&'static str, &'c str> {
        &self.said
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::config::{COLORS, WORDS};

    /// The texts of all files under a folder but this one and the library.
    fn texts(folder: &Path) -> Vec<String> {
        let mut texts = Vec::new();
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                texts.extend(self::texts(&path));
            } else if !path.ends_with("words.rs") && !path.ends_with("minisearch.js") {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
        texts
    }

    #[test]
    fn the_list_has_what_pages_and_scripts_say_and_nothing_else() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/write/html");
        let texts = texts(&folder);
        for text in &texts {
            for (before, after) in [("say(\"", '"'), ("say('", '\'')] {
                for said in text.split(before).skip(1) {
                    let word = said.split(after).next().unwrap();
                    assert!(WORDS.contains(&word), "`{word}` is missing from the list");
                }
            }
        }
        for word in WORDS {
            let quoted = [format!("\"{word}\""), format!("'{word}'")];
            let said = |text: &String| quoted.iter().any(|quoted| text.contains(quoted));
            assert!(texts.iter().any(said), "nothing says `{word}`");
        }
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn the_colors_are_those_of_the_style() {
        let style = include_str!("assets/site.css");
        let named = style.split("light-dark(").filter_map(|before| before.rsplit_once("--"));
        let named: Vec<_> = named
            .filter_map(|(_, name)| name.strip_suffix(": "))
            .filter(|name| !name.contains(')'))
            .collect();
        assert_eq!(named, COLORS);
    }
}
