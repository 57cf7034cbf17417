//! JSON as the writer writes it (`schema/corpus.schema.json`), or a question on each line.

mod string;

use super::{MAX_CORPUS_BYTES, Options, Reader, Reading};
use crate::diagnostic::{Diagnostic, Severity};
use crate::question::{Body, Question};
use crate::source::{Source, Span};
use crate::value::json::parse;
use crate::value::{Entry, Node, Parsed, SyntaxError, Value};
use string::push_string;

/// See the module.
pub(super) const ITEM: Reader = Reader {
    help: "questions as JSON: one object, or one question on each line",
    endings: &["json", "jsonl"],
    max_bytes: MAX_CORPUS_BYTES,
    decode: None,
    editable: false,
    read,
};

fn read<'s>(source: &'s Source, _options: &Options) -> Reading<'s> {
    let mut file = File { source, questions: Vec::new(), diagnostics: Vec::new() };
    let text = source.text.trim_start_matches('\u{feff}');
    let start = source.text.len() - text.len();
    let first = text.trim_start().lines().next().unwrap_or_default();
    if parse(first, 0).is_ok_and(|parsed| is_question(&parsed.node)) {
        let mut at = start;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                file.parsed(parse(line, at as u32), File::question);
            }
            at += line.len();
        }
    } else if first.starts_with('{') {
        file.parsed(parse(text, start as u32), File::corpus);
    }
    if file.questions.is_empty() && file.diagnostics.is_empty() {
        let rule = "import/nothing-recognised";
        file.add(rule, Severity::Error, Span::at(0), "no question found").help(
            "expected `{\"version\": 1, \"questions\": […]}` or a question on each line, \
             `{\"fields\": {…}, \"sections\": […]}`",
        );
    }
    file.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    Reading { questions: file.questions, diagnostics: file.diagnostics, ..Reading::default() }
}

fn is_question(node: &Node) -> bool {
    member(node, "fields").is_some_and(|fields| matches!(fields.value, Value::Map(_)))
}

fn member<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.node)
}

/// What is found in one file.
struct File<'s> {
    source: &'s Source,
    questions: Vec<Question<'s>>,
    diagnostics: Vec<Diagnostic>,
}

impl File<'_> {
    fn add(
        &mut self,
        rule: &'static str,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let at = self.diagnostics.len();
        self.diagnostics.push(Diagnostic::new(rule, severity, self.source.file, span, message));
        &mut self.diagnostics[at]
    }

    /// Hands what was parsed to `then`, or says why it could not be.
    fn parsed(&mut self, parsed: Result<Parsed, SyntaxError>, then: fn(&mut Self, Node)) {
        let Parsed { node, duplicates } = match parsed {
            Ok(parsed) => parsed,
            Err(SyntaxError { message, span }) => {
                let message = format!("this is not valid JSON: {message}");
                self.add("import/invalid-json", Severity::Error, span, message);
                return;
            }
        };
        let file = self.source.file;
        for twice in duplicates {
            let message = format!("the key `{}` stands twice", twice.key);
            self.add("front-matter/duplicate-key", Severity::Error, twice.second, message)
                .related(file, twice.first, "it stands here first")
                .help("keep one of the two: programs differ in which one they read");
        }
        then(self, node);
    }

    fn unread(&mut self, span: Span, message: impl Into<String>) {
        self.add("import/unread-text", Severity::Error, span, message);
    }

    fn corpus(&mut self, node: Node) {
        // Any other JSON file is none of ours.
        let Some(Value::List(_)) = member(&node, "questions").map(|list| &list.value) else {
            return;
        };
        for Entry { key, key_span, node } in once(node) {
            match (key.as_str(), node.value) {
                ("version", Value::Integer(1)) => {}
                ("version", _) => {
                    let message = "the version of the format is not 1, the only one known";
                    let rule = "import/unrecognised-metadata";
                    self.add(rule, Severity::Warning, node.span, message);
                }
                ("questions", Value::List(questions)) => {
                    questions.into_iter().for_each(|question| self.question(question));
                }
                _ => self.unread(key_span, format!("a corpus has no member `{key}`")),
            }
        }
    }

    fn question(&mut self, node: Node) {
        let opening = Span { start: node.span.start, end: node.span.start + 1 };
        if !is_question(&node) {
            self.unread(node.span, "a question is an object with an object `fields`");
            return;
        }
        let mut question = Question { opening, ..Question::bare(self.source, Body::default()) };
        // The body stands before the sections, wherever it was written.
        let (body, others): (Vec<_>, _) = once(node).partition(|entry| entry.key == "body");
        for Entry { key, key_span, node } in body.into_iter().chain(others) {
            match (key.as_str(), node.value) {
                ("path", Value::String(path)) => question.path = Some(path),
                ("identity", Value::String(identity)) => question.slug = Some(identity),
                // It follows from the question.
                ("deck", Value::String(_)) => {}
                ("fields", value @ Value::Map(_)) => {
                    question.fields = once(Node { value, ..node }).collect();
                }
                ("body", Value::String(_)) => self.push(&mut question.body, node.span),
                ("sections", Value::List(sections)) => {
                    for section in sections {
                        self.section(&mut question.body, &section);
                    }
                }
                ("path" | "identity" | "deck" | "body", _) => {
                    self.unread(node.span, format!("`{key}` must be text"));
                }
                ("sections", _) => self.unread(node.span, "`sections` must be a list"),
                _ => self.unread(key_span, format!("a question has no member `{key}`")),
            }
        }
        let stem = question.path.as_deref().map(|path| path.strip_suffix(".md").unwrap_or(path));
        question.slug = question.slug.or_else(|| stem.map(str::to_owned));
        self.questions.push(question);
    }

    fn section(&mut self, body: &mut Body<'_>, node: &Node) {
        let text = |key| member(node, key).filter(|node| node.as_str().is_some());
        let (Some(name), Some(markdown)) = (text("name"), text("markdown")) else {
            self.unread(node.span, "a section is an object with texts `name` and `markdown`");
            return;
        };
        let gap = if body.text().is_empty() { "" } else { "\n" };
        body.push_for(&format!("{gap}## "), name.span);
        self.push(body, name.span);
        if markdown.as_str() != Some("") {
            body.push_for("\n", Span::at(markdown.span.start));
            self.push(body, markdown.span);
        }
    }

    /// Adds a string and a line end.
    fn push(&self, body: &mut Body<'_>, span: Span) {
        push_string(body, &self.source.text, span);
        body.push_for("\n", Span::at(span.end));
    }
}

/// The entries of an object; of those with one key the first.
fn once(node: Node) -> impl Iterator<Item = Entry> {
    let Value::Map(entries) = node.value else { return Vec::new().into_iter() };
    let mut seen = std::collections::HashSet::new();
    let mut entries = entries;
    entries.retain(|entry| seen.insert(entry.key.clone()));
    entries.into_iter()
}

#[cfg(test)]
mod tests;
