//! qlint: lints banks of interview questions and turns them into Anki decks, CSV and Markdown.
//!
//! ```text
//! files ──walk──▶ reader ──▶ Question + byte spans ──▶ rules ──▶ diagnostics ──▶ report
//!                              └──────────────────▶ writer ──▶ .apkg  .csv  .md
//! ```

#[macro_use]
mod table;

pub mod cli;
pub mod cmd;
pub mod config;
pub mod deck;
pub mod diagnostic;
pub mod document;
pub mod failure;
pub mod near;
pub mod output;
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
