//! The questions that ship with qlint.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use support::{Bank, Ran};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn questions() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in fs::read_dir(root().join("decks")).unwrap() {
        let entries = fs::read_dir(folder.unwrap().path()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        files.extend(paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    files.sort();
    files
}

#[test]
fn nothing_is_to_be_said_about_them() {
    let decks = root().join("decks");
    let bank = Bank::new();
    let ran = bank.run(&["check", decks.to_str().unwrap()]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
}

#[test]
fn they_are_in_the_canonical_form() {
    let bank = Bank::new();
    let files = questions();
    let mut arguments = vec!["import", "--from", "question", "-o", "out"];
    arguments.extend(files.iter().map(|path| path.to_str().unwrap()));
    let Ran { status, stdout, .. } = bank.run(&arguments);
    assert_eq!((status, stdout.as_str()), (0, ""));
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let written = String::from_utf8(bank.read(&format!("out/{name}"))).unwrap();
        assert_eq!(written, fs::read_to_string(&path).unwrap(), "{name}");
    }
}

#[test]
fn they_cover_three_technologies_three_levels_and_all_kinds() {
    let mut values: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let files = questions();
    for path in &files {
        let text = fs::read_to_string(path).unwrap();
        for key in ["technology", "level", "kind"] {
            let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
            values.entry(key).or_default().insert(line.unwrap_or("concept").to_owned());
        }
    }
    assert!(files.len() >= 54, "{}", files.len());
    assert_eq!(values["technology"].len(), 3);
    assert_eq!(values["level"].len(), 3);
    assert_eq!(values["kind"].len(), 6);
}
