//! `qlint completions` and `man`: the command line as shells and man(1) want it.

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::Outcome;
use crate::cli::Cli;
use crate::failure::{Failure, Result};
use crate::output;

/// Prints completions for a shell.
pub(super) fn run(shell: Shell) -> Result<Outcome> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), env!("CARGO_PKG_NAME"), &mut bytes);
    print(&bytes)
}

/// Prints the manual page: one for all commands, so that it refers to no page that is not there.
pub(super) fn man() -> Result<Outcome> {
    let mut command = Cli::command();
    command.build();
    let mut bytes = Vec::new();
    page(&command, &mut bytes)
        .map_err(|error| Failure(format!("cannot make the manual page: {error}")))?;
    print(&bytes)
}

fn page(command: &clap::Command, out: &mut Vec<u8>) -> std::io::Result<()> {
    let page = Man::new(command.clone());
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    out.extend_from_slice(b".SH COMMANDS\n");
    for command in command.get_subcommands() {
        // What holds for all commands stands above.
        let everywhere = |arg: &clap::Arg| ["color", "help"].contains(&arg.get_id().as_str());
        let page = Man::new(command.clone().mut_args(|arg| {
            let hide = everywhere(&arg);
            arg.hide(hide)
        }));
        let mut part = Vec::new();
        page.render_description_section(&mut part)?;
        page.render_synopsis_section(&mut part)?;
        page.render_options_section(&mut part)?;
        // A section of the page of its own is a part of this one.
        let part = String::from_utf8_lossy(&part);
        let lines =
            part.lines().filter(|line| !line.starts_with(".ie ") && !line.starts_with(".el "));
        out.extend_from_slice(format!(".SS {}\n", command.get_name()).as_bytes());
        for line in lines {
            let line = if line.starts_with(".SH ") { ".PP" } else { line };
            out.extend_from_slice(line.as_bytes());
            out.push(b'\n');
        }
    }
    out.extend_from_slice(EXIT.as_bytes());
    Ok(())
}

const EXIT: &str = "\
.SH EXIT STATUS
0 no errors, 1 errors were found, 2 could not run.
";

fn print(bytes: &[u8]) -> Result<Outcome> {
    output::print(&String::from_utf8_lossy(bytes))?;
    Ok(Outcome::Clean)
}
