//! "Did you mean": the known word that a misspelt one is nearest to.

/// The one candidate that `word` is a misspelling of.
///
/// Case, blanks and punctuation do not count; two slips do, or a fifth of a long word's letters.
/// None if nothing is near, or if two candidates are equally near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word);
    // Of a short word two slips leave nothing: `tag` is not `id`.
    let limit = if word.chars().count() <= 4 { 1 } else { 2.max(word.chars().count() / 5) };
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for candidate in candidates {
        let distance = strsim::osa_distance(&word, &letters(candidate));
        if distance > limit {
            continue;
        }
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => tied = true,
            _ => (best, tied) = (Some((distance, candidate)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, candidate)| candidate)
}

/// The words about an unknown name: what it is taken for, else what there is.
pub(crate) fn unknown<'a>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> String {
    match nearest(name, known) {
        Some(near) => format!("unknown {what} `{name}`: did you mean `{near}`?"),
        None => format!("unknown {what} `{name}`"),
    }
}

fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        let keys = ["id", "title", "technology", "tags", "level", "related"];
        let cases = [
            ("technolgy", Some("technology")),
            ("Title", Some("title")),
            ("tag", Some("tags")),
            ("levle", Some("level")),
            ("author", None),
            ("x", None),
        ];
        for (word, expected) in cases {
            assert_eq!(nearest(word, keys), expected, "{word}");
        }
        assert_eq!(nearest("bat", ["cat", "hat"]), None);
        let sections = ["Follow-up Questions", "Deep Explanation"];
        assert_eq!(nearest("Follow up questions", sections), Some("Follow-up Questions"));
        assert_eq!(nearest("Deep Explanations", sections), Some("Deep Explanation"));
    }
}
