//! Killed at any moment: every file is the old one or the new one, whole; the same command again
//! makes all of them new and leaves nothing else.
//!
//! How many moments of each command is `QLINT_MOMENTS`; half of them are drawn from the whole run,
//! half from the time in which it writes.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use support::{Bank, Ran, Random, card, tree};

/// A command and what it finds.
struct Case {
    arguments: &'static [&'static str],
    /// By its path from the folder in which `bank` and `out` are.
    before: BTreeMap<String, Vec<u8>>,
}

impl Case {
    /// A bank of 40 sound cards, and settings.
    fn new(arguments: &'static [&'static str], settings: &str) -> Case {
        let mut case =
            Case { arguments, before: BTreeMap::new() }.with("bank/qlint.toml", settings);
        for number in 0..40 {
            let id = format!("PY-ADV-{number:03}");
            case = case.with(&format!("bank/{}/{id}.md", number % 4), card(&id));
        }
        case
    }

    fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Case {
        self.before.insert(path.to_owned(), text.into());
        self
    }

    /// The files as they are before, all written on one day.
    fn lay_out(&self) -> Bank {
        let bank = Bank::new();
        for (path, text) in &self.before {
            bank.write(path, text);
            let file = fs::File::options().append(true).open(bank.path(path)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
        }
        bank
    }

    fn command(&self, bank: &Bank) -> Command {
        let mut command = bank.command(self.arguments);
        command.current_dir(bank.path("bank")).env("SOURCE_DATE_EPOCH", "1750000000");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

fn is_draft(path: &str) -> bool {
    path.rsplit('/').next().unwrap().starts_with(".qlint-")
}

/// Whether a draft lies in a folder.
fn stirs(folder: &Path) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let draft = is_draft(&entry.file_name().to_string_lossy());
        draft || entry.file_type().is_ok_and(|kind| kind.is_dir()) && stirs(&entry.path())
    })
}

/// Waits until the run writes or ends.
fn await_drafts(bank: &Bank, child: &mut Child) {
    while !stirs(&bank.path(".")) && child.try_wait().unwrap().is_none() {
        sleep(Duration::from_micros(100));
    }
}

/// Files that are neither as before nor as after, and those that are gone.
fn wrong(
    before: &BTreeMap<String, Vec<u8>>,
    now: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    let is_whole = |path: &String, text: &Vec<u8>| {
        before.get(path) == Some(text) || after.get(path) == Some(text) || is_draft(path)
    };
    let torn = now.iter().filter(|(path, text)| !is_whole(path, text)).map(|(path, _)| path);
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    torn.chain(gone).cloned().collect()
}

fn questions(bank: &Bank) -> String {
    let mut list = bank.command(&["list", "--format", "json"]);
    Ran::of(list.current_dir(bank.path("bank")).output().unwrap(), &bank.path(".")).stdout
}

fn interrupt(name: &str, case: &Case) {
    let moments = std::env::var("QLINT_MOMENTS").ok();
    let moments: u64 = moments.and_then(|text| text.parse().ok()).unwrap_or(6);
    let bank = case.lay_out();
    let start = Instant::now();
    let mut child = case.command(&bank).spawn().unwrap();
    await_drafts(&bank, &mut child);
    let drafted = start.elapsed();
    let status = child.wait().unwrap();
    let whole = start.elapsed();
    assert!(status.code().is_some_and(|code| code < 2), "{name}: {status}");
    let after = tree(&bank.path("."));
    assert!(after != case.before && !after.keys().any(|path| is_draft(path)), "{name}");
    let listed = questions(&bank);
    let mut random = Random(7);
    let (mut as_before, mut between, mut as_after, mut littered) = (0, 0, 0, 0);
    for moment in 0..moments {
        let bank = case.lay_out();
        let mut child = case.command(&bank).spawn().unwrap();
        let span = if moment % 2 == 0 {
            whole
        } else {
            await_drafts(&bank, &mut child);
            whole - drafted
        };
        sleep(span.mul_f64(random.next() * 1.1));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = tree(&bank.path("."));
        assert_eq!(wrong(&case.before, &now, &after), [""; 0], "{name}, moment {moment}");
        let (drafts, named): (Vec<_>, Vec<_>) = now.iter().partition(|(path, _)| is_draft(path));
        match named
            .into_iter()
            .map(|(path, text)| (path.clone(), text.clone()))
            .collect::<BTreeMap<_, _>>()
        {
            named if named == case.before => as_before += 1,
            named if named == after => as_after += 1,
            _ => between += 1,
        }
        if !drafts.is_empty() {
            littered += 1;
            assert_eq!(questions(&bank).lines().count(), listed.lines().count(), "{name}");
        }
        assert_eq!(case.command(&bank).status().unwrap(), status, "{name}, moment {moment}");
        assert!(tree(&bank.path(".")) == after, "{name}, moment {moment}: not mended");
    }
    println!(
        "{name}: {moments} moments in {whole:?}, {drafted:?} of it before writing: \
         {as_before} old, {between} between, {as_after} new, {littered} with drafts"
    );
}

#[test]
fn export_to_a_file() {
    for path in ["../out/x.apkg", "../out/x.csv", "../out/x.json", "../out/x.md"] {
        let arguments: &[&str] = match path {
            "../out/x.apkg" => &["export", "-o", "../out/x.apkg"],
            "../out/x.csv" => &["export", "-o", "../out/x.csv"],
            "../out/x.json" => &["export", "-o", "../out/x.json"],
            _ => &["export", "-o", "../out/x.md"],
        };
        interrupt(path, &Case::new(arguments, "").with(&path[3..], "old\n"));
    }
}

#[test]
fn export_to_a_folder() {
    let case = Case::new(&["export", "--to", "markdown", "-o", "../out/book"], "");
    let case = case.with("out/book/index.md", "# Old\n").with("out/book/own.txt", "not ours\n");
    interrupt("book", &case);
}

#[test]
fn build() {
    let settings = "[[export]]\nout = 'x.apkg'\n[[export]]\nout = 'x.csv'\n\
                    [[export]]\nout = 'book'\nto = 'markdown'\n[[export]]\nout = 'x.json'\n";
    let case = Case::new(&["build"], settings).with("bank/dist/x.csv", "old\n");
    interrupt("build", &case.with("bank/dist/book/index.md", "# Old\n"));
}

#[test]
fn import() {
    let mut table = "id,title,kind,Answer\n".to_owned();
    for number in 0..200 {
        table.push_str(&format!(
            "PY-ADV-{number:03},What is {number}?,flashcard,Number {number}.\n"
        ));
    }
    let arguments = &["import", "../in/x.csv", "--from", "csv", "-o", "../out/new"];
    interrupt("import", &Case::new(arguments, "").with("in/x.csv", table));
}

#[test]
fn lock() {
    let case = Case::new(&["lock"], "");
    let bank = case.lay_out();
    assert!(case.command(&bank).status().unwrap().success());
    let mut case = case.with("bank/qlint.lock", bank.read("bank/qlint.lock"));
    for (path, text) in &mut case.before {
        if path.starts_with("bank/2/") {
            text.extend(b"\nAnd for more.\n");
        }
    }
    interrupt("lock", &case);
}

/// Every card has a tag twice.
fn faulty() -> Case {
    let mut case = Case::new(&["check", "--fix"], "");
    for text in case.before.values_mut().filter(|text| !text.is_empty()) {
        let mended = String::from_utf8(std::mem::take(text)).unwrap();
        *text = mended.replace("kind:", "tags: [a, a]\nkind:").into_bytes();
    }
    case
}

#[test]
fn fixes() {
    interrupt("fixes", &faulty());
}
