//! `check --watch` checks again when a file changes.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use support::{Bank, card};

/// Ends the process when the test ends, however it does.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

#[test]
fn a_change_is_checked_at_once() {
    let bank = Bank::new().file("qlint.toml", "").card("PY-ADV-001");
    let mut command = bank.command(&["check", "--watch", "--format", "concise"]);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut watching = Watching(command.spawn().unwrap());
    let lines = BufReader::new(watching.0.stderr.take().unwrap()).lines();
    let (send, said) = channel();
    thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| send.send(line)));
    // How many rounds see the same text depends on the system: what is waited for comes.
    let until = |words: &str| {
        while !said.recv_timeout(Duration::from_secs(60)).unwrap().contains(words) {}
    };
    until("nothing to mend in 1 question");
    std::fs::write(bank.path("PY-ADV-001.md"), card("PY-ADV-001").replace("title", "titel"))
        .unwrap();
    until("1 error");
    // In a folder that is new.
    std::fs::create_dir(bank.path("new")).unwrap();
    std::fs::write(bank.path("new/PY-ADV-002.md"), card("PY-ADV-002")).unwrap();
    until("in 2 questions");
    std::fs::write(bank.path("qlint.toml"), "exclude = 1\n").unwrap();
    until("error: ");
    std::fs::write(bank.path("qlint.toml"), "").unwrap();
    std::fs::write(bank.path("PY-ADV-001.md"), card("PY-ADV-001")).unwrap();
    until("nothing to mend in 2 questions");
}
