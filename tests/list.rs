//! `qlint list` and `stats` as a user runs them.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

mod support;

use support::{Bank, core};

fn bank() -> Bank {
    let rust = |id: &str| core(id).replace("Python", "Rust");
    let easy = |text: String| {
        text.replace("level: Advanced", "level: Beginner").replace("difficulty: 7", "difficulty: 2")
    };
    Bank::new()
        .file("PY-ADV-001.md", core("PY-ADV-001"))
        .file("RS-ADV-001.md", rust("RS-ADV-001").replace("[locks]", "[locks, sync]"))
        .file("RS-BEG-001.md", easy(rust("RS-BEG-001")))
        .card("SQL-INT-001")
        .file("broken.md", "no front matter\n")
}

#[test]
fn questions_are_listed_in_a_table() {
    let ran = bank().run(&["list"]);
    let expected = "\
id           title                                      level     n/10
PY-ADV-001   What is a lock, and what does it cost?     Advanced     7
RS-ADV-001   What is a lock, and what does it cost?     Advanced     7
RS-BEG-001   What is a lock, and what does it cost?     Beginner     2
SQL-INT-001  What does SQL-INT-001 ask?
";
    let squeezed =
        |text: &str| text.split(' ').filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" ");
    assert_eq!(squeezed(&ran.stdout), squeezed(expected));
    assert_eq!(ran.stderr, "1 file could not be read: `qlint check` says why\n4 of 5 questions\n");
}

#[test]
fn filters_choose_questions_for_list_and_export() {
    let bank = bank();
    let ids = |arguments: &[&str]| {
        let mut all = vec!["list", "--format", "csv"];
        all.extend(arguments);
        let ran = bank.run(&all);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let ids = ran.stdout.lines().skip(1).filter_map(|line| line.split(',').next());
        ids.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["--technology", "rust"]), ["RS-ADV-001", "RS-BEG-001"]);
    assert_eq!(
        ids(&["--technology", "rust,python", "--level", "Advanced"]),
        ["PY-ADV-001", "RS-ADV-001"]
    );
    assert_eq!(ids(&["--difficulty", "..3"]), ["RS-BEG-001"]);
    assert_eq!(ids(&["--kind", "flashcard"]), ["SQL-INT-001"]);
    assert_eq!(ids(&["--tag", "sync"]), ["RS-ADV-001"]);
    assert_eq!(ids(&["--search", "itself identifier"]), ["SQL-INT-001"]);
    std::fs::remove_file(bank.path("broken.md")).unwrap();
    let ran = bank.run(&["export", "--technology", "rust", "-o", "x.csv"]);
    assert!(ran.stderr.starts_with("wrote x.csv: 2 questions"), "{}", ran.stderr);
    bank.run(&["export", "--technology", "go", "-o", "y.csv"])
        .refuses("no question is left to export");
}

#[test]
fn a_listing_is_json_for_programs() {
    let ran = bank().run(&["list", "--level", "beginner", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json[0]["id"], "RS-BEG-001");
    assert_eq!(json[0]["difficulty"], 2);
    assert_eq!(json[0]["path"], "RS-BEG-001.md");
}

#[test]
fn stats_count_and_name_the_gaps() {
    let bank = bank();
    let ran = bank.run(&["stats"]);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/report");
    insta::with_settings!({snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("stats", ran.stdout);
    });
    let ran = bank.run(&["stats", "--technology", "rust", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["questions"], 2);
    assert_eq!(json["gaps"][0]["level"], "Intermediate");
}

#[test]
fn what_a_page_does_not_say_is_given_once() {
    let text =
        core("PY-ADV-001").replace("id: PY-ADV-001\n", "").replace("technology: Python\n", "");
    let bank = Bank::new().file("a.md", &text).file("b.md", text.replace("a lock", "a queue"));
    let import = |more: &[&str]| {
        let mut arguments = vec!["import", "a.md", "b.md", "--from", "question", "-o", "T"];
        arguments.extend(more);
        bank.run(&arguments)
    };
    import(&["--track", "DD", "--dry-run"])
        .refuses("--track makes ids of the technology and the track: say --technology too");
    let ran = import(&["--dry-run"]);
    let hint = "2 questions without an id: --technology NAME --track TRACK numbers them\n";
    assert!(ran.stderr.ends_with(hint), "{}", ran.stderr);
    assert_eq!(import(&["--technology", "Python", "--track", "DD"]).status, 0);
    assert_eq!(bank.names("T"), ["PY-DD-001.md", "PY-DD-002.md"]);
    // The same again: the same ids, so nothing changes.
    let ran = import(&["--technology", "Python", "--track", "DD"]);
    assert!(ran.stderr.ends_with("wrote 0 files to `T`, 2 unchanged\n"), "{}", ran.stderr);
    assert_eq!(bank.run(&["check", "T"]).status, 0);
}
