//! Imports run one way, and some things are done in one place only.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer may use the ones before it, and nothing beside it.
const LAYERS: &[&[&str]] = &[
    &["source", "failure", "near", "plain", "title"],
    &["value", "diagnostic"],
    &["question", "fix"],
    &["document", "config", "filter", "fingerprint", "front"],
    &["deck", "schema", "walk"],
    &["column", "render"],
    &["anki"],
    &["read", "rules", "write", "report", "output"],
    &["cli"],
    &["cmd"],
];

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code of a file up to its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

/// The modules named after `crate::`, in braces or alone.
fn used_modules(code: &str) -> Vec<String> {
    let first_word = |text: &str| -> String {
        text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let named = code.split("crate::").skip(1);
    named
        .flat_map(|text| match text.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().split(',').map(first_word).collect(),
            None => vec![first_word(text)],
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn layer(module: &str) -> usize {
    let found = LAYERS.iter().position(|layer| layer.contains(&module));
    found.unwrap_or_else(|| panic!("`{module}` is in no layer"))
}

#[test]
fn imports_run_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for path in source_files(&root) {
        let inside = path.strip_prefix(&root).unwrap();
        let first = inside.iter().next().unwrap().to_string_lossy();
        let module = first.trim_end_matches(".rs");
        let tests = ["tests.rs", "sample.rs"].iter().any(|name| inside.ends_with(name));
        if ["lib", "main", "table"].contains(&module) || tests {
            continue;
        }
        let code = code(&path);
        if code.contains("\n#![cfg(test)]\n") {
            continue;
        }
        for used in used_modules(&code) {
            if used != module && used != "table" && layer(&used) >= layer(module) {
                wrong.push(format!("{} uses {used}", inside.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn files_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in source_files(&root) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 500, "{} has {lines} lines", path.display());
    }
}
