//! The words by which questions are found. `assets/search.js` parts what somebody types in the same
//! way.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest term, in characters; what is longer is no word.
const LONGEST: usize = 40;

/// The terms of a text: runs of letters and digits in lower case without accents; `c++` and `c#`;
/// of Chinese and Japanese, which write no spaces, each pair of characters.
pub(super) fn terms(text: &str) -> Vec<String> {
    let folded: String = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect()
    };
    let mut terms = Vec::new();
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        rest = behind;
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        match ["++", "#"].iter().find(|sign| single && behind.starts_with(**sign)) {
            Some(sign) => {
                terms.push(format!("{word}{sign}"));
                rest = &behind[sign.len()..];
            }
            None => add(word, &mut terms),
        }
    }
    terms
}

fn add(word: &str, terms: &mut Vec<String>) {
    if word.is_ascii() || !word.contains(is_spaceless) {
        if word.chars().nth(LONGEST).is_none() {
            terms.push(word.to_owned());
        }
        return;
    }
    let chars: Vec<char> = word.chars().collect();
    for run in chars.chunk_by(|&one, &next| is_spaceless(one) == is_spaceless(next)) {
        if !is_spaceless(run[0]) || run.len() == 1 {
            terms.push(run.iter().collect());
        } else {
            terms.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
        }
    }
}

/// Whether a character is of a script without spaces: kana and Han.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// How often each term stands in a text.
pub(super) fn counts(text: &str) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for term in terms(text) {
        *counts.entry(term).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_people_type_them() {
        let cases: [(&str, &[&str]); 6] = [
            ("What is `list_comp`?", &["what", "is", "list", "comp"]),
            ("C++, C# and C, a+b", &["c++", "c#", "and", "c", "a", "b"]),
            ("Überlauf naïve ﬁle", &["uberlauf", "naive", "file"]),
            ("数据库 index", &["数据", "据库", "index"]),
            ("SQL数", &["sql", "数"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(terms(text), expected, "{text}");
        }
        assert!(terms(&"x".repeat(41)).is_empty());
    }
}
