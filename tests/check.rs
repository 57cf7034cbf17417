//! `qlint check` as a user runs it.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use support::{Bank, Ran, card, core};

/// The report of a corpus with one fault, which must be the only one.
fn one_fault(name: &str, bank: &Bank) {
    let ran = bank.run(&["check", "--format", "concise"]);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    let Ran { status, stdout, .. } = bank.run(&["check"]);
    assert_eq!(status, 1, "{stdout}");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/report");
    insta::with_settings!({snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, stdout);
    });
}

#[test]
fn a_misspelt_key_is_one_diagnostic() {
    let text = core("PY-ADV-001").replace("technology:", "technolgy:");
    one_fault("misspelt-key", &Bank::new().file("PY-ADV-001.md", text));
}

#[test]
fn a_level_that_contradicts_the_id_is_one_diagnostic() {
    let text = core("PY-ADV-001").replace("level: Advanced", "level: Beginner");
    one_fault("contradicting-level", &Bank::new().file("PY-ADV-001.md", text));
}

#[test]
fn difficulty_11_is_one_diagnostic() {
    let text = core("PY-ADV-001").replace("difficulty: 7", "difficulty: 11");
    one_fault("difficulty-11", &Bank::new().file("PY-ADV-001.md", text));
}

#[test]
fn a_comment_of_several_lines_is_no_content() {
    let text = card("PY-ADV-001");
    let (head, _) = text.split_once("For itself").unwrap();
    let bank = Bank::new().file("PY-ADV-001.md", format!("{head}<!--\nWrite it here.\n-->\n"));
    let ran = bank.run(&["check", "--format", "concise", "--ignore", "answer/template-comment"]);
    let expected =
        "PY-ADV-001.md:7:4 error structure/empty-section the section `Answer` is empty\n";
    assert_eq!(ran.stdout, expected);
}

#[test]
fn an_empty_step_of_an_interview_is_one_diagnostic() {
    let text = "---\nid: PY-ADV-001\ntitle: A talk?\nkind: mock-interview\ntechnology: Python\ncategory: IO\nlevel: Advanced\ndifficulty: 7\n---\n\n## Scenario\n\nA room.\n\n## Step 1\n";
    let bank = Bank::new().file("PY-ADV-001.md", text);
    let ran = bank.run(&["check", "--format", "concise"]);
    let expected =
        "PY-ADV-001.md:15:4 error structure/empty-section the section `Step 1` is empty\n";
    assert_eq!(ran.stdout, expected);
}

#[test]
fn a_missing_section_is_one_diagnostic() {
    let text = core("PY-ADV-001").replace("## Common Mistakes\n\n- The lock is held while a file is read\n- Two locks are taken in two orders\n\n", "");
    one_fault("missing-section", &Bank::new().file("PY-ADV-001.md", text));
}

#[test]
fn two_files_with_one_id_are_one_diagnostic() {
    let copy = core("PY-ADV-001");
    let bank = Bank::new().file("a/PY-ADV-001.md", core("PY-ADV-001"));
    one_fault("duplicate-id", &bank.file("b/PY-ADV-002.md", copy));
}

#[test]
fn each_unreadable_file_is_one_diagnostic_and_the_others_go_on() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for n in 1..12 {
        let list = vec![format!("*a{}", n - 1); 10].join(", ");
        bomb.push_str(&format!("a{n}: &a{n} [{list}]\n"));
    }
    let bank = Bank::new()
        .file("bomb.md", format!("---\n{bomb}---\n"))
        .file("bytes.md", b"---\nid: PY-ADV-001\ntitle: \xff\n---\n")
        .file("huge.md", vec![b'x'; 4 * 1024 * 1024 + 1])
        .file("tower.md", format!("---\na: {}\n---\n", "[".repeat(10_000)))
        .file("utf16.md", b"\xff\xfe-\0-\0-\0")
        .file("z.md", core("PY-ADV-001").replace("Advanced", "Advnced"));
    let ran = bank.run(&["check", "--format", "concise", "--ignore", "id"]);
    let expected = "\
bomb.md:5:45 error front-matter/invalid-yaml this is not valid YAML: the aliases repeat more than 10000 values
bytes.md:3:8 error file/not-utf-8 the byte 0xFF here is not UTF-8
huge.md:1:1 error file/too-large the file has 4194305 bytes, more than the 4194304 of the limit
tower.md:2:259 error front-matter/invalid-yaml this is not valid YAML: lists and maps stand too deep in each other
utf16.md:1:1 error file/not-utf-8 the file is UTF-16, not UTF-8
z.md:7:8 error front-matter/invalid-value `level` cannot be `Advnced`: did you mean `Advanced`?
";
    assert_eq!(ran.stdout, expected);
    assert_eq!(ran.status, 1);
}

#[test]
fn the_report_is_the_same_at_any_thread_count() {
    let mut bank = Bank::new();
    for n in 0..60 {
        let id = format!("PY-ADV-{n:03}");
        let text = core(&id)
            .replace("difficulty: 7", "difficulty: 11")
            .replace("PY-ADV-059", "PY-ADV-001");
        bank = bank.file(&format!("{n}/{id}.md"), text);
    }
    let run = |threads: &str| {
        let mut command = bank.command(&["check"]);
        command.env("RAYON_NUM_THREADS", threads).output().unwrap().stdout
    };
    let first = run("1");
    assert!(first.len() > 1000);
    assert_eq!(first, run("7"));
}

#[test]
fn json_is_one_object_with_places() {
    let text = core("PY-ADV-001")
        .replace("What is a lock", "\"Ä lock\"")
        .replace("level: Advanced", "level: advanced");
    let bank = Bank::new().file(
        "PY-ADV-001.md",
        text.replace("title: \"Ä lock\", and what does it cost?", "title: What is Ä?"),
    );
    let ran = bank.run(&["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let found = &json["diagnostics"][0];
    assert_eq!(json["version"], 1);
    assert_eq!(json["summary"]["errors"], 1);
    assert_eq!(json["summary"]["questions"], 1);
    assert_eq!(found["rule"], "front-matter/invalid-value");
    assert_eq!(found["severity"], "error");
    assert_eq!(found["path"], "PY-ADV-001.md");
    let start = &found["start"];
    assert_eq!((&start["line"], &start["column"]), (&7.into(), &8.into()));
    let offset = start["offset"].as_u64().unwrap() as usize;
    assert_eq!(&bank.read("PY-ADV-001.md")[offset..offset + 8], b"advanced");
    assert_eq!(found["fix"]["edits"][0]["text"], "Advanced");
    assert_eq!(found["fix"]["applicability"], "safe");
}

#[test]
fn only_the_report_goes_to_stdout() {
    let ran = Bank::new().card("PY-ADV-001").run(&["check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    let expected = "nothing to mend in 1 question (1 file, ";
    assert!(ran.stderr.starts_with(expected), "{}", ran.stderr);
}

#[test]
fn colour_follows_the_terminal_the_environment_and_the_option() {
    let bank = Bank::new().file("PY-ADV-001.md", "no front matter\n");
    let colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = bank.command(arguments);
        command.envs(variables.iter().copied());
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!colored(&["check"], &[]));
    assert!(colored(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(colored(&["check", "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!colored(&["check", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn warnings_fail_only_when_asked() {
    let text = card("PY-ADV-001").replace("kind:", "tags: [a, A]\nkind:");
    let bank = Bank::new().file("PY-ADV-001.md", text);
    assert_eq!(bank.run(&["check", "--ignore", "front-matter/key-order"]).status, 0);
    assert_eq!(bank.run(&["check", "--deny-warnings"]).status, 1);
}

#[test]
fn cross_file_rules_see_the_whole_corpus_and_report_on_the_paths() {
    let copy = core("PY-ADV-001");
    let bank = Bank::new()
        .file("qlint.toml", "")
        .file("a/PY-ADV-001.md", &copy)
        .file("b/PY-ADV-001.md", &copy)
        .file("b/PY-ADV-002.md", core("PY-ADV-002"));
    // It is said whichever of the two is named.
    assert_eq!(bank.run(&["check", "a/PY-ADV-001.md"]).status, 1);
    assert_eq!(bank.run(&["check", "b/PY-ADV-001.md"]).status, 1);
    assert_eq!(bank.run(&["check", "b/PY-ADV-002.md"]).status, 0);
}

#[test]
fn what_is_no_question_file_is_passed_over() {
    let bank = Bank::new()
        .file("qlint.toml", "exclude = ['drafts/**']\n")
        .file("README.md", "no question")
        .file("drafts/x.md", "no question")
        .file(".hidden/x.md", "no question")
        .file("notes.txt", "no question")
        .file("words.csv", "title,Answer\nWhat?,That.\n");
    std::fs::create_dir(bank.path("folder.md")).unwrap();
    bank.run(&["check"]).refuses("no question file in `ROOT`");
    bank.run(&["check", "drafts/x.md"]).refuses("no question file matched `drafts/x.md`");
    for (path, formats) in [
        ("words.csv", "`--from csv`"),
        ("notes.txt", "`--from chapter` or `--from deep-dive` or `--from hub`"),
    ] {
        let words = format!("no question file matched `{path}`; say what it is: {formats}");
        bank.run(&["check", path]).refuses(&words);
    }
    bank.write("qlint.toml", "exclude = ['drafts/**', 'words.csv']\n");
    let excluded = bank.run(&["check", "--from", "csv", "words.csv"]);
    excluded.refuses("no question file matched `words.csv`");
    assert_eq!(bank.run(&["check", "--allow-empty"]).status, 0);
}

#[test]
fn severities_come_from_the_settings() {
    let bank = Bank::new()
        .file("qlint.toml", "[rules]\nid = 'off'\n'id/id-format' = 'warning'\n")
        .file("x.md", card("PY-4"));
    let ran = bank.run(&["check", "--format", "concise"]);
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.starts_with("x.md:2:5 warning id/id-format "), "{}", ran.stdout);
}

#[test]
fn a_corpus_brings_its_own_schema() {
    let schema = "required: [name]\nproperties:\n  name: {type: string}\n  sections: {required: [Steps]}\nadditionalProperties: false\n";
    let bank = Bank::new()
        .file("qlint.toml", "schema = 'recipe.yaml'\n")
        .file("recipe.yaml", schema)
        .file("soup.md", "---\nnmae: Soup\n---\n\n## Steps\n\nBoil it.\n");
    let ran = bank.run(&["check", "--format", "concise"]);
    let expected =
        "soup.md:2:1 error front-matter/unknown-key unknown key `nmae`: did you mean `name`?\n";
    assert_eq!(ran.stdout, expected);
    let wrong = bank.file("recipe.yaml", "properties:\n  name: {type: strng}\n");
    let ran = wrong.run(&["check"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.starts_with("error: ROOT/recipe.yaml:2:16: the schema is wrong"),
        "{}",
        ran.stderr
    );
}

#[test]
fn links_are_looked_up_on_the_disk() {
    let text = core("PY-ADV-001").replace(
        "## Key",
        "![a](img/Plan.png) ![b](img/plan.png) [c](../README.md#setup) [d](../README.md#none)\n\n## Key",
    );
    let bank = Bank::new()
        .file("qlint.toml", "")
        .file("README.md", "# Setup\n")
        .file("py/img/plan.png", "PNG")
        .file("py/PY-ADV-001.md", text);
    let ran = bank.run(&["check", "--select", "links", "--format", "concise"]);
    let found: Vec<_> = ran.stdout.lines().map(|line| line.split_once(' ').unwrap().1).collect();
    let expected = [
        "error links/missing-media `img/Plan.png` does not exist",
        "error links/broken-anchor `README.md` has no heading `#none`",
    ];
    assert_eq!(found, expected);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_corpus_is_not_followed() {
    let answer = "See [that](zero.md#a) and [this](out.md#a).";
    let text = card("PY-ADV-001").replace("For itself, as every identifier does.", answer);
    let bank = Bank::new().file("PY-ADV-001.md", text);
    // It never ends.
    std::os::unix::fs::symlink("/dev/zero", bank.path("zero.md")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", bank.path("out.md")).unwrap();
    let ran = bank.run(&["check", "--format", "concise"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
}
