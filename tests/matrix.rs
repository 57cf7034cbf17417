//! Every reader with every writer: nothing panics, counts agree, and what a writer cannot carry is
//! said.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use qlint::document::{Document, SectionNames};
use qlint::schema::Schema;
use qlint::source::Source;
use qlint::write::{Corpus, Item, Options};
use qlint::{read, rules, write};

/// For each reader a small file with two questions, or what it must be told.
const FILES: &[(&str, usize, &str)] = &[
    ("apkg", 2, include_str!("matrix/apkg.txt")),
    ("chapter", 2, include_str!("matrix/chapter.txt")),
    (
        "csv",
        2,
        "id,title,kind,Answer\nA-X-001,What?,flashcard,\"It, that.\"\nA-X-002,Who?,flashcard,They.\n",
    ),
    ("deep-dive", 2, include_str!("matrix/deep-dive.txt")),
    (
        "details",
        2,
        "# Go\n\n<details>\n<summary>What is a channel?</summary><br><b>\nA pipe.\n</b></details>\n\n<details>\n<summary>What is a slice?</summary><br><b>\nA window.\n</b></details>\n",
    ),
    ("hub", 2, include_str!("matrix/hub.txt")),
    (
        "json",
        2,
        "{\"version\":1,\"questions\":[{\"fields\":{\"id\":\"A-X-001\",\"title\":\"What?\",\"kind\":\"flashcard\"},\"sections\":[{\"name\":\"Answer\",\"markdown\":\"That.\"}]},{\"fields\":{\"id\":\"A-X-002\",\"title\":\"Who?\",\"kind\":\"flashcard\"},\"sections\":[{\"name\":\"Answer\",\"markdown\":\"They.\"}]}]}",
    ),
    (
        "qa",
        1,
        "### What is a channel?\n\n#### Answer\n\nA pipe.\n\n#### Good to hear\n\n* It blocks\n\n<!-- tags: (go) -->\n\n<!-- expertise: (1) -->\n",
    ),
    ("question", 1, "---\nid: A-X-001\ntitle: What?\nkind: flashcard\n---\n\n## Answer\n\nThat.\n"),
    (
        "quiz",
        2,
        "## Go\n\n#### Q1. What is a channel?\n\n- [x] A pipe\n- [ ] A list\n\n#### Q2. What is a slice?\n\n- [ ] A copy\n- [x] A window\n\n**Explanation:** It looks at an array.\n",
    ),
];

#[test]
fn every_reader_works_with_every_writer() {
    assert_eq!(
        FILES.iter().map(|(name, ..)| *name).collect::<Vec<_>>(),
        read::names().collect::<Vec<_>>()
    );
    let schema = Schema::embedded(rules::names());
    let mut texts = 0;
    for (format, expected, text) in FILES {
        let source = Source {
            path: format!("bank/{format}.x"),
            text: (*text).to_owned(),
            ..Source::default()
        };
        let reader = read::find(format).unwrap();
        let reading = (reader.read)(&source, &read::Options::default());
        assert_eq!(reading.questions.len(), *expected, "{format}: {:?}", reading.diagnostics);
        for (name, writer) in write::LIST {
            let items = reading.questions.iter().enumerate().map(|(at, question)| Item {
                deck: "Deck".to_owned(),
                modified: 1_700_000_000,
                ..Item::new(question, format!("Q-X-{at:03}"))
            });
            let corpus = Corpus::new(items.collect(), schema.names(), schema.levels());
            let options = Options { folder: !writer.file, ..Options::default() };
            let written = (writer.write)(&corpus, &options).unwrap();
            assert!(
                written.diagnostics.is_empty(),
                "{format} to {name}: {:?}",
                written.diagnostics
            );
            assert!(!written.artifacts.is_empty(), "{format} to {name}");
            for artifact in written.artifacts.iter().filter(|_| written.artifacts.len() == 1) {
                if let Ok(text) = std::str::from_utf8(&artifact.bytes) {
                    words_arrive(format, &reading, schema.names(), text);
                    texts += 1;
                }
            }
            assert!(written.cards.is_none_or(|cards| cards == *expected), "{format} to {name}");
        }
    }
    // csv, json and markdown at least, from every reader.
    assert!(texts >= 3 * FILES.len(), "{texts}");
}

/// Every word of every section stands in what a writer of text made of it.
fn words_arrive(format: &str, reading: &read::Reading<'_>, names: &SectionNames, text: &str) {
    for question in &reading.questions {
        let document = Document::new(question, names);
        assert!(!document.sections.is_empty(), "{format}");
        for section in &document.sections {
            let plain = document.plain(section.events.clone());
            let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            for word in words {
                assert!(text.contains(word), "{format}: {word} of {}", section.name);
            }
        }
    }
}
