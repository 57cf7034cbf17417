//! The targets of `fuzz/`, with the inputs that are kept there: seeds, and what once made one fail.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may stop"
)]

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[path = "../fuzz/src/lib.rs"]
#[allow(dead_code, unreachable_pub, reason = "a crate of its own elsewhere")]
mod fuzz;

/// What is in a folder of `fuzz/`, sorted; nothing if there is no such folder.
fn inputs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_target_holds_for_what_is_kept() {
    for (name, target) in fuzz::TARGETS {
        let seeds = inputs(&format!("corpus/{name}"));
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for path in seeds.into_iter().chain(inputs(&format!("crashes/{name}"))) {
            // Shown by a test that fails.
            println!("{name}: {}", path.display());
            target(&fs::read(path).unwrap());
        }
    }
}

#[test]
fn every_target_is_a_program_and_every_reader_has_one() {
    let manifest = include_str!("../fuzz/Cargo.toml");
    let names: Vec<_> = fuzz::TARGETS.iter().map(|(name, _)| *name).collect();
    let programs = manifest.split("\n[[bin]]\nname = \"").skip(1);
    let programs: Vec<_> = programs.filter_map(|part| part.split('"').next()).collect();
    assert_eq!(names, programs);
    let about = include_str!("../fuzz/README.md");
    let (holds, ran) = about.split_once("\nHow long each has run").unwrap();
    for name in &names {
        let said = if name.starts_with("read_") { "read_*" } else { name };
        assert!(holds.contains(&format!("`{said}` ")), "what holds of {name}?");
        assert!(ran.contains(&format!("\n| `{name}` | ")), "how long has {name} run?");
    }
    for reader in qlint::read::names() {
        let name = format!("read_{}", reader.replace('-', "_"));
        assert!(names.contains(&name.as_str()), "{name}");
    }
}

/// Bytes that mean something somewhere.
const MARKS: &[u8] = b"\n \t\r-#`*_[]<>&$|:,'\"\\{}=+!~0\xc3\xa9\xf0\x9f\0";

/// Numbers that look random, the same in each run (xorshift).
struct Dice(u64);

impl Dice {
    /// A number below `below`.
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }

    /// A few bytes of an input.
    fn piece(&mut self, of: &[u8]) -> std::ops::Range<usize> {
        let start = self.roll(of.len() + 1);
        let most = if self.roll(4) == 0 { of.len() } else { 12 };
        start..(start + self.roll(most)).min(of.len())
    }

    /// An input with pieces taken out, doubled, put elsewhere or taken from another one.
    fn spoil(&mut self, mut input: Vec<u8>, other: &[u8]) -> Vec<u8> {
        for _ in 0..=self.roll(6) {
            let at = self.roll(input.len() + 1);
            let new = match self.roll(5) {
                0 => Vec::new(),
                1 => input[self.piece(&input)].to_vec(),
                2 => vec![MARKS[self.roll(MARKS.len())]],
                _ => other[self.piece(other)].to_vec(),
            };
            let end = if self.roll(2) == 0 { at } else { (at + self.roll(12)).min(input.len()) };
            input.splice(at..end, new);
        }
        input
    }
}

/// Spoilt inputs for each target, for so long; where the ones that fail were put.
fn spoilt(each: Duration, times: usize) -> Vec<PathBuf> {
    let mut failed = Vec::new();
    for (name, target) in fuzz::TARGETS {
        let seeds: Vec<_> =
            inputs(&format!("corpus/{name}")).iter().map(|path| fs::read(path).unwrap()).collect();
        let (mut dice, start) = (Dice(0x9e37_79b9_7f4a_7c15), Instant::now());
        for _ in 0..times {
            let seed = seeds[dice.roll(seeds.len())].clone();
            let other = dice.roll(seeds.len());
            let input = dice.spoil(seed, &seeds[other]);
            if catch_unwind(|| target(&input)).is_err() {
                let path =
                    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", failed.len()));
                fs::write(&path, &input).unwrap();
                failed.push(path);
            }
            if start.elapsed() > each {
                break;
            }
        }
    }
    failed
}

#[test]
fn every_target_holds_for_some_spoilt_inputs() {
    assert_eq!(spoilt(Duration::from_secs(60), 20), Vec::<PathBuf>::new());
}

/// `cargo test --test fuzzed -- --ignored`, for a minute each: what can be had without libFuzzer.
#[test]
#[ignore = "takes as long as there are targets in minutes"]
fn every_target_holds_for_many_spoilt_inputs() {
    assert_eq!(spoilt(Duration::from_secs(60), usize::MAX), Vec::<PathBuf>::new());
}
