//! Pictures and sounds, into a package and out of it again.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use std::io::{Cursor, Read};

use support::Bank;

/// A bank with a picture in a folder beside its question and a sound at the root.
fn bank() -> Bank {
    let text = "---\nid: PY-ADV-001\ntitle: What is the GIL?\nkind: flashcard\n---\n\n\
                ## Answer\n\nA lock: ![the plan](img/plan.png), again ![](/py/img/plan.png), \
                and ![](img/same.png).\n\nListen: [sound:/wait.mp3]\n\n`[sound:none.mp3]` is code.\n";
    Bank::new()
        .file("qlint.toml", "")
        .file("py/PY-ADV-001.md", text)
        .file("py/img/plan.png", "not really a picture")
        .file("py/img/same.png", "not really a picture")
        .file("py/img/unused.png", "nobody shows it")
        .file("wait.mp3", "not really a sound")
}

fn member(package: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn what_a_question_shows_is_packed_once_under_its_hash() {
    let bank = bank();
    let ran = bank.run(&["export", "-o", "x.apkg"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let package = bank.read("x.apkg");
    // printf 'not really a …' | sha1sum
    assert_eq!(
        member(&package, "media"),
        r#"{"0":"a9209444d85ca1dbbe29.mp3","1":"deaabdb02c825d2f83ea.png"}"#
    );
    assert_eq!(member(&package, "1"), "not really a picture");
    assert_eq!(member(&package, "0"), "not really a sound");
}

#[test]
fn what_was_packed_comes_back_where_the_question_says() {
    let bank = bank();
    assert_eq!(bank.run(&["export", "-o", "x.apkg"]).status, 0);
    let ran = bank.run(&["import", "--from", "apkg", "x.apkg", "-o", "back"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let text = String::from_utf8(bank.read("back/PY-ADV-001.md")).unwrap();
    assert!(text.contains("![the plan](img/plan.png)"), "{text}");
    // The same picture in each place.
    for path in ["img/plan.png", "img/same.png", "py/img/plan.png"] {
        assert_eq!(bank.read(&format!("back/{path}")), b"not really a picture");
    }
}

#[test]
fn what_cannot_be_packed_is_said_at_its_place_and_nothing_is_written() {
    for (path, expected) in [
        ("img/none.png", "`img/none.png` does not exist"),
        ("img/Plan.png", "`img/Plan.png` does not exist"),
        ("../../plan.png", "`../../plan.png` leads out of the corpus"),
        ("img/empty.png", "`img/empty.png` is empty"),
    ] {
        let text = format!("---\nid: PY-ADV-002\ntitle: What?\n---\n\n## Answer\n\n![a]({path})\n");
        let bank = bank()
            .file("py/PY-ADV-002.md", text)
            .file("py/img/empty.png", "")
            .file("x.apkg", "old");
        let ran = bank.run(&["export", "-o", "x.apkg"]);
        assert_eq!(ran.status, 1, "{path}: {}", ran.stderr);
        assert!(ran.stdout.contains(expected), "{path}: {}", ran.stdout);
        assert!(ran.stdout.contains("PY-ADV-002.md:8:1"), "{path}: {}", ran.stdout);
        assert_eq!(bank.read("x.apkg"), b"old");
        let ran = bank.run(&["check", "--select", "links"]);
        assert!(ran.stdout.contains(expected), "{path}: {}", ran.stdout);
    }
}
