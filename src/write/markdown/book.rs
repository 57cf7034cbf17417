//! The whole corpus in one file.

use super::inline::{count, plain};
use super::links::Links;
use super::question::{self, Page};
use crate::write::Artifact;
use crate::write::chapters::Chapter;
use std::path::Path;

/// The level of the headings of questions.
const DEPTH: usize = 3;

pub(super) fn write(chapters: &[Chapter<'_>], folded: bool) -> Artifact {
    let mut links = Links::default();
    let all = chapters.iter().flat_map(|chapter| &chapter.entries);
    all.for_each(|entry| links.add(entry, Path::new("")));
    let page = Page { path: Path::new(""), links: &links, depth: DEPTH, folded };
    let total = chapters.iter().map(|chapter| chapter.entries.len()).sum();
    let mut parts = vec![format!("# {}", count(total, "interview question"))];
    if !chapters.is_empty() {
        parts.push("## Contents".to_owned());
        parts.push(contents(chapters));
    }
    for chapter in chapters {
        parts.push(format!("## <a id=\"{}\"></a>{}", chapter.anchor, name(chapter)));
        let entries: Vec<_> = chapter.entries.iter().collect();
        parts.extend(question::write_all(&entries, &page));
    }
    Artifact { path: "".into(), bytes: (parts.join("\n\n") + "\n").into_bytes() }
}

/// A list of technologies, levels and questions.
fn contents(chapters: &[Chapter<'_>]) -> String {
    let mut lines = Vec::new();
    for technology in chapters.chunk_by(|a, b| a.technology == b.technology) {
        let total: usize = technology.iter().map(|chapter| chapter.entries.len()).sum();
        lines.push(format!("- {} ({total})", plain(technology[0].technology)));
        for chapter in technology {
            let level = if chapter.level.is_empty() { "No level" } else { chapter.level };
            let number = chapter.entries.len();
            lines.push(format!("  - [{}](#{}) ({number})", plain(level), chapter.anchor));
            let links = chapter.entries.iter().map(question::link);
            lines.extend(links.map(|link| format!("    - {link}")));
        }
    }
    lines.join("\n")
}

fn name(chapter: &Chapter<'_>) -> String {
    let parts = [chapter.technology, chapter.level];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).map(plain);
    parts.collect::<Vec<_>>().join(" · ")
}
