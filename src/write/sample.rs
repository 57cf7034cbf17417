//! Questions for the tests of writers.

#![cfg(test)]

use super::{Artifact, Corpus, Item, Options, Writer};
use crate::document::SectionNames;
use crate::question::{Question, key};
use crate::read;
use crate::source::{FileId, Source};

/// The section names that the samples use.
pub(super) fn names() -> SectionNames {
    let mut names = SectionNames::default();
    names.add("Answer", ["Short Answer"]);
    names.add("Deep Explanation", []);
    names.add("Options", []);
    names.add("Explanation", []);
    names.add("Follow-up Questions", ["Follow-ups"]);
    names
}

/// What `writer` makes of native files, each with its path.
pub(super) fn write(writer: &Writer, files: &[(&str, &str)], folder: bool) -> Vec<Artifact> {
    write_with(writer, files, &Options { folder, ..Options::default() })
}

/// The same, written in a certain way.
pub(super) fn write_with(
    writer: &Writer,
    files: &[(&str, &str)],
    options: &Options,
) -> Vec<Artifact> {
    let file = |(at, (path, text)): (usize, &(&str, &str))| Source {
        file: FileId(at as u32),
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    };
    let sources: Vec<_> = files.iter().enumerate().map(file).collect();
    let reader = read::find("question").unwrap();
    let questions: Vec<_> = sources
        .iter()
        .flat_map(|source| (reader.read)(source, &read::Options::default()).questions)
        .collect();
    let names = names();
    let levels = ["Beginner", "Intermediate", "Advanced"].map(str::to_owned);
    let items = questions.iter().map(item).collect();
    let corpus = Corpus::new(items, &names, &levels);
    (writer.write)(&corpus, options).unwrap().artifacts
}

fn item<'s>(question: &'s Question<'s>) -> Item<'s> {
    let part = |key| question.text(key).unwrap_or("Other");
    Item {
        deck: format!("{}::{}", part(key::TECHNOLOGY), part(key::LEVEL)),
        ..Item::new(question, question.id().unwrap_or(&question.source.path))
    }
}

/// The files, one after the other, for snapshots.
pub(super) fn show(artifacts: &[Artifact]) -> String {
    let show = |artifact: &Artifact| {
        let text = String::from_utf8(artifact.bytes.clone()).unwrap();
        format!("==== {}\n{text}", artifact.path.display())
    };
    artifacts.iter().map(show).collect()
}

/// A few questions of different kinds.
pub(super) const FILES: &[(&str, &str)] = &[
    (
        "rust/RS-INT-001.md",
        "---\ndifficulty: 5\nid: RS-INT-001\ntitle: 'What does `?` do: return, or unwrap?'\n\
         technology: Rust\ncategory: Errors\nlevel: Intermediate\nkind: concept\n\
         x-origin: {a: 1.10, b: [no, \"off\"]}\ntags:\n- errors\n- \"no\"\n---\n## Short Answer\n\
         It returns early, see [the book][b] and a note.[^n]\n\n\n[b]: https://example.org/b\n\
         [^n]: Also in `main`.\n\n### Sub\nMore.  \nStill more.\n\n## Deep Explanation\n\n\
         ```rust\n# hidden\n\n\nlet x = f()?;\n```\n",
    ),
    (
        "rust/RS-BEG-002.md",
        "+++\nid = \"RS-BEG-002\"\ntitle = \"What is `Vec<T>` <T>?\"\ntechnology = \"Rust\"\n\
         category = \"Collections\"\nlevel = \"Beginner\"\ndifficulty = 2\nreviewed = 2026-01-02\n\
         +++\r\n\r\nFirst words.\r\n\r\n## Answer\r\n\r\nA growable array, see [the book][b].\r\n\
         \r\n[b]: https://example.org/other\r\n",
    ),
    (
        "sql/SQL-INT-001.md",
        "---\nid: SQL-INT-001\ntitle: Which join keeps unmatched rows?\nkind: mcq\n\
         technology: SQL\ncategory: Joins\nlevel: Intermediate\ndifficulty: 4\n---\n\n\
         ## Options\n\n- [ ] inner\n- [x] left\n\n## Explanation\n\nIt keeps the \"left\" ones.\n\n\
         ## Explanation\n\nTwice, to see what happens.\n",
    ),
    (
        "notes/plain.md",
        "---\ntitle: A question without an id?\n---\n\n## Answer\n\nYes[^n].\n\n[^n]: Mine.\n",
    ),
];
