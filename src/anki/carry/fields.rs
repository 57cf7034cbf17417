//! What the fields of our notes say by themselves.

use std::collections::HashMap;

use super::{Found, Paths};
use crate::anki::markdown::{Headings, How, line, markdown, pieces, text};
use crate::anki::note_type::{CLOZE, INTERVIEW, RELATED_BREAK};
use crate::question::{DEFAULT_KIND, key, section};
use crate::source::Span;
use crate::value::{Node, Value};

/// A section with its Markdown; without a name what stands before all sections.
pub(super) type Section = (Option<String>, String);

/// What tags of ours begin with.
const OURS: &str = "qlint::";

/// The fields that say keys, text as it is.
const KEYS: &[(&str, &str)] = &[
    ("Id", key::ID),
    ("Technology", key::TECHNOLOGY),
    ("Category", key::CATEGORY),
    ("Level", key::LEVEL),
    ("Kind", key::KIND),
    ("Source", key::SOURCE),
];

/// Fields that are sections of their own, in the order of a question; others name theirs.
const SECTIONS: &[(&str, Option<&str>)] = &[
    ("Text", None),
    ("Prompt", None),
    ("Options", Some(section::OPTIONS)),
    ("Answer", Some(section::ANSWER)),
    ("Explanation", Some(section::EXPLANATION)),
    ("Details", None),
];

/// Fields that are parts of a step of an interview, in the order of a question.
pub(super) const TOLD: [&str; 2] = ["Interviewer", "Candidate"];

/// See the module.
pub(super) struct Said<'f> {
    found: &'f Found<'f>,
    paths: &'f Paths,
}

impl<'f> Said<'f> {
    pub(super) fn new(found: &'f Found<'f>, paths: &'f Paths) -> Self {
        Said { found, paths }
    }

    /// The HTML of a field of a note.
    fn field(&self, note: usize, name: &str) -> &'f str {
        let at = self.found.note_type.fields.iter().position(|(field, _)| *field == name);
        let note = self.found.notes.get(note);
        at.zip(note).and_then(|(at, note)| note.get(at).copied()).unwrap_or_default()
    }

    /// The keys of the front matter.
    pub(super) fn keys(&self) -> Vec<(String, Value)> {
        let mut keys = Vec::new();
        let title = self.title();
        if !title.is_empty() {
            keys.push((key::TITLE.to_owned(), Value::String(title)));
        }
        for (field, key) in KEYS {
            let said = text(self.field(0, field)).trim().to_owned();
            if !said.is_empty() && (*key != key::KIND || said != DEFAULT_KIND) {
                keys.push(((*key).to_owned(), Value::String(said)));
            }
        }
        let difficulty = text(self.field(0, "Difficulty"));
        if let Ok(number) = difficulty.trim().parse() {
            keys.push((key::DIFFICULTY.to_owned(), Value::Integer(number)));
        }
        let texts = |texts: &mut dyn Iterator<Item = String>| {
            let node = |text| Node { value: Value::String(text), span: Span::default() };
            Value::List(texts.map(node).collect())
        };
        let related = text(self.field(0, "Related"));
        if !related.trim().is_empty() {
            let ids = related.trim().split(RELATED_BREAK).map(str::to_owned);
            keys.push((key::RELATED.to_owned(), texts(&mut ids.into_iter())));
        }
        let own = self.found.tags.iter().filter(|tag| {
            tag.get(..OURS.len()).is_none_or(|start| !start.eq_ignore_ascii_case(OURS))
        });
        let mut own = own.peekable();
        if own.peek().is_some() {
            keys.push((key::TAGS.to_owned(), texts(&mut own.map(|tag| (*tag).to_owned()))));
        }
        keys
    }

    fn title(&self) -> String {
        let title = self.field(0, "Title");
        if self.found.note_type.id == CLOZE.id {
            // With its gaps it stands in the text.
            let own = self.field(0, "Text").strip_prefix("<div class=\"title\"");
            let own = own
                .and_then(|rest| rest.split_once('>'))
                .and_then(|(_, rest)| rest.split_once("</div>"));
            return own.map_or_else(|| line(title), |(own, _)| line(own));
        }
        let title = line(title);
        if self.found.note_type.id != INTERVIEW.id {
            return title;
        }
        let number = |end: &str| end.bytes().all(|byte| byte.is_ascii_digit());
        match title.rsplit_once(" · ") {
            Some((title, end)) if number(end) => title.to_owned(),
            _ => title,
        }
    }

    /// The sections as the fields have them.
    pub(super) fn sections(&self) -> Vec<Section> {
        let path = |name: &str| self.paths.get(name)?.first().map(String::as_str);
        let media = |name: &str| (self.found.media)(name, path(name));
        let how = How { headings: Headings::Ours, media: &media };
        if self.found.note_type.id == INTERVIEW.id {
            return self.interview(how);
        }
        let mut sections = Vec::new();
        let mut answered = Vec::new();
        for (field, name) in SECTIONS {
            let html = self.field(0, field);
            match name {
                _ if html.is_empty() => {}
                Some(name) => answered.push((Some((*name).to_owned()), markdown(html, how))),
                None => {
                    sections.append(&mut answered);
                    sections.extend(pieces(html, how));
                }
            }
        }
        sections.append(&mut answered);
        sections
    }

    fn interview(&self, how: How<'_>) -> Vec<Section> {
        let mut sections = pieces(self.field(0, "Scenario"), how);
        for step in 0..self.found.notes.len() {
            let mut parts = Vec::new();
            let details = markdown(self.field(step, "Details"), how);
            // What stands before the parts of a step comes before the talk.
            let (before, after) = match details.starts_with("### ") {
                true => ("", details.as_str()),
                false => match details.find("\n### ") {
                    Some(at) => (details[..at].trim_end(), &details[at + 1..]),
                    None => (details.as_str(), ""),
                },
            };
            parts.push(before.to_owned());
            for name in TOLD {
                let said = markdown(self.field(step, name), how);
                if !said.is_empty() {
                    parts.push(format!("### {name}\n\n{said}"));
                }
            }
            parts.push(after.to_owned());
            parts.retain(|part| !part.is_empty());
            let heading = text(self.field(step, "Heading")).trim().to_owned();
            sections.push((Some(heading), parts.join("\n\n")));
        }
        sections
    }
}

/// Puts sections in this order; what it does not name stays behind.
pub(super) fn reorder(sections: &mut Vec<Section>, order: &[String]) {
    let mut rest: Vec<_> = std::mem::take(sections).into_iter().map(Some).collect();
    // Where those of each name stand, the first last.
    let mut places: HashMap<Option<String>, Vec<usize>> = HashMap::new();
    for (at, section) in rest.iter().enumerate().rev() {
        let name = section.as_ref().and_then(|(name, _)| name.clone());
        places.entry(name).or_default().push(at);
    }
    for name in std::iter::once(None).chain(order.iter().cloned().map(Some)) {
        let at = places.get_mut(&name).and_then(Vec::pop);
        sections.extend(at.and_then(|at| rest[at].take()));
    }
    sections.extend(rest.into_iter().flatten());
}

/// Sections as the Markdown of a question.
pub(super) fn body(sections: &[Section]) -> String {
    let mut parts = Vec::new();
    for (name, markdown) in sections {
        parts.extend(name.as_ref().map(|name| format!("## {name}")));
        parts.extend((!markdown.is_empty()).then(|| markdown.clone()));
    }
    parts.join("\n\n")
}
