//! `qlint new` as a program runs it: nobody is there to ask.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use support::{Bank, Ran, core};

/// Questions on Rust and Python, one of each.
fn bank() -> Bank {
    Bank::new()
        .file("qlint.toml", "include = [\"decks/**\"]\n[prefixes]\nRS = \"Rust\"\n")
        .file("decks/rust/RS-ADV-001.md", core("RS-ADV-001").replace("Python", "Rust"))
        .file("decks/python/PY-ADV-007.md", core("PY-ADV-007"))
}

fn new(bank: &Bank, more: &[&str]) -> Ran {
    let mut arguments = vec!["new", "--title", "Who waits?", "--category", "Locks"];
    arguments.extend(more);
    bank.run(&arguments)
}

#[test]
fn a_skeleton_stands_where_its_like_stand() {
    let bank = bank();
    let ran = new(
        &bank,
        &[
            "--technology",
            "rust",
            "--level",
            "advanced",
            "--difficulty",
            "7",
            "--kind",
            "core",
            "--tag",
            "a,b",
        ],
    );
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "decks/rust/RS-ADV-002.md\n"));
    assert_eq!(ran.stderr, "write it, then: qlint check decks/rust/RS-ADV-002.md\n");
    let expected = "\
---
id: RS-ADV-002
title: Who waits?
kind: core
technology: Rust
category: Locks
level: Advanced
difficulty: 7
tags: [a, b]
---

## Answer

TODO: What one would say.

## Key Points

- TODO: What a complete answer names.
- TODO

## Common Mistakes

- TODO: What people get wrong, and what it costs.
- TODO

## Follow-up Questions

- TODO: What an interviewer asks next.
- TODO
";
    assert_eq!(String::from_utf8(bank.read("decks/rust/RS-ADV-002.md")).unwrap(), expected);
}

#[test]
fn of_every_kind_no_key_and_no_section_is_missing() {
    let bank = bank();
    for kind in ["concept", "deep-dive", "core", "mcq", "mock-interview", "flashcard"] {
        let ran = new(
            &bank,
            &["--technology", "Python", "--level", "Beginner", "--difficulty", "2", "--kind", kind],
        );
        let path = ran.stdout.trim();
        let checked = bank.run(&[
            "check",
            "--format",
            "concise",
            "--ignore",
            // The skeletons are alike but for their kind.
            "structure/section-too-short,corpus",
            path,
        ]);
        let other = checked.stdout.lines().find(|line| !line.contains("placeholder-text"));
        assert_eq!(other, None, "{kind}");
        let written = bank.read(path);
        bank.run(&["import", "--from", "question", "-o", "out", path]);
        let name = path.rsplit('/').next().unwrap();
        assert_eq!(bank.read(&format!("out/{name}")), written, "{kind} is not canonical");
    }
}

#[test]
fn a_number_is_never_given_again() {
    let retired = "retired = [\"PY-ADV-0011\"]\n";
    let bank = bank().file("decks/python/deck.toml", retired);
    let python = ["--technology", "Python", "--level", "Advanced", "--difficulty", "7"];
    assert_eq!(new(&bank, &python).stdout, "decks/python/PY-ADV-0012.md\n");
    let renamed = core("PY-DS-001").replace("tags:", "previous_ids: [PY-INT-041]\ntags:");
    let bank = bank.file("decks/python/PY-DS-001.md", renamed);
    let intermediate = ["--technology", "Python", "--level", "Intermediate", "--difficulty", "5"];
    assert_eq!(new(&bank, &intermediate).stdout, "decks/python/PY-INT-042.md\n");
    let taken = [&intermediate[..], &["--set", "id=PY-INT-041"]].concat();
    new(&bank, &taken).refuses("the id `PY-INT-041` is taken, or was once");
}

#[test]
fn the_folder_is_the_nearest_that_says_something() {
    let bank = bank();
    let python = ["--technology", "Python", "--level", "Beginner", "--difficulty", "2"];
    assert_eq!(new(&bank, &python).stdout, "decks/python/PY-BEG-001.md\n");
    let go = ["--technology", "Go", "--prefix", "GO", "--level", "Beginner", "--difficulty", "2"];
    assert_eq!(new(&bank, &go).stdout, "decks/GO-BEG-001.md\n");
    let ran = new(&bank, &[&go[..], &["decks/go/deep"]].concat());
    assert_eq!(ran.stdout, "decks/go/deep/GO-BEG-002.md\n");
    let ran = new(&bank, &[&go[..], &["drafts"]].concat());
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "drafts/GO-BEG-003.md\n"));
    assert!(ran.stderr.starts_with("no other command sees it"), "{}", ran.stderr);
    let empty = Bank::new().file("qlint.toml", "include = [\"./questions/**/*.md\"]\n");
    assert_eq!(new(&empty, &go).stdout, "questions/GO-BEG-001.md\n");
    assert_eq!(new(&Bank::new(), &go).stdout, "GO-BEG-001.md\n");
}

#[test]
fn what_is_missing_or_wrong_is_named_and_nothing_is_written() {
    let bank = bank();
    let hint = "on a terminal you are asked";
    bank.run(&["new"]).refuses(&format!(
        "missing: --title, --technology, --category, --level, --difficulty; {hint}"
    ));
    let go = ["--technology", "Go", "--level", "Beginner", "--difficulty", "2"];
    new(&bank, &go).refuses(&format!("missing: --prefix; {hint}"));
    new(&bank, &["--kind", "flashcard"]).refuses(&format!("missing: --prefix, --track; {hint}"));
    new(&bank, &["--level", "Advnced"])
        .refuses("`level` cannot be `Advnced`: did you mean `Advanced`?");
    new(&bank, &["--level", "Beginner", "--difficulty", "9"]).refuses(
        "difficulty 9 is above the maximum 4 for Beginner questions; Beginner questions have difficulty 1 to 4",
    );
    new(&bank, &[&go[..], &["--prefix", "RS"]].concat())
        .refuses("the prefix `RS` stands for Rust, not for Go");
    new(&bank, &[&go[..], &["--prefix", "go"]].concat())
        .refuses("the id `go-BEG-001` is not of the form TECH-TRACK-NNN, such as PY-ADV-004; write `GO-BEG-001`; if cards with the old id are out, add `previous_ids: [go-BEG-001]`");
    assert_eq!(bank.names("decks"), ["python", "rust"]);
}

#[test]
fn a_schema_of_ones_own_is_obeyed() {
    let schema = "
required: [id, name, serves]
properties:
  id: { type: string, pattern: 'r[0-9]+$' }
  name: { type: string }
  serves: { type: integer, minimum: 1 }
  sections:
    required: [Method, Ingredients]
    properties:
      Ingredients: { description: What goes in., x-qlint: { order: 1 }, properties: { items: { minimum: 3 } } }
      Method: { x-qlint: { order: 2 } }
additionalProperties: false
";
    let bank = Bank::new().file("qlint.toml", "schema = 's.yaml'\n").file("s.yaml", schema);
    let ran = bank.run(&["new", "--set", "id=r1"]);
    ran.refuses("missing: --set name=…, --set serves=…; on a terminal you are asked");
    bank.run(&["new", "--set", "id=../r1", "--set", "name=Soup", "--set", "serves=4"])
        .refuses("the id `../r1` cannot be the name of a file");
    let ran = bank.run(&["new", "--set", "id=r1", "--set", "name=Soup", "--set", "serves=4"]);
    assert_eq!(ran.stdout, "r1.md\n", "{}", ran.stderr);
    let expected = "---\nid: r1\nname: Soup\nserves: 4\n---\n\n## Ingredients\n\n- TODO: What goes in.\n- TODO\n- TODO\n\n## Method\n\nTODO\n";
    assert_eq!(String::from_utf8(bank.read("r1.md")).unwrap(), expected);
}
