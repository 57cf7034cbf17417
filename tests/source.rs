//! Banks of other formats, checked, listed and exported where they lie.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use support::Bank;

const QUIZ: &str = "## Go\n\n#### Q1. What is a channel?\n\n- [x] A pipe\n- [ ] A list\n- [ ] A lock\n\n#### Q2. What is a slice?\n\n- [ ] A copy\n- [x] A window\n- [ ] A lock\n";

fn bank() -> Bank {
    Bank::new()
        .file("qlint.toml", "[[source]]\npath = ['quizzes/**']\nformat = 'quiz'\n")
        .card("PY-ADV-001")
        .file("quizzes/go.md", QUIZ)
}

#[test]
fn a_foreign_bank_is_checked_listed_and_exported_where_it_lies() {
    let bank = bank();
    let ran = bank.run(&["check"]);
    // A quiz has no level and no technology, so none is demanded.
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.starts_with("nothing to mend in 3 questions (2 files, "), "{}", ran.stderr);
    let ran = bank.run(&["list", "--format", "csv"]);
    assert!(ran.stdout.contains("\nquizzes/go.md#1,What is a channel?,mcq,"), "{}", ran.stdout);
    let ran = bank.run(&["export", "-o", "x.apkg"]);
    assert!(ran.stderr.starts_with("wrote x.apkg: 3 questions, 3 cards"), "{}", ran.stderr);
}

#[test]
fn a_fault_is_found_in_the_foreign_file() {
    let bank = bank().file("quizzes/go.md", QUIZ.replace("- [x] A window", "- [ ] A window"));
    let expected =
        "quizzes/go.md:11:1 error mcq/no-correct-option no option is marked as correct\n";
    for arguments in [&["check"][..], &["check", "--from", "quiz", "quizzes/go.md"]] {
        let ran = bank.run(&[arguments, &["--format", "concise"]].concat());
        assert_eq!((ran.status, ran.stdout.as_str()), (1, expected));
    }
}

#[test]
fn tables_are_joined_and_their_columns_named() {
    let bank = Bank::new()
        .file("qlint.toml", "[[source]]\npath = ['*.csv']\nformat = 'csv'\njoin = 'word'\n[source.columns]\nword = 'title'\nmeaning = 'Answer'\n")
        .file("a.csv", "word,meaning\nchannel,\"a pipe, of values\"\nslice,a window\n")
        .file("b.csv", "word,guid\nslice,\"x\"\"y,\"\nchannel,z\n");
    let ran = bank.run(&["export", "-o", "x.json"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let json: serde_json::Value = serde_json::from_slice(&bank.read("x.json")).unwrap();
    assert_eq!(json["questions"][0]["fields"]["title"], "channel");
    assert_eq!(json["questions"][0]["fields"]["guid"], "z");
    assert_eq!(json["questions"][1]["fields"]["guid"], "x\"y,");
    let bank = bank.file("b.csv", "word,more\nslice,x\nmap,y\n");
    let ran = bank.run(&["check", "--format", "concise"]);
    assert!(ran.stdout.contains("b.csv:1:6 warning import/unknown-column "), "{}", ran.stdout);
    assert!(ran.stdout.contains("b.csv:3:1 error structure/missing-section "), "{}", ran.stdout);
    let bank = bank.file("b.csv", "term,guid\nslice,x\n");
    let ran = bank.run(&["check", "--format", "concise"]);
    assert!(ran.stdout.starts_with("b.csv:1:1 error import/missing-key-column "), "{}", ran.stdout);
}

#[test]
fn what_an_export_wrote_is_imported_without_loss() {
    for out in ["x.csv", "x.json"] {
        let bank = Bank::new().file("deep/PY-ADV-001.md", support::core("PY-ADV-001")).file(
            "PY-ADV-002.md",
            support::core("PY-ADV-002").replace("lock PY-ADV", "\"=1+1\" PY-ADV"),
        );
        let before = [bank.read("deep/PY-ADV-001.md"), bank.read("PY-ADV-002.md")];
        bank.run(&["export", "-o", out]);
        let ran = bank.run(&["import", out, "-o", "T"]);
        assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
        let after = [bank.read("T/deep/PY-ADV-001.md"), bank.read("T/PY-ADV-002.md")];
        assert_eq!(before[0], after[0], "{out}");
        let canonical = String::from_utf8(before[1].clone()).unwrap();
        assert!(String::from_utf8(after[1].clone()).unwrap().contains("=1+1"), "{canonical}");
    }
}
