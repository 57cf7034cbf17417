//! An index and a page for each deck, and what mdBook needs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::inline::{count, plain};
use super::links::{Links, up};
use super::question::{self, Page};
use crate::question::{Question, key};
use crate::write::Artifact;
use crate::write::chapters::{Chapter, Entry};
use crate::write::path::Paths;

/// The level of the headings of questions.
const DEPTH: usize = 2;

/// Settings by which `mdbook build` makes a site of the folder as it is.
const BOOK: &str =
    "[book]\ntitle = \"Interview questions\"\nsrc = \".\"\n\n[build]\nbuild-dir = \"html\"\n";

/// The questions of one deck, in the order of study.
struct Deck<'c> {
    name: &'c str,
    path: PathBuf,
    entries: Vec<&'c Entry<'c>>,
}

pub(super) fn write(chapters: &[Chapter<'_>], folded: bool) -> Vec<Artifact> {
    let decks = decks(chapters);
    let mut links = Links::default();
    for deck in &decks {
        deck.entries.iter().for_each(|entry| links.add(entry, &deck.path));
    }
    let file = |path: &Path, text: String| Artifact { path: path.into(), bytes: text.into_bytes() };
    let mut artifacts = vec![
        file(Path::new("index.md"), index(&decks)),
        file(Path::new("SUMMARY.md"), summary(&decks)),
        file(Path::new("book.toml"), BOOK.to_owned()),
    ];
    for deck in &decks {
        let page = Page { path: &deck.path, links: &links, depth: DEPTH, folded };
        artifacts.push(file(&deck.path, text(deck, &page)));
    }
    artifacts
}

/// The decks, in the order of their first questions.
fn decks<'c>(chapters: &'c [Chapter<'c>]) -> Vec<Deck<'c>> {
    let mut paths = Paths::default();
    paths.add(["index"], "md");
    paths.add(["SUMMARY"], "md");
    let mut decks: Vec<Deck<'c>> = Vec::new();
    let mut places = HashMap::new();
    for entry in chapters.iter().flat_map(|chapter| &chapter.entries) {
        let name = entry.item.deck.as_str();
        let place = *places.entry(name).or_insert(decks.len());
        if place == decks.len() {
            let parts: Vec<_> = name.split("::").map(file_name).collect();
            let path = paths.add(parts.iter().map(String::as_str), "md");
            decks.push(Deck { name, path, entries: Vec::new() });
        }
        decks[place].entries.push(entry);
    }
    decks
}

/// A page.
fn text(deck: &Deck<'_>, page: &Page<'_>) -> String {
    let number = count(deck.entries.len(), "question");
    let contents = deck.entries.iter().map(|entry| format!("- {}", question::link(entry)));
    let mut parts = vec![
        format!("# {}", title(deck)),
        format!("{number} · [All decks](<{}index.md>)", up(&deck.path)),
        contents.collect::<Vec<_>>().join("\n"),
    ];
    parts.extend(question::write_all(&deck.entries, page));
    parts.join("\n\n") + "\n"
}

/// How many questions there are, of what, and where.
fn index(decks: &[Deck<'_>]) -> String {
    let total = decks.iter().map(|deck| deck.entries.len()).sum();
    let mut parts = vec![format!("# {}", count(total, "interview question"))];
    if !decks.is_empty() {
        let lines: Vec<_> = decks.iter().map(line).collect();
        let head = "| Deck | Questions | Levels |\n|---|--:|---|\n";
        parts.push(format!("{head}{}", lines.join("\n")));
        let all: Vec<_> = decks.iter().flat_map(|deck| &deck.entries).collect();
        let text = |key| move |question: &Question<'_>| question.text(key).map(str::to_owned);
        parts.push(counts("Technology", &all, text(key::TECHNOLOGY)));
        parts.push(counts("Level", &all, text(key::LEVEL)));
        parts.push(counts("Kind", &all, |question| Some(question.kind().to_owned())));
        parts.retain(|part| !part.is_empty());
    }
    parts.join("\n\n") + "\n"
}

/// A table of how many questions have which value; nothing if none has one.
fn counts(
    head: &str,
    entries: &[&&Entry<'_>],
    value: impl Fn(&Question<'_>) -> Option<String>,
) -> String {
    // In the order of first appearance, which is that of study: Beginner before Advanced.
    let mut order: Vec<String> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for value in entries.iter().filter_map(|entry| value(entry.item.question)) {
        let number = numbers.entry(value.clone()).or_default();
        *number += 1;
        if *number == 1 {
            order.push(value);
        }
    }
    if order.is_empty() {
        return String::new();
    }
    let lines = order.iter().map(|value| format!("\n| {} | {} |", plain(value), numbers[value]));
    format!("| {head} | Questions |\n|---|--:|{}", lines.collect::<String>())
}

/// The table of contents as mdBook reads it: a chapter for each deck, decks with one beginning
/// under one heading.
fn summary(decks: &[Deck<'_>]) -> String {
    let mut text = String::from("# Summary\n\n[Overview](index.md)\n");
    let mut part = "";
    for deck in decks {
        let (first, rest) = deck.name.split_once("::").unwrap_or((deck.name, ""));
        if first != part {
            part = first;
            text.push_str(&format!("\n# {}\n\n", plain(first)));
        }
        let name = if rest.is_empty() { first } else { rest };
        let name = name.split("::").map(plain).collect::<Vec<_>>().join(" › ");
        text.push_str(&format!("- [{name}](<{}>)\n", deck.path.display()));
    }
    text
}

/// The line of a deck in the index.
fn line(deck: &Deck<'_>) -> String {
    let mut levels: Vec<(&str, usize)> = Vec::new();
    for entry in &deck.entries {
        let level = entry.item.question.text(key::LEVEL).unwrap_or("No level");
        match levels.iter_mut().find(|(known, _)| *known == level) {
            Some((_, number)) => *number += 1,
            None => levels.push((level, 1)),
        }
    }
    let levels = levels.iter().map(|(level, number)| format!("{} {number}", plain(level)));
    let levels = levels.collect::<Vec<_>>().join(", ");
    // The path is made of names, so it has only `/` on every system.
    let path = deck.path.display();
    format!("| [{}](<{path}>) | {} | {levels} |", title(deck), deck.entries.len())
}

/// The name of a deck for people.
fn title(deck: &Deck<'_>) -> String {
    deck.name.split("::").map(plain).collect::<Vec<_>>().join(" › ")
}

/// A part of a deck's name as part of a link: no blanks, nothing that a link would read otherwise.
fn file_name(part: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || "-_.+".contains(c);
    part.replace('#', "sharp").chars().map(|c| if kept(c) { c } else { '-' }).collect()
}
