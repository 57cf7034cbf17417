//! The commands: each joins walking, reading, judging, writing and printing.

mod build;
mod check;
mod completions;
mod content;
mod corpus;
mod disk;
pub(crate) mod example;
mod explain;
mod export;
mod forecast;
mod former;
mod git;
mod given;
mod history;
mod import;
mod init;
mod ledger;
mod list;
mod lock;
mod misplaced;
mod new;
mod shelf;
mod stamp;
mod stats;
mod table;
mod unpack;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Color, Command};
use crate::failure::Result;
use crate::output;
use crate::plain::{printable, shortened};
use crate::report::{self, Findings, Style};

/// How a command ended; a failure is the third way, with status 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Status 0.
    Clean,
    /// Status 1: errors were found.
    Faults,
}

/// Runs the command that the arguments of the process name.
pub fn main() -> ExitCode {
    /// What a shell says of a program that SIGPIPE ended.
    const CUT: u8 = 128 + 13;
    output::prepare();
    let status = match Cli::try_parse() {
        Ok(cli) => status(run(&cli)),
        // Help and version come this way too; clap knows the stream of each.
        Err(error) => match error.print() {
            Err(trouble) if !error.use_stderr() => {
                status(output::printed(Err(trouble)).map(|()| Outcome::Clean))
            }
            _ => error.exit_code() as u8,
        },
    };
    // Nobody knows what the reader did not wait for: that is no success.
    ExitCode::from(if status == 0 && output::is_cut() { CUT } else { status })
}

fn status(result: Result<Outcome>) -> u8 {
    match result {
        Ok(Outcome::Clean) => 0,
        Ok(Outcome::Faults) => 1,
        Err(failure) => {
            output::note(&format!("error: {}", shortened(printable(&failure.0))));
            2
        }
    }
}

/// The threads that share the work: this one, and as many more as there are processors and the system
/// gives. Where it gives none, those that there are do the part of the others.
fn threads() -> Option<rayon::ThreadPool> {
    let spawn = |worker: rayon::ThreadBuilder| {
        _ = std::thread::Builder::new().spawn(|| worker.run());
        Ok(())
    };
    // Not as the global pool, which waits until each of its threads runs.
    rayon::ThreadPoolBuilder::new().use_current_thread().spawn_handler(spawn).build().ok()
}

fn run(cli: &Cli) -> Result<Outcome> {
    let _threads = threads();
    let style = style(cli.color);
    match &cli.command {
        Command::Check(args) => check::run(args, style),
        Command::Build(args) => build::run(args, style),
        Command::Export(args) => export::run(args, style),
        Command::Import(args) => import::run(args, style),
        Command::Lock(args) => lock::run(args, style),
        Command::List(args) => list::run(args, style),
        Command::Stats(args) => stats::run(args, style),
        Command::New(args) => new::run(args),
        Command::Init(args) => init::run(args),
        Command::Rules(args) => explain::list(args.format, style),
        Command::Explain { rule } => explain::run(rule, style),
        Command::Schema => explain::schema(),
        Command::Completions { shell } => completions::run(*shell),
        Command::Man => completions::man(),
    }
}

/// Colour and width of stdout. `NO_COLOR` and `CLICOLOR_FORCE` as on no-color.org and
/// bixense.com/clicolors.
fn style(color: Color) -> Style {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let forced =
        std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0" && !value.is_empty());
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") || output::is_dumb() => false,
        Color::Auto => forced || std::io::stdout().is_terminal(),
    };
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    Style { color, width: width.clamp(40, 120) }
}

/// Prints findings for people.
fn show(findings: &Findings<'_>, style: Style) -> Result<()> {
    let Some(pretty) = report::find("pretty") else { return Ok(()) };
    output::print(&(pretty.render)(findings, style))
}

/// `1 file`, `2 files`.
fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
