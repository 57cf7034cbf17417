//! For every rule: one defect in a file that is clean without it is found by that rule, on its line,
//! and nothing else is said but what follows from it. `faults/list.toml` has the defects.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use qlint::diagnostic::Severity;
use qlint::rules;
use serde::Deserialize;
use support::Bank;

/// The folder of the pages of other formats.
const PAGES: &str = "pages";

/// One defect; `faults/list.toml` says what its keys mean.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Fault {
    file: String,
    from: Option<String>,
    until: Option<String>,
    to: String,
    all: bool,
    repeat: Option<usize>,
    copy: Option<[String; 2]>,
    more: Vec<[String; 3]>,
    encoding: Option<String>,
    git: bool,
    r#in: Option<String>,
    at: Option<String>,
    also: BTreeMap<String, String>,
}

/// A finding: where, how bad, which rule, and what it says.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    path: String,
    line: usize,
    severity: String,
    rule: String,
    message: String,
}

#[test]
fn every_rule_finds_its_defect_and_nothing_else_is_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let list = fs::read_to_string(folder.join("list.toml")).unwrap();
    let faults: BTreeMap<String, Fault> = toml::from_str(&list).unwrap();
    let ruled: BTreeSet<&str> = faults.keys().map(|name| rule_of(name)).collect();
    assert_eq!(ruled.into_iter().collect::<Vec<_>>(), rules::names());
    let (faults, next): (Vec<_>, _) = (faults.into_iter().collect(), AtomicUsize::new(0));
    let work = || {
        let one = || faults.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(one).filter_map(|(name, fault)| fault.wrong(name)).collect::<Vec<_>>()
    };
    let mut wrong = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect::<Vec<_>>()
    });
    wrong.sort();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The rule that a defect is called after: `group/rule`, or `group/rule: which one`.
fn rule_of(name: &str) -> &str {
    name.split(':').next().unwrap_or_default()
}

impl Fault {
    /// What is not as it should be.
    fn wrong(&self, name: &str) -> Option<String> {
        let rule = rule_of(name);
        let folder = match self.file.rsplit_once('/') {
            Some((folder, _)) if folder.starts_with(PAGES) => PAGES,
            Some((folder, _)) if folder.starts_with("decks") => folder,
            _ => "decks/python",
        };
        let bank = clean(folder, rule);
        if self.git {
            bank.git(&["init", "--quiet"]);
            bank.git(&["add", "."]);
            bank.git(&["commit", "--quiet", "-m", "clean"]);
        }
        // Pages of other formats have lost what none of theirs keeps; about decks nothing is said.
        let before = if folder == PAGES { found(&bank, false) } else { Vec::new() };
        self.put_into(&bank);
        let mut found = found(&bank, self.git);
        for known in before {
            if let Some(at) = found.iter().position(|one| one.is_same(&known)) {
                found.remove(at);
            }
        }
        let place = self.place(&bank);
        let own = found.iter().position(|one| one.rule == rule && one.is_at(&place));
        let mut wrong = Vec::new();
        match own {
            Some(own) => _ = found.remove(own),
            None => wrong.push(format!("nothing at {}:{}", place.0, place.1)),
        }
        for (effect, why) in &self.also {
            assert!(rules::find(effect).is_some() && why.len() > 20, "{rule}: {effect} {why}");
            let count = found.len();
            found.retain(|one| one.rule != *effect);
            if found.len() == count {
                wrong.push(format!("`{effect}` does not follow any more"));
            }
        }
        let others = found.iter().filter(|one| one.severity != "info");
        wrong.extend(others.map(|one| format!("{one:?}")));
        let list = wrong.iter().map(|one| format!("\n    {one}"));
        (!wrong.is_empty()).then(|| format!("{name}{}", list.collect::<String>()))
    }

    /// Puts the defect into a clean bank.
    fn put_into(&self, bank: &Bank) {
        if let Some([from, to]) = &self.copy {
            bank.write(to, bank.read(from));
        }
        let to = self.to.repeat(self.repeat.unwrap_or(1));
        let path = bank.path(&self.file);
        let mut text = fs::read_to_string(&path).unwrap_or_default();
        match &self.from {
            None => text.push_str(to.trim_start_matches(|c| text.is_empty() && c == '\n')),
            Some(from) if self.all => text = text.replace(from, &to),
            Some(from) => {
                let start = find(&text, from);
                let rest = |until| start + find(&text[start..], until);
                let end = self.until.as_deref().map_or(start + from.len(), rest);
                text.replace_range(start..end, &to);
            }
        }
        bank.write(&self.file, &text);
        for [file, from, to] in &self.more {
            let text = String::from_utf8(bank.read(file)).unwrap();
            let at = find(&text, from);
            bank.write(file, [&text[..at], to, &text[at + from.len()..]].concat());
        }
        if self.encoding.is_some() {
            let text = fs::read_to_string(&path).unwrap();
            bank.write(&self.file, text.chars().map(|c| c as u8).collect::<Vec<_>>());
        }
    }

    /// The file and line where the finding must be.
    fn place(&self, bank: &Bank) -> (String, usize) {
        let file = self.r#in.as_ref().unwrap_or(&self.file);
        let text = bank.read(file);
        let text = match &self.encoding {
            Some(_) => text.iter().map(|byte| char::from(*byte)).collect(),
            None => String::from_utf8(text).unwrap(),
        };
        let at = self.at.as_deref().unwrap_or(self.to.trim());
        let at = find(&text, at);
        (file.clone(), text[..at].matches('\n').count() + 1)
    }
}

impl Found {
    fn is_same(&self, other: &Found) -> bool {
        (&self.path, &self.rule, &self.message) == (&other.path, &other.rule, &other.message)
    }

    fn is_at(&self, place: &(String, usize)) -> bool {
        (&self.path, &self.line) == (&place.0, &place.1)
    }
}

/// Where a text stands in another for the first time.
fn find(text: &str, part: &str) -> usize {
    text.find(part).unwrap_or_else(|| panic!("`{part}` does not stand in\n{text}"))
}

/// A bank with one folder of the decks or of the pages, and the settings of both. A rule that is off
/// is turned on.
fn clean(folder: &str, rule: &str) -> Bank {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let faults = root.join("tests/faults");
    let from = if folder == PAGES { faults.join(folder) } else { root.join(folder) };
    let settings = fs::read_to_string(faults.join("qlint.toml")).unwrap();
    let off = rules::find(rule).unwrap().severity == Severity::Off;
    let on = if off { format!("\n[rules]\n\"{rule}\" = \"info\"\n") } else { String::new() };
    let bank = Bank::new().file("qlint.toml", settings + &on);
    copy(&bank, &from, folder);
    bank
}

fn copy(bank: &Bank, from: &Path, to: &str) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let name = format!("{to}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            copy(bank, &entry.path(), &name);
        } else {
            bank.write(&name, fs::read(entry.path()).unwrap());
        }
    }
}

/// All that is said about a bank; of a checkout, about what changed.
fn found(bank: &Bank, git: bool) -> Vec<Found> {
    let mut arguments = vec!["check", "--format", "jsonl"];
    if git {
        arguments.extend(["--since", "HEAD", "--allow-empty"]);
    }
    let ran = bank.run(&arguments);
    assert!(ran.status < 2, "{}", ran.stderr);
    let lines = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let found = |line: serde_json::Value| {
        let text = |key: &str| line[key].as_str().unwrap().to_owned();
        let number = line["start"]["line"].as_u64().unwrap() as usize;
        Found {
            path: text("path"),
            line: number,
            severity: text("severity"),
            rule: text("rule"),
            message: text("message"),
        }
    };
    lines.map(found).collect()
}
