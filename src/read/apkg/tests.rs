//! Packages as questions.

use proptest::prelude::{
    Just, ProptestConfig, Strategy, prop, prop_assert_eq, prop_oneof, proptest,
};

use super::super::round_trip::{Parts, any_questions, canonical, there_and_back};
use super::*;
use crate::question::Question;
use crate::write;

/// A package of one note of a type with these fields.
fn package(fields: &[(&str, &str)]) -> String {
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
    with(&package(fields), &Options::default(), |_, questions, reading| {
        assert_eq!(reading.diagnostics, []);
        (questions[0].title().to_owned(), questions[0].body.text().to_owned())
    })
}

#[test]
fn the_first_field_asks_and_the_second_answers() {
    type Case<'t> = (&'t [(&'t str, &'t str)], &'t str, &'t str);
    let table: &[Case<'_>] = &[
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

/// The question with an id, as one must have to be exported.
fn known((mut fields, body): Parts) -> Parts {
    fields.retain(|(key, _)| key != "id");
    fields.push(("id".to_owned(), Value::String("Q-0".to_owned())));
    (fields, body)
}

fn survives(parts: Parts) {
    let files = canonical(&[known(parts)]);
    let (back, table) = there_and_back("apkg", &files, &write::Options::default());
    assert_eq!(back, files, "{table}");
}

/// Bodies as people write them: sections, lists, code, emphasis, links.
fn any_real_body() -> impl Strategy<Value = String> {
    let word = "[a-z]{1,6}|C#|snake_case|f\\(x\\)|2\\.5|`a\\|b`|`x`|\\*em\\*|\\*\\*strong\\*\\*|a & b|1 < 2|\\[l\\]\\(https://e\\.org/a\\)|what\\?|it's|\\$x_1\\$|~3|a\\[0\\]|é|日本";
    let line = prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "));
    let block = prop_oneof![
        4 => prop::collection::vec(line.clone(), 1..3).prop_map(|lines| lines.join("\n")),
        2 => prop::collection::vec(line.clone(), 1..4).prop_map(|lines| format!("- {}", lines.join("\n- "))),
        1 => prop::collection::vec(line.clone(), 1..3).prop_map(|lines| format!("* {}", lines.join("\n* "))),
        1 => prop::collection::vec(line.clone(), 2..3).prop_map(|lines| format!("- {}", lines.join("\n  - "))),
        1 => prop::collection::vec(line.clone(), 2..3).prop_map(|lines| format!("- {}", lines.join("\n  "))),
        1 => prop::collection::vec(line.clone(), 2..3).prop_map(|lines| format!("1. {}", lines.join("\n2. "))),
        1 => line.clone().prop_map(|line| format!("```py\n{line}\n\n  x = 1\n```")),
        1 => line.clone().prop_map(|line| format!("### {line}")),
        1 => line.clone().prop_map(|line| format!("> {line}")),
        1 => line.clone().prop_map(|line| format!("| a | b |\n|---|--:|\n| {} | c |", line.replace('|', ""))),
        1 => line.prop_map(|line| format!("- [x] {line}\n- [ ] b")),
        1 => Just("---".to_owned()),
        1 => Just("<!-- note -->".to_owned()),
    ];
    let names = [
        "Answer",
        "Question",
        "Options",
        "Explanation",
        "Role",
        "Scenario",
        "Notes",
        "Own `x`",
        "Common Mistakes",
    ];
    let name = prop::sample::select(names.to_vec());
    let part = "### (Interviewer|Candidate|Key Points)\n\n[a-z]{1,4}";
    let blocks = prop::collection::vec(prop_oneof![6 => block.boxed(), 1 => part.boxed()], 0..4);
    let section =
        (name, blocks).prop_map(|(name, blocks)| format!("## {name}\n\n{}", blocks.join("\n\n")));
    prop::collection::vec(section, 0..4).prop_map(|sections| sections.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn real_questions_survive(
        body in any_real_body(),
        kind in prop::sample::select(vec!["concept", "mcq", "mock-interview", "flashcard"]),
        title in "[a-c`?*_<& ]{0,8}",
        tags in prop::collection::vec("[a-bB]{1,2}( [a-c])?", 0..3),
    ) {
        let text = |text: &str| Value::String(text.to_owned());
        let tag = |tag: &String| Node { value: text(tag), span: Span::default() };
        let fields = vec![
            ("kind".to_owned(), text(kind)),
            ("title".to_owned(), text(&title)),
            ("tags".to_owned(), Value::List(tags.iter().map(tag).collect())),
        ];
        survives((fields, body));
    }

    #[test]
    fn any_question_survives(mut questions in any_questions()) {
        questions.truncate(1);
        questions.into_iter().for_each(survives);
    }

    #[test]
    fn a_package_is_read_whatever_it_says(html in "[a-b<>/&;\"{}:= 1]{0,40}") {
        let text = package(&[("Front", &html), ("Back", &html)]);
        with(&text, &Options::default(), |_, questions, _| {
            prop_assert_eq!(questions.len() <= 1, true);
            Ok(())
        })?;
    }
}
