//! qlint: lints banks of interview questions and turns them into Anki decks, CSV and Markdown.
//!
//! ```text
//! files ──walk──▶ reader ──▶ Question + byte spans ──▶ rules ──▶ diagnostics ──▶ report
//!                              └──────────────────▶ writer ──▶ .apkg  .csv  .md
//! ```
//!
//! ```
//! use qlint::document::Document;
//! use qlint::schema::Schema;
//! use qlint::source::Source;
//! use qlint::{read, rules};
//!
//! let text = "---\nid: PY-ADV-001\nkind: flashcard\n---\n\n## Answer\n\nA lock.\n";
//! let source = Source { text: text.to_owned(), ..Source::default() };
//! let reader = read::find("question").ok_or("no such format")?;
//! let reading = (reader.read)(&source, &read::Options::default());
//! let schema = Schema::embedded(rules::names());
//! let document = Document::new(&reading.questions[0], schema.names());
//! assert_eq!(schema.check(&document)[0].message, "the key `title` is missing");
//! # Ok::<(), &str>(())
//! ```

#[macro_use]
mod table;

pub mod anki;
pub mod cli;
pub mod cmd;
pub mod column;
pub mod config;
pub mod deck;
pub mod diagnostic;
pub mod document;
pub mod failure;
pub mod filter;
pub mod fingerprint;
pub mod fix;
pub mod front;
pub mod near;
pub mod output;
pub mod plain;
pub mod question;
pub mod read;
pub mod render;
pub mod report;
pub mod rules;
pub mod schema;
pub mod source;
pub mod title;
pub mod value;
pub mod walk;
pub mod write;
