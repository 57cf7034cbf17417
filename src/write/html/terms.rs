//! The words by which questions are found. `assets/search.js` parts what somebody types in the same
//! way.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest term, in characters; what is longer is no word.
const LONGEST: usize = 40;

/// A text in lower case without accents.
fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect()
}

/// The terms of a folded text: runs of letters and digits; `c++` and `c#`; of Chinese and Japanese,
/// which write no spaces, each pair of characters.
fn terms(folded: &str) -> Vec<&str> {
    let mut terms = Vec::new();
    let mut rest = folded;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        let sign = ["++", "#"].iter().find(|sign| single && behind.starts_with(**sign));
        let length = end + sign.map_or(0, |sign| sign.len());
        match sign {
            Some(_) => terms.push(&rest[..length]),
            None => add(word, &mut terms),
        }
        rest = &rest[length..];
    }
    terms
}

fn add<'t>(word: &'t str, terms: &mut Vec<&'t str>) {
    if word.is_ascii() || !word.contains(is_spaceless) {
        if word.chars().nth(LONGEST).is_none() {
            terms.push(word);
        }
        return;
    }
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    for run in chars.chunk_by(|one, next| is_spaceless(one.1) == is_spaceless(next.1)) {
        let text = |run: &[(usize, char)]| {
            let (from, to) = (run.first()?.0, run.last()?);
            word.get(from..to.0 + to.1.len_utf8())
        };
        if run.len() == 1 || !run.iter().any(|one| is_spaceless(one.1)) {
            terms.extend(text(run));
        } else {
            terms.extend(run.windows(2).filter_map(text));
        }
    }
}

/// Whether a character is of a script without spaces: kana and Han.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// How often each term stands in a text, in no order.
pub(super) fn counts(text: &str) -> Vec<(String, u32)> {
    let folded = folded(text);
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for term in terms(&folded) {
        *counts.entry(term).or_default() += 1;
    }
    counts.into_iter().map(|(term, count)| (term.to_owned(), count)).collect()
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
            assert_eq!(terms(&folded(text)), expected, "{text}");
        }
        assert!(terms(&"x".repeat(41)).is_empty());
        let mut counts = counts("b A b");
        counts.sort_unstable();
        assert_eq!(counts, [("a".to_owned(), 1), ("b".to_owned(), 2)]);
    }
}
