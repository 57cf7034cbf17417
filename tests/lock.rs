//! `qlint lock`, and what `export` makes of the ledger.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

mod support;

use std::process::Command;

use support::{Bank, Ran, card};

/// A checkout of two cards, committed at a time long ago.
fn bank() -> Bank {
    let bank = Bank::new()
        .file("qlint.toml", "")
        .file("deck.toml", "name = 'Cards'\n")
        .card("PY-ADV-001")
        .card("PY-ADV-002");
    bank.git(&["init", "--quiet"]);
    commit(&bank, 1_700_000_000);
    bank
}

fn commit(bank: &Bank, time: i64) {
    bank.git(&["add", "."]);
    let date = format!("--date=@{time} +0000");
    // The time that counts is the committer's.
    let name =
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.arg("-C").arg(bank.path("")).args(name);
    command.args(["commit", "--quiet", "--allow-empty", "-m", "x", &date]);
    assert!(
        command.env("GIT_COMMITTER_DATE", format!("@{time} +0000")).status().unwrap().success()
    );
}

fn at(bank: &Bank, time: i64, arguments: &[&str]) -> Ran {
    let mut command = bank.command(arguments);
    Ran::of(command.env("SOURCE_DATE_EPOCH", time.to_string()).output().unwrap(), &bank.path(""))
}

/// What the ledger says: each id with its time.
fn times(bank: &Bank) -> Vec<(String, String)> {
    let text = String::from_utf8(bank.read("qlint.lock")).unwrap();
    let lines = text.lines().skip(1).map(|line| line.split(' ').collect::<Vec<_>>());
    lines.map(|parts| (parts[0].to_owned(), parts[2].to_owned())).collect()
}

fn line(id: &str, time: &str) -> (String, String) {
    (id.to_owned(), time.to_owned())
}

const COMMITTED: &str = "2023-11-14T22:13:20Z";

#[test]
fn a_time_changes_with_the_content_alone() {
    let bank = bank();
    let ran = at(&bank, 1_700_000_500, &["lock"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "new     PY-ADV-001\nnew     PY-ADV-002\n"));
    assert_eq!(ran.stderr, "qlint.lock: 2 new, 0 changed, 0 as before\n");
    assert_eq!(times(&bank), [line("PY-ADV-001", COMMITTED), line("PY-ADV-002", COMMITTED)]);
    let first = bank.read("qlint.lock");
    // Other formatting is no change.
    let text = card("PY-ADV-001").replace("kind: flashcard\n", "kind: 'flashcard'\n\n");
    bank.write("PY-ADV-001.md", text.replace('\n', "\r\n"));
    let ran = at(&bank, 1_700_000_500, &["lock", "--check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert_eq!(bank.run(&["lock"]).status, 0);
    assert_eq!(bank.read("qlint.lock"), first);
    // Another content is one, at the time of the run until it is committed.
    bank.write("PY-ADV-001.md", card("PY-ADV-001").replace("itself", "its owner"));
    let ran = at(&bank, 1_700_000_600, &["lock", "--check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, "changed PY-ADV-001\n"));
    assert_eq!(bank.read("qlint.lock"), first);
    commit(&bank, 1_700_000_550);
    at(&bank, 1_700_000_600, &["lock"]);
    assert_eq!(times(&bank)[0], line("PY-ADV-001", "2023-11-14T22:22:30Z"));
    bank.write("PY-ADV-002.md", card("PY-ADV-002").replace("itself", "its owner"));
    at(&bank, 1_700_000_700, &["lock"]);
    assert_eq!(times(&bank)[1], line("PY-ADV-002", "2023-11-14T22:25:00Z"));
}

#[test]
fn a_change_is_later_than_the_one_before_it() {
    // The branch with the commit was merged after a lock, or what changed is a picture.
    let bank = bank();
    at(&bank, 1_700_000_500, &["lock"]);
    bank.write("PY-ADV-001.md", card("PY-ADV-001").replace("itself", "its owner"));
    commit(&bank, 1_600_000_000);
    at(&bank, 1_700_000_500, &["lock"]);
    assert_eq!(times(&bank)[0], line("PY-ADV-001", "2023-11-14T22:13:21Z"));
    // A renamed question is the note that it was.
    let renamed = card("PY-ADV-003").replace("kind:", "previous_ids: [PY-ADV-001]\nkind:");
    std::fs::remove_file(bank.path("PY-ADV-001.md")).unwrap();
    bank.write("PY-ADV-003.md", renamed);
    commit(&bank, 1_600_000_000);
    let ran = at(&bank, 1_700_000_500, &["lock"]);
    assert_eq!(ran.stdout, "new     PY-ADV-003\n");
    assert_eq!(times(&bank)[2], line("PY-ADV-003", "2023-11-14T22:13:22Z"));
    assert_eq!(times(&bank)[0], line("PY-ADV-001", "2023-11-14T22:13:21Z"));
    assert_eq!(bank.run(&["check", "--select", "id/published-id-gone"]).status, 0);
}

#[test]
fn an_id_that_was_published_is_remembered() {
    let bank = bank();
    bank.run(&["lock"]);
    let check = ["check", "--select", "id", "--format", "concise"];
    std::fs::remove_file(bank.path("PY-ADV-002.md")).unwrap();
    let ran = bank.run(&check);
    let gone = "qlint.lock:3:1 error id/published-id-gone `PY-ADV-002` was published and is in no file any more\n";
    assert_eq!((ran.status, ran.stdout.as_str()), (1, gone));
    assert_eq!(bank.run(&["check", ".", "--select", "id"]).status, 1);
    // Of a part of the corpus it is not the matter.
    bank.write("PY-ADV-003.md", card("PY-ADV-003"));
    assert_eq!(bank.run(&["check", "PY-ADV-001.md", "--select", "id"]).status, 0);
    std::fs::remove_file(bank.path("PY-ADV-003.md")).unwrap();
    let ran = bank.run(&["lock"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "gone    PY-ADV-002\n"));
    assert_eq!(times(&bank).len(), 2);
    assert_eq!(bank.run(&["lock", "--check"]).status, 0);
    bank.write("deck.toml", "retired = ['PY-ADV-002']\n");
    assert_eq!(bank.run(&check).status, 0);
    assert_eq!(bank.run(&["lock"]).stdout, "");
    assert_eq!(times(&bank).len(), 2);
    bank.write("deck.toml", "");
    // A file that cannot be parsed still holds the id in its name.
    for broken in [&b"---\nid: [\n---\n"[..], b"---\nid: PY\xff\n---\n"] {
        bank.write("PY-ADV-002.md", broken);
        let ran = bank.run(&["check", "--format", "concise"]);
        assert!(!ran.stdout.contains("published-id-gone"), "{}", ran.stdout);
    }
}

#[test]
fn what_cannot_be_dated_stops_it() {
    for (name, text, rule) in [
        ("PY-ADV-003.md", card("PY-ADV-001"), "id/duplicate-id"),
        ("PY-ADV-003.md", "---\nid: [\n---\n".to_owned(), "front-matter/invalid-yaml"),
    ] {
        let bank = bank().file(name, text).file("qlint.lock", "");
        let ran = bank.run(&["lock"]);
        assert_eq!(ran.status, 1);
        assert!(ran.stdout.contains(rule), "{}", ran.stdout);
        assert_eq!(bank.read("qlint.lock"), b"");
    }
    let bank = bank();
    bank.run(&["lock"]);
    let text = String::from_utf8(bank.read("qlint.lock")).unwrap();
    bank.write("qlint.lock", text.replacen("PY-ADV-001", "<<<<<<< HEAD\nPY-ADV-001", 1));
    for arguments in [&["lock"][..], &["check"], &["export", "-o", "x.apkg"]] {
        let ran = bank.run(arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert!(
            ran.stderr.starts_with("error: ROOT/qlint.lock:2: a merge conflict"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn a_shallow_clone_builds_the_same_bytes() {
    let bank = bank();
    bank.write("PY-ADV-002.md", card("PY-ADV-002").replace("itself", "its owner"));
    commit(&bank, 1_700_000_100);
    bank.run(&["lock"]);
    commit(&bank, 1_700_000_200);
    let url = format!("file://{}", bank.path("").display());
    bank.git(&["clone", "--quiet", "--depth", "1", &url, "shallow"]);
    let ran = bank.run(&["export", "-o", "full.apkg", "PY-ADV-001.md", "PY-ADV-002.md"]);
    assert!(ran.stderr.starts_with("wrote full.apkg"), "{}", ran.stderr);
    let mut command = bank.command(&["export", "-o", "../shallow.apkg"]);
    let ran = Ran::of(command.current_dir(bank.path("shallow")).output().unwrap(), &bank.path(""));
    assert!(ran.stderr.starts_with("wrote ../shallow.apkg"), "{}", ran.stderr);
    assert!(bank.read("full.apkg") == bank.read("shallow.apkg"));
}

#[test]
fn a_stale_ledger_is_said_and_its_next_times_are_used() {
    let bank = bank();
    bank.run(&["lock"]);
    bank.write("PY-ADV-001.md", card("PY-ADV-001").replace("itself", "its owner"));
    bank.write("PY-ADV-003.md", card("PY-ADV-003"));
    let ran = at(&bank, 1_700_000_900, &["export", "-o", "a.apkg"]);
    let words =
        "qlint.lock is not up to date (1 new, 1 changed): run `qlint lock` before a release\n";
    assert!(ran.stderr.starts_with(words), "{}", ran.stderr);
    at(&bank, 1_700_000_900, &["lock"]);
    let ran = at(&bank, 1_700_000_900, &["export", "-o", "b.apkg"]);
    assert!(ran.stderr.starts_with("wrote b.apkg"), "{}", ran.stderr);
    assert!(bank.read("a.apkg") == bank.read("b.apkg"));
    // A filter changes nothing in what is known of a question.
    let ran = at(&bank, 1_700_000_900, &["export", "-o", "c.apkg", "--search", "PY-ADV-001"]);
    assert!(ran.stderr.starts_with("wrote c.apkg: 1 question"), "{}", ran.stderr);
}

#[test]
fn what_a_deck_puts_into_notes_counts() {
    let bank = bank();
    let follow_ups = card("PY-ADV-001") + "\n## Follow-up Questions\n\n- What follows?\n";
    bank.write("PY-ADV-001.md", follow_ups);
    bank.run(&["lock"]);
    let changed = |deck: &str| {
        bank.write("deck.toml", deck);
        bank.run(&["lock", "--check"]).stdout
    };
    let both = "changed PY-ADV-001\nchanged PY-ADV-002\n";
    assert_eq!(changed("tags = ['locks']\n"), both);
    let asks = "[anki]\ncards = ['question', 'follow-ups']\n";
    assert_eq!(changed(asks), "changed PY-ADV-001\n");
    // Another deck takes no card that learners have, and what it is about is not in the notes.
    assert_eq!(changed("name = 'Other'\ndescription = 'All about locks.'\n"), "");
}

#[test]
fn a_forecast_needs_no_file_and_may_replace_the_old_one() {
    let bank = bank();
    at(&bank, 1_700_000_900, &["lock"]);
    assert_eq!(bank.run(&["export", "-o", "deck.apkg"]).status, 0);
    bank.write("PY-ADV-001.md", card("PY-ADV-001").replace("itself", "its owner"));
    at(&bank, 1_700_000_900, &["lock"]);
    let ran = bank.run(&["export", "--against", "deck.apkg"]);
    let told = "\
what       notes  id          question
new            0
updated        1  PY-ADV-001  What does PY-ADV-001 ask?
unchanged      1
removed        0
";
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, told, ""));
    let ran = bank.run(&["export", "--against", "deck.apkg", "-o", "deck.apkg"]);
    assert_eq!(ran.stdout, told);
    assert!(ran.stderr.starts_with("wrote deck.apkg: 2 questions"), "{}", ran.stderr);
    let ran = bank.run(&["export", "--against", "deck.apkg", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&json["counts"]["unchanged"], &json["warnings"]),
        (&2.into(), &serde_json::json!([]))
    );
    let not_packages = "--against is about Anki packages: say `-o OUT.apkg`, or no -o";
    bank.run(&["export", "--against", "deck.apkg", "-o", "x.csv"]).refuses(not_packages);
    bank.run(&["export", "--against", "deck.apkg", "--to", "csv"]).refuses(not_packages);
    bank.write("broken.apkg", "no zip");
    let ran = bank.run(&["export", "--against", "broken.apkg", "-o", "x.apkg"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.starts_with("error: cannot read the package `broken.apkg`: "),
        "{}",
        ran.stderr
    );
    assert!(!bank.path("x.apkg").exists());
}

#[test]
fn questions_of_other_formats_are_known_by_their_place() {
    let quiz = "#### Q1. What stages a file?\n\n- [x] `git add`\n- [ ] `git push`\n\n\
                #### Q2. What sends commits?\n\n- [ ] `git add`\n- [x] `git push`\n";
    let settings = "[[source]]\npath = ['quiz.md']\nformat = 'quiz'\n";
    let bank = Bank::new().file("qlint.toml", settings).file("quiz.md", quiz);
    assert_eq!(
        at(&bank, 1_700_000_000, &["lock"]).stdout,
        "new     quiz.md#1\nnew     quiz.md#2\n"
    );
    bank.write("quiz.md", quiz.replace("sends", "publishes"));
    assert_eq!(at(&bank, 1_700_000_100, &["lock"]).stdout, "changed quiz.md#2\n");
    let shorter = &quiz[..quiz.find("#### Q2").unwrap()];
    bank.write("quiz.md", shorter);
    assert_eq!(at(&bank, 1_700_000_100, &["lock"]).stdout, "gone    quiz.md#2\n");
    assert_eq!(bank.run(&["check", "--select", "id/published-id-gone"]).status, 0);
    // Read otherwise than the settings say, the ledger is not about it.
    let ran = bank.run(&["export", "quiz.md", "--from", "quiz", "-o", "x.csv"]);
    assert!(ran.stderr.starts_with("wrote x.csv"), "{}", ran.stderr);
}

#[test]
fn a_clock_behind_the_ledger_is_said() {
    let bank = Bank::new().file("qlint.toml", "").card("PY-ADV-001");
    let ran = at(&bank, 1_700_000_500, &["lock"]);
    assert_eq!(ran.stderr, "qlint.lock: 1 new, 0 changed, 0 as before\n");
    bank.write("PY-ADV-001.md", card("PY-ADV-001").replace("itself", "its owner"));
    let ran = at(&bank, 1_700_000_400, &["lock"]);
    ran.refuses(
        "the clock is behind qlint.lock: `PY-ADV-001` would have changed before it last did, and \
         learners would keep the old text; set the clock, or SOURCE_DATE_EPOCH",
    );
    let ran = at(&bank, 1_700_000_600, &["lock"]);
    assert_eq!(ran.stderr, "qlint.lock: 0 new, 1 changed, 0 as before\n");
}
