//! Decks: their names and ids in a package, and what `deck.toml` says of them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Item;
use super::presets::Preset;
use crate::anki::ids::Ids;
use crate::anki::text::{self, normal};
use crate::deck::Settings;
use crate::document::{Document, SectionNames};
use crate::question::{Body, Question};
use crate::render::{Renderer, escape};
use crate::source::Source;

/// The deck of questions whose deck has no name.
const UNNAMED: &str = "qlint";

/// A deck of the package.
#[derive(Debug, Default)]
pub(super) struct Deck<'c> {
    /// Its id.
    pub(super) id: i64,
    /// What stands above its cards, HTML.
    pub(super) description: String,
    /// Options for studying it.
    pub(super) preset: Option<&'c Preset>,
}

/// The name of a deck as Anki would keep it: blanks around its parts gone, empty parts left out.
pub(super) fn name(text: &str) -> String {
    let text = normal(text).replace(['\n', '\t', '"'], " ");
    let parts: Vec<_> = text.split("::").map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { UNNAMED.to_owned() } else { parts.join("::") }
}

/// The decks of these questions and all decks around them, by name; `names` are those of the
/// questions.
///
/// Anki finds decks by their names and throws ids away, but a package needs some. None is 1, which
/// would be the learner's default deck whatever its name.
pub(super) fn decks<'c>(items: &[&'c Item<'_>], names: &[String]) -> BTreeMap<String, Deck<'c>> {
    let mut decks: BTreeMap<String, Deck<'c>> = BTreeMap::new();
    let mut folders: BTreeMap<&str, (Settings<'c>, BTreeSet<&str>)> = BTreeMap::new();
    for (item, name) in items.iter().zip(names) {
        let settings = item.settings;
        let (_, names) = folders.entry(settings.folder).or_insert((settings, BTreeSet::new()));
        names.insert(name);
    }
    for (settings, names) in folders.into_values() {
        for deck in names.iter().flat_map(|name| around(name)) {
            let deck = decks.entry(deck.to_owned()).or_default();
            deck.preset = deck.preset.or(settings.preset);
        }
        let text = description(&settings);
        for name in highest(&names) {
            let deck = decks.get_mut(name).filter(|deck| deck.description.is_empty());
            deck.into_iter().for_each(|deck| deck.description.clone_from(&text));
        }
    }
    let mut free = Ids::new("decks");
    for (name, deck) in &mut decks {
        deck.id = free.make(name);
    }
    decks
}

/// A deck's name and the names of those around it, the outermost first.
fn around(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.match_indices("::").map(|(at, _)| at).chain([name.len()]);
    ends.map(|end| &name[..end])
}

/// The decks in which all of these are: the innermost that holds them all, else the outermost ones.
fn highest<'n>(names: &BTreeSet<&'n str>) -> BTreeSet<&'n str> {
    let holds = |deck: &&str| names.iter().all(|name| around(name).any(|above| above == *deck));
    let common = names.first().and_then(|name| around(name).take_while(holds).last());
    match common {
        Some(deck) => BTreeSet::from([deck]),
        None => names.iter().filter_map(|name| around(name).next()).collect(),
    }
}

/// What a deck is called and about, as HTML: old versions of Anki read no Markdown.
fn description(settings: &Settings<'_>) -> String {
    let title = match settings.title.unwrap_or_default().trim() {
        "" => String::new(),
        title => format!("<b>{}</b>\n", escape(title)),
    };
    let source = Source::default();
    let text = settings.description.unwrap_or_default();
    let question = Question::bare(&source, Body::verbatim(text, 0));
    let document = Document::new(&question, &SectionNames::default());
    text::field(&(title + &Renderer::new(&document).whole()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::deck::Decks;

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

    /// The decks of questions that all lie under one `deck.toml`.
    fn with<T>(toml: &str, names: &[&str], look: impl Fn(BTreeMap<String, Deck<'_>>) -> T) -> T {
        let mut all = Decks::default();
        all.by_folder.insert(String::new(), config::Deck::parse(toml, "deck.toml").unwrap());
        let source = Source::default();
        let question = Question::bare(&source, Body::default());
        let item = Item { settings: all.settings(&question), ..Item::new(&question, "X-1") };
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        look(decks(&vec![&item; names.len()], &names))
    }

    #[test]
    fn decks_come_with_those_around_them() {
        with("", &["A::B::C", "A::D"], |decks| {
            assert_eq!(decks.keys().collect::<Vec<_>>(), ["A", "A::B", "A::B::C", "A::D"]);
            assert!(decks.values().all(|deck| deck.id > 1 && deck.description.is_empty()));
        });
    }

    #[test]
    fn a_description_stands_on_the_deck_that_holds_all() {
        let toml = "title = 'A & B'\ndescription = \"All *of* it.\\n\\n## From\\n\\n<script>\"\n\
                    [anki.preset]\nname = 'Slow'";
        for (names, expected) in [
            (&["A::B::C", "A::B::D"][..], &["A::B"][..]),
            (&["A::B"], &["A::B"]),
            (&["A::B", "A"], &["A"]),
            (&["A::B", "C"], &["A", "C"]),
        ] {
            with(toml, names, |decks| {
                let told = decks.iter().filter(|(_, deck)| !deck.description.is_empty());
                assert_eq!(told.clone().map(|(name, _)| name).collect::<Vec<_>>(), expected);
                for (_, deck) in told {
                    assert_eq!(
                        deck.description,
                        "<b>A &amp; B</b>\n<p>All <em>of</em> it.</p>\n<h4>From</h4>\n\
                         <p>&lt;script&gt;</p>\n"
                    );
                }
                assert!(decks.values().all(|deck| deck.preset.is_some()));
            });
        }
    }
}
