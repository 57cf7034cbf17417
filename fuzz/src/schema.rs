//! The schema: whatever it says, it compiles or says where it is wrong, and judges any question.

use qlint::rules;
use qlint::schema::Schema;

use super::bench;

/// A schema and a question, divided by a line `===`.
pub(crate) fn holds(text: &str) {
    let (schema, question) =
        text.split_once("\n===\n").unwrap_or((text, "---\nid: A\n---\n\n## B\n"));
    match Schema::parse(schema, "s.yaml", rules::names()) {
        Ok(schema) => {
            let source = bench::source(question);
            let reading = bench::reading("question", &source);
            bench::judged(&bench::DEFAULT, "question", (&source, reading), &schema);
        }
        Err(failure) => assert!(failure.0.starts_with("s.yaml:"), "{}", failure.0),
    }
}
