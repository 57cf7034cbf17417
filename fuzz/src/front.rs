//! Front matter: values know their bytes, and a question keeps them when it is written.

use qlint::source::Source;
use qlint::value::{self, Parsed, SyntaxError};

use super::{bench, writer};

/// A text as YAML.
pub(crate) fn yaml(text: &str) {
    parsed(text, value::yaml::parse(text, 0));
    parsed(text, value::json::parse(text, 0));
    question("---", text);
}

/// A text as TOML.
pub(crate) fn toml(text: &str) {
    parsed(text, value::toml::parse(text, 0));
    question("+++", text);
}

fn parsed(text: &str, parsed: Result<Parsed, SyntaxError>) {
    let source = Source { text: text.to_owned(), ..Source::default() };
    let place = |span: qlint::source::Span| assert!(text.get(span.range()).is_some(), "{span:?}");
    match parsed {
        Ok(Parsed { node, duplicates }) => {
            place(node.span);
            bench::fields(&source, node.entries());
            duplicates.iter().for_each(|twice| {
                place(twice.first);
                place(twice.second);
            });
        }
        Err(SyntaxError { message, span }) => {
            place(span);
            assert!(!message.is_empty());
        }
    }
}

/// The text as the front matter of a question.
fn question(fence: &str, text: &str) {
    let text = format!("{fence}\n{text}\n{fence}\n\n## Answer\n\nA lock.\n");
    bench::strictly("question", &bench::source(&text));
    writer::canonical(&text);
}
