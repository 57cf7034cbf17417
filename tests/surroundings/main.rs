//! Faults around the program: full disks, odd targets, others at work, streams that end, limits.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]
#![allow(clippy::print_stdout, reason = "it says what it did not do")]

#[path = "../support/mod.rs"]
mod support;

mod at_once;
mod limits;
mod room;
mod streams;
mod targets;

use std::process::Command;

use support::{Bank, Ran, card};

/// Runs lines of a shell in the folder of a bank; `$Q` is qlint.
fn shell(bank: &Bank, lines: &str) -> Ran {
    let mut quiet = bank.command(&[]);
    quiet.env_remove("TERM");
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{lines}\nexit $?")]).current_dir(bank.path("."));
    command.env("Q", env!("CARGO_BIN_EXE_qlint"));
    for (name, value) in quiet.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    Ran::of(command.output().unwrap(), &bank.path("."))
}

/// The same where file systems can be mounted; none, said so, if the system does not let us.
fn mounting(bank: &Bank, lines: &str) -> Option<Ran> {
    let can = Command::new("unshare")
        .args(["-rm", "sh", "-c", "mount -t tmpfs none /mnt && mount --bind /mnt /mnt"])
        .output();
    if !can.is_ok_and(|ran| ran.status.success()) {
        println!("skipped: nothing can be mounted here");
        return None;
    }
    bank.write("lines.sh", format!("rm lines.sh\n{lines}"));
    Some(shell(bank, "exec unshare -rm sh lines.sh"))
}

/// A bank of so many sound cards.
fn cards(number: usize) -> Bank {
    (0..number).fold(Bank::new().file("qlint.toml", ""), |bank, at| {
        let id = format!("PY-ADV-{at:03}");
        bank.file(&format!("{id}.md"), card(&id))
    })
}

/// A bank of cards each of which has a tag twice, which `--fix` mends.
fn faulty(number: usize) -> Bank {
    let bank = cards(number);
    for name in bank.names(".").iter().filter(|name| name.ends_with(".md")) {
        bank.write(name, with_tags(&card(name.trim_end_matches(".md")), "[a, a]"));
    }
    bank
}

fn with_tags(card: &str, tags: &str) -> String {
    card.replace("kind: flashcard", &format!("kind: flashcard\ntags: {tags}"))
}

/// Whether Ctrl-C passes by who runs the tests, and so all that they start: a job in the background.
fn is_background() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    let passes = mask & 0b10 != 0;
    if passes {
        println!("skipped: Ctrl-C passes by jobs in the background");
    }
    passes
}

/// Whether a run that was killed or failed left a draft in the folder.
fn is_littered(bank: &Bank, folder: &str) -> bool {
    bank.names(folder).iter().any(|name| name.starts_with(".qlint-"))
}
