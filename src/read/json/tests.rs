use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

use super::super::sample;
use super::*;
use crate::read::round_trip::{any_questions, canonical, there_and_back};
use crate::write;

/// A corpus in which much is wrong.
const BROKEN: &str = r#"{"version": 2, "by": "hand", "questions": [
  {"path": "a/X.md", "deck": "D", "fields": {"id": "X", "tags": ["a", 1.50], "id": "Y"},
   "sections": [{"name": "An\u0073wer", "markdown": "Caf\u00e9 \ud83d\ude00\\\n\n- \"x\"\tx"}, {"name": 1}],
   "body": "First.", "notes": []},
  {"title": "no fields"},
  {"identity": "q#2", "fields": {}, "path": 1, "sections": {}}
]}"#;

fn source(text: &str) -> Source {
    Source { text: text.to_owned(), ..Source::default() }
}

/// Everything a reading holds, for people.
fn dump(source: &Source) -> String {
    sample::dump(source, &read(source, &Options::default()))
}

#[test]
fn a_broken_corpus_is_read_as_far_as_it_can_be() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/read"),
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("json", dump(&source(BROKEN)));
    });
}

#[test]
fn lines_are_questions() {
    let text = "\u{feff}{\"fields\":{\"id\":\"A\"}}\r\n\r\n{\"fields\":{\"id\":}}\n{\"fields\":{\"id\":\"B\"}}";
    let source = source(text);
    let Reading { questions, diagnostics, .. } = read(&source, &Options::default());
    let ids: Vec<_> = questions.iter().map(|question| question.id().unwrap()).collect();
    assert_eq!(ids, ["A", "B"]);
    assert_eq!(source.slice(questions[1].value("id").unwrap().span), "\"B\"");
    let [diagnostic] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    assert_eq!(diagnostic.rule, "import/invalid-json");
    assert_eq!(diagnostic.span, Span::at(text.find("}}\n{").unwrap() as u32));
}

#[test]
fn what_is_no_corpus_is_not_read() {
    for text in ["{}", "[]", "{\"questions\": 1}", "{\"a\": {\"fields\": {}}}", "id: X\n", "1\n"] {
        let source = source(text);
        let Reading { questions, diagnostics, .. } = read(&source, &Options::default());
        assert!(questions.is_empty(), "{text}");
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].rule, "import/nothing-recognised", "{text}");
    }
}

#[test]
fn places_in_a_section_are_places_in_the_file() {
    let source = source(BROKEN);
    let question = &read(&source, &Options::default()).questions[0];
    let body = question.body.text();
    let cut = |part: &str| {
        let at = body.find(part).unwrap();
        source.slice(question.body.locate(at..at + part.len()))
    };
    assert_eq!(cut("## "), "\"An\\u0073wer\"");
    assert_eq!(cut("Answer"), "An\\u0073wer");
    assert_eq!(cut("😀"), "\\ud83d\\ude00");
    assert_eq!(cut("\"x\""), "\\\"x\\\"");
    assert_eq!(cut("First."), "First.");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_corpus_comes_back_from_json(bodies in any_questions()) {
        let files = canonical(&bodies);
        let (back, json) = there_and_back("json", &files, &write::Options::default());
        prop_assert_eq!(back, files, "{}", json);
    }
}
