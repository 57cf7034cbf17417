//! The questions of a hub, and what it says of all of them.

use std::collections::{BTreeMap, HashMap};

use super::QUESTIONS;
use super::words::Words;
use crate::anki::{cloze, text};
use crate::config::Site;
use crate::document::{Document, SectionNames};
use crate::question::{Body, Question, key};
use crate::render::{Renderer, escape, title};
use crate::source::Source;
use crate::write::path::Paths;
use crate::write::{Corpus, Item, chapters};

/// What a site is made of.
#[derive(Debug)]
pub(super) struct Hub<'c> {
    pub(super) corpus: &'c Corpus<'c>,
    pub(super) site: &'c Site,
    pub(super) words: Words<'c>,
    /// What stands below every page, as HTML.
    pub(super) footer: String,
    /// The formats that can be downloaded, when they are made.
    pub(super) downloads: Vec<&'static str>,
    /// In the order of study.
    pub(super) entries: Vec<Entry<'c>>,
    /// Places of questions by their ids.
    pub(super) by_id: HashMap<&'c str, usize>,
    /// Places of questions by their files; none for a file that holds several.
    pub(super) by_path: HashMap<&'c str, usize>,
}

/// A question of the hub.
#[derive(Debug)]
pub(super) struct Entry<'c> {
    pub(super) item: &'c Item<'c>,
    /// The name of its page, without `.html`.
    pub(super) name: String,
    /// The title as HTML.
    pub(super) title: String,
    /// The title as plain text.
    pub(super) plain_title: String,
    pub(super) technology: &'c str,
    pub(super) category: &'c str,
    pub(super) level: &'c str,
    pub(super) kind: &'c str,
    pub(super) difficulty: Option<i64>,
    pub(super) tags: Vec<&'c str>,
}

impl<'c> Hub<'c> {
    pub(super) fn new(corpus: &'c Corpus<'c>) -> Hub<'c> {
        let mut paths = Paths::default();
        let chapters = chapters::chapters(corpus);
        let listed = chapters.iter().flat_map(|chapter| &chapter.entries);
        let entries: Vec<_> = listed.map(|one| Entry::new(one.item, &mut paths)).collect();
        let (mut by_id, mut by_path) = (HashMap::new(), HashMap::new());
        for (at, entry) in entries.iter().enumerate() {
            by_id.extend(entry.item.question.id().map(|id| (id, at)));
            let known = by_path.entry(entry.item.question.source.path.as_str());
            known.and_modify(|place| *place = None).or_insert(Some(at));
        }
        let by_path = by_path.into_iter().filter_map(|(path, at)| Some((path, at?))).collect();
        let site = corpus.site;
        let footer = footer(site.footer.as_deref().unwrap_or_default());
        Hub {
            corpus,
            site,
            words: Words::new(site),
            footer,
            downloads: Vec::new(),
            entries,
            by_id,
            by_path,
        }
    }

    /// What the hub is called.
    pub(super) fn title(&self) -> &str {
        self.site.title.as_deref().unwrap_or_else(|| self.words.say("Interview questions"))
    }

    /// How many questions have which value, the values in the order of `sorted`.
    pub(super) fn counts(
        &self,
        values: impl Fn(&Entry<'c>) -> Vec<&'c str>,
    ) -> Vec<(&'c str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for value in self.entries.iter().flat_map(values).filter(|value| !value.is_empty()) {
            *counts.entry(value).or_default() += 1;
        }
        counts.into_iter().collect()
    }
}

impl<'c> Entry<'c> {
    fn new(item: &'c Item<'c>, paths: &mut Paths) -> Entry<'c> {
        let question = item.question;
        let text = |key| question.text(key).unwrap_or_default().trim();
        let path = paths.add([item.identity.replace(['/', '\\'], "-").as_str()], "html");
        let shown = title(question.title());
        let shown = if cloze::has(&shown) { cloze::gaps(&cloze::mark(&shown)) } else { shown };
        let plain = text::strip(&shown).trim().to_owned();
        let unnamed = plain.is_empty();
        Entry {
            item,
            name: path.with_extension("").display().to_string(),
            title: if unnamed { escape(&item.identity) } else { shown },
            plain_title: if unnamed { item.identity.clone() } else { plain },
            technology: text(key::TECHNOLOGY),
            category: text(key::CATEGORY),
            level: text(key::LEVEL),
            kind: question.kind(),
            difficulty: question.difficulty().filter(|number| (1..=10).contains(number)),
            tags: tags(question),
        }
    }

    /// The path of its page under the site.
    pub(super) fn path(&self) -> String {
        format!("{QUESTIONS}/{}.html", self.name)
    }

    /// The address of its page from any page one folder down.
    pub(super) fn href(&self) -> String {
        format!("../{QUESTIONS}/{}.html", address(&self.name))
    }

    /// What it is known by.
    pub(super) fn identity(&self) -> &str {
        &self.item.identity
    }
}

/// Markdown as HTML.
fn footer(markdown: &str) -> String {
    let source = Source { text: markdown.to_owned(), ..Source::default() };
    let question = Question::bare(&source, Body::verbatim(&source.text, 0));
    let document = Document::new(&question, &SectionNames::default());
    Renderer::new(&document).whole()
}

fn tags<'c>(question: &'c Question<'c>) -> Vec<&'c str> {
    let mut tags: Vec<_> = question.list(key::TAGS).map(|(tag, _)| tag.trim()).collect();
    tags.retain(|tag| !tag.is_empty());
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// The name of a file in an address (RFC 3986, section 2.3: what is not unreserved is escaped).
pub(super) fn address(name: &str) -> String {
    let mut address = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}
