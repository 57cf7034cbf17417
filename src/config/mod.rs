//! `qlint.toml` and `deck.toml`: what a corpus says about itself.

mod deck;
mod site;

pub use deck::{Anki, Card, Deck, Order, Preset};
pub use site::{COLORS, Site, WORDS, Word};

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::de::{DeserializeOwned, Error, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::diagnostic::Severity;
use crate::failure::{self, Failure};
use crate::near::nearest;
use crate::source::Lines;

/// The name of the file at the root of a corpus.
pub const FILE: &str = "qlint.toml";
/// The name of the file in the folder of a deck.
pub const DECK_FILE: &str = "deck.toml";
/// The name of the file at the root that holds the findings that are known.
pub const BASELINE: &str = "qlint-baseline.jsonl";
/// The name of the file at the root that holds when each question last changed.
pub const LEDGER: &str = "qlint.lock";
/// The folder under the root that `build` writes; it is never searched for questions.
pub const OUTPUT: &str = "dist";

/// The settings of a corpus.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The corpus's own schema, a path under the root.
    pub schema: Option<String>,
    /// Globs of the paths that are question files; all if empty.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub include: Vec<Spanned<String>>,
    /// Globs of the paths that are not.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub exclude: Vec<Spanned<String>>,
    /// Rules or groups: if there are any, only these run.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub select: Vec<Spanned<String>>,
    /// Rules or groups that do not run.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub ignore: Vec<Spanned<String>>,
    /// Severities and thresholds by rule or group.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "tests::rules"))]
    pub rules: Rules,
    /// Other severities and thresholds for some files; a later table outweighs an earlier one.
    #[serde(default, rename = "override")]
    pub overrides: Vec<Override>,
    /// What the technology prefix of an id means: `PY = "Python"`.
    #[serde(default)]
    pub prefixes: BTreeMap<String, String>,
    /// Files of foreign formats, checked and exported where they lie.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceTable>,
    /// What `build` writes.
    #[serde(default, rename = "export")]
    pub exports: Vec<Export>,
    /// What the question hub of `--to html` looks like.
    #[serde(default)]
    pub site: Site,
}

/// What `[rules]` says, by rule or group.
pub type Rules = BTreeMap<Spanned<String>, RuleSetting>;

/// What is said of a rule: `"off"`, or `{ severity = "warning", max = 100 }`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    /// How severe it is.
    pub severity: Option<Severity>,
    /// What it compares with, as it is written: see [`threshold`].
    pub thresholds: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
}

/// The threshold that a value says: a number that something counted can be compared with.
pub fn threshold(value: &toml::Value) -> Option<f64> {
    let number = value.as_float().or_else(|| value.as_integer().map(|number| number as f64))?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

/// Settings for some files.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Globs of the files.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub path: Vec<Spanned<String>>,
    /// Severities and thresholds by rule or group.
    #[cfg_attr(test, schemars(schema_with = "tests::rules"))]
    pub rules: Rules,
}

/// Files of one foreign format.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceTable {
    /// Globs of the files.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub path: Vec<Spanned<String>>,
    /// Their format.
    #[cfg_attr(test, schemars(schema_with = "tests::read_formats"))]
    pub format: Spanned<String>,
    /// What is demanded of them, a path under the root; without it, of the corpus's schema what the
    /// format has room for.
    pub schema: Option<String>,
    /// For tables and packages: which key or section a column or a field holds.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// For tables: the column by which all files of the source are joined to one.
    pub join: Option<String>,
}

/// One artefact of `build`.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The file or folder under `dist/`.
    #[cfg_attr(test, schemars(with = "String"))]
    pub out: Spanned<String>,
    /// The format; by default the one that the ending of `out` means.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "tests::write_formats"))]
    pub to: Option<Spanned<String>>,
    /// For books: whether answers are folded away.
    #[serde(default)]
    pub folded: bool,
    /// For csv: whether it is a table that Anki imports as notes.
    #[serde(default)]
    pub anki: bool,
    /// For csv: whether to keep spreadsheets from running cells as formulas.
    #[serde(default)]
    pub guard_formulas: bool,
}

impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RuleSetting, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RuleSetting;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a severity, or a table of `severity` and thresholds")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<RuleSetting, E> {
                let severity = Severity::deserialize(text.into_deserializer())?;
                Ok(RuleSetting { severity: Some(severity), ..RuleSetting::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RuleSetting, A::Error> {
                let mut setting = RuleSetting::default();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    if key.get_ref() == "severity" {
                        setting.severity = Some(map.next_value()?);
                    } else {
                        setting.thresholds.insert(key, map.next_value()?);
                    }
                }
                Ok(setting)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl Config {
    /// Reads the text of a `qlint.toml` at `path`.
    pub fn parse(text: &str, path: &str) -> failure::Result<Config> {
        parse(text, path)
    }
}

/// A failure about the bytes from `offset` on of a settings file.
pub fn failure_at(path: &str, text: &str, offset: usize, message: impl Display) -> Failure {
    let at = Lines::new(text).position(offset as u32);
    Failure(format!("{path}:{}:{}: {message}", at.line, at.column))
}

fn parse<T: DeserializeOwned>(text: &str, path: &str) -> failure::Result<T> {
    toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        failure_at(path, text, offset, words(error.message()))
    })
}

/// serde's message on one line, with a suggestion where it lists what it expected.
fn words(message: &str) -> String {
    let message = message.trim().replace('\n', ", ");
    let mut quoted = message.split('`').skip(1).step_by(2);
    let Some(unknown) = quoted.next().filter(|_| message.starts_with("unknown ")) else {
        return message;
    };
    match nearest(unknown, quoted) {
        Some(near) => format!("{}: did you mean `{near}`?", first_part(&message)),
        None => message,
    }
}

/// The message up to the comma before the list of what is known.
fn first_part(message: &str) -> &str {
    message.split_once(',').map_or(message, |(first, _)| first)
}

#[cfg(test)]
mod tests;
