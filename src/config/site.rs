//! `[site]` in `qlint.toml`: what the question hub looks like.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// The question hub.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// What it is called.
    pub title: Option<String>,
    /// Its language, as BCP 47 writes it: `de`, `pt-BR`. Questions may have others.
    pub language: Option<String>,
    /// Markdown that stands below every page.
    pub footer: Option<String>,
    /// Colours by name, as `#rrggbb`: one for the day, one for the night.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, [String; 2]>"))]
    pub colors: BTreeMap<Spanned<String>, [Spanned<String>; 2]>,
    /// What the pages say in place of the English words.
    pub words: BTreeMap<String, String>,
}
