//! A question that is being written: keys so far, sections that its kind must have.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::failure::{Failure, Result};
use crate::question::{Body, Question, key, section};
use crate::read::{self, Options};
use crate::schema::{Lack, Schema};
use crate::source::{Source, Span};
use crate::value::{Entry, Node, Value};
use crate::write::{self, Item};

/// What stands where somebody has yet to write; the rule `answer/placeholder-text` finds it.
const PLACEHOLDER: &str = "TODO";

/// The parts of a section may have parts; more rounds than this find nothing new.
const ROUNDS: usize = 8;

/// How many options the skeleton of a multiple-choice question has.
const USUAL_OPTIONS: usize = 4;

/// A question that is being written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    fields: Vec<Entry>,
    parts: Vec<Part>,
}

/// A section, or a part of one.
#[derive(Debug, Default)]
struct Part {
    name: String,
    items: usize,
    parts: Vec<Part>,
}

impl Draft {
    /// Sets a key; what it had is gone.
    pub(super) fn set(&mut self, key: &str, value: Value) {
        self.unset(key);
        let node = Node { value, span: Span::default() };
        self.fields.push(Entry { key: key.to_owned(), key_span: Span::default(), node });
    }

    /// Takes a key away.
    pub(super) fn unset(&mut self, key: &str) {
        self.fields.retain(|entry| entry.key != key);
    }

    /// The text of a key that is text.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|entry| entry.key == key).and_then(|entry| entry.node.as_str())
    }

    /// The keys that it has.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|entry| entry.key.as_str())
    }

    /// The keys that it must have and has not, in the order of a canonical file; the id is given
    /// to it in the end.
    pub(super) fn missing_keys(&self, schema: &Schema) -> Result<Vec<String>> {
        let mut keys: Vec<_> = self
            .read(schema, |document| schema.lacks(document))?
            .into_iter()
            .filter_map(|lack| match lack {
                Lack::Key(key) if key != key::ID => Some(key),
                _ => None,
            })
            .collect();
        let rank = |name: &String| key::ALL.iter().position(|key| key == name);
        keys.sort_by_key(|name| (rank(name).unwrap_or(key::ALL.len()), name.clone()));
        keys.dedup();
        Ok(keys)
    }

    /// What the schema says against the value of a key, in one line.
    pub(super) fn fault(&self, key: &str, schema: &Schema) -> Result<Option<String>> {
        self.read(schema, |document| {
            let field = document.question.field(key)?;
            let place = field.key_span.to(field.node.span);
            let about = |one: &Diagnostic| {
                one.span.start >= place.start
                    && one.span.end <= place.end
                    && !place.range().is_empty()
            };
            let found = schema.check(document).into_iter().find(about)?;
            Some(match found.help {
                // A question needs no more help than its answer.
                Some(help) if !found.message.ends_with('?') => format!("{}; {help}", found.message),
                _ => found.message,
            })
        })
    }

    /// Adds the sections that the schema demands of a question with these keys.
    pub(super) fn complete(&mut self, schema: &Schema) -> Result<()> {
        for _ in 0..ROUNDS {
            let lacks = self.read(schema, |document| schema.lacks(document))?;
            let added = lacks.into_iter().filter(|lack| self.add(lack)).count();
            if added == 0 {
                break;
            }
            let rank = |part: &Part| schema.names().rank(&part.name).unwrap_or(usize::MAX);
            self.parts.sort_by_key(rank);
        }
        if let Some(options) = self.part(section::OPTIONS) {
            options.items = options.items.max(USUAL_OPTIONS);
        }
        Ok(())
    }

    /// Adds what is lacking; false if that is nothing that can be added.
    fn add(&mut self, lack: &Lack) -> bool {
        let part = |name: &str| Part { name: name.to_owned(), ..Part::default() };
        match lack {
            Lack::Key(_) => return false,
            Lack::Section { inside: None, name } => self.parts.push(part(name)),
            Lack::Section { inside: Some(section), name } => match self.part(section) {
                Some(inside) => inside.parts.push(part(name)),
                None => return false,
            },
            Lack::Items { section, least } => match self.part(section) {
                Some(part) if part.items < *least => part.items = *least,
                _ => return false,
            },
            Lack::AnySection if self.part(PLACEHOLDER).is_some() => return false,
            Lack::AnySection => self.parts.push(part(PLACEHOLDER)),
        }
        true
    }

    fn part(&mut self, name: &str) -> Option<&mut Part> {
        self.parts.iter_mut().find(|part| part.name == name)
    }

    /// The file, in canonical form.
    pub(super) fn file(&self, schema: &Schema) -> Result<String> {
        let source = Source::default();
        let body: String = self.parts.iter().map(|part| markdown(part, 2, schema)).collect();
        let question = Question {
            fields: self.fields.clone(),
            ..Question::bare(&source, Body::verbatim(&body, 0))
        };
        let none = || Failure("the draft could not be written".to_owned());
        let writer = write::find("question").ok_or_else(none)?;
        let identity = question.id().unwrap_or(PLACEHOLDER).to_owned();
        let items = vec![Item::new(&question, identity)];
        let corpus = write::Corpus::new(items, schema.names(), schema.levels());
        let options = write::Options { folder: true, ..write::Options::default() };
        let written = (writer.write)(&corpus, &options)?;
        let artifact = written.artifacts.into_iter().next().ok_or_else(none)?;
        String::from_utf8(artifact.bytes).map_err(|_| none())
    }

    /// Looks at the file as every other command will see it.
    fn read<T>(&self, schema: &Schema, look: impl FnOnce(&Document<'_>) -> T) -> Result<T>
    where
        T: Default,
    {
        let source = Source { text: self.file(schema)?, ..Source::default() };
        let Some(reader) = read::find("question") else { return Ok(T::default()) };
        let reading = (reader.read)(&source, &Options::default());
        let question = reading.questions.first();
        Ok(question
            .map_or_else(T::default, |question| look(&Document::new(question, schema.names()))))
    }
}

/// A part with placeholders, which say what belongs there where the schema does.
fn markdown(part: &Part, level: usize, schema: &Schema) -> String {
    let about = schema.about_section(&part.name);
    let words =
        about.map_or_else(|| PLACEHOLDER.to_owned(), |about| format!("{PLACEHOLDER}: {about}"));
    let mut text = format!("{} {}\n\n", "#".repeat(level), part.name);
    for at in 0..part.items {
        // The options of a multiple-choice question are tasks; the one that is done is the key.
        text.push_str(&match (part.name == section::OPTIONS, at) {
            (true, 0) => format!("- [x] {words}\n"),
            (true, _) => format!("- [ ] {PLACEHOLDER}: option {}\n", at + 1),
            (false, 0) => format!("- {words}\n"),
            (false, _) => format!("- {PLACEHOLDER}\n"),
        });
    }
    if part.items == 0 && part.parts.is_empty() {
        text.push_str(&format!("{words}\n"));
    }
    text.push('\n');
    text.extend(part.parts.iter().map(|part| markdown(part, level + 1, schema)));
    text
}
