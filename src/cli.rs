//! The command line: clap structs only.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::question::key;
use crate::{filter, read, report, write};

/// Lints banks of interview questions and turns them into Anki decks, CSV and Markdown.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colour.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR says no or CLICOLOR_FORCE says yes.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check questions and report what is wrong
    Check(Check),
    /// Check the corpus, then write every export that qlint.toml names into dist/
    Build(Build),
    /// Write questions in another format
    Export(Export),
    /// Read files of any known format into question files
    Import(Import),
    /// List questions
    List(List),
    /// Count questions: by technology and level, difficulty, kind
    Stats(List),
    /// List all rules
    Rules,
    /// Say why a rule is, and show what it finds
    Explain {
        /// The rule, such as id/duplicate-id
        rule: String,
    },
    /// Print the JSON Schema that questions are checked against
    Schema,
}

/// The arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files or folders; by default the corpus around the current folder
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// See [`From`].
    #[command(flatten)]
    pub from: From,
    /// How to show what was found
    #[arg(long, value_parser = values(report::LIST, |report| report.help), default_value = "pretty")]
    pub format: String,
    /// See [`Selection`].
    #[command(flatten)]
    pub selection: Selection,
    /// Exit with status 1 on warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// Succeed when no file is there to be checked
    #[arg(long)]
    pub allow_empty: bool,
}

/// The format of the input.
#[derive(Debug, Args)]
pub struct From {
    /// The format of the files
    #[arg(long, value_name = "FORMAT", value_parser = values(read::LIST, |reader| reader.help))]
    pub from: Option<String>,
}

/// Which rules run.
#[derive(Debug, Default, Args)]
pub struct Selection {
    /// Run only these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub select: Vec<String>,
    /// Do not run these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub ignore: Vec<String>,
}

/// The arguments of `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Write nothing; exit with status 1 if dist/ is not what build would write
    #[arg(long)]
    pub check: bool,
}

/// The arguments of `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// Files or folders; by default the corpus around the current folder
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// See [`From`].
    #[command(flatten)]
    pub from: From,
    /// The format; by default the one that the ending of OUT means
    #[arg(long, value_name = "FORMAT", value_parser = values(write::LIST, |writer| writer.help))]
    pub to: Option<String>,
    /// See [`Shape`].
    #[command(flatten)]
    pub shape: Shape,
    /// The file, or for some formats the folder, to write
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// See [`Filter`].
    #[command(flatten)]
    pub filter: Filter,
}

/// How some formats are written.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Shape {
    /// For books: fold answers away until the reader opens them
    #[arg(long)]
    pub folded: bool,
    /// For csv: a table that Anki imports as notes
    #[arg(long)]
    pub anki: bool,
    /// For csv: keep spreadsheets from running cells as formulas
    #[arg(long, conflicts_with = "anki")]
    pub guard_formulas: bool,
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

/// What a page does not say, given once for all of its questions.
#[derive(Debug, Args)]
#[command(next_help_heading = "What the files do not say")]
pub struct Given {
    /// The technology of questions that name none
    #[arg(long, value_name = "NAME")]
    pub technology: Option<String>,
    /// The track of the ids of questions without one, which are numbered in their order: DD gives
    /// PY-DD-001, PY-DD-002 and so on
    #[arg(long, value_name = "TRACK")]
    pub track: Option<String>,
    /// The level of questions that name none
    #[arg(long, value_name = "NAME")]
    pub level: Option<String>,
    /// The category of questions that name none
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,
}

/// The arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The files to read
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// See [`From`].
    #[command(flatten)]
    pub from: From,
    /// The folder for the question files; made if it is not there
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// Write nothing; only report
    #[arg(long)]
    pub dry_run: bool,
    /// Replace files that are there and differ
    #[arg(long)]
    pub force: bool,
    /// See [`Given`].
    #[command(flatten)]
    pub given: Given,
}

/// The names of a list as values of an option, each with its help.
fn values<T>(
    list: &'static [(&'static str, &'static T)],
    help: fn(&'static T) -> &'static str,
) -> PossibleValuesParser {
    let value =
        |(name, item): &(&'static str, &'static T)| PossibleValue::new(name).help(help(item));
    PossibleValuesParser::new(list.iter().map(value))
}
