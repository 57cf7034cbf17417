//! What a question says, as its page and practice show it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{Entry, Hub};
use super::links::PageLinks;
use super::{MEDIA, file, math};
use crate::anki::{cloze, text};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Section};
use crate::question::section;
use crate::render::{Renderer, escape};
use crate::write::Artifact;
use crate::write::chapters::Anchors;
use crate::write::media::Media;

/// The kind that is a talk in steps.
const INTERVIEW: &str = "mock-interview";
/// The part of a step that is asked; the others a learner is to say, or to be measured by.
const INTERVIEWER: &str = "Interviewer";

/// The ids of the pages that show a question: none of its sections may be taken for another part.
const IDS: &[&str] = &[
    "again",
    "back",
    "card",
    "count",
    "done",
    "done-title",
    "go",
    "grades",
    "id",
    "main",
    "missed",
    "other",
    "place",
    "progress",
    "prompt",
    "reset",
    "reveal",
    "score",
    "start",
    "stem",
    "the-answer",
    "theme",
    "what",
    "which",
];

/// A question as HTML.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// What is asked, beside the title.
    pub(super) prompt: String,
    /// What is answered.
    pub(super) answer: String,
    /// The sections of the answer: anchor and name.
    pub(super) contents: Vec<(String, String)>,
    /// What it shows.
    media: BTreeMap<String, Arc<Media>>,
    /// What keeps it from being shown.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Body {
    /// All of its words.
    pub(super) fn text(&self) -> String {
        text::strip(&format!("{} {}", self.prompt, self.answer))
    }
}

/// The question of an entry.
pub(super) fn body(entry: &Entry<'_>, hub: &Hub<'_>) -> Body {
    let document = entry.item.document(hub.corpus.names);
    let links = PageLinks::new(hub);
    let mut maker = Maker {
        hub,
        document: &document,
        renderer: Renderer::with_links(&document, &links),
        anchors: Anchors::default(),
        body: Body::default(),
    };
    for name in IDS {
        maker.anchors.add(name);
    }
    maker.prompt();
    if let Some(options) = document.section(section::OPTIONS) {
        maker.options(options);
    }
    maker.sections();
    let Maker { renderer, mut body, .. } = maker;
    let images = renderer.into_local_images();
    body.diagnostics = images.iter().map(|image| links.missing(&document, image)).collect();
    body.media = links.into_media();
    body.prompt = finished(&body.prompt);
    body.answer = finished(&body.answer);
    body
}

/// The pictures and sounds of all questions, each once.
pub(super) fn media(bodies: &[Body]) -> impl Iterator<Item = Artifact> {
    let all: BTreeMap<_, _> = bodies.iter().flat_map(|body| &body.media).collect();
    all.into_iter().map(|(name, media)| file(format!("{MEDIA}/{name}"), media.bytes.as_slice()))
}

/// HTML of a page: headings follow on those of the sections, alignment is a class, gaps are open.
fn finished(html: &str) -> String {
    let mut html = html.replace("<h4>", "<h3>").replace("</h4>", "</h3>");
    if html.contains(" style=\"") {
        for side in ["left", "right", "center"] {
            // As the writer of Markdown has it, and as ammonia has it.
            for style in [format!("text-align: {side}"), format!("text-align:{side}")] {
                let (style, class) = (format!(" style=\"{style}\""), format!(" class=\"{side}\""));
                html = html.replace(&style, &class);
            }
        }
        html = math::without_styles(&html);
    }
    if cloze::has(&html) { cloze::revealed(&cloze::mark(&html)) } else { html }
}

struct Maker<'m, 'q> {
    hub: &'m Hub<'m>,
    document: &'m Document<'q>,
    renderer: Renderer<'m, 'q>,
    anchors: Anchors,
    body: Body,
}

impl Maker<'_, '_> {
    /// What stands before the answer.
    fn prompt(&mut self) {
        self.body.prompt = self.renderer.preamble();
        for name in [section::QUESTION, section::ROLE, section::SCENARIO] {
            if let Some(section) = self.document.section(name) {
                let html = self.renderer.section(section);
                let name = escape(name);
                self.body.prompt +=
                    &format!("<section data-section=\"{name}\">\n{html}</section>\n");
            }
        }
    }

    /// Options to choose from, and below them the key, folded.
    fn options(&mut self, section: &Section) {
        let items = self.document.items(section);
        let right: Vec<_> = items.iter().map(|item| item.checked == Some(true)).collect();
        let several = right.iter().filter(|&&right| right).count() > 1;
        let (sort, class) = if several { ("checkbox", " several") } else { ("radio", "") };
        let before = self.renderer.outside_lists(section);
        let mut html = format!("{before}<ol class=\"options{class}\">\n");
        for (at, item) in items.iter().enumerate() {
            self.anchors.add(&format!("option-{at}"));
            let ok = if right[at] { " data-ok" } else { "" };
            let text = self.renderer.item(item);
            html += &format!(
                "<li{ok}><input type=\"{sort}\" name=\"option\" aria-labelledby=\"option-{at}\">\
                 <div id=\"option-{at}\">{text}</div></li>\n"
            );
        }
        self.body.prompt += &(html + "</ol>\n");
        let letters: Vec<_> = (0..right.len()).filter(|&at| right[at]).map(letter).collect();
        let key = self.hub.words.say("Right");
        self.body.answer +=
            &format!("<p class=\"key\">{}: <b>{}</b></p>\n", escape(key), letters.join(", "));
    }

    /// The other sections, the answer first.
    fn sections(&mut self) {
        let document = self.document;
        let asked = [section::QUESTION, section::ROLE, section::SCENARIO, section::OPTIONS];
        let is_asked = |one: &Section| {
            let first = document.section(&one.name);
            asked.contains(&&*one.name) && first.is_some_and(|first| std::ptr::eq(first, one))
        };
        let mut sections: Vec<_> = document.sections.iter().filter(|one| !is_asked(one)).collect();
        let interview = document.question.kind() == INTERVIEW;
        if !interview {
            sections.sort_by_key(|one| one.name != section::ANSWER);
        }
        for section in sections {
            let html = if interview { self.step(section) } else { self.renderer.section(section) };
            let anchor = self.anchors.add(&section.name);
            let class = if interview { " class=\"step\"" } else { "" };
            let heading = self.renderer.heading(&section.heading);
            let link = self.hub.words.say("Link to this section");
            self.body.answer += &format!(
                "<section id=\"{anchor}\"{class}>\n<h2>{heading} <a class=\"anchor\" \
                 href=\"#{anchor}\" aria-label=\"{}\">#</a></h2>\n{html}</section>\n",
                escape(link)
            );
            self.body.contents.push((anchor, text::strip(&heading)));
        }
    }

    /// A step of an interview: what a good candidate says is folded.
    fn step(&mut self, section: &Section) -> String {
        let mut html = self.renderer.before_parts(section);
        let (asked, said): (Vec<_>, Vec<_>) =
            section.subsections.iter().partition(|part| part.name == INTERVIEWER);
        html.extend(asked.into_iter().map(|part| self.renderer.part(part)));
        if !said.is_empty() {
            let name = escape(self.hub.words.say("What a good candidate says"));
            html += &format!("<details>\n<summary>{name}</summary>\n");
            html.extend(said.into_iter().map(|part| self.renderer.part(part)));
            html += "</details>\n";
        }
        html
    }
}

/// The letter of an option, counted from 0: A to Z, then numbers.
pub(super) fn letter(at: usize) -> String {
    let letter = u32::try_from(at).ok().and_then(|at| char::from_u32(u32::from('A') + at));
    match letter {
        Some(letter @ 'A'..='Z') => letter.to_string(),
        _ => (at + 1).to_string(),
    }
}
