//! What a process may lack: files, threads, memory, its folder, its home, /proc.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::Command;

use super::{cards, faulty, is_littered, mounting, shell};
use crate::support::{Bank, Ran, card};

#[test]
fn few_open_files_are_enough() {
    let deep = (0..40).fold(Bank::new().file("qlint.toml", ""), |bank, at| {
        let (folder, id) = ("f/".repeat(at + 1), format!("PY-ADV-{at:03}"));
        bank.file(&format!("{folder}{id}.md"), card(&id))
    });
    // The book last: its pages lie in the corpus.
    let book = "export --to markdown -o book";
    for arguments in ["check", "export -o x.apkg", "lock", "check --fix", book] {
        let ran = shell(&deep, &format!("ulimit -n 20; $Q {arguments} > /dev/null"));
        assert_eq!(ran.status, 0, "{arguments}: {}", ran.stderr);
    }
    let ran = shell(&faulty(100), "ulimit -n 20; $Q check --fix > /dev/null");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    // With fewer than the program itself needs, it says so.
    let ran = shell(&deep, "ulimit -n 3; $Q check; exit $?");
    assert!(ran.status != 0 && !ran.stderr.contains("panicked"), "{}", ran.stderr);
}

#[test]
fn without_threads_one_does_the_work() {
    let bank = faulty(30);
    let program = bank.path("program");
    fs::copy(env!("CARGO_BIN_EXE_qlint"), &program).unwrap();
    let mut command = Command::new("prlimit");
    command.arg("--nproc=0").arg(&program).args(["check", "--fix"]).current_dir(bank.path("."));
    if shell(&bank, "test $(id -u) = 0 && chmod -R a+rwX .").status == 0 {
        command.uid(65_534).gid(65_534);
    }
    let Ok(output) = command.output() else {
        println!("skipped: there is no prlimit(1)");
        return;
    };
    let ran = Ran::of(output, &bank.path("."));
    assert!(ran.stderr.starts_with("mended 30 findings in 30 files\n"), "{}", ran.stderr);
    assert_eq!(ran.status, 0);
}

#[test]
fn without_memory_no_file_is_half_written() {
    let bank = cards(30);
    assert_eq!(bank.run(&["export", "-o", "x.apkg"]).status, 0);
    let whole = bank.read("x.apkg");
    for kilobytes in (40..80).step_by(2).map(|megabytes| megabytes * 1000) {
        bank.write("x.apkg", "old\n");
        shell(&bank, &format!("ulimit -c 0; ulimit -v {kilobytes}; $Q export -o x.apkg; true"));
        let there = bank.read("x.apkg");
        assert!(there == b"old\n" || there == whole, "{kilobytes} kB");
    }
    assert_eq!(bank.run(&["export", "-o", "x.apkg"]).status, 0);
    assert!(bank.read("x.apkg") == whole && !is_littered(&bank, "."));
}

#[test]
fn the_environment_may_be_empty() {
    let bank = faulty(3);
    for before in ["env -i", "TMPDIR=/nowhere", "HOME=/nowhere XDG_CONFIG_HOME=/nowhere"] {
        let set = if before == "env -i" { "env -i" } else { &format!("env {before}") };
        for arguments in ["check", "export -o x.apkg", "lock", "check --fix", "check --since HEAD"]
        {
            let ran = shell(&bank, &format!("{set} $Q {arguments}"));
            let expected = if arguments.contains("since") { 2 } else { 0 };
            assert_eq!(ran.status, expected, "{before} {arguments}: {}", ran.stderr);
        }
    }
}

#[test]
fn a_folder_that_is_gone_is_named() {
    let bank = cards(1).file("gone/x", "");
    let root = "ROOT=$PWD; cd gone; rm x; rmdir ../gone";
    for (arguments, said) in [
        ("check", "cannot read `.`: no such file or directory"),
        ("check --watch", "cannot read `.`: no such file or directory"),
        ("new", "cannot read `.`: no such file or directory"),
        ("init", "cannot read `.`: no such file or directory"),
        ("export \"$ROOT\" -o x.csv", "cannot write `x.csv`: no such file or directory"),
        ("check --stdin-filename x.md", "cannot read `x.md`: no such file or directory"),
    ] {
        fs::create_dir_all(bank.path("gone")).unwrap();
        bank.write("gone/x", "");
        shell(&bank, &format!("{root}; $Q {arguments} < /dev/null")).refuses(said);
    }
    fs::create_dir_all(bank.path("gone")).unwrap();
    bank.write("gone/x", "");
    let ran = shell(&bank, &format!("{root}; $Q export \"$ROOT\" -o \"$ROOT/x.csv\""));
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

#[test]
fn without_proc_it_works_as_well() {
    let bank = faulty(3).file(".qlint-4294967295-x", "");
    let lines = "mount -t tmpfs none /proc && $Q check --fix && $Q export -o x.apkg && $Q lock";
    let Some(ran) = mounting(&bank, lines) else { return };
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    // Who is at work nobody can tell: only what is old is removed.
    assert!(is_littered(&bank, "."));
    assert_eq!(bank.run(&["check", "--fix"]).status, 0);
    assert_eq!(bank.run(&["export", "-o", "x.csv"]).status, 0);
    assert!(!is_littered(&bank, "."));
}

#[test]
fn a_corpus_over_two_file_systems_is_mended() {
    let bank = faulty(2);
    let lines = "mkdir other; mount -t tmpfs none other && cp PY-ADV-001.md other/PY-ADV-101.md
                 sed -i s/PY-ADV-001/PY-ADV-101/ other/*.md
                 $Q check --fix; $Q export -o other/x.csv && cat other/*";
    let Some(ran) = mounting(&bank, lines) else { return };
    assert!(ran.stderr.contains("mended 3 findings in 3 files"), "{}", ran.stderr);
    assert!(ran.stdout.contains("tags: [a]\n") && ran.stdout.contains("path,id"), "{}", ran.stdout);
}
