//! What reaches the reader of a report: bounded, quick, and nothing that steers a terminal.

use crate::support::{Bank, card};

/// Reports for programs.
const DATA: &[&str] = &["json", "jsonl", "sarif", "gitlab", "rdjson"];

/// A line of so many bytes with a fault at its end, or that is the fault.
fn long(bytes: usize) -> Vec<(&'static str, String)> {
    let card = card("PY-ADV-001");
    let words = "word ".repeat(bytes / 5);
    let run = "x".repeat(bytes);
    vec![
        ("a link at the end", card.replace("itself", &format!("{words}[x](none.md)"))),
        ("a control character at the end", card.replace("itself", &format!("{words}\0"))),
        ("a link", card.replace("itself", &format!("[x]({run}.md)"))),
        ("a title", card.replace("What does", &format!("What {words}"))),
        ("an id", card.replace("id: PY-ADV-001", &format!("id: {run}"))),
        ("a kind", card.replace("flashcard", &run)),
        ("a key", card.replace("kind:", &format!("{run}: 1\nkind:"))),
        ("a reference", card.replace("kind:", &format!("related: [{run}]\nkind:"))),
        ("a tag", card.replace("kind:", &format!("tags: [ok, !{run} x]\nkind:"))),
        ("a heading", card.replace("## Answer", &format!("## {words}\n\n## Answer"))),
    ]
}

#[test]
fn a_line_of_a_megabyte_fills_no_report() {
    // A build for tests is slow: of most lines a part must do.
    let lines = long(1_000_000).into_iter().take(1).chain(long(20_000));
    for (what, text) in lines {
        let bank = Bank::new().file("PY-ADV-001.md", &text);
        let mut errors = 0;
        for report in qlint::report::names() {
            let ran = bank.run(&["check", "--format", report]);
            // SARIF tells of all rules, and programs are told of fixes what they write.
            let fixes = if DATA.contains(&report) { 4 * text.len() } else { 0 };
            let room = if report == "sarif" { 150_000 } else { 8_000 } + fixes;
            assert!(
                ran.status < 2 && ran.stdout.len() < room,
                "{what}, {report}: {}",
                ran.stdout.len()
            );
            assert!(ran.stderr.len() < 500, "{what}, {report}: {}", ran.stderr);
            errors += usize::from(!ran.stdout.is_empty());
        }
        assert!(errors > 0, "{what}");
    }
}

/// A title and a text that would clear the screen, and turn what follows around.
#[test]
fn nothing_of_a_question_steers_the_terminal() {
    let text = card("PY-ADV-001")
        .replace("What does PY-ADV-001 ask?", "\"\\e[2JWhat\\a \\u009b31m \\u202eis it?\\r\"")
        .replace("itself", "it\u{1b}]0;self\u{7} \u{9b}2J \u{202e}[x](no\u{1b}ne.md)");
    let bank = Bank::new().file("PY-ADV-001.md", &text).file("deck.toml", "name = 'a'\n");
    for report in qlint::report::names().filter(|report| !DATA.contains(report)) {
        for color in ["never", "always"] {
            let ran = bank.run(&["check", "--format", report, "--color", color]);
            clean(&ran.stdout, &format!("{report} {color}"));
        }
    }
    for arguments in [
        &["list"][..],
        &["stats"],
        &["lock", "--check"],
        &["check", "--statistics"],
        &["check", "--diff", "--fix", "--unsafe-fixes", "--color", "always"],
        &["export", "--to", "markdown", "-o", "x.md"],
    ] {
        let ran = bank.run(arguments);
        assert!(ran.status < 2, "{arguments:?}: {}", ran.stderr);
        clean(&ran.stdout, &format!("{arguments:?}"));
        clean(&ran.stderr, &format!("{arguments:?}"));
    }
}

/// Line ends and our own colours are all that steers.
#[track_caller]
fn clean(text: &str, what: &str) {
    for (at, c) in text.char_indices() {
        let color = || {
            let rest = text[at + 1..]
                .trim_start_matches(|c: char| c == '[' || c == ';' || c.is_ascii_digit());
            c == '\u{1b}' && rest.starts_with('m')
        };
        let steers = (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!steers || color(), "{what}: {:?}", &text[at.saturating_sub(40)..]);
    }
}
