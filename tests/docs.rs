//! The generated documents are what the code would generate, and the README shows what is true.
//!
//! `BLESS=1 cargo test --test docs` writes them anew.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use clap::CommandFactory;
use qlint::cli::Cli;
use qlint::rules::{self, Rule};
use support::{Bank, core};

#[track_caller]
fn is_fresh(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == text, "{} is stale: run `just bless`", path.display());
}

#[test]
fn the_rules_are_documented() {
    let mut text = String::from(
        "# Rules\n\nGenerated from the rule files by `just bless`; do not edit.\n\n\
         A rule is named `group/name`. `[rules]` in `qlint.toml` gives a rule or a whole group \
         another severity; see [config.md](config.md).\n",
    );
    let mut group = "";
    let mut details = String::new();
    for (name, rule) in rules::all() {
        let (of, _) = name.split_once('/').unwrap();
        if of != group {
            group = of;
            write!(text, "\n## {group}\n\n| rule | severity | the defect |\n|---|---|---|\n")
                .unwrap();
        }
        let anchor = name.replace('/', "");
        writeln!(text, "| [`{name}`](#{anchor}) | {} | {} |", rule.severity, rule.summary).unwrap();
        details.push_str(&detail(name, rule));
    }
    is_fresh("docs/rules.md", &(text + "\n# What each finds\n" + &details));
}

fn detail(name: &str, rule: &Rule) -> String {
    let mut text = format!("\n## {name}\n\n{} {}\n", rule.summary, rule.why);
    for one in rule.thresholds {
        writeln!(text, "\nThreshold `{}` = {}: {}", one.name, one.default, one.help).unwrap();
    }
    for (title, examples) in [("Fires on", rule.bad), ("Silent on", rule.good)] {
        if let Some(example) = examples.first() {
            // Four backticks: an example may hold three.
            write!(text, "\n{title}:\n\n````markdown\n{}\n````\n", example.trim_end()).unwrap();
        }
    }
    text
}

#[test]
fn the_command_line_is_documented() {
    let mut cli = Cli::command().term_width(90);
    let mut text = String::from(
        "# The command line\n\nGenerated from the program's own help by `just bless`; do not edit.\n\n\
         Exit status: 0 no errors, 1 errors were found, 2 could not run.\n\n\
         The report or listing is all that goes to the standard output; counts and progress go to \
         the standard error.\n",
    );
    cli.build();
    let names: Vec<_> = cli.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    for name in names {
        let command = cli.find_subcommand_mut(&name).unwrap();
        let help = command.render_long_help().to_string();
        let lines: Vec<_> = help.lines().map(str::trim_end).collect();
        write!(text, "\n## qlint {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end())
            .unwrap();
    }
    is_fresh("docs/cli.md", &text);
}

#[test]
fn the_readme_shows_what_is_printed() {
    let text = core("PY-ADV-001").replace("technology:", "technolgy:").replace(": 7", ": 11");
    let ran = Bank::new().file("PY-ADV-001.md", text).run(&["check"]);
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(readme.contains(ran.stdout.trim_end()), "{}", ran.stdout);
}

#[test]
fn the_schema_of_the_docs_is_the_schema_of_the_program() {
    let printed = Bank::new().run(&["schema"]).stdout;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/question.schema.json");
    assert_eq!(printed, fs::read_to_string(path).unwrap());
}
