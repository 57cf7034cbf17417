//! One question of a book.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::inline;
use super::order::Entry;
use super::rewrite;
use crate::question::key;

/// Questions whose headings have level `depth`.
///
/// Each is parsed only here: all parses together are ten times as large as the text.
pub(super) fn write_all(entries: &[&Entry<'_>], depth: usize) -> Vec<String> {
    entries.par_iter().map(|entry| write(entry, depth)).collect()
}

/// A question whose heading has level `depth`; its sections are one level deeper.
fn write(entry: &Entry<'_>, depth: usize) -> String {
    let hashes = "#".repeat(depth);
    let mut parts = vec![format!("{hashes} <a id=\"{}\"></a>{}", entry.anchor, name(entry))];
    parts.push(facts(entry));
    parts.push(rewrite::body(&entry.item.document(entry.names), depth + 1, &entry.anchor));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
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
