//! Others at work: two runs on one file, files that change or go while they are read.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::{cards, faulty, is_background, is_littered, shell, with_tags};
use crate::support::{Bank, card, tree};

fn start(bank: &Bank, arguments: &[&str]) -> Child {
    let mut command = bank.command(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn of_two_exports_to_one_file_the_last_wins() {
    let bank = cards(30);
    let whole = |arguments: &[&str]| {
        assert_eq!(bank.run(arguments).status, 0);
        bank.read("x.csv")
    };
    let guarded = &["export", "-o", "x.csv", "--guard-formulas", "PY-ADV-001.md"];
    let (all, one) = (whole(&["export", "-o", "x.csv"]), whole(guarded));
    for _ in 0..5 {
        let mut runs = [start(&bank, &["export", "-o", "x.csv"]), start(&bank, guarded)];
        runs.iter_mut().for_each(|run| assert!(run.wait().unwrap().success()));
        let there = bank.read("x.csv");
        assert!(there == all || there == one);
        assert!(!is_littered(&bank, "."));
    }
}

#[test]
fn an_export_while_the_ledger_is_written_sees_the_old_one_or_the_new_one() {
    let bank = cards(30);
    assert_eq!(bank.run(&["lock"]).status, 0);
    for round in 0..5 {
        bank.write("PY-ADV-007.md", card("PY-ADV-007") + &"More.\n".repeat(round + 1));
        let mut runs = [start(&bank, &["lock"]), start(&bank, &["export", "-o", "x.apkg"])];
        runs.iter_mut().for_each(|run| assert!(run.wait().unwrap().success()));
        assert!(!is_littered(&bank, "."));
    }
}

#[test]
fn of_two_new_questions_none_takes_the_place_of_the_other() {
    let bank = cards(1);
    let arguments = "new --technology Python --level Advanced --kind flashcard --title What? \
                     --category Locks --difficulty 7 --prefix PY --tag locks";
    let words: Vec<_> = arguments.split_whitespace().collect();
    let mut runs: Vec<_> = (0..8).map(|_| start(&bank, &words)).collect();
    let codes: Vec<_> = runs.iter_mut().map(|run| run.wait().unwrap().code()).collect();
    let made = codes.iter().filter(|code| **code == Some(0)).count();
    assert!(made > 0 && codes.iter().all(|code| [Some(0), Some(2)].contains(code)), "{codes:?}");
    let there = bank.names(".").iter().filter(|name| name.ends_with(".md")).count();
    assert_eq!(there, 1 + made, "{codes:?}");
}

#[test]
fn two_runs_mend_the_same_files() {
    for _ in 0..3 {
        let bank = faulty(60);
        let mut runs = [start(&bank, &["check", "--fix"]), start(&bank, &["check", "--fix"])];
        runs.iter_mut().for_each(|run| assert_eq!(run.wait().unwrap().code(), Some(0)));
        for name in bank.names(".").iter().filter(|name| name.ends_with(".md")) {
            let mended = with_tags(&card(name.trim_end_matches(".md")), "[a]");
            assert_eq!(String::from_utf8(bank.read(name)).unwrap(), mended);
        }
        assert!(!is_littered(&bank, "."));
    }
}

/// A build that has written all of its drafts and waits for who reads the pipe. What stands before
/// it in a shell says which signals it is to let pass.
fn waiting_build(before: &str) -> (Bank, Child) {
    let bank = cards(3).file("dist/x.csv", "old\n").file("dist/x.json", "old\n");
    bank.write(
        "qlint.toml",
        "[[export]]\nout = 'a.csv'\n[[export]]\nout = 'x.csv'\n[[export]]\nout = 'x.json'\n",
    );
    assert_eq!(shell(&bank, "mkfifo dist/a.csv").status, 0);
    let line = format!("{before} exec {} build", env!("CARGO_BIN_EXE_qlint"));
    let mut command = Command::new("sh");
    command.args(["-c", &line]).current_dir(bank.path(".")).stdin(Stdio::null());
    let build = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let drafts = || bank.names("dist").iter().filter(|name| name.starts_with('.')).count();
    while drafts() < 2 {
        thread::sleep(Duration::from_millis(1));
    }
    (bank, build)
}

#[test]
fn drafts_go_with_the_signal_or_with_the_next_run() {
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("KILL", 9)] {
        if signal == "INT" && is_background() {
            continue;
        }
        let (bank, mut build) = waiting_build("");
        assert_eq!(shell(&bank, &format!("kill -{signal} {}", build.id())).status, 0);
        assert_eq!(build.wait().unwrap().signal(), Some(number));
        assert_eq!(is_littered(&bank, "dist"), signal == "KILL", "{signal}");
        for name in ["x.csv", "x.json"] {
            assert_eq!(bank.read(&format!("dist/{name}")), b"old\n");
        }
        fs::rename(bank.path("dist/a.csv"), bank.path("pipe")).unwrap();
        assert_eq!(bank.run(&["build"]).status, 0);
        assert_eq!(bank.names("dist"), ["a.csv", "x.csv", "x.json"]);
    }
}

#[test]
fn signals_that_are_to_pass_pass() {
    let (bank, mut build) = waiting_build("trap '' HUP INT;");
    shell(&bank, &format!("kill -HUP {0}; kill -INT {0}; sleep 0.1; cat dist/a.csv", build.id()));
    assert!(build.wait().unwrap().success());
    assert_eq!(bank.names("dist"), ["a.csv", "x.csv", "x.json"]);
}

#[test]
fn drafts_of_a_run_at_work_stay() {
    let (bank, mut build) = waiting_build("");
    assert_eq!(bank.run(&["export", "-o", "dist/other.csv"]).status, 0);
    assert!(is_littered(&bank, "dist"));
    shell(&bank, "cat dist/a.csv > got");
    assert!(build.wait().unwrap().success());
    assert_eq!(bank.names("dist"), ["a.csv", "other.csv", "x.csv", "x.json"]);
    assert_eq!(bank.read("dist/x.csv"), bank.read("got"));
}

#[test]
fn a_fix_leaves_alone_what_changed_since_it_was_read() {
    let own = with_tags(&card("PY-ADV-000"), "[b, b]");
    for _ in 0..20 {
        let bank = faulty(200);
        let before = tree(&bank.path("."));
        let mut run = bank.command(&["check", "--fix"]);
        let run = run.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        // The first draft is that of the first file; 199 are still to be written.
        while !is_littered(&bank, ".") && bank.read("PY-ADV-000.md") == before["PY-ADV-000.md"] {
            thread::sleep(Duration::from_micros(100));
        }
        bank.write("new", &own);
        fs::rename(bank.path("new"), bank.path("PY-ADV-000.md")).unwrap();
        let output = run.wait_with_output().unwrap();
        // Whoever came last had the last word, and not the fix of an older text.
        assert_eq!(String::from_utf8(bank.read("PY-ADV-000.md")).unwrap(), own);
        assert!(!is_littered(&bank, "."));
        if output.status.code() == Some(2) {
            let said = String::from_utf8(output.stderr).unwrap();
            let root = bank.path(".").canonicalize().unwrap();
            let file = root.join("PY-ADV-000.md");
            let file = file.display();
            assert_eq!(
                said,
                format!("error: cannot mend `{file}`: it changed since it was read: run again\n")
            );
            return;
        }
    }
    println!("skipped: no fix was slow enough to be overtaken");
}

#[test]
fn files_that_come_and_go_while_they_are_read_break_nothing() {
    let bank = faulty(30);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let meddler = scope.spawn(|| {
            let texts = ["", "---\nid: PY-ADV-003\n", &card("PY-ADV-003"), &"x\n".repeat(999)];
            for round in (0..).take_while(|_| !done.load(Ordering::Relaxed)) {
                let at = round % 30;
                let path = bank.path(&format!("PY-ADV-{at:03}.md"));
                match round % 7 {
                    0 => _ = fs::rename(&path, bank.path("away")),
                    1 => _ = fs::rename(bank.path("away"), &path),
                    _ => _ = fs::write(&path, texts[round % texts.len()]),
                }
                thread::sleep(Duration::from_micros(300));
            }
        });
        for round in 0..12 {
            let arguments: &[&str] = match round % 4 {
                0 => &["check", "--format", "json"],
                1 => &["export", "-o", "x.apkg"],
                2 => &["check", "--fix"],
                _ => &["lock"],
            };
            let ran = bank.run(arguments);
            assert!((0..=2).contains(&ran.status), "{arguments:?}: {}", ran.stderr);
            assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        }
        done.store(true, Ordering::Relaxed);
        meddler.join().unwrap();
    });
    assert!(!is_littered(&bank, "."));
}
