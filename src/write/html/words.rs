//! What the pages say, in the language of the corpus.

use std::collections::BTreeMap;

use crate::config::Site;

/// What pages and scripts say in English; `[site.words]` translates it. A test holds the list to
/// what the templates and scripts say.
pub const WORDS: &[&str] = &[
    "Interview questions",
];

/// The words of one site.
#[derive(Debug)]
pub(super) struct Words<'c> {
    said: BTreeMap<&'static str, &'c str>,
}

impl<'c> Words<'c> {
    pub(super) fn new(site: &'c Site) -> Words<'c> {
        let said = WORDS.iter().filter_map(|&word| Some((word, site.words.get(word)?.as_str())));
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
