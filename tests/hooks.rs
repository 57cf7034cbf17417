//! The files that let others run qlint call it as it can be called. `.ci/pre-commit` tries the hooks.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::fs;
use std::path::Path;

use clap::Parser;
use qlint::cli::Cli;
use qlint::value::{Node, yaml};

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn value<'n>(node: &'n Node, key: &str) -> &'n str {
    let entry = node.entries().iter().find(|entry| entry.key == key);
    entry.and_then(|entry| entry.node.as_str()).unwrap()
}

#[test]
fn hooks_call_commands_that_are_there() {
    let parsed = yaml::parse(&text(".pre-commit-hooks.yaml"), 0).unwrap();
    let hooks = parsed.node.items();
    let ids: Vec<_> = hooks.iter().map(|hook| value(hook, "id")).collect();
    assert_eq!(ids, ["qlint-check", "qlint-fix"]);
    for hook in hooks {
        let entry = value(hook, "entry");
        let words = entry.split_whitespace().chain(["a.md"]);
        assert!(Cli::try_parse_from(words).is_ok(), "{entry}");
    }
}

#[test]
fn the_hook_that_init_writes_is_the_one_that_is_offered() {
    let offered = yaml::parse(&text(".pre-commit-hooks.yaml"), 0).unwrap();
    let written = yaml::parse(&text("src/cmd/init/files/pre-commit-config.yaml"), 0).unwrap();
    let hook = written.node.nearest("/repos/0/hooks/0");
    for key in ["id", "name", "entry"] {
        assert_eq!(value(hook, key), value(&offered.node.items()[0], key));
    }
}

#[test]
fn the_action_calls_a_command_that_is_there() {
    let parsed = yaml::parse(&text("action.yml"), 0).unwrap();
    let steps = parsed.node.nearest("/runs/steps").items();
    let check = value(steps.last().unwrap(), "run");
    let line = check.lines().find_map(|line| line.trim().strip_prefix("\"$QLINT\" ")).unwrap();
    for (args, paths) in [("", ""), ("--deny-warnings", "a b/c")] {
        let line = line.replace("$ARGS", args).replace("$PATHS", paths);
        // The format is another's work; it may not be there yet.
        let line = line.replace("--format github", "--format json");
        let words = std::iter::once("qlint").chain(line.split_whitespace());
        assert!(Cli::try_parse_from(words).is_ok(), "{line}");
    }
}
