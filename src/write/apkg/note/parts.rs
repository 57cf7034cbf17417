//! The sections of a question, each used once.

use crate::document::{Document, Section};
use crate::render::{Links, Renderer, escape};

pub(super) struct Parts<'d, 'q> {
    pub(super) document: &'d Document<'q>,
    pub(super) links: &'d dyn Links,
    pub(super) renderer: Renderer<'d, 'q>,
    used: Vec<bool>,
}

impl<'d, 'q> Parts<'d, 'q> {
    pub(super) fn new(document: &'d Document<'q>, links: &'d dyn Links) -> Self {
        let used = vec![false; document.sections.len()];
        Parts { document, links, renderer: Renderer::with_links(document, links), used }
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
        self.take_all(|name, body| {
            html += &folded(name, body);
            true
        });
        html
    }
}

/// A section that is seen. The style shows its name where that is needed.
pub(super) fn named(name: &str, body: &str) -> String {
    format!("<section data-section=\"{}\">\n{body}</section>\n", escape(name))
}

/// A section to unfold.
fn folded(name: &str, body: &str) -> String {
    let name = escape(name);
    format!(
        "<details data-section=\"{name}\"><summary dir=\"auto\">{name}</summary>\n\
         <div class=\"body\" dir=\"auto\">\n{body}</div>\n</details>\n"
    )
}
