//! Style and scripts.

use super::entry::Hub;
use super::file;
use crate::write::Artifact;

/// The files as they are.
const FILES: &[(&str, &str)] = &[
    ("assets/icon.svg", include_str!("assets/icon.svg")),
    ("assets/start.js", include_str!("assets/start.js")),
    ("assets/site.js", include_str!("assets/site.js")),
    ("assets/filter.js", include_str!("assets/filter.js")),
    ("assets/hub.js", include_str!("assets/hub.js")),
    ("assets/question.js", include_str!("assets/question.js")),
    ("assets/practice.js", include_str!("assets/practice.js")),
    ("assets/search.js", include_str!("assets/search.js")),
    ("assets/minisearch.js", include_str!("assets/minisearch.js")),
];

/// The style, before a corpus's own colours.
const STYLE: &str = include_str!("assets/site.css");

/// All of them.
pub(super) fn all(hub: &Hub<'_>) -> Vec<Artifact> {
    let mut files: Vec<_> = FILES.iter().map(|&(path, text)| file(path, text)).collect();
    files.push(file("assets/site.css", format!("{STYLE}{}", colors(hub))));
    files
}

/// The corpus's own colours, of the day and of the night.
fn colors(hub: &Hub<'_>) -> String {
    let colors = &hub.site.colors;
    if colors.is_empty() {
        return String::new();
    }
    let lines = colors.iter().map(|(name, [day, night])| {
        format!("  --{}: light-dark({}, {});\n", name.0, day.0, night.0)
    });
    format!("\n:root {{\n{}}}\n", lines.collect::<String>())
}
