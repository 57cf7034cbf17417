//! One question of a book.

use std::path::Path;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::inline;
use super::links::Links;
use super::rewrite;
use crate::question::key;
use crate::write::chapters::Entry;

/// The page that questions are written on.
pub(super) struct Page<'p> {
    /// Its path in the book; empty for a book of one file.
    pub path: &'p Path,
    /// Where other questions stand.
    pub links: &'p Links<'p>,
    /// The level of the headings of questions; sections are one level deeper.
    pub depth: usize,
    /// Whether answers are folded away.
    pub folded: bool,
}

/// The questions of a page.
///
/// Each is parsed only here: all parses together are ten times as large as the text.
pub(super) fn write_all(entries: &[&Entry<'_>], page: &Page<'_>) -> Vec<String> {
    entries.par_iter().map(|entry| write(entry, page)).collect()
}

fn write(entry: &Entry<'_>, page: &Page<'_>) -> String {
    let hashes = "#".repeat(page.depth);
    let document = entry.item.document(entry.names);
    let body = rewrite::body(&document, page.depth + 1, &entry.anchor, page.folded);
    let mut parts = vec![
        format!("{hashes} <a id=\"{}\"></a>{}", entry.anchor, name(entry)),
        facts(entry),
        references(entry, page, key::PREREQUISITES, "First"),
        references(entry, page, key::RELATED, "Related"),
        body,
    ];
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// A line of links to the questions that a key names; of one that the book does not hold, the id.
fn references(entry: &Entry<'_>, page: &Page<'_>, key: &str, word: &str) -> String {
    let link = |(id, _)| match page.links.to(id, page.path) {
        Some(target) => format!("[{}]({target})", inline::plain(id)),
        None => inline::plain(id),
    };
    let links: Vec<_> = entry.item.question.list(key).map(link).collect();
    if links.is_empty() { String::new() } else { format!("{word}: {}", links.join(", ")) }
}

/// A line of a list of contents.
pub(super) fn link(entry: &Entry<'_>) -> String {
    let title = inline::title(entry.item.question.title());
    let id = entry.item.question.id().unwrap_or(&entry.item.identity);
    format!("[{}](#{}) {title}", inline::plain(id), entry.anchor).trim_end().to_owned()
}

/// Id and title.
fn name(entry: &Entry<'_>) -> String {
    let question = entry.item.question;
    let id = question.id().map(inline::plain);
    let title = Some(inline::title(question.title())).filter(|title| !title.is_empty());
    id.into_iter().chain(title).collect::<Vec<_>>().join(" · ")
}

/// Technology, category, level, difficulty and tags, as far as it has them.
fn facts(entry: &Entry<'_>) -> String {
    let question = entry.item.question;
    let text = |key| question.text(key).map(inline::plain);
    let difficulty = question.difficulty().map(|difficulty| format!("{difficulty}/10"));
    let tags: Vec<_> = question.list(key::TAGS).map(|(tag, _)| inline::plain(tag)).collect();
    let tags = Some(tags.join(", ")).filter(|tags| !tags.is_empty());
    let facts = [text(key::TECHNOLOGY), text(key::CATEGORY), text(key::LEVEL), difficulty, tags];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
