//! The command line: clap structs only.

mod check;
mod export;
mod list;
mod start;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use check::{Changed, Check, Known, Mend, Selection};
pub use export::{Against, Build, Export, ForecastFormat, Given, Import, Lock, Shape};
pub use list::{Filter, List, ListFormat, Rules, RulesFormat};
pub use start::{Init, New};

use crate::read;

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
    /// Bring qlint.lock up to date, which says when each question last changed
    Lock(Lock),
    /// List questions
    List(List),
    /// Count questions: by technology and level, difficulty, kind
    Stats(List),
    /// Write the skeleton of a question, under the next free id
    New(New),
    /// Begin a corpus: settings, schemas, a sample deck, the hook for git
    Init(Init),
    /// List all rules
    Rules(Rules),
    /// Say why a rule is, what it finds, how to mend it and how to configure it
    Explain {
        /// The rule, such as id/duplicate-id, or a group of rules
        rule: String,
    },
    /// Print the JSON Schema that questions are checked against
    Schema,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, for man(1)
    Man,
}

/// The format of the input.
#[derive(Debug, Args)]
pub struct From {
    /// The format of the files
    #[arg(long, value_name = "FORMAT", value_parser = values(read::LIST, |reader| reader.help))]
    pub from: Option<String>,
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
