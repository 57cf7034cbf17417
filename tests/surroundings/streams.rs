//! Streams that end or are no streams, and terminals.

use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use super::{cards, faulty, is_background, shell};
use crate::support::Bank;

/// Runs a command whose stdout nobody reads.
fn unread(bank: &Bank, arguments: &[&str]) -> Output {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = bank.command(arguments);
    command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).output().unwrap()
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let bank =
        cards(2).file("qlint.toml", "[[export]]\nout = 'x.csv'\n[[export]]\nout = 'x.json'\n");
    let bank = bank.file("qlint.lock", "# qlint.lock, version 1: words\n");
    for arguments in [
        "check --format json",
        "check --format sarif",
        "list",
        "list --format json",
        "stats",
        "rules",
        "explain id/duplicate-id",
        "schema",
        "completions bash",
        "man",
        "build",
        "lock",
        "--help",
        "help-me",
        "check --help",
        "--version",
        "check --write-baseline",
    ] {
        let words: Vec<_> = arguments.split(' ').collect();
        let Output { status, stderr, .. } = unread(&bank, &words);
        let said = String::from_utf8(stderr).unwrap();
        let expected = match arguments {
            "help-me" => 2,
            "check --write-baseline" => 0,
            _ => 141,
        };
        assert_eq!(status.code(), Some(expected), "{arguments}: {said}");
        let quiet = !said.contains("panicked") && !said.to_lowercase().contains("broken pipe");
        assert!(quiet && (expected == 2 || !said.contains("error:")), "{arguments}: {said}");
    }
    // The work was done to its end.
    assert_eq!(bank.names("dist"), ["x.csv", "x.json"]);
    assert!(bank.read("qlint.lock").windows(10).any(|id| id == b"PY-ADV-001"));
}

#[test]
fn errors_stay_errors_when_nobody_reads_them() {
    let bank = Bank::new().file("bad.md", "---\ntitel: x\n---\n");
    for format in ["pretty", "concise", "json", "github", "junit", "sarif"] {
        assert_eq!(unread(&bank, &["check", "--format", format]).status.code(), Some(1));
    }
    assert_eq!(unread(&bank, &["export", "-o", "x.csv"]).status.code(), Some(1));
    assert_eq!(unread(&bank, &["check", "nothing"]).status.code(), Some(2));
    assert_eq!(unread(&faulty(1), &["check", "--diff"]).status.code(), Some(1));
    let ran = shell(&bank, "set +e; $Q check | head -n 1 > /dev/null; exit 0");
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
}

#[test]
fn a_watch_that_nobody_reads_ends() {
    let bank = Bank::new().file("qlint.toml", "").file("bad.md", "---\ntitel: x\n---\n");
    assert_eq!(unread(&bank, &["check", "--watch"]).status.code(), Some(141));
}

#[test]
fn closed_streams_change_no_status() {
    let bank = cards(1).file("bad/bad.md", "---\ntitel: x\n---\n");
    for streams in [">&-", "2>&-", "<&-", ">&- 2>&- <&-"] {
        for (arguments, status) in [
            ("check", 1),
            ("check PY-ADV-000.md", 0),
            ("list", 0),
            ("check nothing", 2),
            ("export PY-ADV-000.md -o x.csv", 0),
            ("new", 2),
            ("check --stdin-filename y.md", 1),
        ] {
            if arguments.contains("stdin") && !streams.contains('<') {
                continue;
            }
            let ran = shell(&bank, &format!("$Q {arguments} {streams}"));
            assert_eq!(ran.status, status, "{arguments} {streams}: {}", ran.stderr);
            assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        }
        assert!(bank.read("x.csv").starts_with(b"path,"));
    }
}

/// Runs a line of a shell on a terminal; what was to be seen there. None, said so, without script(1).
fn on_terminal(bank: &Bank, line: &str) -> Option<String> {
    let mut command = Command::new("script");
    command.args(["-qefc", line, "/dev/null"]).current_dir(bank.path("."));
    command.env("Q", env!("CARGO_BIN_EXE_qlint")).env("TERM", "xterm").env_remove("NO_COLOR");
    // In CI clap takes any terminal for one with colours.
    command.env_remove("CLICOLOR_FORCE").env_remove("CI").env("SHELL", "/bin/sh");
    let Ok(output) = command.stdin(Stdio::null()).output() else {
        println!("skipped: there is no script(1)");
        return None;
    };
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn colour_is_for_terminals_that_have_it() {
    let bank = Bank::new().file("bad.md", "---\ntitel: x\n---\n");
    for (line, coloured) in [
        ("$Q check", true),
        ("TERM=dumb $Q check", false),
        ("NO_COLOR=1 $Q check", false),
        ("$Q check --color never", false),
        ("$Q check --diff --unsafe-fixes", true),
        ("TERM=dumb $Q check --color always", true),
        ("TERM=dumb $Q export -o x.csv", false),
        ("TERM=dumb $Q --help", false),
    ] {
        let Some(seen) = on_terminal(&bank, line) else { return };
        assert_eq!(seen.contains('\u{1b}'), coloured, "{line}: {seen:?}");
        for line in seen.lines() {
            // Ctrl-C comes between lines: each leaves no colour on.
            let last = line.rsplit_once("\u{1b}[").map_or("0m", |(_, last)| last);
            assert!(last.starts_with("0m") || last.starts_with('m'), "{seen:?}");
        }
    }
}

#[test]
fn a_signal_leaves_the_terminal_as_it_was() {
    let bank = Bank::new().file("qlint.toml", "").file("bad.md", "---\ntitel: x\n---\n");
    for (signal, status) in [("INT", 130), ("TERM", 143)] {
        if signal == "INT" && is_background() {
            continue;
        }
        let line = format!(
            "rm -f said; stty -g > before; trap : INT; $Q check --watch 2> said & \
             until grep -q waiting said; do sleep 0.05; done; \
             kill -{signal} $!; wait $!; echo $? > status; stty -g > after"
        );
        // A shell lets its jobs in the background ignore Ctrl-C, unless they are jobs of their own.
        let Some(seen) = on_terminal(&bank, &format!("set -m; {line}")) else { return };
        assert_eq!(String::from_utf8(bank.read("status")).unwrap().trim(), status.to_string());
        assert_eq!(bank.read("before"), bank.read("after"));
        let last = seen.rsplit_once("\u{1b}[").map_or("", |(_, last)| last);
        assert!(last.starts_with("0m") && !seen.contains("\u{1b}[?"), "{seen:?}");
    }
}

#[test]
fn a_watch_ends_by_the_signal() {
    for (signal, number) in [("INT", 2), ("TERM", 15)] {
        if signal == "INT" && is_background() {
            continue;
        }
        let bank = cards(1);
        let mut command = bank.command(&["check", "--watch", "--fix"]);
        let mut watch = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = [0; 1];
        watch.stderr.as_mut().unwrap().read_exact(&mut said).unwrap();
        thread::sleep(Duration::from_millis(50));
        shell(&bank, &format!("kill -{signal} {}", watch.id()));
        assert_eq!(watch.wait().unwrap().signal(), Some(number));
    }
}
