//! The options of the commands that write: `build`, `lock`, `export` and `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Filter, From, values};
use crate::write;

/// The arguments of `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Write nothing; exit with status 1 if dist/ is not what build would write
    #[arg(long)]
    pub check: bool,
}

/// The arguments of `lock`.
#[derive(Debug, Args)]
pub struct Lock {
    /// Write nothing; exit with status 1 if qlint.lock is not up to date
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
    /// The file, or for some formats the folder, to write; `-` is the standard output
    #[arg(short, long, value_name = "OUT", required_unless_present = "against")]
    pub output: Option<PathBuf>,
    /// See [`Against`].
    #[command(flatten)]
    pub against: Against,
    /// See [`Filter`].
    #[command(flatten)]
    pub filter: Filter,
}

/// What is forecast.
#[derive(Debug, Args)]
pub struct Against {
    /// For Anki packages: say what learners who have this one get when they import the new one;
    /// without OUT nothing is written
    #[arg(long, value_name = "APKG")]
    pub against: Option<PathBuf>,
    /// How to show that
    #[arg(long, value_enum, default_value_t = ForecastFormat::Text, requires = "against")]
    pub format: ForecastFormat,
}

/// How a forecast is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ForecastFormat {
    /// Tables and words.
    Text,
    /// JSON, for programs.
    Json,
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
