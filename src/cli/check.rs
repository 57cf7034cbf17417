//! The options of `check`.

use std::path::PathBuf;

use clap::{ArgAction, Args};

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
    /// Exit with status 1 on warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// Succeed when no file is there to be checked
    #[arg(long)]
    pub allow_empty: bool,
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
