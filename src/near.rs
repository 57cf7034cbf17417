//! "Did you mean": the known word that a misspelt one is nearest to.

/// The one candidate that `word` is a misspelling of.
///
/// Case, blanks and punctuation do not count; two slips do, or a fifth of a long word's letters.
/// None if nothing is near, or if two candidates are equally near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = Letters::of(word);
    let mut best = Best::default();
    for candidate in candidates {
        best.consider(&word, &Letters::of(candidate), candidate);
    }
    best.one()
}

/// How the known words write this one, which may stand here in other capitals; as it stands if none
/// does.
pub fn spelled<'a>(word: &'a str, known: impl IntoIterator<Item = &'a str>) -> &'a str {
    let mut other = None;
    for known in known {
        if known == word {
            return word;
        }
        if other.is_none() && known.to_lowercase() == word.to_lowercase() {
            other = Some(known);
        }
    }
    other.unwrap_or(word)
}

/// Many words that are known, made ready to be looked through more than once.
#[derive(Debug)]
pub struct Known<'a>(Vec<(Letters, &'a str)>);

impl<'a> Known<'a> {
    /// Those words.
    pub fn new(words: impl IntoIterator<Item = &'a str>) -> Known<'a> {
        Known(words.into_iter().map(|word| (Letters::of(word), word)).collect())
    }

    /// See [`nearest`].
    pub fn nearest(&self, word: &str) -> Option<&'a str> {
        let word = Letters::of(word);
        let mut best = Best::default();
        for (letters, candidate) in &self.0 {
            best.consider(&word, letters, candidate);
        }
        best.one()
    }
}

/// The candidate that is nearest so far.
#[derive(Default)]
struct Best<'a> {
    found: Option<(usize, &'a str)>,
    tied: bool,
}

impl<'a> Best<'a> {
    fn consider(&mut self, word: &Letters, letters: &Letters, candidate: &'a str) {
        // Of a short word two slips leave nothing: `tag` is not `id`.
        let limit = if word.count <= 4 { 1 } else { 2.max(word.count / 5) };
        if word.differs(letters) > limit {
            return;
        }
        let (own, foreign) = unlike(&word.text, &letters.text);
        let distance = strsim::osa_distance(own, foreign);
        if distance > limit {
            return;
        }
        match self.found {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => self.tied = true,
            _ => (self.found, self.tied) = (Some((distance, candidate)), false),
        }
    }

    fn one(self) -> Option<&'a str> {
        self.found.filter(|_| !self.tied).map(|(_, candidate)| candidate)
    }
}

/// What is left of two words without what both begin and end with, which takes no slips. Ids begin
/// with the same letters, and the distance takes as many steps as one word has letters, times the other.
fn unlike<'w>(a: &'w str, b: &'w str) -> (&'w str, &'w str) {
    let same = |(a, b): &(char, char)| a == b;
    let length = |(c, _): (char, char)| c.len_utf8();
    let first: usize = a.chars().zip(b.chars()).take_while(same).map(length).sum();
    let (a, b) = (&a[first..], &b[first..]);
    let last: usize = a.chars().rev().zip(b.chars().rev()).take_while(same).map(length).sum();
    (&a[..a.len() - last], &b[..b.len() - last])
}

/// The letters and digits of a word, in lower case.
#[derive(Debug)]
struct Letters {
    text: String,
    count: usize,
    /// A bit for each that it has, whether once or more often.
    set: u64,
}

impl Letters {
    fn of(word: &str) -> Letters {
        let letters = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        let text: String = letters.collect();
        let set = text.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64));
        Letters { count: text.chars().count(), set, text }
    }

    /// How many slips lie between two words at least: one slip adds, drops or replaces one letter.
    fn differs(&self, other: &Letters) -> usize {
        let (own, foreign) = (self.set & !other.set, other.set & !self.set);
        let kinds = own.count_ones().max(foreign.count_ones()) as usize;
        kinds.max(self.count.abs_diff(other.count))
    }
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

#[cfg(test)]
mod tests {
    use super::{Known, nearest};

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
            assert_eq!(Known::new(keys).nearest(word), expected, "{word}");
        }
        assert_eq!(nearest("bat", ["cat", "hat"]), None);
        assert_eq!(nearest("PY-ADV-00123", ["PY-ADV-00132", "PY-BEG-00321"]), Some("PY-ADV-00132"));
        let sections = ["Follow-up Questions", "Deep Explanation"];
        assert_eq!(nearest("Follow up questions", sections), Some("Follow-up Questions"));
        assert_eq!(nearest("Deep Explanations", sections), Some("Deep Explanation"));
    }

    proptest::proptest! {
        #[test]
        fn what_two_words_have_in_common_takes_no_slips(a in "[abé]{0,9}", b in "[abé]{0,9}") {
            let (own, foreign) = super::unlike(&a, &b);
            assert_eq!(strsim::osa_distance(own, foreign), strsim::osa_distance(&a, &b));
        }
    }
}
