//! `genanki-peer OUT.apkg [QUESTIONS.json]`: what `qlint export --to json` wrote, from a file or the
//! standard input, as an Anki package made by genanki-rs.
//!
//! The fields are those of qlint's note types for questions and for choices; a mock interview is one
//! note, and a cloze no cloze.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Read, stdin};

use genanki_rs::{Deck, Field, Model, Note, Package, Template};
use pulldown_cmark::{Options, Parser, html};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Questions {
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    deck: String,
    #[serde(default)]
    identity: String,
    fields: BTreeMap<String, Value>,
    #[serde(default)]
    body: String,
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    name: String,
    markdown: String,
}

/// The fields that qlint's note types begin and end with, and those of two of them.
const HEAD: [&str; 8] =
    ["Title", "Id", "Technology", "Category", "Level", "Difficulty", "Kind", "Prompt"];
const TAIL: [&str; 7] = ["Related", "Source", "Data", "Extra1", "Extra2", "Extra3", "Extra4"];
const QUESTION: [&str; 4] = ["Answer", "Details", "FollowUps", "Mistakes"];
const CHOICE: [&str; 3] = ["Options", "Explanation", "Details"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("usage: genanki-peer OUT.apkg [QUESTIONS.json]")?;
    let mut text = String::new();
    match arguments.next() {
        Some(path) => File::open(path)?.read_to_string(&mut text)?,
        None => stdin().read_to_string(&mut text)?,
    };
    let questions: Questions = serde_json::from_str(&text)?;
    let kinds = [
        model(1_763_750_500_001, "genanki Question", &QUESTION, "{{Answer}}"),
        model(1_763_750_500_002, "genanki Choice", &CHOICE, "{{Options}}{{Explanation}}"),
    ];
    let mut decks = BTreeMap::new();
    for question in &questions.questions {
        let next = 1_763_750_600_000 + decks.len() as i64;
        let name = &question.deck;
        let deck = decks.entry(name).or_insert_with(|| Deck::new(next, name, ""));
        deck.add_note(question.note(&kinds)?);
    }
    let mut package = Package::new(decks.into_values().collect(), Vec::new())?;
    package.write(BufWriter::new(File::create(out)?))?;
    Ok(())
}

fn model(id: i64, name: &str, own: &[&str], answer: &str) -> Model {
    let fields = HEAD.iter().chain(own).chain(&TAIL).map(|name| Field::new(name)).collect();
    let front = "<h1>{{Title}}</h1>{{Prompt}}";
    let back = format!("{{{{FrontSide}}}}<hr id=answer>{answer}{{{{Details}}}}{{{{Source}}}}");
    Model::new(id, name, fields, vec![Template::new("Card").qfmt(front).afmt(&back)])
}

impl Question {
    fn note(&self, [question, choice]: &[Model; 2]) -> Result<Note, genanki_rs::Error> {
        let (kind, own): (_, &[_]) = match self.text("kind").as_str() {
            "mcq" => (choice, &CHOICE),
            _ => (question, &QUESTION),
        };
        let names = HEAD.iter().chain(own).chain(&TAIL);
        let fields: Vec<_> = names.map(|name| self.field(name, own)).collect();
        let place = format!("qlint::{}::{}", self.text("technology"), self.text("level"));
        let tags = self.fields.get("tags").and_then(Value::as_array).into_iter().flatten();
        let tags = tags.filter_map(Value::as_str).chain([&*place]);
        let tags: Vec<_> = tags.map(|tag| tag.replace(char::is_whitespace, "-")).collect();
        let note = Note::new(kind.clone(), fields.iter().map(String::as_str).collect())?;
        Ok(note.guid(self.id()).tags(tags))
    }

    fn id(&self) -> String {
        let id = self.text("id");
        if id.is_empty() { self.identity.clone() } else { id }
    }

    /// What stands in a field of a note whose own fields are these.
    fn field(&self, name: &str, own: &[&str]) -> String {
        match name {
            "Title" => rendered(&self.text("title")),
            "Id" => self.id(),
            "Prompt" => rendered(&self.body) + &self.section("Question"),
            "Answer" | "Options" | "Explanation" => self.section(name),
            "Details" => {
                let rest = |section: &&Section| {
                    section.name != "Question" && !own.contains(&section.name.as_str())
                };
                self.sections.iter().filter(rest).map(Section::folded).collect()
            }
            "Technology" | "Category" | "Level" | "Difficulty" | "Kind" | "Source" => {
                escaped(&self.text(&name.to_lowercase()))
            }
            _ => String::new(),
        }
    }

    /// A key of the front matter as text; nothing for one that is not there.
    fn text(&self, key: &str) -> String {
        match self.fields.get(key) {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        }
    }

    fn section(&self, name: &str) -> String {
        let section = self.sections.iter().find(|section| section.name == name);
        section.map(|section| rendered(&section.markdown)).unwrap_or_default()
    }
}

impl Section {
    fn folded(&self) -> String {
        let name = escaped(&self.name);
        let body = rendered(&self.markdown);
        format!("<details data-section=\"{name}\"><summary>{name}</summary>\n{body}</details>\n")
    }
}

fn rendered(markdown: &str) -> String {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH;
    let mut text = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut text, Parser::new_ext(markdown, extensions));
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
