//! The sections of a question, each used once.

use std::borrow::Cow;

use crate::document::{Document, Section};
use crate::question::Question;
use crate::render::{Links, Renderer, escape};

pub(super) struct Parts<'d, 'q> {
    pub(super) document: &'d Document<'q>,
    pub(super) links: &'d dyn Links,
    /// The attribute of parts that find their own direction, if any is needed.
    pub(super) dir: &'static str,
    pub(super) renderer: Renderer<'d, 'q>,
    used: Vec<bool>,
}

impl<'d, 'q> Parts<'d, 'q> {
    pub(super) fn new(document: &'d Document<'q>, links: &'d dyn Links) -> Self {
        let used = vec![false; document.sections.len()];
        let dir = direction(document.question);
        Parts { document, links, dir, renderer: Renderer::with_links(document, links), used }
    }

    /// The first section of that name, from now on used.
    pub(super) fn section(&mut self, name: &str) -> Option<&'d Section> {
        let at = self.document.sections.iter().position(|section| section.name == name)?;
        self.used[at] = true;
        self.document.sections.get(at)
    }

    /// The HTML of the first section of that name.
    pub(super) fn take(&mut self, name: &str) -> String {
        let section = self.section(name);
        section.map(|section| self.renderer.section(section)).unwrap_or_default()
    }

    /// The same, with its name.
    pub(super) fn take_named(&mut self, name: &str) -> String {
        let section = self.section(name);
        section.map(|section| named(name, &self.renderer.section(section))).unwrap_or_default()
    }

    /// What holds of the HTML of all sections not used so far, in the order of the file, is used.
    pub(super) fn take_all(&mut self, mut take: impl FnMut(&str, &str) -> bool) {
        for (section, used) in self.document.sections.iter().zip(&mut self.used) {
            *used = *used || take(&section.name, &self.renderer.section(section));
        }
    }

    /// The sections not used so far, folded, in the order of the file.
    pub(super) fn details(&mut self) -> String {
        let mut html = String::new();
        let dir = self.dir;
        self.take_all(|name, body| {
            html += &folded("section", name, body, dir);
            true
        });
        html
    }
}

/// A section that is seen. The style shows its name where that is needed.
pub(super) fn named(name: &str, body: &str) -> String {
    format!("<section data-section=\"{}\">\n{body}</section>\n", escape(name))
}

/// What is to be unfolded: a section, or something else of that sort. Only for its direction an element
/// stands around what is in it: with one around each a package was larger by 0.6 %.
pub(super) fn folded(sort: &str, name: &str, body: &str, dir: &str) -> String {
    let name = escape(name);
    let body = match dir {
        "" => Cow::Borrowed(body),
        dir => Cow::Owned(format!("<div{dir}>\n{body}</div>\n")),
    };
    format!("<details data-{sort}=\"{name}\"><summary{dir}>{name}</summary>\n{body}</details>\n")
}

/// The attribute of parts that find their own direction. A question without a letter that is written
/// from right to left needs none: packages hold the attribute some ten times for each note.
fn direction(question: &Question<'_>) -> &'static str {
    let fields = question.fields.iter().filter_map(|field| field.node.as_str());
    let mut texts = fields.chain([question.body.text()]);
    let to_left = |c| {
        // Hebrew, Arabic and their like, their forms of presentation, and the younger ones.
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if texts.any(|text| !text.is_ascii() && text.contains(to_left)) { " dir=\"auto\"" } else { "" }
}
