//! Properties of the formats that carry everything: what is written is read again.

#![cfg(test)]

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};

use super::{Options, find};
use crate::document::SectionNames;
use crate::question::{Body, Question, key};
use crate::schema::default_names;
use crate::source::{FileId, Source, Span};
use crate::value::{Entry, Node, Value};
use crate::write::{self, Corpus, Item};

/// Files of a corpus: paths and texts.
type Files = Vec<(String, String)>;

/// Fields and body of a question.
pub(super) type Parts = (Vec<(String, Value)>, String);

/// What the writer `name` makes of questions.
fn write(name: &str, questions: &[Question<'_>], options: &write::Options) -> Files {
    let item = |(at, question)| Item::new(question, format!("Q-{at}"));
    let names: &SectionNames = default_names();
    let items = questions.iter().enumerate().map(item).collect();
    let corpus = Corpus::new(items, names, &[]);
    let written = (write::find(name).unwrap().write)(&corpus, options).unwrap();
    assert_eq!(written.diagnostics, []);
    let decode = find(name).and_then(|reader| reader.decode);
    let text = |bytes: Vec<u8>| match decode {
        Some(decode) => decode(&bytes).unwrap().unwrap(),
        None => String::from_utf8(bytes).unwrap(),
    };
    let files = written.artifacts.into_iter();
    files.map(|file| (file.path.display().to_string(), text(file.bytes))).collect()
}

/// Hands the questions that the reader `name` finds in files to `then`.
fn read<T>(name: &str, files: &Files, then: impl Fn(&[Question<'_>]) -> T) -> T {
    let source = |(at, (path, text)): (usize, &(String, String))| Source {
        file: FileId(at as u32),
        path: path.clone(),
        text: text.clone(),
    };
    let sources: Vec<_> = files.iter().enumerate().map(source).collect();
    let mut questions = Vec::new();
    for source in &sources {
        let reading = (find(name).unwrap().read)(source, &Options::default());
        assert_eq!(reading.diagnostics, [], "{:?}", source.text);
        questions.extend(reading.questions);
    }
    then(&questions)
}

/// The files that `import` would write of these questions.
pub(super) fn canonical(bodies: &[Parts]) -> Files {
    let source = Source::default();
    let questions: Vec<_> = bodies.iter().map(|parts| question(&source, parts)).collect();
    let folder = write::Options { folder: true, ..write::Options::default() };
    write("question", &questions, &folder)
}

fn question<'s>(source: &'s Source, (fields, body): &'s Parts) -> Question<'s> {
    let entry = |(key, value): &(String, Value)| Entry {
        key: key.clone(),
        key_span: Span::default(),
        node: node(value.clone()),
    };
    Question {
        fields: fields.iter().map(entry).collect(),
        ..Question::bare(source, Body::verbatim(body, 0))
    }
}

/// The same files after a way through the format `name`, and what was written in that format.
pub(super) fn there_and_back(
    name: &str,
    files: &Files,
    options: &write::Options,
) -> (Files, String) {
    let table = read("question", files, |questions| write(name, questions, options));
    let folder = write::Options { folder: true, ..write::Options::default() };
    let back = read(name, &table, |questions| write("question", questions, &folder));
    (back, table[0].1.clone())
}

/// One to four questions with whatever a file can hold.
pub(super) fn any_questions() -> impl Strategy<Value = Vec<Parts>> {
    let fields = prop::collection::btree_map(any_key(), any_value(), 0..6)
        .prop_map(|map| map.into_iter().collect::<Vec<_>>());
    prop::collection::vec((fields, any_body()), 1..4)
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        r#"'{0,2}[-=+@\t\r][-a-c0-9:#,.;\[\]{}'"&*!|>%@`~=<? \\\n\t_+]{0,8}"#,
        r#"[-a-c0-9:#,.;\[\]{}'"&*!|>%@`~=<? \\\n\t_+🦀]{0,8}"#,
        Just("2024-01-01".to_owned()),
    ]
}

fn any_key() -> impl Strategy<Value = String> {
    let known = prop::sample::select(key::ALL).prop_map(str::to_owned);
    let traps = ["path", "body", "Answer", "Title", "key: a", "## a", "x-a", "x-b", "b", "a", ""];
    let trap = prop::sample::select(traps.to_vec()).prop_map(str::to_owned);
    prop_oneof![4 => known, 2 => trap, 1 => any_text()]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Integer),
        any::<f64>().prop_filter("JSON has none", |f| f.is_finite()).prop_map(Value::Float),
        any_text().prop_map(Value::String),
        any_text().prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 8, 4, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4)
            .prop_map(|items| Value::List(items.into_iter().map(node).collect()));
        let map = prop::collection::btree_map(any_text(), inner, 0..4).prop_map(|map| {
            let entry = |(key, value)| Entry { key, key_span: Span::default(), node: node(value) };
            Value::Map(map.into_iter().map(entry).collect())
        });
        prop_oneof![list, map]
    })
}

fn any_body() -> impl Strategy<Value = String> {
    let names = ["Answer", "Answer", "Options", "Own", "*Own*", "title", "Short Answer", "a,b", ""];
    let heading =
        prop::sample::select(names.to_vec()).prop_map(|name| format!("\n\n## {name}\n\n"));
    let line = r#"[-=+@#*>`~a-b1. |\[\]:<!^,;"'\t🦀é]{0,8}(\n|\r\n|\n\n\n|\n    |```\n|\n- )"#;
    let part = prop_oneof![3 => line, 1 => "[^\u{0}]{0,12}", 2 => heading];
    // A lone CR is not seen as a line end by pulldown-cmark everywhere, so that a file with one may
    // have no canonical form.
    let line_feeds = |text: String| text.replace("\r\n", "\n").replace('\r', "");
    prop::collection::vec(part, 0..8).prop_map(move |parts| line_feeds(parts.concat()))
}

fn node(value: Value) -> Node {
    Node { value, span: Span::default() }
}
