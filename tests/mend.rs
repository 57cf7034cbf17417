//! `check --fix` and `--diff`: what is mended, and that nothing else is.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use std::io::Write;
use std::process::Stdio;

use support::{Bank, Ran, card, core};

/// A question with a fault that has a safe fix and one that has an unsafe one.
fn faulty() -> String {
    let text = core("PY-ADV-001").replace("technology:", "# whose?\ntechnolgy:");
    text.replace("difficulty: 7", "difficulty: '7' # of ten")
}

#[test]
fn safe_fixes_are_put_in_and_the_others_are_named() {
    let bank = Bank::new().file("PY-ADV-001.md", faulty());
    let before = bank.run(&["check", "--format", "concise"]);
    assert!(
        before.stderr.contains(
            "1 can be mended by `qlint check --format concise --fix`; 1 more with `--unsafe-fixes`"
        ),
        "{}",
        before.stderr
    );
    let ran = bank.run(&["check", "--format", "concise", "--fix"]);
    assert_eq!((ran.status, ran.stdout.lines().count()), (1, 1), "{}", ran.stdout);
    assert!(ran.stderr.starts_with("mended 1 finding in 1 file\n"), "{}", ran.stderr);
    let cure = "1 can be mended by `qlint check --format concise --fix --unsafe-fixes`; look";
    assert!(ran.stderr.contains(cure), "{}", ran.stderr);
    let mended = faulty().replace("'7'", "7");
    assert_eq!(bank.read("PY-ADV-001.md"), mended.as_bytes());
    let ran = bank.run(&["check", "--fix", "--unsafe-fixes"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    let mended = mended.replace("technolgy", "technology");
    assert_eq!(bank.read("PY-ADV-001.md"), mended.as_bytes());
    let ran = bank.run(&["check", "--fix", "--unsafe-fixes"]);
    assert!(ran.stderr.starts_with("nothing to mend in 1 question"), "{}", ran.stderr);
}

#[test]
fn a_diff_changes_nothing() {
    let bank = Bank::new().file("PY-ADV-001.md", faulty());
    let ran = bank.run(&["check", "--diff"]);
    assert_eq!(ran.status, 1);
    let expected = "\
--- a/PY-ADV-001.md
+++ b/PY-ADV-001.md
@@ -6,7 +6,7 @@
 technolgy: Python
 category: Concurrency
 level: Advanced
-difficulty: '7' # of ten
+difficulty: 7 # of ten
 tags: [locks]
 ---
 
";
    assert_eq!(ran.stdout, expected);
    assert_eq!(ran.stderr, "1 finding would be mended in 1 file; nothing was written\n");
    assert_eq!(bank.read("PY-ADV-001.md"), faulty().as_bytes());
    let ran = Bank::new().card("PY-ADV-001").run(&["check", "--diff"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert_eq!(ran.stderr, "there is nothing that a fix would change\n");
}

/// What `check --stdin-filename PATH ARGUMENTS -` says of a text.
fn piped(bank: &Bank, path: &str, arguments: &[&str], text: &str) -> Ran {
    let mut arguments = arguments.to_vec();
    arguments.extend(["--stdin-filename", path, "-"]);
    let mut command = bank.command(&[&["check"], arguments.as_slice()].concat());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Ran::of(child.wait_with_output().unwrap(), &bank.path(""))
}

#[test]
fn an_editor_has_its_text_checked_among_the_files() {
    let settings = "exclude = ['drafts']\n";
    let bank = Bank::new().file("qlint.toml", settings).card("PY-ADV-001").card("PY-ADV-002");
    let taken = card("PY-ADV-001");
    // A file that is there, one that is not yet, one in a folder that is not yet.
    for path in ["PY-ADV-002.md", "PY-ADV-003.md", "new/PY-ADV-003.md"] {
        let ran = piped(&bank, path, &["--format", "concise"], &taken);
        let words = "error id/duplicate-id the id `PY-ADV-001` is taken";
        assert!(ran.stdout.contains(words), "{path}: {}{}", ran.stdout, ran.stderr);
        assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    }
    for path in ["drafts/x.md", "README.md"] {
        let ran = piped(&bank, path, &[], &taken);
        assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "{path}");
    }
    assert_eq!(bank.read("PY-ADV-002.md"), card("PY-ADV-002").as_bytes());
}

#[test]
fn an_editor_gets_the_mended_text() {
    let bank = Bank::new().file("PY-ADV-001.md", card("PY-ADV-001"));
    let ran = piped(&bank, "PY-ADV-001.md", &["--fix"], &faulty());
    assert_eq!(ran.stdout, faulty().replace("'7'", "7"));
    assert_eq!(ran.status, 1);
    assert_eq!(bank.read("PY-ADV-001.md"), card("PY-ADV-001").as_bytes());
    let ran = piped(&bank, "README.md", &["--fix"], "# Read me\n");
    assert_eq!(ran.stdout, "# Read me\n");
    let ran = piped(&bank, "PY-ADV-001.md", &["--fix"], &card("PY-ADV-001"));
    assert_eq!(ran.stdout, card("PY-ADV-001"));
}

#[test]
fn tables_are_not_edited() {
    let table = "id,title,kind,technology,category,level,difficulty,Answer\nPY-1,What is it?,flashcard,,,,,A lock\n";
    let bank = Bank::new().file("t.csv", table);
    let ran = bank.run(&["check", "--from", "csv", "--fix", "--unsafe-fixes"]);
    assert!(!ran.stderr.contains("mended "), "{}", ran.stderr);
    assert_eq!(bank.read("t.csv"), table.as_bytes());
}

#[test]
fn a_long_command_is_not_said_again() {
    let bank = Bank::new().file("PY-ADV-001.md", faulty());
    let command = [&["check"][..], &["PY-ADV-001.md"; 20]].concat();
    let ran = bank.run(&command);
    let cure = "1 can be mended by the same command with `--fix`; 1 more with `--unsafe-fixes`";
    assert!(ran.stderr.contains(cure), "{}", ran.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_no_text_is_named_as_far_as_it_is() {
    use std::os::unix::ffi::OsStrExt;
    let folder = std::ffi::OsStr::from_bytes(b"b\xff");
    let bank = Bank::new().file("PY-ADV-001.md", faulty());
    std::fs::create_dir(bank.path("").join(folder)).unwrap();
    std::fs::rename(bank.path("PY-ADV-001.md"), bank.path("").join(folder).join("PY-ADV-001.md"))
        .unwrap();
    let output = bank.command(&["check", "--fix"]).arg(folder).output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{words}");
    let cure = "1 can be mended by `qlint check 'b\u{fffd}' --fix --unsafe-fixes`";
    assert!(words.contains(cure), "{words}");
}

#[test]
fn statistics_count_by_rule() {
    let bank = Bank::new().file("PY-ADV-001.md", faulty()).card("PY-ADV-002");
    let ran = bank.run(&["check", "--statistics"]);
    let expected = "\
found  severity  rule                      fixes
    1  error     front-matter/unknown-key      1
    1  error     front-matter/wrong-type       1
";
    assert_eq!((ran.status, ran.stdout.as_str()), (1, expected));
}
