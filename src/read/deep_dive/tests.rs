use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::super::sample;
use super::*;
use crate::document::markdown_options;
use crate::question::Question;

/// A page with three questions and everything that is met on such pages.
const PAGE: &str = "\u{feff}Skip to main content

Documentation Index

Fetch the complete index at: https://example.org/llms.txt

Python Interview Questions (5+ Deep Dive Q&A)

1. Names & Scopes
2. Threads

1. Names & Scopes

Answer:What interviewers are really testing: Whether you know what __class__ is, and when.A name is bound, not filled.
Rules worth knowing:
  1. Local: The function itself (see Q2).
  2. Builtin: What is left.
  \u{2022} global x: Names a variable of the module.
  \u{2022} 2 * 3 * 4 is *not* emphasis, `no code`, [no](link).
Real-world gotcha: A loop leaks its name.Example of it:
import os

def outer():
    text = \"\"\"
1. no item
Red words: none
\"\"\"

    return text

print(outer())  # four lines
Run it:
pip install runner
@profile
def slow():
    pass
Status.OK is a name, threading.Lock too (Wrong.NAME is none).
ScopeLivesSlow
LocalCall (short)No
GlobalModuleYes
MadeManual_make().All()
Red flag answer: \u{201c}It is a box.\u{201d} That is another language.Follow-up:
  1. \u{201c}What does nonlocal do?\u{201d} (Binds the name outside; `global` (see above) does more.)
  2. \u{201c}Is x.Y a name?\u{201d}
Answer: What interviewers are really testing: Reading.
[project]
name = \"x\"
Not so fast.Red flag answer: None.
Follow-up:
  1. \u{201c}Why?\u{201d}

2. Threads

Answer:What interviewers are really testing: Whether you use lock = threading.Lock().acquire and wait:
lock = threading.Lock()
state = Status.OK
More:
    ???

    !!!
Red flag answer: \u{201c}Threads are fast.\u{201d}Follow-up:
  1. \u{201c}When not?\u{201d} (Often.)

Was this page helpful?
\u{a9} Somebody
";

/// A page where parts are missing and text stands where none belongs.
const BROKEN: &str = "\
Answer:What interviewers are really testing: Whether all is there.
This has no marks below.
Answer:What interviewers are really testing:
On the next line.
An answer that mentions a Red flag answer: it stays text.Follow-up:
  \u{2022} \u{201c}Bullets?\u{201d}
A title that belongs nowhere
Answer:What interviewers are really testing: The last.
Red flag answer: One.Follow-up:
  1. \u{201c}Really?\u{201d}
Home
Red flag answer: Lost.
";

fn source(text: &str) -> Source {
    Source { text: text.to_owned(), ..Source::default() }
}

/// Everything a reading holds, for people.
fn dump(source: &Source) -> String {
    sample::dump(source, &read(source, &Options::default()))
}

#[test]
fn pages_are_read() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/read"),
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("deep-dive", dump(&source(PAGE)));
        insta::assert_snapshot!("deep-dive-broken", dump(&source(BROKEN)));
    });
}

/// The text of a question, headings and fences left out, without blanks.
fn text(question: &Question<'_>) -> String {
    let mut text = String::new();
    let mut heading = false;
    for event in Parser::new_ext(question.body.text(), markdown_options()) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = true,
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Start(Tag::List(Some(first))) => text.push_str(&first.to_string()),
            Event::Text(part) | Event::Code(part) if !heading => text.push_str(&part),
            Event::Start(Tag::Emphasis | Tag::Link { .. }) => panic!("markup in {text}"),
            _ => {}
        }
    }
    text.split_whitespace().collect()
}

#[test]
fn no_text_of_a_question_is_lost() {
    let source = source(PAGE);
    let reading = read(&source, &Options::default());
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    for question in &reading.questions {
        let kept = text(question);
        let from = question.opening.end as usize;
        let end = source.text[from..].find("Answer:").map_or(source.text.len(), |at| from + at);
        for line in source.text[from..end].lines() {
            let line = line.trim_start_matches([' ', '\u{2022}']).trim_start_matches("2. ");
            let line = line.trim_start_matches("1. ");
            for part in line.split("Red flag answer:").flat_map(|part| part.split("Follow-up:")) {
                let page = ["Threads", "Was this page helpful?", "\u{a9} Somebody"].contains(&part);
                assert!(page || kept.contains(&squeeze(part)), "{part:?} is not in {kept}");
            }
        }
    }
}

#[test]
fn line_ends_do_not_matter() {
    let clean = |text: String| text.replace("\\r", "\\n").replace("\\n\\n", "\\n");
    let expected = clean(dump(&source(PAGE)));
    for end in ["\r\n", "\r", "  \n"] {
        let text = PAGE.trim_end().replace('\n', end);
        let dump = clean(dump(&source(&text)).replace("  \\n", "\\n"));
        let labels = |dump: &str| dump.lines().filter(|line| !line.starts_with("    at")).count();
        assert_eq!(labels(&dump), labels(&expected), "{end:?}");
        let bodies = |text: &str| {
            let source = source(text);
            let reading = read(&source, &Options::default());
            let texts = reading.questions.iter().map(|question| question.body.text().to_owned());
            texts.collect::<Vec<_>>()
        };
        assert_eq!(bodies(&text), bodies(PAGE), "{end:?}");
    }
}

#[test]
fn places_in_the_body_are_places_in_the_page() {
    let source = source(PAGE);
    let reading = read(&source, &Options::default());
    let body = &reading.questions[0].body;
    for (text, place) in [
        ("A name is bound", "A name is bound"),
        ("What Interviewers", "Answer:What interviewers are really testing:"),
        ("def outer():\n    text", "def outer():\n    text"),
        ("\n\n    return text", "\n\n    return text"),
        ("\\*not* emphasis", "*not* emphasis"),
        ("Red Flag", "Red flag answer:"),
        ("What does nonlocal", "What does nonlocal"),
    ] {
        let at = body.text().find(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(source.slice(body.locate(at..at + text.len())), place);
    }
}

#[test]
fn other_texts_are_not_taken_for_such_a_page() {
    for text in [
        "",
        "Answer: Yes.\nRed flag answer: No.Follow-up:\n  1. Why?\n",
        "Answer:What interviewers are really testing: Nothing.\n",
        "## What Interviewers Are Really Testing\n\nA.\n\n## Red Flag Answer\n\nB.\n",
        "1. What is it?\n\nQ: What interviewers are really testing: x\n\nRed flag answer: y\n",
    ] {
        let source = source(text);
        let reading = read(&source, &Options::default());
        assert!(reading.questions.is_empty(), "{text}");
        let rules: Vec<_> = reading.diagnostics.iter().map(|d| (d.rule, d.span)).collect();
        assert_eq!(rules, [("import/nothing-recognised", Span::at(0))]);
    }
}

#[test]
fn no_cut_of_a_page_makes_it_panic() {
    for at in (0..PAGE.len()).filter(|&at| PAGE.is_char_boundary(at)) {
        for text in [&PAGE[..at], &PAGE[at..]] {
            let source = source(text);
            for diagnostic in read(&source, &Options::default()).diagnostics {
                assert!(source.text.get(diagnostic.span.range()).is_some());
            }
        }
    }
}
