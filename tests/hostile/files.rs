//! What may lie in a folder, and what it may be called.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::support::{Bank, card};

const SILENT: (i32, &str) = (0, "");

/// A bank of one card, and whatever else is put into it.
fn bank() -> Bank {
    Bank::new().card("PY-ADV-001")
}

fn pipe(bank: &Bank, name: &str) {
    assert!(Command::new("mkfifo").arg(bank.path(name)).status().unwrap().success());
}

#[test]
fn a_file_of_4_gib_is_not_read() {
    let bank = bank();
    File::create(bank.path("PY-ADV-002.md")).unwrap().set_len(4 << 30).unwrap();
    let fault = "the file has 4294967296 bytes, more than the 4194304 of the limit";
    let said = format!("PY-ADV-002.md:1:1 error file/too-large {fault}\n");
    let ran = bank.run(&["check", "--format", "concise"]);
    assert_eq!((ran.status, ran.stdout), (1, said));
    let ran = bank.run(&["export", "-o", "x.csv"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains(fault), "{}", ran.stdout);
    assert_eq!(ran.stderr, "nothing was written: 1 fault must be mended first\n");
    let ran = bank.run(&["import", "PY-ADV-002.md", "-o", "out"]);
    assert_eq!((ran.status, ran.stdout.contains(fault)), (2, true));
    assert_eq!(bank.names("."), ["PY-ADV-001.md", "PY-ADV-002.md"]);
}

#[test]
fn what_is_no_file_is_passed_over_and_refused_where_it_is_asked_for() {
    let bank = bank();
    pipe(&bank, "PY-ADV-002.md");
    fs::create_dir(bank.path("PY-ADV-003.md")).unwrap();
    symlink("/dev/zero", bank.path("PY-ADV-004.md")).unwrap();
    let ran = bank.run(&["check", "--format", "concise"]);
    assert_eq!((ran.status, ran.stdout.as_str()), SILENT);
    let no_file = "it is a pipe or a device, not a file";
    for (path, words) in [
        ("PY-ADV-002.md", no_file),
        ("PY-ADV-003.md", "is a directory; name the files in it, such as `PY-ADV-003.md/*.md`"),
        ("PY-ADV-004.md", no_file),
        ("/dev/zero", no_file),
    ] {
        bank.run(&["check", path]).refuses(&format!("no question file matched `{path}`"));
        bank.run(&["import", path, "-o", "out"]).refuses(&format!("cannot read `{path}`: {words}"));
    }
    bank.run(&["export", "--against", "PY-ADV-002.md"])
        .refuses(&format!("cannot read `PY-ADV-002.md`: {no_file}"));
}

#[test]
fn links_are_not_followed() {
    let bank = bank();
    let outside = Bank::new().card("PY-ADV-007");
    for (to, name) in [
        ("b.md", "a.md"),
        ("a.md", "b.md"),
        (".", "PY"),
        ("none", "PY-ADV-005.md"),
        (outside.path("PY-ADV-007.md").to_str().unwrap(), "PY-ADV-006.md"),
        (outside.path(".").to_str().unwrap(), "out"),
    ] {
        symlink(to, bank.path(name)).unwrap();
    }
    let ran = bank.run(&["check", "--format", "concise"]);
    assert_eq!((ran.status, ran.stdout.as_str()), SILENT);
    assert!(ran.stderr.starts_with("nothing to mend in 1 question (1 file,"), "{}", ran.stderr);
    bank.run(&["check", "a.md"]).refuses("cannot read `a.md`: too many levels of symbolic links");
}

#[test]
fn pictures_outside_are_not_taken_along() {
    let text = card("PY-ADV-002").replace("For", "![](a.png) ![](b/passwd) ![](../c.png) For");
    let bank = Bank::new().file("PY-ADV-002.md", text).file("x.apkg", "old");
    symlink("/etc/passwd", bank.path("a.png")).unwrap();
    symlink("/etc", bank.path("b")).unwrap();
    let link = "is a link to a file outside the corpus";
    let said = format!(
        "PY-ADV-002.md:9:5 error links/missing-media `a.png` {link}
PY-ADV-002.md:9:16 error links/missing-media `b/passwd` {link}
PY-ADV-002.md:9:30 error links/missing-media `../c.png` leads out of the corpus
"
    );
    let ran = bank.run(&["check", "--format", "concise"]);
    assert_eq!((ran.status, ran.stdout), (1, said));
    assert_eq!(bank.run(&["export", "-o", "x.apkg"]).status, 1);
    assert_eq!(bank.read("x.apkg"), b"old");
}

#[test]
fn names_that_differ_in_case_are_two_names() {
    let other = card("py-adv-001").replace("ask?", "show?").replace("itself", "nothing at all");
    let bank = bank().file("py-adv-001.md", other);
    let ran = bank.run(&["check", "--format", "concise"]);
    let said = "py-adv-001.md:2:5 error id/id-format the id `py-adv-001` is not of the form \
                TECH-TRACK-NNN, such as PY-ADV-004\n";
    assert_eq!((ran.status, ran.stdout.as_str()), (1, said));
    let ran = bank.run(&["list", "--format", "csv"]);
    assert_eq!(ran.stdout.lines().count(), 3, "{}", ran.stdout);
}

/// A file with a fault under each name, in every report: no name breaks out of its place.
#[test]
fn names_of_any_bytes_break_no_report() {
    let long = format!("{}.md", "n".repeat(252));
    let names: [&[u8]; 7] = [
        b"a\nb.md",
        b"x\x1b[31mred\x07.md",
        "rtl\u{202e}gnp.md".as_bytes(),
        long.as_bytes(),
        b"caf\xe9.md",
        b"a,b;c:d%0A::error::x.md",
        b"]]><x>&\"'.md",
    ];
    let bank = Bank::new();
    for name in names {
        fs::write(bank.path(".").join(OsStr::from_bytes(name)), "no front matter\n").unwrap();
    }
    for report in qlint::report::names() {
        let ran = bank.run(&["check", "--format", report]);
        assert_eq!(ran.status, 1, "{report}: {}", ran.stderr);
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        let data = ["json", "jsonl", "sarif", "gitlab", "rdjson"].contains(&report);
        let raw: Vec<char> = ran.stdout.chars().filter(|c| steers(*c)).collect();
        // JSON writes the control characters of ASCII as `\u001b`, others as they are.
        assert!(
            if data { raw.iter().all(|c| *c == '\u{202e}') } else { raw.is_empty() },
            "{report}: {raw:?}"
        );
        match report {
            "jsonl" => assert_eq!(ran.stdout.lines().map(parsed).count(), names.len()),
            "junit" => _ = roxmltree::Document::parse(&ran.stdout).unwrap(),
            "concise" | "github" => assert_eq!(ran.stdout.lines().count(), names.len(), "{report}"),
            "pretty" => {}
            _ => _ = parsed(&ran.stdout),
        }
    }
    // What git calls them, and what a list of them shows.
    for arguments in [&["list"][..], &["stats"], &["check", "--fix", "--diff"]] {
        let ran = bank.run(arguments);
        assert!(!ran.stdout.contains('\u{1b}') && !ran.stderr.contains('\u{1b}'), "{arguments:?}");
    }
    bank.run(&["check", "no\n::error::\u{1b}[2J.md"])
        .refuses("cannot read `no\u{fffd}::error::\u{fffd}[2J.md`: no such file or directory");
}

fn parsed(json: &str) -> serde_json::Value {
    serde_json::from_str(json).unwrap()
}
