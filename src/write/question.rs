//! The native files, in canonical form: one file for each question, named after it; if the question
//! knows its own file, that one.
//!
//! Keys stand in the order of [`key::ALL`], others behind them by name; each value is on one line,
//! lists and maps in flow style. Sections keep their order and get their canonical names.

use std::collections::HashMap;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::body::{Tidier, title};
use super::path::Paths;
use super::{Artifact, Corpus, Options, Writer, Written, yaml};
use crate::document::Document;
use crate::failure::Result;
use crate::question::{DEFAULT_KIND, Question, key};
use crate::value::Entry;

/// See the module.
pub(super) const ITEM: Writer = Writer {
    help: "qlint's own question files in canonical form",
    extension: None,
    folder: true,
    file: false,
    dated: false,
    write,
};

fn write(corpus: &Corpus<'_>, _options: &Options) -> Result<Written> {
    let texts: Vec<_> =
        corpus.items.par_iter().map(|item| text(&item.document(corpus.names))).collect();
    let mut paths = Paths::default();
    // Two questions of one identity claim one file; who calls decides which of them is right.
    let mut known = HashMap::new();
    let mut artifacts = Vec::new();
    for (item, text) in corpus.items.iter().zip(texts) {
        let identity = item.identity.as_str();
        let own = item.question.path.as_deref().and_then(|path| path.strip_suffix(".md"));
        let parts = own.unwrap_or(identity).split('/');
        let path = known.entry(identity).or_insert_with(|| paths.add(parts, "md"));
        artifacts.push(Artifact { path: path.clone(), bytes: text.into_bytes() });
    }
    Ok(Written { artifacts, ..Written::default() })
}

/// The file of one question.
fn text(doc: &Document<'_>) -> String {
    let mut out = String::from("---\n");
    for Entry { key, node, .. } in ordered(doc.question) {
        out.push_str(&yaml::line(key, &node.value));
    }
    out.push_str("---\n");
    let mut block = |text: &str| {
        if !text.is_empty() {
            out.push('\n');
            out.push_str(text);
            out.push('\n');
        }
    };
    let tidier = Tidier::new(doc);
    block(&tidier.part(doc.preamble()));
    for section in &doc.sections {
        block(format!("## {}", title(doc, section)).trim_end());
        block(&tidier.part(section.body.clone()));
    }
    out
}

/// The fields in canonical order, without what is the default anyway.
fn ordered<'q>(question: &'q Question<'_>) -> Vec<&'q Entry> {
    // By name, so that the columns of a table need not remember another order.
    let rank = |entry: &&'q Entry| match key::ALL.iter().position(|key| *key == entry.key) {
        Some(rank) => (rank, ""),
        None => (key::ALL.len(), entry.key.as_str()),
    };
    let is_default =
        |entry: &Entry| entry.key == key::KIND && entry.node.as_str() == Some(DEFAULT_KIND);
    let mut fields: Vec<_> = question.fields.iter().filter(|entry| !is_default(entry)).collect();
    fields.sort_by_key(rank);
    fields
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;
    use crate::document::markdown_options;
    use crate::write::sample;

    fn rewritten(text: &str) -> String {
        let artifacts = sample::write(&ITEM, &[("x.md", text)], true);
        String::from_utf8(artifacts[0].bytes.clone()).unwrap()
    }

    #[test]
    fn files_are_canonical() {
        let artifacts = sample::write(&ITEM, sample::FILES, true);
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/write"),
            prepend_module_to_snapshot => false,
        }, {
            insta::assert_snapshot!("question", sample::show(&artifacts));
        });
        for artifact in artifacts {
            let text = String::from_utf8(artifact.bytes).unwrap();
            assert_eq!(rewritten(&text), text);
        }
    }

    #[test]
    fn empty_parts_leave_no_trace() {
        assert_eq!(rewritten("---\n---\n"), "---\n---\n");
        assert_eq!(rewritten("---\nid: a\n---\n\n\n## Answer\n"), "---\nid: a\n---\n\n## Answer\n");
        let bare = "---\nid: a\n---\n\n##\n\nx\n";
        assert_eq!(rewritten(bare), bare);
    }

    /// What Markdown shows, but for blanks, and hard breaks in headings.
    fn html(markdown: &str) -> String {
        let mut out = String::new();
        let mut in_heading = false;
        let events = Parser::new_ext(markdown, markdown_options()).map(|event| {
            match event {
                Event::Start(Tag::Heading { .. }) => in_heading = true,
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::HardBreak if in_heading => return Event::SoftBreak,
                _ => {}
            }
            event
        });
        pulldown_cmark::html::push_html(&mut out, events);
        out.split_whitespace().collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn writing_twice_is_writing_once(
            body in r"([-#*>`~=a-b1. |\[\]:<!^]{0,6}(\n|\r\n|\n\n\n|\n    |```\n|## )){0,8}"
        ) {
            let once = rewritten(&format!("---\nid: a\n---\n{body}"));
            prop_assert_eq!(&rewritten(&once), &once);
            prop_assert_eq!(html(&once["---\nid: a\n---\n".len()..]), html(&body));
        }
    }
}
