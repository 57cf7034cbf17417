//! An index and a page for each deck.

use std::collections::HashMap;
use std::path::Path;

use super::inline::{count, plain};
use super::order::{Chapter, Entry};
use super::question;
use crate::question::key;
use crate::write::Artifact;
use crate::write::path::Paths;

/// The level of the headings of questions.
const DEPTH: usize = 2;

/// The questions of one deck, in the order of study.
struct Page<'c> {
    deck: &'c str,
    entries: Vec<&'c Entry<'c>>,
}

pub(super) fn write(chapters: &[Chapter<'_>]) -> Vec<Artifact> {
    let mut paths = Paths::default();
    let index = paths.add(["index"], "md");
    let mut artifacts = Vec::new();
    let mut lines = Vec::new();
    let pages = pages(chapters);
    for page in &pages {
        let parts: Vec<_> = page.deck.split("::").map(file_name).collect();
        let path = paths.add(parts.iter().map(String::as_str), "md");
        lines.push(line(page, &path));
        artifacts.push(Artifact { bytes: text(page, &path).into_bytes(), path });
    }
    let total = pages.iter().map(|page| page.entries.len()).sum();
    let mut parts = vec![format!("# {}", count(total, "interview question"))];
    if !lines.is_empty() {
        let head = "| Deck | Questions | Levels |\n|---|--:|---|\n";
        parts.push(format!("{head}{}", lines.join("\n")));
    }
    let bytes = (parts.join("\n\n") + "\n").into_bytes();
    artifacts.insert(0, Artifact { path: index, bytes });
    artifacts
}

/// The decks, in the order of their first questions.
fn pages<'c>(chapters: &'c [Chapter<'c>]) -> Vec<Page<'c>> {
    let mut pages: Vec<Page<'c>> = Vec::new();
    let mut places = HashMap::new();
    for entry in chapters.iter().flat_map(|chapter| &chapter.entries) {
        let deck = entry.item.deck.as_str();
        let place = *places.entry(deck).or_insert(pages.len());
        if place == pages.len() {
            pages.push(Page { deck, entries: Vec::new() });
        }
        pages[place].entries.push(entry);
    }
    pages
}

/// A page.
fn text(page: &Page<'_>, path: &Path) -> String {
    let up = "../".repeat(path.components().count().saturating_sub(1));
    let number = count(page.entries.len(), "question");
    let links = page.entries.iter().map(|entry| format!("- {}", question::link(entry)));
    let mut parts = vec![
        format!("# {}", name(page)),
        format!("{number} · [All decks](<{up}index.md>)"),
        links.collect::<Vec<_>>().join("\n"),
    ];
    parts.extend(question::write_all(&page.entries, DEPTH));
    parts.join("\n\n") + "\n"
}

/// The line of a page in the index.
fn line(page: &Page<'_>, path: &Path) -> String {
    let mut levels: Vec<(&str, usize)> = Vec::new();
    for entry in &page.entries {
        let level = entry.item.question.text(key::LEVEL).unwrap_or("No level");
        match levels.iter_mut().find(|(known, _)| *known == level) {
            Some((_, number)) => *number += 1,
            None => levels.push((level, 1)),
        }
    }
    let levels = levels.iter().map(|(level, number)| format!("{} {number}", plain(level)));
    let levels = levels.collect::<Vec<_>>().join(", ");
    // The path is made of names, so it has only `/` on every system.
    let path = path.display();
    format!("| [{}](<{path}>) | {} | {levels} |", name(page), page.entries.len())
}

/// The name of a deck for people.
fn name(page: &Page<'_>) -> String {
    page.deck.split("::").map(plain).collect::<Vec<_>>().join(" › ")
}

/// A part of a deck's name as part of a link: no blanks, nothing that a link would read otherwise.
fn file_name(part: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || "-_.+".contains(c);
    part.replace('#', "sharp").chars().map(|c| if kept(c) { c } else { '-' }).collect()
}
