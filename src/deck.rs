//! Which Anki deck a question belongs to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use toml::Spanned;

use crate::config::{Card, Deck, Order, Preset};
use crate::question::Question;
use crate::value::Value;

/// The deck names of a corpus whose `deck.toml` files say nothing else.
pub const DEFAULT_NAME: &str = "{technology}::{level}";

/// Every `deck.toml` of a corpus, by the path of its folder under the root.
#[derive(Debug, Default)]
pub struct Decks {
    /// The name of the root's folder.
    pub root: String,
    /// The settings by folder; the root's folder is empty.
    pub by_folder: BTreeMap<String, Deck>,
}

/// What holds for the questions of a folder: each setting from the nearest `deck.toml` that has it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Settings<'d> {
    /// The folder of the nearest `deck.toml`; that of the root, which is empty, without one.
    pub folder: &'d str,
    /// What the deck of that folder is called where people read of it.
    pub title: Option<&'d str>,
    /// What the deck of that folder is about, Markdown.
    pub description: Option<&'d str>,
    /// Tags of all notes.
    tags: Option<&'d [Spanned<String>]>,
    /// In which order new cards come.
    pub order: Order,
    /// What of a question becomes a card, beside the question itself.
    cards: Option<&'d [Card]>,
    /// Options for studying.
    pub preset: Option<&'d Preset>,
}

impl<'d> Settings<'d> {
    /// Tags of all notes.
    pub fn tags(&self) -> impl Iterator<Item = &'d str> {
        self.tags.into_iter().flatten().map(|tag| tag.get_ref().as_str())
    }

    /// Whether a part of the questions becomes a card.
    pub fn asks(&self, card: Card) -> bool {
        card == Card::Question || self.cards.is_some_and(|cards| cards.contains(&card))
    }
}

impl Decks {
    /// What holds for a question.
    pub fn settings(&self, question: &Question<'_>) -> Settings<'_> {
        let mut settings = Settings::default();
        let folder = question.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut order = None;
        let above = ancestors(folder).filter_map(|folder| self.by_folder.get_key_value(folder));
        for (nth, (folder, deck)) in above.enumerate() {
            if nth == 0 {
                settings.folder = folder;
                settings.title = deck.title.as_deref();
                settings.description = deck.description.as_deref();
            }
            settings.tags = settings.tags.or(deck.tags.as_deref());
            order = order.or(deck.order);
            let cards = || Some(deck.anki.cards.as_ref()?.get_ref().as_slice());
            settings.cards = settings.cards.or_else(cards);
            settings.preset = settings.preset.or(deck.anki.preset.as_ref());
        }
        settings.order = order.unwrap_or_default();
        settings
    }

    /// The name of a question's deck, by the template of the nearest `deck.toml` above its file.
    ///
    /// A part between `::` of which something is unknown is left out. If nothing is left, the deck
    /// is called after the folder of the file.
    pub fn name(&self, question: &Question<'_>) -> String {
        let folder = question.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let template = ancestors(folder)
            .find_map(|folder| Some(self.by_folder.get(folder)?.name.as_ref()?.get_ref().as_str()))
            .unwrap_or(DEFAULT_NAME);
        let parts: Vec<_> =
            template.split("::").filter_map(|part| expand(part, question)).collect();
        if !parts.is_empty() {
            return parts.join("::");
        }
        let last = folder.rsplit('/').next().filter(|name| !name.is_empty());
        last.unwrap_or(&self.root).to_owned()
    }

    /// Every id that a `deck.toml` calls retired.
    pub fn retired(&self) -> impl Iterator<Item = &String> {
        self.by_folder.values().flat_map(|deck| &deck.retired)
    }
}

/// A folder's path, its parent's, and so on up to the root's, which is empty.
fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    fn parent<'f>(folder: &&'f str) -> Option<&'f str> {
        let parent = || folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        (!folder.is_empty()).then(parent)
    }
    std::iter::successors(Some(folder), parent)
}

/// A part of a template with the values of a question; none if one is missing or nothing is left.
fn expand(part: &str, question: &Question<'_>) -> Option<String> {
    let mut text = String::new();
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        let (key, after) = after.split_once('}')?;
        // `::` in a value would open a deck of its own.
        let value = scalar(&question.value(key)?.value)?.replace("::", ":");
        if value.trim().is_empty() {
            return None;
        }
        text.push_str(before);
        text.push_str(value.trim());
        rest = after;
    }
    text.push_str(rest);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A text, number or truth value as it reads.
fn scalar(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Integer(number) => Some(Cow::Owned(number.to_string())),
        Value::Float(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(value) => Some(Cow::Owned(value.to_string())),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;
    use crate::source::Source;

    #[test]
    fn the_nearest_template_with_what_is_known_gives_the_name() {
        let deck = |name: &str| Deck::parse(&format!("name = '{name}'"), "deck.toml").unwrap();
        let mut decks = Decks { root: "bank".to_owned(), ..Decks::default() };
        decks.by_folder.insert("py".to_owned(), deck("01 {category}::{level}::Cards"));
        decks.by_folder.insert("raw".to_owned(), deck("{tribe}"));
        decks.by_folder.insert("hard".to_owned(), deck("{technology}::{difficulty}"));
        let cases = [
            ("hard/a.md", "technology: Rust\ndifficulty: 7", "Rust::7"),
            ("a.md", "technology: Rust\nlevel: Advanced", "Rust::Advanced"),
            ("a.md", "technology: std::fmt", "std:fmt"),
            ("x/y/a.md", "tags: [a]", "y"),
            ("a.md", "tags: [a]", "bank"),
            ("py/deep/a.md", "category: IO\nlevel: Advanced", "01 IO::Advanced::Cards"),
            ("py/a.md", "level: Advanced", "Advanced::Cards"),
            ("raw/a.md", "level: Advanced", "raw"),
        ];
        for (path, fields, expected) in cases {
            let text = format!("---\n{fields}\n---\n");
            let source = Source { path: path.to_owned(), text, ..Source::default() };
            let reading =
                (read::find("question").unwrap().read)(&source, &read::Options::default());
            assert_eq!(decks.name(&reading.questions[0]), expected, "{path} {fields}");
        }
    }

    #[test]
    fn each_setting_comes_from_the_nearest_deck_that_has_it() {
        let mut decks = Decks::default();
        let deck = |text: &str| Deck::parse(text, "deck.toml").unwrap();
        let above = "title = 'All'\ntags = ['a', 'b']\norder = 'id'\n[anki]\ncards = ['question', 'mistakes']";
        decks.by_folder.insert(String::new(), deck(above));
        decks.by_folder.insert("py".to_owned(), deck("description = 'Py'\norder = 'file'"));
        let source = Source { path: "py/x/a.md".to_owned(), ..Source::default() };
        let reading = (read::find("question").unwrap().read)(&source, &read::Options::default());
        let question = reading.questions.into_iter().next();
        let Some(question) = question else { panic!("no question in an empty file") };
        let settings = decks.settings(&question);
        assert_eq!((settings.folder, settings.title), ("py", None));
        assert_eq!((settings.description, settings.order), (Some("Py"), Order::File));
        assert_eq!(settings.tags().collect::<Vec<_>>(), ["a", "b"]);
        assert!(settings.asks(Card::Mistakes) && !settings.asks(Card::FollowUps));
    }
}
