//! `qlint export`, `import` and `build` as a user runs them.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

mod support;

use std::time::{Duration, SystemTime};

use support::{Bank, core};

/// The text of a page with one question.
const PAGE: &str = "\
Home / Questions
Showing 2 questions
PY-INT-010 What does `yield` do?
Python Core Python Intermediate
5/10
Answer

It hands a value to the caller and waits there until the next one is asked for.

⚠ Common Mistakes

Reading a generator twice.

Follow-up Questions
What is a coroutine? How does send() work??
ID: PY-INT-010\u{a0} · \u{a0}Difficulty: 5/10\u{a0} · \u{a0}Level: Intermediate
";

/// A corpus of two questions that changed long ago.
fn bank() -> Bank {
    let bank = Bank::new()
        .file("PY-ADV-001.md", core("PY-ADV-001"))
        .file("PY-ADV-002.md", core("PY-ADV-002").replace("a lock", "a semaphore"));
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    for name in ["PY-ADV-001.md", "PY-ADV-002.md"] {
        std::fs::File::options()
            .append(true)
            .open(bank.path(name))
            .unwrap()
            .set_modified(then)
            .unwrap();
    }
    bank
}

#[test]
fn every_format_is_written_the_same_each_time() {
    let bank = bank();
    for out in ["a.apkg", "a.csv", "a.md"] {
        let ran = bank.run(&["export", "-o", out]);
        assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
        assert!(ran.stderr.starts_with(&format!("wrote {out}: 2 questions")), "{}", ran.stderr);
        let first = bank.read(out);
        // The files on disk are not read back as questions.
        let again = format!("again-{out}");
        let mut command = bank.command(&["export", "PY-ADV-001.md", "PY-ADV-002.md", "-o", &again]);
        command.env("RAYON_NUM_THREADS", "1").output().unwrap();
        assert_eq!(first, bank.read(&again), "{out}");
        std::fs::remove_file(bank.path(out)).unwrap();
        std::fs::remove_file(bank.path(&again)).unwrap();
    }
}

#[test]
fn what_spoils_an_export_stops_it_and_keeps_the_old_file() {
    let no_id = core("PY-ADV-003").replace("id: PY-ADV-003\n", "");
    let broken = "---\nid: [\n---\n";
    let cases = [
        ("a.md", no_id.as_str(), "front-matter/missing-key"),
        ("b.md", broken, "front-matter/invalid-yaml"),
        ("c.md", "no front matter", "front-matter/missing-front-matter"),
        ("d.md", &core("PY-ADV-001"), "id/duplicate-id"),
    ];
    for (name, text, rule) in cases {
        let bank = bank().file("x.apkg", "old").file(name, text);
        let ran = bank.run(&["export", "-o", "x.apkg"]);
        assert_eq!(ran.status, 1, "{name}");
        assert!(ran.stdout.contains(rule), "{name}: {}", ran.stdout);
        assert_eq!(ran.stderr, "nothing was written: 1 fault must be mended first\n");
        assert_eq!(bank.read("x.apkg"), b"old");
    }
}

#[test]
fn an_image_that_a_package_cannot_carry_stops_it() {
    let text = core("PY-ADV-001").replace("## Key", "![a plan](plan.png)\n\n## Key");
    let bank = Bank::new().file("PY-ADV-001.md", text);
    let ran = bank.run(&["export", "-o", "x.apkg"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("links/missing-media"), "{}", ran.stdout);
    assert_eq!(bank.run(&["export", "-o", "x.csv"]).status, 0);
}

#[test]
fn a_page_is_imported_checked_and_exported() {
    let bank = Bank::new().file("page.txt", PAGE.replace('`', ""));
    let ran = bank.run(&["import", "page.txt", "--from", "hub", "-o", "new/bank"]);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    let expected =
        "read 1 question from 1 file (0 errors, 3 warnings); wrote 1 file to `new/bank`\n";
    assert_eq!(ran.stderr, expected);
    assert_eq!(bank.names("new/bank"), ["PY-INT-010.md"]);
    let text = String::from_utf8(bank.read("new/bank/PY-INT-010.md")).unwrap();
    assert!(text.ends_with("- What is a coroutine?\n- How does send() work?\n"), "{text}");
    let ran = bank.run(&["check", "new/bank", "--format", "concise"]);
    let errors: Vec<_> = ran.stdout.lines().filter(|line| line.contains(" error ")).collect();
    let missing = ["Deep Explanation", "Production Scenario", "Real-World Example"];
    assert_eq!(errors.len(), missing.len(), "{errors:?}");
    for (line, name) in errors.iter().zip(missing) {
        assert!(line.ends_with(&format!("the section `{name}` is missing")), "{line}");
    }
    assert_eq!(bank.run(&["export", "new/bank", "-o", "x.apkg"]).status, 0);
}

#[test]
fn an_import_replaces_nothing_unless_it_is_told_to() {
    let bank = Bank::new().file("page.txt", PAGE).file("T/PY-INT-010.md", "mine");
    let run = |more: &[&str]| {
        let mut arguments = vec!["import", "page.txt", "-o", "T"];
        arguments.extend(more);
        bank.run(&arguments)
    };
    let ran = run(&[]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.ends_with("error: `T/PY-INT-010.md` is there and differs: --force replaces it; nothing was written\n"), "{}", ran.stderr);
    assert_eq!(bank.read("T/PY-INT-010.md"), b"mine");
    run(&["--force", "--dry-run"]);
    assert_eq!(bank.read("T/PY-INT-010.md"), b"mine");
    assert_eq!(run(&["--force"]).status, 0);
    assert_ne!(bank.read("T/PY-INT-010.md"), b"mine");
    // What is there already is no obstacle.
    let ran = run(&[]);
    assert!(ran.stderr.ends_with("wrote 0 files to `T`, 1 unchanged\n"), "{}", ran.stderr);
}

#[test]
fn what_is_no_known_format_is_refused() {
    let bank = Bank::new().file("x.txt", "Nothing to see here.\n");
    let ran = bank.run(&["import", "x.txt", "-o", "T"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stdout.contains("no known format fits this file"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "error: no question was recognised in `x.txt`\n");
    let ran = bank.run(&["import", "x.txt", "--from", "hub", "-o", "T"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stdout.contains("import/nothing-recognised"), "{}", ran.stdout);
    assert!(!bank.path("T").exists());
}

#[test]
fn what_cannot_be_imported_does_not_stop_the_rest() {
    let twice = PAGE.replace("hands a value", "gives a value");
    let bank = Bank::new()
        .file("junk.txt", "Nothing to see here.\n")
        .file("page.txt", PAGE)
        .file("twice.txt", twice);
    let ran = bank.run(&["import", "junk.txt", "page.txt", "-o", "T"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("import/nothing-recognised"), "{}", ran.stdout);
    assert_eq!(bank.names("T"), ["PY-INT-010.md"]);
    let ran = bank.run(&["import", "page.txt", "twice.txt", "-o", "T"]);
    assert_eq!(ran.status, 1);
    let message = "the id `PY-INT-010` is taken; this one is left out";
    assert!(ran.stdout.contains(message), "{}", ran.stdout);
    // The same question on two pages is one question.
    let ran = bank.run(&["import", "page.txt", "page.txt", "-o", "T"]);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    let said = "2 files: read as `hub`, the only format that finds questions in them\n";
    assert_eq!(ran.stderr.matches("read as").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.starts_with(said), "{}", ran.stderr);
}

#[test]
fn an_export_does_not_read_what_an_earlier_one_wrote() {
    let bank = bank();
    for out in ["book.md", "book"] {
        for _ in 0..2 {
            let ran = bank.run(&["export", "--to", "markdown", "-o", out]);
            assert_eq!(ran.status, 0, "{}", ran.stdout);
        }
        // Another one would find it: it lies in the corpus, and no `exclude` names it.
        _ = std::fs::remove_file(bank.path(out));
    }
}

#[test]
fn a_build_writes_every_artefact_and_says_what_is_in_it() {
    let bank = bank().file(
        "qlint.toml",
        "[[export]]\nout = 'bank.apkg'\n[[export]]\nout = 'deep/bank.csv'\n[[export]]\nout = 'book'\nto = 'markdown'\n",
    );
    let ran = bank.run(&["build"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("dist/bank.apkg: 2 questions, 2 cards, "), "{}", lines[0]);
    assert!(bank.path("dist/book/index.md").is_file());
    // The book lies under the root, but its pages are no questions.
    assert_eq!(bank.run(&["build", "--check"]).status, 0);
    let bank = bank.file("dist/deep/bank.csv", "stale");
    let ran = bank.run(&["build", "--check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, "dist/deep/bank.csv is not up to date\n"));
    let bank = bank.file("dist/book/old.md", "of a question that is gone");
    let ran = bank.run(&["build", "--check"]);
    assert!(ran.stdout.contains("dist/book/old.md is left over\n"), "{}", ran.stdout);
}

#[test]
fn a_site_loses_the_pages_of_questions_that_are_gone_and_nothing_else() {
    let picture = core("PY-ADV-002") + "\n![plan](plan.png)\n";
    let bank = bank().file("PY-ADV-002.md", picture).file("plan.png", "a picture");
    let export = |bank: &Bank| bank.run(&["export", "--to", "html", "-o", "site"]);
    assert_eq!(export(&bank).status, 0);
    let media = bank.names("site/media").remove(0);
    for (path, text) in [("site/CNAME", "a.org"), ("site/questions/own.html", "mine")] {
        bank.write(path, text);
    }
    std::fs::remove_file(bank.path("PY-ADV-002.md")).unwrap();
    let ran = export(&bank);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("removed 2 files of an earlier export from site\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(bank.names("site/questions"), ["PY-ADV-001.html", "own.html"]);
    assert!(!bank.path(&format!("site/media/{media}")).exists());
    assert!(bank.path("site/CNAME").is_file());
    // What somebody changed is theirs.
    let bank = bank.file("PY-ADV-003.md", core("PY-ADV-003"));
    export(&bank);
    bank.write("site/questions/PY-ADV-003.html", "by hand");
    std::fs::remove_file(bank.path("PY-ADV-003.md")).unwrap();
    let ran = export(&bank);
    let kept = "kept questions/PY-ADV-003.html in site: of an earlier export, but changed since\n";
    assert!(ran.stderr.contains(kept), "{}", ran.stderr);
    assert_eq!(bank.read("site/questions/PY-ADV-003.html"), b"by hand");
    // The same again says nothing, and writes nothing.
    let before = support::tree(&bank.path("site"));
    assert_eq!(export(&bank).stderr.lines().count(), 1);
    assert_eq!(support::tree(&bank.path("site")), before);
}

#[test]
fn a_build_brings_its_site_up_to_date() {
    let bank = bank().file("qlint.toml", "[[export]]\nout = 'site'\nto = 'html'\n");
    assert_eq!(bank.run(&["build"]).status, 0);
    std::fs::remove_file(bank.path("PY-ADV-002.md")).unwrap();
    let ran = bank.run(&["build", "--check"]);
    assert!(
        ran.stdout.contains("dist/site/questions/PY-ADV-002.html is left over\n"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("dist/site/data/files.sha1 is not up to date\n"), "{}", ran.stdout);
    assert_eq!(bank.run(&["build"]).status, 0);
    assert_eq!(bank.run(&["build", "--check"]).status, 0);
    assert!(!bank.path("dist/site/questions/PY-ADV-002.html").exists());
}

#[cfg(unix)]
#[test]
fn a_list_of_somebody_elses_making_removes_nothing_outside_the_site() {
    let bank = bank().file("notes.txt", "mine").file("far/notes.txt", "mine");
    assert_eq!(bank.run(&["export", "--to", "html", "-o", "site"]).status, 0);
    std::os::unix::fs::symlink("../far", bank.path("site/far")).unwrap();
    std::os::unix::fs::symlink("../notes.txt", bank.path("site/notes.txt")).unwrap();
    let sum = qlint::write::listing::hash(b"mine");
    let absolute = bank.path("notes.txt").display().to_string();
    let paths = ["../notes.txt", "far/notes.txt", "notes.txt", &absolute, "questions", "."];
    let list: String = paths.iter().map(|path| format!("{sum}  {path}\n")).collect();
    bank.write("site/data/files.sha1", list);
    let ran = bank.run(&["export", "--to", "html", "-o", "site"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("removed"), "{}", ran.stderr);
    for path in ["notes.txt", "far/notes.txt", "site/notes.txt", "site/far/notes.txt"] {
        assert_eq!(bank.read(path), b"mine", "{path}");
    }
}

#[test]
fn errors_stop_a_build_before_anything_is_written() {
    let bank = bank()
        .file("qlint.toml", "[[export]]\nout = 'bank.csv'\n")
        .file("PY-ADV-003.md", core("PY-ADV-003").replace("difficulty: 7", "difficulty: 11"));
    let ran = bank.run(&["build"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, "nothing was written: 1 error\n"));
    assert!(!bank.path("dist").exists());
}
