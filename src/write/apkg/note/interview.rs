//! Mock interviews: a note for each step.

use super::super::super::Item;
use super::parts::{Parts, folded};
use super::{Fields, cloze};
use crate::anki::ids;
use crate::document::{Document, Section, SectionNames};
use crate::question::section;
use crate::render::Renderer;

/// The kind that is a talk in steps.
const KIND: &str = "mock-interview";

/// What the interviewer says.
const INTERVIEWER: &str = "Interviewer";

/// What a good candidate says.
const CANDIDATE: &str = "Candidate";

/// The headings of the steps of a question; none if it is one note.
pub(in super::super) fn steps(item: &Item<'_>, names: &SectionNames) -> Vec<String> {
    if item.question.kind() != KIND || cloze::has(item.question) {
        return Vec::new();
    }
    headings(&item.document(names))
}

/// The headings of the steps of a talk; none if nobody talks.
pub(super) fn headings(document: &Document<'_>) -> Vec<String> {
    let steps = sections(document);
    // Without a word of the talk it is something else.
    let speaks = |step: &&Section| part(step, INTERVIEWER).or(part(step, CANDIDATE)).is_some();
    if !steps.iter().any(speaks) {
        return Vec::new();
    }
    steps.iter().map(|step| step.heading.text.clone()).collect()
}

/// The sections that are steps: all but the first that say who talks and what about.
fn sections<'d>(document: &'d Document<'_>) -> Vec<&'d Section> {
    let sets = |section: &&Section| {
        [section::ROLE, section::SCENARIO].iter().any(|name| {
            section.name == *name
                && document.section(name).is_some_and(|first| std::ptr::eq(first, *section))
        })
    };
    document.sections.iter().filter(|section| !sets(section)).collect()
}

/// The first part of that name.
fn part<'s>(step: &'s Section, name: &str) -> Option<&'s Section> {
    step.subsections.iter().find(|part| part.name == name)
}

/// Fills the fields of one step, counted from 0.
pub(super) fn fill(fields: &mut Fields, parts: &mut Parts<'_, '_>, step: usize) {
    let document = parts.document;
    let title = format!("{} · {}", fields.get("Title"), step + 1);
    fields.set("Title", title);
    fields.set("Scenario", scenario(parts, step > 0));
    fields.set("Step", (step + 1).to_string());
    let Some(section) = sections(document).get(step).copied() else { return };
    let renderer = &mut parts.renderer;
    fields.set("Heading", heading(&section.heading.text, renderer.heading(&section.heading)));
    for name in [INTERVIEWER, CANDIDATE] {
        let said = part(section, name).map(|part| renderer.section(part));
        fields.set(name, said.unwrap_or_default());
    }
    fields.set("Details", details(section, renderer));
}

/// A heading whose number stands by itself: the card shows the place of the step in its stead.
fn heading(text: &str, html: String) -> String {
    let text = text.trim();
    let number = &text[..text.len() - ids::step(text).map_or(0, str::len)];
    match html.strip_prefix(number) {
        Some(name) if !number.is_empty() => format!("<span class=\"number\">{number}</span>{name}"),
        _ => html,
    }
}

/// Who talks, and what about. It is at hand at every step, and open at the first.
fn scenario(parts: &mut Parts<'_, '_>, later: bool) -> String {
    let mut html = parts.renderer.preamble();
    for name in [section::ROLE, section::SCENARIO] {
        html += &parts.take_named(name);
    }
    if html.is_empty() || !later {
        return html;
    }
    folded("fold", "Scenario", &html, parts.dir)
}

/// What the step says beside the talk: key points, red flags, what stands before its parts.
fn details(section: &Section, renderer: &mut Renderer<'_, '_>) -> String {
    let mut html = renderer.before_parts(section);
    let told = [INTERVIEWER, CANDIDATE].map(|name| part(section, name));
    let is_told = |part: &Section| told.iter().flatten().any(|told| std::ptr::eq(*told, part));
    for part in section.subsections.iter().filter(|part| !is_told(part)) {
        html += &renderer.part(part);
    }
    html
}
