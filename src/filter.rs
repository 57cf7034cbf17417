//! Which questions are meant: the filters of `list`, `stats` and `export`.

use std::ops::RangeInclusive;

use crate::question::{Question, key};
use crate::value::Node;

/// What a question must be. Several values of one key mean any of them, several tags or words all
/// of them; case does not count.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Values of a key, by key: the question has one of them.
    pub values: Vec<(&'static str, Vec<String>)>,
    /// The difficulty lies in this range.
    pub difficulty: Option<RangeInclusive<i64>>,
    /// The question has all of these tags.
    pub tags: Vec<String>,
    /// All of these words stand in its id, its title or its text.
    pub words: Vec<String>,
}

impl Filter {
    /// Whether a question is meant.
    pub fn matches(&self, question: &Question<'_>) -> bool {
        let has = |(key, values): &(&str, Vec<String>)| {
            let value = if *key == key::KIND { Some(question.kind()) } else { question.text(key) };
            values.is_empty() || value.is_some_and(|value| values.iter().any(|v| same(v, value)))
        };
        let in_range = |range: &RangeInclusive<i64>| {
            question.difficulty().is_some_and(|number| range.contains(&number))
        };
        let tags = question.value(key::TAGS).map_or(&[][..], Node::items);
        let tagged = |tag: &String| tags.iter().filter_map(Node::as_str).any(|t| same(tag, t));
        self.values.iter().all(has)
            && self.difficulty.as_ref().is_none_or(in_range)
            && self.tags.iter().all(tagged)
            && self.finds(question)
    }

    fn finds(&self, question: &Question<'_>) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let id = question.id().unwrap_or_default();
        let text = format!("{id}\n{}\n{}", question.title(), question.body.text()).to_lowercase();
        self.words.iter().all(|word| text.contains(&word.to_lowercase()))
    }
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// A range of difficulties as users write it: `4..6`, `4..`, `..6`, or `5` alone; both ends are
/// inside.
pub fn range(text: &str) -> Result<RangeInclusive<i64>, String> {
    let number = |part: &str, open: i64| match part.trim() {
        "" => Ok(open),
        part => part.parse().map_err(|_| format!("`{part}` is not a whole number")),
    };
    let (low, high) = match text.split_once("..") {
        Some((low, high)) => {
            (number(low, i64::MIN)?, number(high.trim_start_matches('='), i64::MAX)?)
        }
        None => {
            let only = text.trim().parse().map_err(|_| "write it as 4..6 or 5".to_owned())?;
            (only, only)
        }
    };
    if low > high { Err(format!("{low} is above {high}")) } else { Ok(low..=high) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Body;
    use crate::source::{Source, Span};
    use crate::value::yaml;

    #[test]
    fn questions_are_told_apart() {
        let source = Source::default();
        let fields = "id: PY-INT-001\ntitle: What is a Lock?\ntechnology: Python\nlevel: Intermediate\ndifficulty: 5\ntags: [locks, cpython]\n";
        let question = Question {
            source: &source,
            carries: None,
            slug: None,
            path: None,
            opening: Span::default(),
            fields: match yaml::parse(fields, 0).unwrap().node.value {
                crate::value::Value::Map(entries) => entries,
                _ => unreachable!(),
            },
            body: Body::verbatim("## Answer\n\nOne thread holds it.\n", 0),
            unreadable: false,
        };
        let any = Filter::default();
        let value = |key, values: &[&str]| Filter {
            values: vec![(key, values.iter().map(|&v| v.to_owned()).collect())],
            ..any.clone()
        };
        let words = |words: &[&str]| Filter {
            words: words.iter().map(|&word| word.to_owned()).collect(),
            ..any.clone()
        };
        let tags = |tags: &[&str]| Filter {
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            ..any.clone()
        };
        let difficulty = |text| Filter { difficulty: Some(range(text).unwrap()), ..any.clone() };
        let cases = [
            (any.clone(), true),
            (value(key::TECHNOLOGY, &["python"]), true),
            (value(key::TECHNOLOGY, &["Rust", "Python"]), true),
            (value(key::TECHNOLOGY, &["Rust"]), false),
            (value(key::CATEGORY, &["Rust"]), false),
            (value(key::KIND, &["concept"]), true),
            (difficulty("4..6"), true),
            (difficulty("5"), true),
            (difficulty("6.."), false),
            (tags(&["Locks", "cpython"]), true),
            (tags(&["locks", "sql"]), false),
            (words(&["lock", "THREAD", "py-int"]), true),
            (words(&["lock", "mutex"]), false),
        ];
        for (filter, expected) in cases {
            assert_eq!(filter.matches(&question), expected, "{filter:?}");
        }
    }

    #[test]
    fn ranges_have_both_ends() {
        assert_eq!(range("4..6"), Ok(4..=6));
        assert_eq!(range("4..=6"), Ok(4..=6));
        assert_eq!(range("..6"), Ok(i64::MIN..=6));
        assert_eq!(range(" 5 "), Ok(5..=5));
        for wrong in ["x", "4..x", "6..4", ""] {
            assert!(range(wrong).is_err(), "{wrong}");
        }
    }
}
