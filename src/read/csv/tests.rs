use std::collections::BTreeMap;

use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::super::sample;
use super::*;
use crate::read::round_trip::{any_questions, canonical, there_and_back};
use crate::write;

/// A table from a spreadsheet, where much is wrong and some is not.
const FOREIGN: &str = "\u{feff}Nr;Question text;ID;Short answer;Tags;Title;Remarks;Hidden;Bad\r\n\
1;\"What does \"\"=\"\" do;\r\nin `a=b`?\";EX-BEG-001;'=It binds a \"name\".;\"[a, \"\"b c\"\"]\";x;y;z;\r\n\
;;;;;;;;\r\n\
2;[1] What is it?;EX-BEG-002;\"It \"is\" it.\";\r\n\
3;What else?;EX-BEG-003;Nothing.;;;;;;;more\r\n\
4;Same?;EX-BEG-004;Yes.;;;;;;;\r\n\
5;What is \"lost\"?;EX-BEG-005;\"All, and\r\n6;more\r\n";

fn source(text: &str) -> Source {
    Source { text: text.to_owned(), ..Source::default() }
}

/// Everything a reading holds, for people.
fn dump(source: &Source, options: &Options) -> String {
    sample::dump(source, &read(source, options))
}

fn rules(text: &str) -> Vec<&'static str> {
    let source = source(text);
    let reading = read(&source, &Options::default());
    reading.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
}

#[test]
fn a_foreign_table_is_read() {
    let columns = [
        ("Question text", "title"),
        ("Short answer", "## Answer"),
        ("Nr", "x-number"),
        ("Hidden", ""),
        ("Bad", "nothing"),
    ];
    let columns = columns.map(|(name, target)| (name.to_owned(), target.to_owned()));
    let options = Options { columns: BTreeMap::from(columns) };
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/read"),
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("csv", dump(&source(FOREIGN), &options));
    });
}

#[test]
fn any_delimiter_and_line_end_gives_the_same_questions() {
    let table = "title|Answer|## a;b,c\na?|x y|1\nb?|\"|\"|\n";
    let read_with = |delimiter: &str, line_end: &str| {
        let text = table.replace('\n', line_end).replace("## a;b,c", "\"## a;b,c\"");
        let source = source(&text.replace('|', delimiter));
        let reading = read(&source, &Options::default());
        assert_eq!(reading.diagnostics, []);
        let bodies = reading.questions.iter().map(|question| question.body.text().to_owned());
        bodies.collect::<Vec<_>>()
    };
    for delimiter in [",", ";", "\t"] {
        for line_end in ["\n", "\r\n", "\r"] {
            let expected = [
                "## Answer\n\nx y\n\n## a;b,c\n\n1\n".to_owned(),
                format!("## Answer\n\n{delimiter}\n"),
            ];
            assert_eq!(read_with(delimiter, line_end), expected);
        }
    }
}

#[test]
fn what_is_no_table_of_questions_is_not_read() {
    let nothing = ["import/nothing-recognised"];
    for text in [
        "title\nx\n",
        "country,capital\nA,B\n",
        "---\nid: a, title: b\n---\n",
        "{\"id\": 1, \"title\": 2}\n",
        "id,title\n",
        "path\r\n",
        "\"id,title\nx\n",
        "#separator:comma\nid,title\na,b\n",
    ] {
        assert_eq!(rules(text), nothing, "{text:?}");
    }
}

#[test]
fn places_inside_a_cell_are_places_in_the_file() {
    let text = "path,id,tags,Answer\na/X.md,X,\"[a, \"\"b c\"\", d]\",\"say \"\"hi\"\" to all\"\n";
    let source = source(text);
    let reading = read(&source, &Options::default());
    let question = &reading.questions[0];
    let tags: Vec<_> = question.list("tags").map(|(tag, span)| (tag, source.slice(span))).collect();
    assert_eq!(tags, [("a", "a"), ("b c", "\"\"b c\"\""), ("d", "d")]);
    let body = question.body.text();
    let cut = |part: &str| {
        let at = body.find(part).unwrap();
        source.slice(question.body.locate(at..at + part.len()))
    };
    assert_eq!(cut("to all"), "to all");
    assert_eq!(cut("\"hi\" to"), "\"\"hi\"\" to");
    assert_eq!(cut("## Answer"), "say \"\"hi\"\" to all");
    assert_eq!(question.path.as_deref(), Some("a/X.md"));
    assert_eq!(question.slug.as_deref(), Some("a/X"));
}

#[test]
fn a_table_of_cards_is_asked_for_no_more_than_an_answer() {
    let tags = |text: &str| {
        let source = source(text);
        let question = &read(&source, &Options::default()).questions[0];
        let tags = question.list("tags").map(|(tag, span)| {
            assert_eq!(source.slice(span), tag);
            tag.to_owned()
        });
        let kind = question.text("kind").map(str::to_owned);
        (kind, question.carries.is_some(), tags.collect::<Vec<_>>())
    };
    let card =
        |words: [&str; 2]| (Some("flashcard".to_owned()), true, words.map(str::to_owned).to_vec());
    assert_eq!(tags("title,Answer,tags\nx,y,a::b c\n"), card(["a::b", "c"]));
    assert_eq!(tags("title,Answer,tags\nx,y,\"a b, c\"\n"), card(["a b", "c"]));
    assert_eq!(tags("id,title,Answer,tags\nX,x,y,a b\n"), (None, false, vec![]));
}

#[test]
fn a_long_cell_is_a_cell() {
    let answer = "\"\"word\"\" ".repeat(1_000_000);
    let source = source(&format!("id,Answer\nX,\"{answer}\"\n"));
    let reading = read(&source, &Options::default());
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.questions[0].body.text().len(), "## Answer\n\n\n".len() + 7_000_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_corpus_comes_back_from_a_table(bodies in any_questions(), guard_formulas in any::<bool>()) {
        let files = canonical(&bodies);
        let options = write::Options { guard_formulas, ..write::Options::default() };
        let (back, table) = there_and_back("csv", &files, &options);
        prop_assert_eq!(back, files, "{}", table);
    }
}
