//! How a legacy corpus takes qlint up: comments that keep rules quiet, a baseline, only what changed.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

mod support;

use support::{Bank, Ran, card, core};

fn found(bank: &Bank, arguments: &[&str]) -> Vec<String> {
    let ran = bank.run(&[&["check", "--format", "concise"], arguments].concat());
    ran.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn a_comment_keeps_a_rule_quiet_about_its_block_alone() {
    let text = card("PY-ADV-001").replace("## Answer", "<!-- qlint-ignore structure/unknown-section: ours -->\n## Lore\n\nOld.\n\n## Myths\n\nOlder.\n\n## Answer");
    let bank = Bank::new().file("PY-ADV-001.md", &text);
    // A flashcard may have any section.
    assert!(found(&bank, &[])[0].contains("suppression/unused-suppression"));
    let text = text.replace("kind: flashcard", "kind: concept");
    let bank = Bank::new().file("PY-ADV-001.md", &text);
    let unknown = found(&bank, &["--select", "structure/unknown-section"]);
    assert!(matches!(unknown.as_slice(), [one] if one.contains("`Myths`")), "{unknown:?}");
}

#[test]
fn a_comment_in_a_cell_is_about_that_cell() {
    let comment = "<!-- qlint-ignore answer/placeholder-text: ours -->";
    let table = format!(
        "id,title,kind,Answer\nPY-ADV-001,What is it?,flashcard,TODO {comment}\nPY-ADV-002,What is that?,flashcard,TODO\nPY-ADV-003,What was it?,flashcard,\"{comment}\n\nTODO\"\nPY-ADV-004,Why is it?,flashcard,\"```\n{comment}\n```\"\nPY-ADV-005,Who was it?,flashcard,\"{comment}\n\nTODO\"\n"
    );
    let settings = "[[source]]\npath = ['*.csv']\nformat = 'csv'\n";
    let bank = Bank::new().file("qlint.toml", settings).file("t.csv", table);
    let found = found(&bank, &["--select", "answer,suppression"]);
    assert!(matches!(found.as_slice(), [one] if one.starts_with("t.csv:3:36 error")), "{found:?}");
}

#[test]
fn a_comment_in_a_quiz_is_no_section() {
    let comment = "<!-- qlint-ignore mcq/option-count: there are no more -->";
    let options = "- [x] this\n- [ ] that\n";
    let quiz = format!(
        "#### Q1. Which one is it?\n\n{comment}\n{options}\n{comment}\n#### Q2. Which is that?\n\n{options}"
    );
    let bank = Bank::new().file("q.md", quiz);
    let found = found(&bank, &["--from", "quiz", "--select", "structure,mcq,suppression", "q.md"]);
    let rules: Vec<_> = found.iter().filter_map(|one| one.split(' ').nth(2)).collect();
    assert_eq!(rules, ["suppression/unused-suppression", "mcq/option-count"], "{found:?}");
}

#[test]
fn front_matter_hides_no_comment() {
    let comment = "<!-- qlint-ignore answer/placeholder-text: ours -->";
    let text = card("PY-ADV-001").replace("kind:", "source: |\n  a\n\n  ```\nkind:");
    let text = text.replace("For itself, as", &format!("{comment}\n\nTODO: as"));
    let bank = Bank::new().file("PY-ADV-001.md", text);
    assert_eq!(found(&bank, &["--select", "answer,suppression"]), Vec::<String>::new());
}

#[test]
fn comments_about_comments_are_heeded() {
    let unused = "<!-- qlint-ignore answer: once there was a reason -->";
    let about = "<!-- qlint-ignore-file suppression/unused-suppression: a draft -->";
    for (text, expected) in
        [(format!("{about}\n\n{unused}\n"), 0), (unused.to_owned(), 1), (about.to_owned(), 1)]
    {
        let text = card("PY-ADV-001").replace("## Answer", &format!("{text}\n## Answer"));
        let bank = Bank::new().file("PY-ADV-001.md", text);
        assert_eq!(found(&bank, &["--select", "answer,suppression"]).len(), expected);
    }
}

#[test]
fn a_comment_for_the_file_keeps_cross_file_rules_quiet_too() {
    let copy = format!(
        "{}\n<!-- qlint-ignore-file id/duplicate-id: a test of ours -->\n",
        card("PY-ADV-001")
    );
    let bank = Bank::new().card("PY-ADV-001").file("b/PY-ADV-001.md", copy);
    assert_eq!(found(&bank, &[]), Vec::<String>::new());
}

#[test]
fn comments_reach_no_export_but_stay_in_question_files() {
    let comment = "<!-- qlint-ignore structure: ours -->";
    let text = core("PY-ADV-001").replace("A lock lets", &format!("{comment}\n\nA lock lets"));
    let text = text.replace("- One holder", &format!("- {comment} One holder"));
    let bank = Bank::new().file("q/PY-ADV-001.md", text);
    for out in ["x.csv", "x.json", "x.md"] {
        assert_eq!(bank.run(&["export", "q", "-o", out]).status, 0);
        let written = String::from_utf8(bank.read(out)).unwrap();
        assert!(!written.contains("qlint-ignore"), "{written}");
        assert!(written.contains("A lock lets") && written.contains("One holder"), "{written}");
    }
    assert_eq!(bank.run(&["export", "q", "-o", "x.apkg"]).status, 0);
    assert_eq!(bank.run(&["import", "q/PY-ADV-001.md", "-o", "again"]).status, 0);
    let again = String::from_utf8(bank.read("again/PY-ADV-001.md")).unwrap();
    assert_eq!(again.matches("qlint-ignore").count(), 2, "{again}");
}

#[test]
fn a_baseline_hides_what_is_there_and_nothing_new() {
    let wrong = core("PY-ADV-001").replace("difficulty: 7", "difficulty: 11");
    let wrong = format!("{wrong}\n## Lore\n\nAn old tale of locks.\n");
    let bank = Bank::new().file("qlint.toml", "").file("PY-ADV-001.md", &wrong);
    let before = found(&bank, &[]).len();
    assert!(before >= 2);
    let ran = bank.run(&["check", "--write-baseline"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let ran = bank.run(&["check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert!(
        ran.stderr.contains(&format!("nothing to mend, {before} more in the baseline")),
        "{}",
        ran.stderr
    );
    // The text moves, in its file and to another folder: still known.
    let moved = wrong.replace("tags: [locks]\n", "").replace("level:", "tags: [locks]\nlevel:");
    let moved = moved.replace("## Common Mistakes", "\n\n## Common Mistakes");
    std::fs::remove_file(bank.path("PY-ADV-001.md")).unwrap();
    let bank = bank.file("sub/PY-ADV-001.md", &moved);
    assert_eq!(
        found(&bank, &["--select", "structure,front-matter/invalid-value,question"]),
        Vec::<String>::new()
    );
    // Another fault of the same rule in the same file is new.
    let worse = format!("{moved}\n## Myths\n\nAn older one.\n");
    let bank = bank.file("sub/PY-ADV-001.md", &worse);
    let new = found(&bank, &["--select", "structure"]);
    assert!(matches!(new.as_slice(), [one] if one.contains("`Myths`")), "{new:?}");
}

#[test]
fn what_is_mended_leaves_the_baseline() {
    let wrong = core("PY-ADV-001").replace("difficulty: 7", "difficulty: 3");
    let bank = Bank::new().file("qlint.toml", "").file("PY-ADV-001.md", &wrong).card("PY-ADV-002");
    assert_eq!(bank.run(&["check", "--write-baseline"]).status, 0);
    let bank = bank.file("PY-ADV-001.md", core("PY-ADV-001"));
    let stale = found(&bank, &[]);
    let expected = "qlint-baseline.jsonl:2:1 warning suppression/stale-baseline-entry `question/difficulty-level-mismatch` of `PY-ADV-001` is mended";
    assert_eq!(stale, [expected]);
    // Of rules that do not run, and of one file alone, nothing can be said.
    assert_eq!(found(&bank, &["--ignore", "question"]), Vec::<String>::new());
    assert_eq!(found(&bank, &["PY-ADV-002.md"]), Vec::<String>::new());
    assert_eq!(bank.run(&["check", "--fix"]).status, 0);
    assert_eq!(bank.read("qlint-baseline.jsonl"), b"{\"qlint-baseline\":1}\n");
    assert_eq!(found(&bank, &[]), Vec::<String>::new());
    // The fault comes back: it is new.
    let bank = bank.file("PY-ADV-001.md", &wrong);
    assert_eq!(found(&bank, &[]).len(), 1);
}

#[test]
fn a_baseline_stays_when_questions_are_put_above() {
    let question = |number: u32, title: &str| {
        format!("#### Q{number}. {title}\n\n- [ ] this\n- [ ] that\n- [ ] those\n\n")
    };
    let settings = "[[source]]\npath = ['quiz.md']\nformat = 'quiz'\n";
    let quiz = question(1, "Which one is it?") + &question(2, "And which is that?");
    let bank = Bank::new().file("qlint.toml", settings).file("quiz.md", quiz);
    assert_eq!(bank.run(&["check", "--write-baseline"]).status, 0);
    let quiz = question(1, "What came first?")
        + &question(2, "Which one is it?")
        + &question(3, "And which is that?");
    let found = found(&bank.file("quiz.md", quiz), &[]);
    assert!(found.iter().all(|one| one.starts_with("quiz.md:3:")), "{found:?}");
    assert!(!found.is_empty());
}

#[test]
fn a_known_cluster_stays_known_when_a_copy_goes_and_is_new_when_one_comes() {
    let copy = |id: &str| card(id).replace(&format!("does {id} ask"), "does a lock do");
    let mut bank = Bank::new().file("qlint.toml", "");
    for number in 1..5 {
        let id = format!("PY-ADV-00{number}");
        bank = bank.file(&format!("{id}.md"), copy(&id));
    }
    let only = ["--select", "corpus"];
    assert_eq!(found(&bank, &only).len(), 1);
    assert_eq!(bank.run(&["check", "--write-baseline"]).status, 0);
    assert_eq!(found(&bank, &only), Vec::<String>::new());
    std::fs::remove_file(bank.path("PY-ADV-001.md")).unwrap();
    assert_eq!(found(&bank, &only), Vec::<String>::new());
    let bank = bank.file("PY-ADV-009.md", copy("PY-ADV-009"));
    let found = found(&bank, &only);
    assert!(found.len() == 1 && found[0].contains("corpus/exact-duplicate"), "{found:?}");
}

#[test]
fn a_reading_as_another_format_leaves_the_baseline_alone() {
    let wrong = card("PY-ADV-001").replace("kind:", "knd: x\nkind:");
    let bank = Bank::new().file("qlint.toml", "").file("PY-ADV-001.md", wrong);
    assert_eq!(bank.run(&["check", "--write-baseline"]).status, 0);
    let baseline = bank.read("qlint-baseline.jsonl");
    let stale = found(&bank, &["--from", "quiz", "--fix"]);
    assert!(stale.iter().all(|one| one.contains("import/nothing-recognised")), "{stale:?}");
    assert_eq!(bank.read("qlint-baseline.jsonl"), baseline);
}

#[test]
fn a_broken_baseline_is_named() {
    let bank = Bank::new().card("PY-ADV-001").file("qlint-baseline.jsonl", "{}\n");
    let ran = bank.run(&["check"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("qlint-baseline.jsonl:1: this is no line of a baseline: missing field"),
        "{}",
        ran.stderr
    );
    let ran = bank.run(&["check", "--baseline", "gone.jsonl"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("gone.jsonl"), "{}", ran.stderr);
}

/// Runs git in the bank's folder.
fn git(bank: &Bank, arguments: &[&str]) {
    bank.git(arguments);
}

/// A checkout with a faulty question in it.
fn checkout() -> Bank {
    let bank =
        Bank::new().file("qlint.toml", "").card("PY-ADV-001").file("PY-ADV-002.md", faulty(2));
    git(&bank, &["init", "--quiet", "--initial-branch=main"]);
    git(&bank, &["add", "."]);
    git(&bank, &["commit", "--quiet", "-m", "one"]);
    bank
}

fn faulty(number: usize) -> String {
    card(&format!("PY-ADV-00{number}")).replace("kind:", "knd: x\nkind:")
}

#[test]
fn only_staged_questions_are_reported_and_as_they_are_staged() {
    let bank = checkout();
    assert_eq!(found(&bank, &[]).len(), 1);
    assert_eq!(found(&bank, &["--staged"]), Vec::<String>::new());
    let bank = bank.file("PY-ADV-003.md", faulty(3));
    assert_eq!(found(&bank, &["--staged"]), Vec::<String>::new());
    git(&bank, &["add", "."]);
    let three = "PY-ADV-003.md:4:1 error front-matter/unknown-key";
    assert!(found(&bank, &["--staged"])[0].starts_with(three));
    // Mended on disk, but not staged: what would be committed is still faulty, and is not touched.
    let bank = bank.file("PY-ADV-003.md", card("PY-ADV-003"));
    assert!(found(&bank, &["--staged", "--fix", "--unsafe-fixes"])[0].starts_with(three));
    assert_eq!(bank.read("PY-ADV-003.md"), card("PY-ADV-003").as_bytes());
    git(&bank, &["add", "."]);
    assert_eq!(found(&bank, &["--staged"]), Vec::<String>::new());
}

#[test]
fn a_hook_of_a_linked_worktree_sees_what_is_staged_in_a_folder() {
    let bank = Bank::new().file("main/q/qlint.toml", "").file("main/q/PY-ADV-001.md", faulty(1));
    let main = ["-C", "main"];
    git(&bank, &["init", "--quiet", "--initial-branch=main", "main"]);
    git(&bank, &[&main[..], &["add", "."]].concat());
    git(&bank, &[&main[..], &["commit", "--quiet", "-m", "one"]].concat());
    git(&bank, &[&main[..], &["worktree", "add", "--quiet", "../linked"]].concat());
    let bank = bank.file("linked/q/PY-ADV-002.md", faulty(2));
    git(&bank, &["-C", "linked", "add", "."]);
    // What git sets for a hook there, and what it may set elsewhere.
    for (folder, repository) in
        [("linked", bank.path("main/.git/worktrees/linked")), ("main", ".git".into())]
    {
        let mut command = bank.command(&["check", "q", "--staged", "--format", "concise"]);
        command.current_dir(bank.path(folder)).env("GIT_DIR", repository);
        let ran = Ran::of(command.output().unwrap(), &bank.path(""));
        let expected = if folder == "linked" { "PY-ADV-002.md:4:1 error" } else { "" };
        assert!(ran.stdout.starts_with(expected), "{}{}", ran.stdout, ran.stderr);
        assert_eq!(ran.status, i32::from(folder == "linked"), "{}", ran.stderr);
    }
}

#[test]
fn settings_of_diffs_change_nothing() {
    let quiz = |first: &str, last: &str| {
        let question = |number: u32, title: &str| {
            format!("#### Q{number}. {title}\n\n- [ ] this {number}\n- [ ] that {number}\n\n")
        };
        question(1, first) + &question(2, "And which is that?") + &question(3, last)
    };
    let settings = "[[source]]\npath = ['quiz.md']\nformat = 'quiz'\n";
    let bank = Bank::new()
        .file("qlint.toml", settings)
        .file(".gitattributes", "*.md diff=loud\n")
        .file("quiz.md", quiz("Which one is it?", "Why is that so?"));
    git(&bank, &["init", "--quiet", "--initial-branch=main"]);
    git(&bank, &["add", "."]);
    git(&bank, &["commit", "--quiet", "-m", "one"]);
    for (key, value) in [
        ("diff.interHunkContext", "9"),
        ("diff.context", "9"),
        ("diff.loud.textconv", "false"),
        ("diff.external", "false"),
        ("diff.mnemonicPrefix", "true"),
        ("color.ui", "always"),
    ] {
        git(&bank, &["config", key, value]);
    }
    let bank = bank.file("quiz.md", quiz("What is it?", "Why is it so?"));
    git(&bank, &["add", "."]);
    let found = found(&bank, &["--staged", "--select", "mcq/no-correct-option"]);
    let lines: Vec<_> = found.iter().map(|one| &one[..10]).collect();
    assert_eq!(lines, ["quiz.md:3:", "quiz.md:13"], "{found:?}");
}

#[test]
fn a_duplicate_is_reported_whichever_end_changed() {
    let bank = checkout().file("a/PY-ADV-001.md", card("PY-ADV-001"));
    git(&bank, &["add", "."]);
    for arguments in [&["--staged"][..], &["a/PY-ADV-001.md"], &["PY-ADV-001.md"]] {
        let found = found(&bank, arguments);
        assert!(found.iter().any(|one| one.contains("id/duplicate-id")), "{arguments:?} {found:?}");
    }
}

#[test]
fn what_differs_from_a_branch_is_reported() {
    let bank = checkout();
    git(&bank, &["checkout", "--quiet", "-b", "mine"]);
    let bank = bank.file("PY-ADV-003.md", faulty(3));
    git(&bank, &["add", "."]);
    git(&bank, &["commit", "--quiet", "-m", "two"]);
    let bank = bank.file("PY-ADV-004.md", faulty(4));
    let names = |arguments: &[&str]| -> Vec<String> {
        found(&bank, arguments).iter().map(|one| one[..13].to_owned()).collect()
    };
    assert_eq!(names(&["--since", "main"]), ["PY-ADV-003.md", "PY-ADV-004.md"]);
    assert_eq!(names(&["--since", "HEAD"]), ["PY-ADV-004.md"]);
    bank.run(&["check", "--since", "gone"]).refuses("git knows no commit `gone`");
    let outside = Bank::new().card("PY-ADV-001").run(&["check", "--staged"]);
    assert_eq!(outside.status, 2);
    assert!(outside.stderr.contains("cannot ask git: not a git repository"), "{}", outside.stderr);
}

#[test]
fn of_a_file_of_many_questions_only_those_that_changed_are_reported() {
    let quiz = |mark: &str, title: &str| {
        format!(
            "#### Q1. Which one is it?\n\n- [ ] this\n- [ ] that\n\n#### Q2. {title}\n\n- [{mark}] this\n- [ ] that\n"
        )
    };
    let settings = "[[source]]\npath = ['quiz.md']\nformat = 'quiz'\n";
    let bank =
        Bank::new().file("qlint.toml", settings).file("quiz.md", quiz("x", "And which is that?"));
    git(&bank, &["init", "--quiet"]);
    git(&bank, &["add", "."]);
    git(&bank, &["commit", "--quiet", "-m", "one"]);
    let bank = bank.file("quiz.md", quiz(" ", "And which is that?"));
    let select = ["--select", "mcq/no-correct-option"];
    assert_eq!(found(&bank, &select).len(), 2);
    let changed = found(&bank, &[&select[..], &["--since", "HEAD"]].concat());
    assert!(matches!(changed.as_slice(), [one] if one.starts_with("quiz.md:8:1")), "{changed:?}");
}

#[test]
fn an_id_that_changed_is_an_error_unless_the_old_one_is_kept() {
    let bank = checkout();
    git(&bank, &["mv", "PY-ADV-001.md", "PY-ADV-007.md"]);
    let renamed = card("PY-ADV-001").replace("id: PY-ADV-001", "id: PY-ADV-007");
    let bank = bank.file("PY-ADV-007.md", &renamed);
    git(&bank, &["add", "."]);
    let expected =
        "PY-ADV-007.md:2:5 error id/id-changed the id was `PY-ADV-001` and is now `PY-ADV-007`";
    assert_eq!(found(&bank, &["--staged"]), [expected]);
    assert_eq!(found(&bank, &["--since", "HEAD"]), [expected]);
    let kept = renamed.replace("kind:", "previous_ids: [PY-ADV-001]\nkind:");
    let bank = bank.file("PY-ADV-007.md", kept);
    assert!(found(&bank, &["--since", "HEAD"]).iter().all(|one| !one.contains("id-changed")));
}

#[test]
fn excluded_files_are_left_out_when_they_are_named() {
    let bank = Bank::new()
        .file("qlint.toml", "exclude = ['old']\n")
        .card("PY-ADV-001")
        .file("old/PY-ADV-002.md", faulty(2));
    let ran = bank.run(&["check", "--allow-empty", "old/PY-ADV-002.md"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.starts_with("nothing to mend in 0 questions (0 files"), "{}", ran.stderr);
    assert_eq!(bank.run(&["check", "old/PY-ADV-002.md"]).status, 2);
    let ran = bank.run(&["check", "--allow-empty", "--from", "quiz", "old/PY-ADV-002.md"]);
    assert!(ran.stderr.contains("0 files"), "{}", ran.stderr);
}

#[test]
fn settings_hold_by_path_and_thresholds_are_named() {
    let settings = "select = ['front-matter']\nignore = ['front-matter/key-order']\n[rules]\nfront-matter = 'warning'\n[[override]]\npath = ['old/**']\nrules = { front-matter = 'off' }\n";
    let bank = Bank::new()
        .file("qlint.toml", settings)
        .file("old/PY-ADV-002.md", faulty(2))
        .file("PY-ADV-003.md", faulty(3));
    let all = found(&bank, &[]);
    assert!(
        matches!(all.as_slice(), [one] if one.starts_with("PY-ADV-003.md:4:1 warning")),
        "{all:?}"
    );
    for (line, expected) in [
        (
            "[rules]\n'id' = { max = 3 }",
            "qlint.toml:2:10: `id` is a group: thresholds are set rule by rule",
        ),
        ("[rules]\n'id/id-gap' = { max = 3 }", "qlint.toml:2:17: unknown key of `id/id-gap` `max`"),
        (
            "ignore = ['id/id-gp']",
            "qlint.toml:1:11: unknown rule or group `id/id-gp`: did you mean `id/id-gap`?",
        ),
        ("[[override]]\npath = ['[']\nrules = {}", "qlint.toml:2:9: "),
    ] {
        let ran = Bank::new().file("qlint.toml", line).card("PY-ADV-001").run(&["check"]);
        assert_eq!(ran.status, 2);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
}
