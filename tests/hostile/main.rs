//! Hostile input: what may lie in a folder, stand in a file or be given as a package, and what is said
//! of it. Nothing here may panic, hang, take memory without bound, write half a file, reach outside the
//! corpus or steer the terminal.
//!
//! | input | where |
//! |---|---|
//! | other encodings, NUL, two marks, CR alone, control and bidi characters, conflict markers | [`texts`] |
//! | YAML and TOML: aliases, anchors, tags, nesting, a megabyte of it | [`texts`] |
//! | Markdown and HTML without end | [`texts`]; `fuzz/` |
//! | sparse file, pipe, device, folder `x.md`, links, case, names of any bytes | [`files`] |
//! | a file or folder that may not be read | `trouble.rs` |
//! | pictures outside the corpus, by path and by link | `media.rs`, `cmd/shelf.rs`, [`files`] |
//! | schemas: patterns and references that take any time, nothing is fetched | `schema/tests.rs` |
//! | settings, ledger, schema as pipes; `SOURCE_DATE_EPOCH`; `-o -` | [`settings`] |
//! | zip: bombs, ways out, links, names twice, encrypted, cut | `anki/package/tests.rs`, `packages.rs` |
//! | SQLite: cut, fuzzed, views, triggers, computed columns, rows that are only claimed | `anki/package/tests.rs` |
//! | media: lists that lie, one picture in thousands of places | `anki/package/tests.rs`, [`packages`] |
//! | CSV: quotes, ragged rows, a cell of 10 MB, formulas | [`tables`] |
//! | JSON: keys twice, numbers, surrogates, nesting | [`tables`] |
//! | scripts, handlers, addresses, SVG, CSS in every field of every writer | [`active`] |
//! | faults without end: what is cut short says so | [`cuts`] |
//! | a line of a megabyte, in every report | [`reports`] |
//! | a megabyte of what is slow: texts, settings, the HTML of fields | `slow.rs` |
//! | what steers a terminal, in names, titles and texts, in every report | [`reports`] |

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

#[path = "../support/mod.rs"]
mod support;

mod active;
mod cuts;
mod files;
mod packages;
mod reports;
mod settings;
mod tables;
mod texts;
