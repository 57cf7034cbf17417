//! The pages that lead to the questions: index, list, practice.

use askama::Template;

use super::entry::{Entry, Hub};
use super::filled;
use crate::failure::Result;
use crate::write::Artifact;

/// What can be downloaded: the format, and what it is.
pub(super) const DOWNLOADS: &[(&str, &str)] =
    &[("apkg", "Anki deck"), ("csv", "Table (CSV)"), ("json", "Data (JSON)")];

/// How many questions the index shows before somebody asks for more.
const SHOWN: usize = 60;

/// What all pages have.
pub(super) struct Frame<'p> {
    pub(super) hub: &'p Hub<'p>,
    /// What the page is called.
    pub(super) title: &'p str,
    /// The way to the root of the site.
    pub(super) root: &'static str,
}

impl<'p> Frame<'p> {
    pub(super) fn new(hub: &'p Hub<'p>, title: &'p str, root: &'static str) -> Frame<'p> {
        Frame { hub, title, root }
    }

    /// A word in the language of the site.
    pub(super) fn say<'w>(&'w self, english: &'w str) -> &'w str {
        self.hub.words.say(english)
    }

    /// What can be downloaded.
    pub(super) fn downloads(&self) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        DOWNLOADS.iter().filter(|(format, _)| self.hub.downloads.contains(format))
    }

    pub(super) fn language(&self) -> &str {
        self.hub.site.language.as_deref().unwrap_or("en")
    }
}

/// The word that goes with a number.
fn plural(number: usize, one: &'static str, many: &'static str) -> &'static str {
    if number == 1 { one } else { many }
}

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'p> {
    frame: Frame<'p>,
    facets: Vec<Facet<'p>>,
    shown: &'p [Entry<'p>],
}

/// What questions can be filtered by.
struct Facet<'p> {
    /// As addresses say it.
    key: &'static str,
    name: &'static str,
    counts: Vec<(&'p str, usize)>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct List<'p> {
    frame: Frame<'p>,
    groups: Vec<&'p [Entry<'p>]>,
}

#[derive(Template)]
#[template(path = "practice.html")]
struct Practice<'p> {
    frame: Frame<'p>,
}

/// The index.
pub(super) fn index(hub: &Hub<'_>) -> Result<Artifact> {
    let shown = &hub.entries[..hub.entries.len().min(SHOWN)];
    filled(
        "index.html",
        &Index { frame: Frame::new(hub, hub.title(), ""), facets: facets(hub), shown },
    )
}

fn facets<'p>(hub: &'p Hub<'_>) -> Vec<Facet<'p>> {
    let mut levels = hub.counts(|entry| vec![entry.level]);
    levels.sort_by_key(|(level, _)| (hub.corpus.level_rank(level), *level));
    let facet = |key, name, counts| Facet { key, name, counts };
    let facets = vec![
        facet("technology", "Technology", hub.counts(|entry| vec![entry.technology])),
        facet("level", "Level", levels),
        facet("kind", "Kind", hub.counts(|entry| vec![entry.kind])),
        facet("category", "Category", hub.counts(|entry| vec![entry.category])),
        facet("tag", "Tag", hub.counts(|entry| entry.tags.clone())),
    ];
    facets.into_iter().filter(|facet| !facet.counts.is_empty()).collect()
}

/// All questions on one page, by technology and level.
pub(super) fn list(hub: &Hub<'_>) -> Result<Artifact> {
    let same = |one: &Entry<'_>, next: &Entry<'_>| {
        (one.technology, one.level) == (next.technology, next.level)
    };
    let groups = hub.entries.chunk_by(same).collect();
    filled("all.html", &List { frame: Frame::new(hub, hub.words.say("All questions"), ""), groups })
}

/// Where people practise. It lies one folder down, as the pages of questions do, so that what these
/// lead to is where they say.
pub(super) fn practice(hub: &Hub<'_>) -> Result<Artifact> {
    let frame = Frame::new(hub, hub.words.say("Practice"), "../");
    filled("practice/index.html", &Practice { frame })
}
