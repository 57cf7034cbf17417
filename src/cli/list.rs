//! The options of `list`, `stats` and `rules`, and which questions they are about.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::From;
use crate::filter;
use crate::question::key;

/// The arguments of `list` and `stats`.
#[derive(Debug, Args)]
pub struct List {
    /// Files or folders; by default the corpus around the current folder
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// See [`From`].
    #[command(flatten)]
    pub from: From,
    /// How to show them
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
    /// See [`Filter`].
    #[command(flatten)]
    pub filter: Filter,
}

/// How listings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table that fits the window.
    Table,
    /// JSON, for programs.
    Json,
    /// CSV, for spreadsheets.
    Csv,
}

/// Which questions are meant.
#[derive(Debug, Args)]
#[command(next_help_heading = "Only questions with")]
pub struct Filter {
    /// One of these technologies
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub technology: Vec<String>,
    /// One of these categories
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub category: Vec<String>,
    /// One of these levels
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub level: Vec<String>,
    /// One of these kinds
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// A difficulty in this range: 4..6, 4.., ..6 or 5
    #[arg(long, value_name = "RANGE", value_parser = filter::range, allow_hyphen_values = true)]
    pub difficulty: Option<RangeInclusive<i64>>,
    /// All of these tags
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub tag: Vec<String>,
    /// All of these words in id, title or text
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
}

impl Filter {
    /// The filter that these options mean.
    pub fn filter(&self) -> filter::Filter {
        let words = self.search.as_deref().unwrap_or_default().split_whitespace();
        filter::Filter {
            values: vec![
                (key::TECHNOLOGY, self.technology.clone()),
                (key::CATEGORY, self.category.clone()),
                (key::LEVEL, self.level.clone()),
                (key::KIND, self.kind.clone()),
            ],
            difficulty: self.difficulty.clone(),
            tags: self.tag.clone(),
            words: words.map(str::to_owned).collect(),
        }
    }
}

/// The arguments of `rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// How to show them
    #[arg(long, value_enum, default_value_t = RulesFormat::Table)]
    pub format: RulesFormat,
}

/// How rules are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// A table that fits the window.
    Table,
    /// JSON, for programs.
    Json,
}
