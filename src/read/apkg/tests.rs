//! Packages as questions.

use super::*;
use crate::question::Question;

/// A package of one note of a type with these fields.
fn package(cloze: bool, fields: &[(&str, &str)]) -> String {
    let field = |(name, html): &(&str, &str)| {
        format!(
            "{}: {}",
            serde_json::to_string(name).unwrap(),
            serde_json::to_string(html).unwrap()
        )
    };
    let fields: Vec<_> = fields.iter().map(field).collect();
    format!(
        "{}\n{{\"guid\": \"g,1\", \"type\": \"Basic\", \"typeId\": 7, \
         \"deck\": \"A::B\", \"tags\": [\"x\", \"y::z\"], \"fields\": {{\n{}\n}}}}],\n\
         \"media\": [\"a b.png\", \"s.mp3\"]}}\n",
        text::OPENING,
        fields.join(",\n")
    )
}

fn with<T>(
    text: &str,
    options: &Options,
    look: impl FnOnce(&Source, &[Question<'_>], &Reading<'_>) -> T,
) -> T {
    let source = Source { text: text.to_owned(), ..Source::default() };
    let mut reading = read(&source, options);
    let questions = std::mem::take(&mut reading.questions);
    look(&source, &questions, &reading)
}

/// Title and body of the question of a note.
fn question(fields: &[(&str, &str)]) -> (String, String) {
    with(&package(false, fields), &Options::default(), |_, questions, reading| {
        assert_eq!(reading.diagnostics, []);
        (questions[0].title().to_owned(), questions[0].body.text().to_owned())
    })
}

#[test]
fn the_first_field_asks_and_the_second_answers() {
    let table: &[(&[(&str, &str)], &str, &str)] = &[
        (
            &[("Front", "<h2 style=\"x\">What is <code>it</code>?</h2>"), ("Back", "<b>That</b>.")],
            "What is `it`?",
            "## Answer\n\n**That**.\n",
        ),
        (&[("Antwort", "A"), ("Frage", "B")], "A", "## Answer\n\nB\n"),
        (&[("Back", "A"), ("Front", "Q")], "Q", "## Answer\n\nA\n"),
        (
            &[("Word", "w"), ("Hint", "h"), ("Answer", "a"), ("Empty", "<br>")],
            "w",
            "## Answer\n\na\n\n## Hint\n\nh\n",
        ),
        (
            &[("Front", "What?<pre>x = 1</pre>"), ("Back", "1")],
            "What?",
            "## Question\n\nWhat?\n\n```\nx = 1\n```\n\n## Answer\n\n1\n",
        ),
        (
            &[("Text", "{{c1::Paris}} is <i>the</i> capital"), ("Extra", "of France")],
            "{{c1::Paris}} is the capital",
            "## Answer\n\nof France\n",
        ),
        (
            &[("Q*", "w"), ("A", "a"), ("C# [1]", "h")],
            "w",
            "## Answer\n\na\n\n## C\\# \\[1\\]\n\nh\n",
        ),
    ];
    for (fields, title, body) in table {
        assert_eq!(question(fields), ((*title).to_owned(), (*body).to_owned()), "{fields:?}");
    }
}

#[test]
fn a_long_first_field_is_a_section_too() {
    let long = format!("{} end. More.", "word ".repeat(60).trim_end());
    let (title, body) = question(&[("Front", &long), ("Back", "b")]);
    assert!(title.ends_with("word…") && title.chars().count() <= 200, "{title}");
    assert!(body.contains(&long));
    let (title, _) = question(&[("Front", &format!("What? {long}")), ("Back", "b")]);
    assert_eq!(title, "What?");
}
