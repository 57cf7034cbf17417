//! The one test builder: a folder with files, a command in it, what it must print.

#![allow(dead_code, unreachable_pub, reason = "each test file is a crate and uses a part of it")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with a corpus.
pub struct Bank {
    folder: TempDir,
}

/// What a command did.
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Bank {
    /// An empty corpus, fenced off from settings above it.
    pub fn new() -> Bank {
        Bank { folder: tempfile::tempdir().unwrap() }
    }

    /// Adds a file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Bank {
        self.write(path, text);
        self
    }

    /// Writes a file anew.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds a sound flashcard under its id.
    pub fn card(self, id: &str) -> Bank {
        self.file(&format!("{id}.md"), card(id))
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap()
    }

    /// Runs git in the folder, as somebody.
    pub fn git(&self, arguments: &[&str]) {
        let identity =
            ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder.path()).args(identity).args(arguments);
        let ran = command.output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }

    /// The names of the files in a folder, sorted.
    pub fn names(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(path)).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command `qlint` with these arguments, in the folder, in a quiet environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qlint"));
        command.current_dir(self.folder.path()).args(arguments);
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH", "RAYON_NUM_THREADS"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap(), self.folder.path())
    }
}

impl Ran {
    /// What a command did, the folder's own path taken out.
    pub fn of(output: Output, folder: &Path) -> Ran {
        let real = folder.canonicalize().unwrap().display().to_string();
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(&real, "ROOT");
        Ran {
            status: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Demands that the command could not run, for this one reason.
    #[track_caller]
    pub fn refuses(&self, reason: &str) {
        assert_eq!(self.stderr, format!("error: {reason}\n"));
        assert_eq!((self.status, self.stdout.as_str()), (2, ""));
    }
}

/// A sound flashcard.
pub fn card(id: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: What does {id} ask?\nkind: flashcard\n---\n\n## Answer\n\nFor itself, as every identifier does.\n"
    )
}

/// A sound question of kind `core`.
pub fn core(id: &str) -> String {
    // No two of them ask the same.
    let lock = if id.ends_with("-001") { "a lock".to_owned() } else { format!("lock {id}") };
    format!(
        "---
id: {id}
title: What is {lock}, and what does it cost?
kind: core
technology: Python
category: Concurrency
level: Advanced
difficulty: 7
tags: [locks]
---

## Answer

A lock lets one thread at a time into a part of the program; the others wait for it.

## Key Points

- One holder at a time
- Waiting costs more than holding

## Common Mistakes

- The lock is held while a file is read
- Two locks are taken in two orders

## Follow-up Questions

- How do two locks deadlock?
- What is a spin lock?
"
    )
}

/// The files under a folder by their paths, and what is in them.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        let name = entry.file_name().into_string().unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            let inner = tree(&entry.path()).into_iter();
            files.extend(inner.map(|(path, text)| (format!("{name}/{path}"), text)));
        } else if kind.is_file() {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// Numbers as if drawn, the same every day (Vigna, splitmix64).
pub struct Random(pub u64);

impl Random {
    /// From 0 to 1.
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}
