//! The page of a question.

use askama::Template;

use super::body::Body;
use super::entry::{Entry, Hub};
use super::{filled, index};
use crate::failure::Result;
use crate::question::key;
use crate::write::Artifact;

#[derive(Template)]
#[template(path = "question.html")]
struct Page<'p> {
    frame: index::Frame<'p>,
    entry: &'p Entry<'p>,
    body: &'p Body,
    /// Questions to know first, and on the same matter.
    references: Vec<(&'p str, Vec<Reference<'p>>)>,
    before: Option<&'p Entry<'p>>,
    after: Option<&'p Entry<'p>>,
    source: Option<Source<'p>>,
}

/// A question that is pointed at.
struct Reference<'p> {
    id: &'p str,
    /// None if the corpus does not have it.
    entry: Option<&'p Entry<'p>>,
}

/// Where the question comes from.
struct Source<'p> {
    text: &'p str,
    is_page: bool,
}

/// The page of the question at a place.
pub(super) fn page(hub: &Hub<'_>, bodies: &[Body], at: usize) -> Result<Artifact> {
    let entry = &hub.entries[at];
    let question = entry.item.question;
    let reference = |id| Reference { id, entry: hub.by_id.get(id).map(|&at| &hub.entries[at]) };
    let references = [("Know first", key::PREREQUISITES), ("Related", key::RELATED)]
        .map(|(name, key)| (name, question.list(key).map(|(id, _)| reference(id)).collect()));
    let source = question.text(key::SOURCE).map(str::trim).filter(|text| !text.is_empty());
    let is_page = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    let page = Page {
        frame: index::Frame::new(hub, &entry.plain_title, "../"),
        entry,
        body: &bodies[at],
        references: references
            .into_iter()
            .filter(|(_, list): &(_, Vec<_>)| !list.is_empty())
            .collect(),
        before: at.checked_sub(1).map(|at| &hub.entries[at]),
        after: hub.entries.get(at + 1),
        source: source.map(|text| Source { text, is_page: is_page(text) }),
    };
    filled(entry.path(), &page)
}
