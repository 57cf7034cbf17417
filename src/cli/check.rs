//! The options of `check`.

use std::path::PathBuf;

use clap::{ArgAction, ArgGroup, Args};

use super::{From, values};
use crate::report;

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
    /// See [`Mend`].
    #[command(flatten)]
    pub mend: Mend,
    /// See [`Known`].
    #[command(flatten)]
    pub known: Known,
    /// See [`Changed`].
    #[command(flatten)]
    pub changed: Changed,
    /// Check the text on the standard input as the file of this name, for editors; PATH is `-`
    #[arg(long, value_name = "PATH", conflicts_with_all = ["from", "staged", "since", "write_baseline"])]
    pub stdin_filename: Option<PathBuf>,
    /// Check again whenever a file changes
    #[arg(long, conflicts_with_all = ["stdin_filename", "write_baseline", "diff"])]
    pub watch: bool,
    /// Count what each rule found, in place of the report
    #[arg(long, conflicts_with = "diff")]
    pub statistics: bool,
    /// Exit with status 1 on warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// Succeed when no file is there to be checked
    #[arg(long)]
    pub allow_empty: bool,
}

/// Mending what can be mended.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(next_help_heading = "Mending", group = ArgGroup::new("mending").multiple(true))]
pub struct Mend {
    /// Put in the fixes that keep the meaning
    #[arg(long, group = "mending")]
    pub fix: bool,
    /// With --fix or --diff: also those that are a likely guess
    #[arg(long, requires = "mending")]
    pub unsafe_fixes: bool,
    /// Show what the fixes would change, and change nothing; exit with status 1 if there is anything
    #[arg(long, group = "mending")]
    pub diff: bool,
}

/// What a legacy corpus is known to have.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Known findings")]
pub struct Known {
    /// The file of the findings that are not reported; by default qlint-baseline.jsonl at the root
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write down all findings there are, so that from now on only new ones are reported
    #[arg(long, conflicts_with_all = ["paths", "from", "select", "ignore", "fix", "diff", "statistics", "staged", "since"])]
    pub write_baseline: bool,
}

/// Only what changed.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Only questions that changed")]
pub struct Changed {
    /// Those in git's index, as they are there
    #[arg(long)]
    pub staged: bool,
    /// Those that differ from where this commit or branch and the current one parted
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    pub since: Option<String>,
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
