//! Anki packages as a source of questions.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use rusqlite::{Connection, MAIN_DB};
use support::Bank;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A package with one note of two fields.
fn foreign(front: &str, back: &str, media: &[(&str, &[u8])]) -> Vec<u8> {
    let mut database = Connection::open_in_memory().unwrap();
    let models = r#"{"7": {"id": 7, "name": "Basic", "flds": [{"name": "Front", "ord": 0},
        {"name": "Back", "ord": 1}], "tmpls": [{"name": "Card", "ord": 0, "qfmt": ""}]}}"#;
    let schema = "create table col (ver integer, models text, decks text);
        create table notes (id integer, guid text, mid integer, mod integer, tags text, flds text);
        create table cards (id integer, nid integer, did integer, ord integer, odid integer, due integer);
        insert into cards values (1, 1, 3, 0, 0, 1);";
    database.execute_batch(schema).unwrap();
    let decks = r#"{"3": {"id": 3, "name": "Locks::Basics"}}"#;
    database.execute("insert into col values (11, ?, ?)", (models, decks)).unwrap();
    let fields = format!("{front}\u{1f}{back}");
    let note = "insert into notes values (1, 'g;1', 7, 0, ' a b ', ?)";
    database.execute(note, [fields]).unwrap();
    let bytes = database.serialize(MAIN_DB).unwrap().to_vec();
    let names = media.iter().enumerate();
    let names: Vec<_> = names.map(|(at, (name, _))| format!("\"{at}\": \"{name}\"")).collect();
    let list = format!("{{{}}}", names.join(", "));
    let mut members =
        vec![("collection.anki2".to_owned(), bytes), ("media".to_owned(), list.into())];
    let files = media.iter().enumerate().map(|(at, (_, bytes))| (at.to_string(), bytes.to_vec()));
    members.extend(files);
    zipped(members)
}

fn zipped(members: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same package with something changed in its database.
fn edited(package: &[u8], sql: &str) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut bytes = Vec::new();
    zip.by_name("collection.anki2").unwrap().read_to_end(&mut bytes).unwrap();
    let mut database = Connection::open_in_memory().unwrap();
    database.deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), false).unwrap();
    assert_eq!(database.execute(sql, []).unwrap(), 1);
    let bytes = database.serialize(MAIN_DB).unwrap().to_vec();
    zipped(vec![("collection.anki2".to_owned(), bytes), ("media".to_owned(), b"{}".to_vec())])
}

fn decks() -> String {
    format!("{}/decks", env!("CARGO_MANIFEST_DIR"))
}

/// The question files under a folder, by name.
fn questions(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files.extend(questions(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "md") {
            let name = entry.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&entry).unwrap()));
        }
    }
    files.sort();
    files
}

#[test]
fn our_questions_come_back_byte_for_byte() {
    let bank = Bank::new();
    let ran = bank.run(&["export", &decks(), "-o", "decks.apkg"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let ran = bank.run(&["import", "decks.apkg", "-o", "back"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    let questions_of = |folder: &str| questions(Path::new(folder));
    let back = questions(&bank.path("back"));
    assert_eq!(back, questions_of(&decks()));
    // And again, from what came back.
    bank.run(&["export", "back", "-o", "again.apkg"]);
    bank.run(&["import", "again.apkg", "-o", "twice"]);
    assert_eq!(questions(&bank.path("twice")), back);
}

#[test]
fn an_edit_in_anki_is_the_only_difference() {
    let bank = Bank::new();
    bank.run(&["export", &decks(), "-o", "decks.apkg"]);
    let sql = "update notes set flds = replace(flds, '<p>A ', '<p>The one and only '), tags = ' mine ' \
               where id = (select min(id) from notes where flds like '%<p>A %')";
    bank.write("edited.apkg", edited(&bank.read("decks.apkg"), sql));
    bank.run(&["import", "edited.apkg", "-o", "back"]);
    let (old, new) = (questions(Path::new(&decks())), questions(&bank.path("back")));
    let changed: Vec<_> = old.iter().zip(&new).filter(|(old, new)| old != new).collect();
    let [((name, old), (same, new))] = changed.as_slice() else { panic!("{changed:#?}") };
    assert_eq!(name, same);
    for (old, new) in old.lines().zip(new.lines()).filter(|(old, new)| old != new) {
        let tags = old.starts_with("tags:") && new == "tags: [mine]";
        assert!(
            tags || old.replace("A ", "The one and only ")
                == new.replace("A ", "The one and only "),
            "{old}\n{new}"
        );
    }
    assert_eq!(old.lines().count(), new.lines().count());
}

#[test]
fn a_foreign_package_is_a_folder_of_flashcards_with_its_pictures() {
    let back =
        "<div style=\"color: red\"><img src=\"a plan.png\"> [sound:x.mp3] <img src=none.png></div>";
    let media = [("a plan.png", &b"pixels"[..]), ("x.mp3", b"noise"), ("unused.png", b"other")];
    let bank = Bank::new().file("cards.apkg", foreign("<b>What?</b>", back, &media));
    let ran = bank.run(&["import", "cards.apkg", "-o", "out"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("`none.png` is not in the package"), "{}", ran.stdout);
    assert_eq!(bank.names("out"), ["cards-001.md", "media"]);
    assert_eq!(bank.names("out/media"), ["a-plan.png", "x.mp3"]);
    assert_eq!(bank.read("out/media/a-plan.png"), b"pixels");
    let expected = "---\ntitle: What?\nkind: flashcard\ntags: [a, b]\nguid: g;1\nx-deck: Locks::Basics\n---\n\n\
                    ## Answer\n\n![](media/a-plan.png) [sound:media/x.mp3] ![](none.png)\n";
    assert_eq!(String::from_utf8(bank.read("out/cards-001.md")).unwrap(), expected);
}

#[test]
fn a_package_is_checked_listed_and_exported_where_it_lies() {
    let bank = Bank::new().file("cards.apkg", foreign("What?", "<p>That.</p>", &[]));
    let ran = bank.run(&["check", "--from", "apkg", "cards.apkg", "--format", "concise"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let ran = bank.run(&["list", "--from", "apkg", "cards.apkg"]);
    assert!(ran.stdout.contains("What?"), "{}{}", ran.stdout, ran.stderr);
    let ran = bank.run(&["export", "--from", "apkg", "cards.apkg", "-o", "out.json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

#[test]
fn a_broken_package_is_said_to_be_one() {
    let whole = foreign("What?", "That.", &[]);
    let bank = Bank::new()
        .file("cut.apkg", &whole[..whole.len() / 2])
        .file("media.apkg", foreign("a", "b", &[("../evil", b"x")]));
    for (file, said) in [("cut.apkg", "it is no zip"), ("media.apkg", "is not a plain file name")] {
        let ran = bank.run(&["import", file, "-o", "out"]);
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(ran.stdout.contains("import/broken-package"), "{}", ran.stdout);
        assert!(ran.stdout.replace(['\n', '│'], " ").contains("no"), "{said}");
        let ran = bank.run(&["check", "--from", "apkg", file, "--format", "concise"]);
        assert_eq!(ran.status, 1);
        assert!(ran.stdout.contains(said), "{}", ran.stdout);
    }
}

#[test]
fn an_edit_at_a_later_step_of_an_interview_is_not_lost_in_silence() {
    let bank = Bank::new();
    bank.run(&["export", &decks(), "-o", "decks.apkg"]);
    for (sql, expected) in [
        ("flds = 'My ' || flds", "`Title` of this step is not that of the first one"),
        ("flds = replace(flds, 'data-fold=\"Scenario\"', 'data-fold=\"Scenario\" open')", ""),
        ("flds = replace(flds, '<p>', '<p>Also ')", "`Scenario` of this step is not that of"),
    ] {
        let step = "select id from notes where flds like '%data-fold=\"Scenario\"%' limit 1";
        let sql = format!("update notes set {sql} where id = ({step})");
        bank.write("edited.apkg", edited(&bank.read("decks.apkg"), &sql));
        let ran = bank.run(&["import", "edited.apkg", "-o", "back", "--dry-run"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        match expected {
            "" => assert_eq!(ran.stdout, ""),
            words => assert!(ran.stdout.contains(words), "{}", ran.stdout),
        }
    }
}
