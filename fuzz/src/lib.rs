//! What holds of qlint whatever the input: plain functions of bytes, which panic where it does not.
//!
//! `cargo fuzz` calls them with what it makes up; `tests/fuzzed.rs` of qlint includes this file and
//! calls them with what is kept in `corpus/` and `crashes/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a finding is a panic")]

mod bench;
mod config;
pub mod fixes;
mod front;
mod html;
mod package;
mod reader;
mod schema;
mod site;
mod writer;

/// A property of every input.
pub type Target = fn(&[u8]);

/// All targets by their names, those of `Cargo.toml`. `read_NAME` is for the reader of that name.
pub const TARGETS: &[(&str, Target)] = &[
    ("anki_html", |data| html::anki(&text(data))),
    ("card_html", |data| html::card(&text(data))),
    ("config", |data| config::holds(&text(data))),
    ("fixes", |data| fixes::holds(&text(data))),
    ("front_toml", |data| front::toml(&text(data))),
    ("front_yaml", |data| front::yaml(&text(data))),
    ("package", package::holds),
    ("package_database", package::database),
    ("read_apkg", |data| reader::holds("apkg", &text(data))),
    ("read_chapter", |data| reader::holds("chapter", &text(data))),
    ("read_csv", |data| reader::holds("csv", &text(data))),
    ("read_deep_dive", |data| reader::holds("deep-dive", &text(data))),
    ("read_details", |data| reader::holds("details", &text(data))),
    ("read_hub", |data| reader::holds("hub", &text(data))),
    ("read_json", |data| reader::holds("json", &text(data))),
    ("read_qa", |data| reader::holds("qa", &text(data))),
    ("read_question", |data| reader::holds("question", &text(data))),
    ("read_quiz", |data| reader::holds("quiz", &text(data))),
    ("reports", |data| bench::reports(&text(data))),
    ("schema", |data| schema::holds(&text(data))),
    ("site", |data| site::holds(&text(data))),
    ("table_join", |data| reader::joined(&text(data))),
    ("writers", |data| writer::holds(&text(data))),
];

/// The target of that name.
pub fn find(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
}

/// The target that the program is named after.
pub fn run(data: &[u8]) {
    let name = std::env::args().next().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default();
    find(name).unwrap_or_else(|| panic!("there is no target `{name}`"))(data);
}

/// The input as text: what is no UTF-8 is refused before any reader sees it.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}
