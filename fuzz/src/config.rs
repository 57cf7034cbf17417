//! Settings: whatever they say, they can be had or it is said where they are wrong.

use qlint::config::{Config, Deck};
use qlint::rules::{Facts, Plan, Selection, Setting};

/// A text as `qlint.toml` and as `deck.toml`.
pub(crate) fn holds(text: &str) {
    match Config::parse(text, "qlint.toml") {
        Ok(config) => {
            let setting =
                |(name, said): (&toml::Spanned<String>, &_)| Setting::new(name.get_ref(), said);
            let settings = config.rules.iter().map(setting).collect();
            let overrides = config.overrides.iter();
            let overrides = overrides.map(|one| one.rules.iter().map(setting).collect()).collect();
            let words = |list: &[toml::Spanned<String>]| {
                list.iter().map(|word| word.get_ref().clone()).collect()
            };
            let (select, ignore) = (words(&config.select), words(&config.ignore));
            let selection = Selection { settings, overrides, select, ignore };
            _ = Plan::new(selection, Facts::default());
        }
        Err(failure) => assert!(failure.0.starts_with("qlint.toml:"), "{}", failure.0),
    }
    if let Err(failure) = Deck::parse(text, "deck.toml") {
        assert!(failure.0.starts_with("deck.toml:"), "{}", failure.0);
    }
}
