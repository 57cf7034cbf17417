//! What the user says of imported questions that their files do not.

use std::collections::{BTreeMap, HashSet};

use crate::cli;
use crate::failure::{Failure, Result};
use crate::near::spelled;
use crate::question::{Question, key};
use crate::schema::Schema;
use crate::value::{Entry, Node, Value};

/// Adds what is given to the questions that lack it, in the capitals of the schema and of
/// `[prefixes]`. Ids are numbered in the order of the questions, so that a second import of the
/// same files gives the same ids.
pub(super) fn complete(
    questions: &mut [Question<'_>],
    given: &cli::Given,
    prefixes: &BTreeMap<String, String>,
    schema: &Schema,
) -> Result<()> {
    let values = [
        (key::TECHNOLOGY, &given.technology),
        (key::CATEGORY, &given.category),
        (key::LEVEL, &given.level),
    ];
    for (key, value) in values {
        let Some(value) = value else { continue };
        let prefixes = prefixes.values().filter(|_| key == key::TECHNOLOGY).map(String::as_str);
        let value = spelled(value.trim(), schema.allowed(key).chain(prefixes));
        for question in questions.iter_mut() {
            add(question, key, value);
        }
    }
    let Some(track) = &given.track else { return Ok(()) };
    let taken: HashSet<String> =
        questions.iter().filter_map(|question| question.id()).map(str::to_owned).collect();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for question in questions.iter_mut().filter(|question| question.id().is_none()) {
        let Some(technology) = question.text(key::TECHNOLOGY) else {
            return Err(Failure(
                "--track makes ids of the technology and the track: say --technology too"
                    .to_owned(),
            ));
        };
        let front = format!("{}-{track}", prefix(technology, prefixes));
        let number = numbers.entry(front.clone()).or_default();
        let id = loop {
            *number += 1;
            let id = format!("{front}-{number:03}");
            if !taken.contains(&id) {
                break id;
            }
        };
        add(question, key::ID, &id);
    }
    Ok(())
}

/// What ids write for a technology: what `[prefixes]` says, else its letters and digits in
/// capitals, of a long name the first two.
pub(super) fn prefix(technology: &str, prefixes: &BTreeMap<String, String>) -> String {
    let configured = prefixes.iter().find(|(_, name)| name.eq_ignore_ascii_case(technology));
    if let Some((prefix, _)) = configured {
        return prefix.clone();
    }
    let letters: String = technology.chars().filter(char::is_ascii_alphanumeric).collect();
    let short = if letters.len() <= 4 { letters.as_str() } else { &letters[..2] };
    short.to_ascii_uppercase()
}

/// Adds a field, if there is none of that name; it stands for the place where the question opens.
fn add(question: &mut Question<'_>, key: &str, value: &str) {
    if question.field(key).is_none() {
        let span = question.opening;
        let node = Node { value: Value::String(value.to_owned()), span };
        question.fields.push(Entry { key: key.to_owned(), key_span: span, node });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Body;
    use crate::source::{Source, Span};

    fn question<'s>(source: &'s Source, id: Option<&str>) -> Question<'s> {
        let mut question =
            Question { opening: Span::at(7), ..Question::bare(source, Body::default()) };
        if let Some(id) = id {
            add(&mut question, key::ID, id);
        }
        question
    }

    fn schema() -> Schema {
        Schema::embedded(vec![])
    }

    fn given(technology: Option<&str>, track: Option<&str>) -> cli::Given {
        let text = |text: Option<&str>| text.map(str::to_owned);
        cli::Given {
            technology: text(technology),
            track: text(track),
            level: None,
            category: Some("IO".to_owned()),
        }
    }

    #[test]
    fn ids_are_numbered_in_order_around_those_that_are_there() {
        let source = Source::default();
        let ids = [None, Some("PY-DD-002"), None, Some("X-1")];
        let mut questions: Vec<_> = ids.into_iter().map(|id| question(&source, id)).collect();
        let given = given(Some("Python"), Some("DD"));
        complete(&mut questions, &given, &BTreeMap::new(), &schema()).unwrap();
        let ids: Vec<_> = questions.iter().filter_map(Question::id).collect();
        assert_eq!(ids, ["PY-DD-001", "PY-DD-002", "PY-DD-003", "X-1"]);
        assert!(questions.iter().all(|question| question.text(key::CATEGORY) == Some("IO")));
    }

    #[test]
    fn a_track_needs_a_technology() {
        let source = Source::default();
        let mut questions = [question(&source, None)];
        let given = given(None, Some("DD"));
        assert!(complete(&mut questions, &given, &BTreeMap::new(), &schema()).is_err());
    }

    #[test]
    fn what_is_given_is_written_as_schema_and_settings_write_it() {
        let source = Source::default();
        let prefixes = BTreeMap::from([("JS".to_owned(), "JavaScript".to_owned())]);
        for (technology, level, expected) in [
            ("javascript", "advanced", ("JavaScript", "Advanced")),
            (" Zig", "Guru ", ("Zig", "Guru")),
        ] {
            let mut questions = [question(&source, None)];
            let given =
                cli::Given { level: Some(level.to_owned()), ..given(Some(technology), None) };
            complete(&mut questions, &given, &prefixes, &schema()).unwrap();
            let text = |key| questions[0].text(key).unwrap_or_default();
            assert_eq!((text(key::TECHNOLOGY), text(key::LEVEL)), expected);
        }
    }

    #[test]
    fn prefixes_come_from_the_settings_or_the_name() {
        let prefixes = BTreeMap::from([("RS".to_owned(), "Rust".to_owned())]);
        for (technology, expected) in
            [("Rust", "RS"), ("SQL", "SQL"), ("Node.js", "NO"), ("C++", "C"), ("Python", "PY")]
        {
            assert_eq!(prefix(technology, &prefixes), expected, "{technology}");
        }
    }
}
