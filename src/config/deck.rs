//! `deck.toml`: what the folder of a deck says about it.

use serde::Deserialize;
use toml::Spanned;

use super::{failure_at, parse};
use crate::failure;

/// The settings of a deck.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Deck {
    /// What the deck is called where people read of it.
    pub title: Option<String>,
    /// What the deck is about, Markdown.
    pub description: Option<String>,
    /// The template of the Anki deck's name: `{technology}::{level}`.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub name: Option<Spanned<String>>,
    /// Tags of all notes of the deck.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub tags: Option<Vec<Spanned<String>>>,
    /// In which order new cards come.
    pub order: Option<Order>,
    /// Ids that questions of this deck once had and that are gone for good.
    #[serde(default)]
    pub retired: Vec<String>,
    /// What is for Anki alone.
    #[serde(default)]
    pub anki: Anki,
}

/// What is for Anki alone.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Anki {
    /// What of a question becomes a card; the question itself always does.
    #[cfg_attr(test, schemars(with = "Option<Vec<Card>>"))]
    pub cards: Option<Spanned<Vec<Card>>>,
    /// Options for studying, used if the learner imports presets.
    pub preset: Option<Preset>,
}

/// A part of a question that becomes a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Card {
    /// The question itself.
    Question,
    /// What an interviewer asks next.
    FollowUps,
    /// What people get wrong.
    Mistakes,
}

/// An order of new cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// By technology and level, from easy to hard.
    #[default]
    Difficulty,
    /// By id, numbers as numbers.
    Id,
    /// By the path of the file.
    File,
    /// From easy to hard, but what a question demands before it, and what is related right behind it.
    Related,
}

/// Options for studying: what Anki calls a preset.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// What it is called. Anki knows it by an id that is made from this.
    pub name: String,
    /// How many new cards come on a day.
    pub new_per_day: Option<u32>,
    /// How many cards are reviewed on a day.
    pub reviews_per_day: Option<u32>,
    /// How likely one is to know a card on the day it comes, 0.7 to 0.99.
    pub desired_retention: Option<f64>,
    /// Whether the other cards of a question wait for the next day.
    #[serde(default)]
    pub bury_siblings: bool,
}

impl Deck {
    /// Reads the text of a `deck.toml` at `path`.
    pub fn parse(text: &str, path: &str) -> failure::Result<Deck> {
        let deck: Deck = parse(text, path)?;
        if let Some(name) = &deck.name
            && !is_template(name.get_ref())
        {
            let words = "the braces of the name do not close: it is `{key}`";
            return Err(failure_at(path, text, name.span().start, words));
        }
        if let Some(name) = &deck.name
            && name.get_ref().split("::").count() > MAX_LEVELS
        {
            let words = format!("the name is of more than {MAX_LEVELS} decks in each other");
            return Err(failure_at(path, text, name.span().start, &words));
        }
        if let Some(cards) = &deck.anki.cards
            && !cards.get_ref().contains(&Card::Question)
        {
            let words = "`cards` must hold \"question\": Anki makes that card in any case";
            return Err(failure_at(path, text, cards.span().start, words));
        }
        let retention = deck.anki.preset.as_ref().and_then(|preset| preset.desired_retention);
        if retention.is_some_and(|retention| !(0.7..=0.99).contains(&retention)) {
            let at = text.find("desired_retention").unwrap_or_default();
            return Err(failure_at(path, text, at, "`desired_retention` is from 0.7 to 0.99"));
        }
        Ok(deck)
    }
}

/// How many decks may stand in each other: a package has the name of each, with those of all around it.
const MAX_LEVELS: usize = 100;

/// Whether every brace that opens closes before the next one opens.
fn is_template(name: &str) -> bool {
    let mut parts = name.split('{');
    let closed = |part: &str| part.matches('}').count() == 1;
    parts.next().is_some_and(|first| !first.contains('}')) && parts.all(closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_meant_is_said_at_its_place() {
        for (text, expected) in [
            ("name = \"{technology\"", "d:1:8: the braces of the name do not close: it is `{key}`"),
            ("name = \"a}b\"", "d:1:8: the braces of the name do not close: it is `{key}`"),
            (
                "[anki]\ncards = []",
                "d:2:9: `cards` must hold \"question\": Anki makes that card in any case",
            ),
            (
                "[anki.preset]\nname = \"a\"\ndesired_retention = 90",
                "d:3:1: `desired_retention` is from 0.7 to 0.99",
            ),
        ] {
            assert_eq!(Deck::parse(text, "d").unwrap_err().0, expected, "{text}");
        }
        let deep = |levels: usize| format!("name = '{}'", vec!["a"; levels].join("::"));
        let refused = Deck::parse(&deep(101), "d").unwrap_err().0;
        assert_eq!(refused, "d:1:8: the name is of more than 100 decks in each other");
        assert!(Deck::parse(&deep(100), "d").is_ok());
        let text = "name = \"{a} of {b}\"\n[anki]\ncards = [\"question\", \"mistakes\"]";
        let cards = Deck::parse(text, "d").unwrap().anki.cards.unwrap();
        assert_eq!(*cards.get_ref(), [Card::Question, Card::Mistakes]);
    }
}
