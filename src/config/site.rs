//! `[site]` in `qlint.toml`: what the question hub looks like.

use std::collections::BTreeMap;

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};

/// The question hub.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// What it is called.
    pub title: Option<String>,
    /// Its language, as BCP 47 writes it: `de`, `pt-BR`.
    pub language: Option<String>,
    /// Markdown that stands below every page.
    pub footer: Option<String>,
    /// Colours by name, as `#rrggbb`: the first for the day, the second for the night.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, [String; 2]>"))]
    pub colors: BTreeMap<ColorName, [Color; 2]>,
    /// What the pages say in place of the English words.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, String>"))]
    pub words: BTreeMap<Word, String>,
}

/// The name of a colour of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColorName(pub &'static str);

/// A colour, `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Color(pub String);

/// A word or a phrase of the pages, in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word(pub &'static str);

/// The names of the colours, as the style of the pages has them.
pub const COLORS: &[&str] = &[
    "ground",
    "raised",
    "text",
    "muted",
    "line",
    "link",
    "on-link",
    "code",
    "good",
    "good-ground",
    "bad",
    "bad-ground",
    "mark",
    "mark-text",
    "beginner",
    "beginner-text",
    "intermediate",
    "intermediate-text",
    "advanced",
    "advanced-text",
    "code-a",
    "code-c",
    "code-d",
    "code-f",
    "code-i",
    "code-k",
    "code-n",
    "code-s",
    "code-t",
];

/// What pages and scripts say in English.
pub const WORDS: &[&str] = &[
    "All questions",
    "All steps",
    "Anki deck",
    "Another round",
    "Category",
    "Check",
    "Clear filters",
    "Copied",
    "Copy",
    "Data (JSON)",
    "Day",
    "Difficulty",
    "Done",
    "Downloads",
    "Filter the questions",
    "Filters",
    "Forget my progress",
    "How did it go?",
    "How many",
    "Id",
    "Interview questions",
    "Kind",
    "Knew it",
    "Know first",
    "Level",
    "Link to this section",
    "Missed",
    "Next",
    "Next step",
    "Night",
    "No question is like that. Try fewer words or filters.",
    "On this page",
    "Order of study",
    "Other",
    "Other questions",
    "Pages",
    "Partly",
    "Practice",
    "Practice needs scripts. Every question has a page of its own:",
    "Practise the missed ones",
    "Practise these",
    "Previous",
    "Previous step",
    "Questions",
    "Related",
    "Right",
    "Search",
    "Show more",
    "Show the answer",
    "Showing",
    "Skip to content",
    "Sort by",
    "Source",
    "Start",
    "Step",
    "Table (CSV)",
    "Tag",
    "Technology",
    "That is not right.",
    "That is right.",
    "Title",
    "What a good candidate says",
    "Where this is",
    "Which",
    "Words in questions and answers",
    "Wrong",
    "all",
    "from",
    "level",
    "levels",
    "missed last time",
    "never practised",
    "of",
    "question",
    "questions",
    "technologies",
    "technology",
    "to",
];

impl<'de> Deserialize<'de> for ColorName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ColorName, D::Error> {
        known(deserializer, COLORS).map(ColorName)
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
        known(deserializer, WORDS).map(Word)
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Color, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        if digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            return Ok(Color(text));
        }
        Err(D::Error::invalid_value(Unexpected::Str(&text), &"a colour such as `#0a5cad`"))
    }
}

/// One of a list.
fn known<'de, D: Deserializer<'de>>(
    deserializer: D,
    list: &'static [&'static str],
) -> Result<&'static str, D::Error> {
    let name = String::deserialize(deserializer)?;
    let found = list.iter().find(|known| **known == name).copied();
    found.ok_or_else(|| D::Error::unknown_variant(&name, list))
}
