//! The languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Class;
use super::table::LANGUAGES;

/// What is known of a language.
pub(super) struct Language {
    /// What it is called behind a fence, in lower case.
    pub(super) names: &'static str,
    /// How it is read.
    pub(super) family: Family,
    pub(super) keywords: &'static str,
    pub(super) types: &'static str,
    pub(super) constants: &'static str,
    /// Whether the case of those words says nothing.
    pub(super) caseless: bool,
    /// What begins a comment that ends with the line.
    pub(super) line_comments: &'static [&'static str],
    pub(super) block_comments: &'static [(&'static str, &'static str)],
    /// Whether those comments hold others.
    pub(super) nested: bool,
    /// The marks of strings, the longest first.
    pub(super) quotes: &'static [Quote],
    /// Words that a mark may follow at once.
    pub(super) prefixes: &'static str,
    /// Whether `r#"…"#` is a string.
    pub(super) fenced_strings: bool,
    /// What else may stand in a word.
    pub(super) letters: &'static str,
    /// Whether a word may begin with that.
    pub(super) letters_begin: bool,
    /// Whether `Words` like this are types, and `WORDS` constants.
    pub(super) capitals: bool,
    /// Whether functions are written like types.
    pub(super) capital_functions: bool,
    /// Whether `<name` begins a tag where no number is compared.
    pub(super) tags: bool,
    /// Whether `@name` hangs on something.
    pub(super) decorators: bool,
    /// Whether `#[…]` does.
    pub(super) attributes: bool,
    /// Whether `#word` begins a line for the preprocessor.
    pub(super) preprocessor: bool,
    /// Whether `/…/` is a pattern.
    pub(super) patterns: bool,
    /// Whether `name!` calls something.
    pub(super) bang: bool,
    /// Where the keys of data stand.
    pub(super) keys: Keys,
    /// Whether words are text unless something else is said, as in data and commands.
    pub(super) plain_text: bool,
    /// Whether lines are commands.
    pub(super) shell: bool,
    /// What says that a text begins with the next line.
    pub(super) here_mark: &'static str,
}

/// How a language is read.
#[derive(Clone, Copy)]
pub(super) enum Family {
    Words,
    Markup,
    Diff,
    Console,
    Markdown,
}

/// Where keys stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    None,
    /// `"key":`.
    Quoted,
    /// `key: `, first on its line or in its braces.
    Colon,
    /// `key:`, in braces only.
    Property,
    /// `key =`, first on its line or in its braces.
    Equals,
}

/// The marks of a string.
pub(super) struct Quote {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// Whether a backslash takes its meaning from what follows.
    pub(super) escapes: bool,
    /// Whether it may go over several lines.
    pub(super) lines: bool,
    /// Whether `${…}` inside holds code.
    pub(super) holes: bool,
    /// Whether only one character stands inside.
    pub(super) one: bool,
}

impl Language {
    /// As many marks of strings as a language may have.
    pub(super) const MOST_QUOTES: usize = 4;

    /// What words are by themselves.
    pub(super) fn words(&self) -> Option<&'static Words> {
        WORDS.get(LANGUAGES.iter().position(|language| std::ptr::eq(language, self))?)
    }

    /// What a word is by itself.
    pub(super) fn known(&self, words: &Words, word: &str) -> Option<Class> {
        if !self.caseless {
            return words.get(word).copied();
        }
        words.get(word.to_ascii_lowercase().as_str()).copied()
    }
}

/// Words, and what each of them is.
pub(super) type Words = HashMap<&'static str, Class>;

/// The words of each language, in the order of the languages.
static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let words = |language: &Language| {
        [
            (language.constants, Class::Constant),
            (language.types, Class::Type),
            (language.keywords, Class::Keyword),
        ]
        .into_iter()
        .flat_map(|(words, class)| words.split_ascii_whitespace().map(move |word| (word, class)))
        .collect()
    };
    LANGUAGES.iter().map(words).collect()
});

/// The languages by their names.
static NAMES: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let names =
        |(at, language): (usize, &Language)| language.names.split(' ').map(move |name| (name, at));
    LANGUAGES.iter().enumerate().flat_map(names).collect()
});

/// The language of that name.
pub(super) fn named(name: &str) -> Option<&'static Language> {
    let at = NAMES.get(name).or_else(|| NAMES.get(name.to_ascii_lowercase().as_str()))?;
    LANGUAGES.get(*at)
}

/// The names of all languages.
#[cfg(test)]
pub(super) fn names() -> Vec<&'static str> {
    LANGUAGES.iter().flat_map(|language| language.names.split(' ')).collect()
}
