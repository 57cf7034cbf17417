//! What stands in the fields of a note.

use super::super::{Corpus, Item};
use crate::anki::note_type::{CHOICE, NoteType, QUESTION};
use crate::anki::{tags, text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Section};
use crate::question::{Question, key, section};
use crate::render::{LocalImage, Renderer, escape, title};

/// The kind that is a talk in steps.
const MOCK_INTERVIEW: &str = "mock-interview";

/// The kind with options to choose from.
const CHOICE_KIND: &str = "mcq";

/// A question as a note: the parts that depend on its text.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) note_type: &'static NoteType,
    /// One for each field of the note type.
    pub(super) fields: Vec<String>,
    pub(super) tags: String,
    /// What keeps the question from being a note.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The note of a question.
pub(super) fn note(item: &Item<'_>, corpus: &Corpus<'_>) -> Note {
    let document = item.document(corpus.names);
    let mut parts = Parts::new(&document);
    let choice =
        item.question.kind() == CHOICE_KIND || document.section(section::OPTIONS).is_some();
    let note_type = if choice { &CHOICE } else { &QUESTION };
    let prompt = parts.prompt();
    let mut fields = Fields::new(note_type);
    head(item, &mut fields);
    fields.set("Prompt", prompt);
    if choice {
        fields.set("Options", parts.options());
        fields.set("Explanation", parts.take(section::EXPLANATION));
    } else {
        fields.set("Answer", parts.take(section::ANSWER));
    }
    fields.set("Details", parts.details());
    fields.set("Source", source(item.question));
    let fields = fields.values;
    let images = parts.renderer.into_local_images();
    let diagnostics = images.iter().map(|image| missing(&document, image)).collect();
    Note { note_type, fields, tags: tags::tags(item.question, item.settings.tags()), diagnostics }
}

/// The fields of a note, by name.
struct Fields {
    note_type: &'static NoteType,
    values: Vec<String>,
}

impl Fields {
    fn new(note_type: &'static NoteType) -> Fields {
        Fields { note_type, values: vec![String::new(); note_type.fields.len()] }
    }

    /// Fills a field; the note types of questions that lack it have no place for it.
    fn set(&mut self, name: &str, html: String) {
        if let Some(at) = self.note_type.fields.iter().position(|(field, _)| *field == name) {
            self.values[at] = text::field(&html);
        }
    }
}

/// Fills the fields that all note types begin with.
fn head(item: &Item<'_>, fields: &mut Fields) {
    let question = item.question;
    fields.set("Title", named(item));
    fields.set("Id", escape(&item.identity));
    for (field, key) in
        [("Technology", key::TECHNOLOGY), ("Category", key::CATEGORY), ("Level", key::LEVEL)]
    {
        fields.set(field, escape(question.text(key).unwrap_or_default().trim()));
    }
    let difficulty = question.difficulty().map(|number| number.to_string());
    fields.set("Difficulty", difficulty.unwrap_or_default());
    fields.set("Kind", escape(question.kind()));
}

/// The title; the identity where that shows nothing, for a card needs a front.
fn named(item: &Item<'_>) -> String {
    let title = title(item.question.title());
    let empty = text::strip(&title).trim().is_empty();
    if empty { escape(&item.identity) } else { title }
}

/// Where the question comes from: a page as a link, anything else as it is.
fn source(question: &Question<'_>) -> String {
    let source = escape(question.text(key::SOURCE).unwrap_or_default().trim());
    if source.starts_with("https://") || source.starts_with("http://") {
        return format!("<a href=\"{source}\">{source}</a>");
    }
    source
}

fn missing(document: &Document<'_>, image: &LocalImage) -> Diagnostic {
    let span = document.locate(image.range.clone());
    let message = format!("the image `{}` cannot be put into the package", image.path);
    let file = document.question.source.file;
    let mut diagnostic =
        Diagnostic::new("links/missing-media", Severity::Error, file, span, message);
    diagnostic.help(
        "packages do not carry media files yet; link to the image on the web (`https://…`), \
         or say in words or code what it shows",
    );
    diagnostic
}

/// The sections of a question, each used once.
struct Parts<'d, 'q> {
    document: &'d Document<'q>,
    renderer: Renderer<'d, 'q>,
    used: Vec<bool>,
}

impl<'d, 'q> Parts<'d, 'q> {
    fn new(document: &'d Document<'q>) -> Self {
        let used = vec![false; document.sections.len()];
        Parts { document, renderer: Renderer::new(document), used }
    }

    /// The first section of that name, from now on used.
    fn section(&mut self, name: &str) -> Option<&'d Section> {
        let at = self.document.sections.iter().position(|section| section.name == name)?;
        self.used[at] = true;
        self.document.sections.get(at)
    }

    /// The HTML of the first section of that name.
    fn take(&mut self, name: &str) -> String {
        let section = self.section(name);
        section.map(|section| self.renderer.section(section)).unwrap_or_default()
    }

    /// What belongs under the title: what stands before the sections, and the sections that set
    /// the task.
    fn prompt(&mut self) -> String {
        let mut html = self.renderer.preamble();
        if self.document.question.kind() != MOCK_INTERVIEW {
            return html + &self.take(section::QUESTION);
        }
        for name in [section::ROLE, section::SCENARIO] {
            let body = self.take(name);
            if !body.is_empty() {
                html += &format!(
                    "<section class=\"part\" data-part=\"{name}\">\n<h4>{name}</h4>\n{body}</section>\n"
                );
            }
        }
        html
    }

    /// The options as a list; the marked ones bear `data-ok`, which only the back makes visible.
    fn options(&mut self) -> String {
        let Some(section) = self.section(section::OPTIONS) else { return String::new() };
        let mut html = self.renderer.outside_lists(section);
        html += "<ol class=\"options\" type=\"A\">\n";
        for item in self.document.items(section) {
            let key = if item.checked == Some(true) { " data-ok" } else { "" };
            html += &format!("<li dir=\"auto\"{key}>{}</li>\n", self.renderer.item(&item));
        }
        html + "</ol>"
    }

    /// The sections not used so far, folded, in the order of the file.
    fn details(&mut self) -> String {
        let mut html = String::new();
        for (section, used) in self.document.sections.iter().zip(&self.used) {
            if *used {
                continue;
            }
            let name = escape(&section.name);
            let body = self.renderer.section(section);
            html += &format!(
                "<details data-section=\"{name}\"><summary dir=\"auto\">{name}</summary>\n\
                 <div class=\"body\" dir=\"auto\">\n{body}</div>\n</details>\n"
            );
        }
        html
    }
}
