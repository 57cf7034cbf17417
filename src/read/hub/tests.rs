use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::super::sample;
use super::*;
use crate::document::markdown_options;
use crate::question::Question;
use crate::value::Value;

/// A page with two good questions and the page's own text around them.
const PAGE: &str = "\u{feff}Skip to content
Menu  /  Questions
Questions& Answers
12
Total Questions
✕ Clear

Showing 2 questions · Advanced · Rust

Clear all
RS-ADV-010 When does Pin matter, and what does __unpin__ mean?
Rust Async Internals Advanced
8/10
Answer

A future that borrows from itself must not move. Pin<&mut Self> promises that.

1. Not a list, but the start of a sentence about Vec<u8> and snake_case names.

Deep Explanation

The fields of an async block may point into each other:
# of moves after the first poll is zero
- not an item, [not](a link), *not emphasis*, `not code`, a * b * c, &lt; stays

⚠ Common Mistakes

Calling get_unchecked_mut (why? To save a line) and moving out of it.

🏭 Production Scenario

A queue of 10_000 futures moved its slots when it grew.

Follow-up Questions
What does the ?? operator lack in Rust? Is Unpin an auto trait (and why?)? When is Box::pin needed??
ID: RS-ADV-010\u{a0} · \u{a0}Difficulty: 8/10\u{a0} · \u{a0}Level: Advanced
RS-DS-002 What is a slice?
Rust Collections Advanced
7/10
Answer

A pointer and a length.
ID: RS-DS-002\u{a0} · \u{a0}Difficulty: 7/10\u{a0} · \u{a0}Level: Advanced

© Somebody
";

/// A page where much is wrong.
const BROKEN: &str = "\
9 Total Questions
Showing 5 questions
QX-INT-001 What is a linked list?
Qwerty Lists Intermediate
4/10
This text has no heading.
Answer
Nodes with pointers.

Performance Notes

Slow on caches.
ID: QX-INT-002  ·  Difficulty: 5/10  ·  Level: Intermediate  ·  Views: 12
advert
What is a heap?
SQL Storage Beginner
2/10
Answer
A table without order.
RS-INT-003
Rust Wizard
Answer
RS-INT-004 What is a crate?
Rust Intermediate
5/10
Answer
A unit of compilation.
ID: RS-INT-004  ·  Difficulty: high  ·  Level: Intermediate
footer of the page
Answer
lost
";

fn source(text: &str) -> Source {
    Source { text: text.to_owned(), ..Source::default() }
}

/// Everything a reading holds, for people.
fn dump(source: &Source) -> String {
    sample::dump(source, &read(source, &Options::default()))
}

/// The text of the body's Markdown, a line for each paragraph line, headings and list markers
/// left out; `None` if it holds markup.
fn plain(question: &Question<'_>) -> Option<Vec<String>> {
    let mut text = String::new();
    for event in Parser::new_ext(question.body.text(), markdown_options()) {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::SoftBreak => text.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => text.push('\n'),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Item) => {}
            Event::End(TagEnd::List(_)) => {}
            _ => return None,
        }
    }
    Some(text.lines().map(str::to_owned).collect())
}

/// The words of the page that lie in sections of questions, symbols and footers left out.
fn expected(question: &Question<'_>) -> Vec<String> {
    let start = question.opening.range().start;
    let body = question.source.text[start..].split("Answer").skip(1).collect::<Vec<_>>();
    let body = format!("Answer{}", body.join("Answer"));
    let body = body.split("ID:").next().unwrap_or_default();
    let lines = body.lines().map(|line| line.trim_start_matches(['⚠', '🏭']).trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn assert_text_is_kept(source: &Source) {
    for question in read(source, &Options::default()).questions {
        let seen = plain(&question).unwrap_or_else(|| panic!("{}", question.body.text()));
        let seen = seen.join(" ").replace("? ", "?");
        let expected = expected(&question).join(" ").replace("?? ", "?").replace("? ", "?");
        assert_eq!(seen.replace('?', ""), expected.replace('?', ""));
    }
}

#[test]
fn the_text_of_the_page_is_the_text_of_the_questions() {
    assert_text_is_kept(&source(PAGE));
}

#[test]
fn pages_are_read() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/read"),
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("hub", dump(&source(PAGE)));
        insta::assert_snapshot!("hub-broken", dump(&source(BROKEN)));
    });
}

#[test]
fn line_ends_do_not_matter() {
    let clean = |text: String| text.replace("\\r", "").replace(['\r', '\u{feff}'], "");
    let expected = clean(dump(&source(PAGE)));
    let variants = [
        PAGE.replace('\n', "\r\n"),
        PAGE.replace('\n', "  \n"),
        PAGE.trim_end().to_owned(),
        PAGE.trim_start_matches('\u{feff}').to_owned(),
    ];
    for text in variants {
        assert_eq!(clean(dump(&source(&text))), expected);
    }
}

#[test]
fn a_page_without_questions_says_so_once() {
    for text in ["", "Home\nAbout\n", "ID: X\r\n", "Answer\n\nYes.\n"] {
        let source = source(text);
        let reading = read(&source, &Options::default());
        assert!(reading.questions.is_empty());
        let rules: Vec<_> = reading.diagnostics.iter().map(|d| (d.rule, d.span)).collect();
        assert_eq!(rules, [("import/nothing-recognised", Span::at(0))]);
    }
}

#[test]
fn what_the_filter_hides_is_a_conflict() {
    let text = PAGE.replace("· Advanced · Rust", "· Beginner · Go");
    let source = source(&text);
    let said: Vec<_> =
        read(&source, &Options::default()).diagnostics.iter().map(|d| d.message.clone()).collect();
    let conflicts = said.iter().filter(|message| message.contains("but `")).count();
    assert_eq!(conflicts, 4, "{said:#?}");
}

#[test]
fn places_in_the_body_are_places_in_the_page() {
    let source = source(PAGE);
    let reading = read(&source, &Options::default());
    let body = &reading.questions[0].body;
    let at = body.text().find("snake_case").unwrap();
    assert_eq!(source.slice(body.locate(at..at + 10)), "snake_case");
    let at = body.text().find("\\*not emphasis").unwrap();
    assert_eq!(source.slice(body.locate(at..at + 14)), "*not emphasis");
    let at = body.text().find("Common Mistakes").unwrap();
    assert_eq!(source.slice(body.locate(at..at + 6)), "Common Mistakes");
}

#[test]
fn a_difficulty_is_a_whole_number() {
    let text = PAGE.replace("8/10", "99999999999999999999/10");
    let source = source(&text);
    let value =
        &read(&source, &Options::default()).questions[0].value("difficulty").unwrap().value.clone();
    assert_eq!(*value, Value::String("99999999999999999999".into()));
}
