//! `qlint init` as a user runs it.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use support::{Bank, core};

const MADE: &str = "\
made qlint.toml
made schema/question.schema.json
made schema/config.schema.json
made schema/deck.schema.json
made .pre-commit-config.yaml
made .gitignore
made decks/sample/deck.toml
made decks/sample/GIT-BEG-001.md
made decks/sample/GIT-INT-001.md
made decks/sample/GIT-ADV-001.md
";

#[test]
fn a_corpus_begins_sound_and_builds() {
    let bank = Bank::new();
    let ran = bank.run(&["init", "bank"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, MADE));
    assert_eq!(ran.stderr, "next:\n  cd bank\n  qlint check\n  qlint build\n");
    let run = |arguments: &[&str]| {
        let mut command = bank.command(arguments);
        support::Ran::of(
            command.current_dir(bank.path("bank")).output().unwrap(),
            &bank.path("bank"),
        )
    };
    let ran = run(&["check", "--deny-warnings"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.starts_with("nothing to mend in 3 questions (3 files, "), "{}", ran.stderr);
    assert_eq!(run(&["build"]).status, 0);
    assert_eq!(bank.names("bank/dist"), ["questions.apkg", "questions.csv", "questions.md"]);
    // What was built is no question, so that nothing changes again.
    let ran = run(&["init"]);
    assert_eq!((ran.status, ran.stdout), (0, MADE.replace("made", "kept")));
    assert_eq!(ran.stderr, "next:\n  qlint check\n  qlint build\n");
    assert_eq!(run(&["build", "--check"]).status, 0);
}

#[test]
fn the_sample_is_in_the_canonical_form() {
    let bank = Bank::new();
    bank.run(&["init"]);
    for id in ["GIT-BEG-001", "GIT-INT-001", "GIT-ADV-001"] {
        let path = format!("decks/sample/{id}.md");
        bank.run(&["import", "--from", "question", "-o", "out", &path]);
        assert_eq!(bank.read(&format!("out/{id}.md")), bank.read(&path), "{id}");
    }
}

#[test]
fn the_settings_are_what_their_schema_says() {
    let bank = Bank::new();
    bank.run(&["init"]);
    let text = String::from_utf8(bank.read("qlint.toml")).unwrap();
    assert!(text.starts_with("#:schema schema/config.schema.json\n"));
    let schema = serde_json::from_slice(&bank.read("schema/config.schema.json")).unwrap();
    let settings: serde_json::Value = toml::from_str(&text).unwrap();
    jsonschema::validate(&schema, &settings).unwrap();
    // And so they are with every line that is only a proposal.
    let proposal = |line: &str| match line.strip_prefix("# ") {
        Some(rest) if rest.contains(" = ") => rest.to_owned(),
        _ => line.to_owned(),
    };
    let text = text.lines().map(proposal).collect::<Vec<_>>().join("\n");
    assert!(text.contains("\nexclude = "), "{text}");
    let bank = bank.file("qlint.toml", text);
    let ran = bank.run(&["check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
}

#[test]
fn what_is_there_is_kept() {
    let bank = Bank::new()
        .file("qlint.toml", "[rules]\n\"id/id-gap\" = \"info\"\n")
        .file(".gitignore", "target\n")
        .file("PY-ADV-001.md", core("PY-ADV-001"));
    let ran = bank.run(&["init"]);
    let expected = "\
kept qlint.toml
made schema/question.schema.json
made schema/config.schema.json
made schema/deck.schema.json
made .pre-commit-config.yaml
kept .gitignore: it lacks the line /dist/
no sample deck: there are questions, such as PY-ADV-001.md
";
    assert_eq!((ran.status, ran.stdout.as_str()), (0, expected));
    assert_eq!(bank.read(".gitignore"), b"target\n");
    assert!(!bank.path("decks").exists());
}

#[test]
fn a_bank_without_settings_gets_them_without_the_sample() {
    let bank = Bank::new().file("a/PY-ADV-001.md", core("PY-ADV-001"));
    assert_eq!(bank.run(&["init"]).status, 0);
    let settings = String::from_utf8(bank.read("qlint.toml")).unwrap();
    assert!(settings.contains("[prefixes]\n# GIT = \"Git\"\n"), "{settings}");
    assert_eq!(bank.run(&["check", "--deny-warnings"]).status, 0);
}

#[test]
fn nothing_is_written_where_something_is_in_the_way() {
    let bank = Bank::new().file("bank/schema", "a file");
    let ran = bank.run(&["init", "bank"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.starts_with("error: cannot make the folder `bank/schema`"),
        "{}",
        ran.stderr
    );
    assert!(!bank.path("bank/qlint.toml").exists());
    let ran = bank.run(&["init", "bank/schema"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
}
