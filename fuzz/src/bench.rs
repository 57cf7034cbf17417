//! What targets share: questions judged by all rules, and what must hold of what is said.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use qlint::diagnostic::{Diagnostic, Severity};
use qlint::fingerprint::Owner;
use qlint::question::Question;
use qlint::read::{self, Reading};
use qlint::report::{self, Findings, Style, Summary};
use qlint::rules::{self, Around, Facts, Plan, Selection};
use qlint::schema::Schema;
use qlint::source::{FileId, Source, Span};
use qlint::value::{Entry, Node, Value};

/// 2026-01-01.
const TODAY: i64 = 20_454;

/// The schema that ships.
pub(crate) static SCHEMA: LazyLock<Schema> = LazyLock::new(|| Schema::embedded(rules::names()));

/// All rules, also those that are off by default.
static ALL: LazyLock<Plan> = LazyLock::new(|| {
    let groups = rules::names().into_iter().filter_map(|name| Some(name.split_once('/')?.0));
    let select = groups.map(str::to_owned).collect();
    plan(Selection { select, ..Selection::default() })
});

/// The rules as they are by default.
pub(crate) static DEFAULT: LazyLock<Plan> = LazyLock::new(|| plan(Selection::default()));

fn plan(selection: Selection) -> Plan {
    Plan::new(selection, Facts { today: TODAY, ..Facts::default() }).unwrap()
}

/// A file of that text.
pub(crate) fn source(text: &str) -> Source {
    Source { text: text.to_owned(), path: "decks/PY-ADV-001.md".to_owned(), ..Source::default() }
}

/// What a reader finds in a file; all places lie in it.
pub(crate) fn reading<'s>(format: &str, source: &'s Source) -> Reading<'s> {
    let reading = (read::find(format).unwrap().read)(source, &read::Options::default());
    for question in &reading.questions {
        fits(source, question.opening);
        fields(source, &question.fields);
        places(source, question);
    }
    said(source, &reading.diagnostics);
    reading
}

/// What all rules say of a file.
pub(crate) fn judged(
    plan: &Plan,
    format: &str,
    (source, reading): (&Source, Reading<'_>),
    schema: &Schema,
) -> Vec<Diagnostic> {
    let files = [(source, reading.questions, reading.diagnostics)].into_iter();
    let found = plan.judge_corpus(files, &Around::default(), format, schema);
    said(source, &found);
    found
}

/// What all rules say, by the default schema.
pub(crate) fn strictly(format: &str, source: &Source) -> Vec<Diagnostic> {
    judged(&ALL, format, (source, reading(format, source)), &SCHEMA)
}

fn fits(source: &Source, span: Span) {
    let slice = source.text.get(span.range());
    assert!(slice.is_some(), "{span:?} is no place in {:?}", source.text);
}

/// Every place of values lies in the file.
pub(crate) fn fields(source: &Source, fields: &[Entry]) {
    for Entry { key_span, node, .. } in fields {
        fits(source, *key_span);
        values(source, node);
    }
}

fn values(source: &Source, node: &Node) {
    fits(source, node.span);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| values(source, item)),
        Value::Map(entries) => fields(source, entries),
        _ => {}
    }
}

/// Every character of a body comes from a place in the file.
fn places(source: &Source, question: &Question<'_>) {
    let body = question.body.text();
    fits(source, question.span());
    for (at, c) in body.char_indices() {
        fits(source, question.body.locate(at..at + c.len_utf8()));
    }
    fits(source, question.body.locate(0..body.len()));
}

/// Every place that is named lies in the file, every message is one line.
pub(crate) fn said(source: &Source, found: &[Diagnostic]) {
    for one in found {
        fits(source, one.span);
        one.related.iter().for_each(|related| fits(source, related.span));
        for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
            fits(source, edit.span);
        }
        let lines = one.message.contains(['\n', '\r']);
        assert!(!one.message.is_empty() && !lines, "{one:?}");
    }
}

/// A file with faults, in every report.
pub(crate) fn reports(text: &str) {
    let source = source(text);
    let found = strictly("question", &source);
    let span = Span::from(0..text.len());
    let owners = vec![Owner { file: FileId(0), span, name: "PY-ADV-001" }];
    let sources = BTreeMap::from([(FileId(0), source)]);
    let errors = found.iter().filter(|one| one.severity == Severity::Error).count();
    let summary = Summary { files: 1, questions: 1, errors, ..Summary::default() };
    let findings =
        Findings { diagnostics: &found, sources: &sources, summary, owners, rules: vec![] };
    for name in report::names() {
        for (color, width) in [(false, 80), (true, 40)] {
            let shown = (report::find(name).unwrap().render)(&findings, Style { color, width });
            parses(name, &shown, &found);
        }
    }
    let known = findings.fingerprints();
    assert_eq!(known.len(), found.len());
}

/// What programs read is what it claims to be, with every finding in it.
fn parses(name: &str, shown: &str, found: &[Diagnostic]) {
    match name {
        "json" | "gitlab" | "sarif" | "rdjson" => {
            let json: serde_json::Value = serde_json::from_str(shown).expect(name);
            if name == "gitlab" {
                assert_eq!(json.as_array().unwrap().len(), found.len());
            }
        }
        "jsonl" => {
            let lines: Vec<&str> = shown.lines().collect();
            assert!(lines.len() >= found.len());
            for line in lines {
                serde_json::from_str::<serde_json::Value>(line).expect(name);
            }
        }
        "junit" => _ = roxmltree::Document::parse(shown).expect(name),
        "concise" => assert!(shown.lines().count() >= found.len(), "{shown}"),
        _ => {}
    }
}
