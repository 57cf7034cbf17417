//! What is cut short says so: nobody may take silence for soundness.

use crate::support::{Bank, card};

/// The rule and the help of each finding in a file.
fn helps(text: &str) -> Vec<(String, String)> {
    let ran = Bank::new().file("PY-ADV-001.md", text).run(&[
        "check",
        "--format",
        "json",
        "PY-ADV-001.md",
    ]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let text = |one: &serde_json::Value| one.as_str().unwrap_or_default().to_owned();
    let found = report["diagnostics"].as_array().unwrap().iter();
    found.map(|one| (text(&one["rule"]), text(&one["help"]))).collect()
}

/// The helps of the findings of one rule.
fn of(rule: &str, found: &[(String, String)]) -> Vec<String> {
    found.iter().filter(|(name, _)| name == rule).map(|(_, help)| help.clone()).collect()
}

fn many(number: usize, line: impl Fn(usize) -> String) -> String {
    (0..number).map(line).collect()
}

#[test]
fn of_many_violations_the_last_says_how_many_there_are() {
    let keys = many(150, |at| format!("key{at}: v\n"));
    let text = format!("---\nid: PY-ADV-001\ntitle: What?\n{keys}---\n\n## Answer\n\nA lock.\n");
    let found = helps(&text);
    let unknown = of("front-matter/unknown-key", &found);
    assert_eq!(unknown.len(), 100);
    assert_eq!(unknown.iter().filter(|help| help.contains("not listed")).count(), 1);
    assert!(
        unknown[99].ends_with("50 more like it in this question are not listed"),
        "{unknown:?}"
    );
    // Many of one rule hide no other.
    assert!(!of("structure/missing-section", &found).is_empty());
    assert!(!of("front-matter/missing-key", &found).is_empty());
}

#[test]
fn of_many_faulty_comments_the_last_says_how_many_there_are() {
    let comments = many(1100, |_| "<!-- qlint-ignore prose/x: y -->\n\nA lock.\n\n".to_owned());
    let about = "<!-- qlint-ignore suppression/x: y -->\n\nA lock.\n";
    let found = helps(&format!("{}\n{comments}{about}", card("PY-ADV-001")));
    let unknown = of("suppression/unknown-suppression", &found);
    assert_eq!(unknown.len(), 1000);
    assert!(unknown[999].ends_with("101 more in this file are not listed"), "{unknown:?}");
}

#[test]
fn long_front_matter_says_that_it_is_not_mended() {
    let text = |length: usize| {
        let long = "v".repeat(length);
        card("PY-ADV-001").replace("kind:", &format!("tags: [a, a]\nx-a: {long}\nkind:"))
    };
    let help = |length| of("front-matter/duplicate-list-value", &helps(&text(length))).remove(0);
    assert!(!help(100).contains("by hand"));
    assert!(help(5000).ends_with("front matter of more than 4 kB is mended by hand"));
}

#[test]
fn sections_that_are_not_moved_say_why() {
    let text = |sections: usize| {
        let some = many(sections, |at| format!("## Step {at}\n\nA word.\n\n"));
        let front = card("PY-ADV-001").replace("flashcard", "core");
        format!("{front}\n{some}## Common Mistakes\n\nx\n\n## Key Points\n\n- x\n")
    };
    let help = |sections| of("structure/section-order", &helps(&text(sections))).remove(0);
    assert_eq!(help(3), "move it up, before `Common Mistakes`");
    assert!(help(500).ends_with("a question this long with as many sections has no fix for it"));
}

#[test]
fn what_is_not_drawn_has_a_line() {
    let rows = many(3000, |at| format!("x y,,zz{at},TODO\n"));
    let bank = Bank::new().file("t.csv", format!("id,title,level,Answer\n{rows}"));
    let check = |format: &str| bank.run(&["check", "--from", "csv", "--format", format, "t.csv"]);
    let (pretty, concise) = (check("pretty").stdout, check("concise").stdout);
    let (drawn, listed) =
        pretty.split_once(" more are not drawn, but have a line each:\n\n").unwrap();
    let number: usize = drawn.rsplit('\n').next().unwrap().parse().unwrap();
    assert_eq!((listed.lines().count(), concise.lines().count()), (number, number + 10_000));
    assert!(concise.ends_with(listed));
}

#[test]
fn many_hidden_characters_are_deleted_by_one_edit() {
    for number in [3, 3000] {
        let bank = Bank::new().file(
            "PY-ADV-001.md",
            card("PY-ADV-001").replace("itself", &"a\u{202e}b".repeat(number)),
        );
        bank.run(&["check", "--fix", "--unsafe-fixes", "PY-ADV-001.md"]);
        let mended = card("PY-ADV-001").replace("itself", &"ab".repeat(number));
        assert_eq!(String::from_utf8(bank.read("PY-ADV-001.md")).unwrap(), mended);
    }
}
