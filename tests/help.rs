//! What qlint says about itself: rules, completions, the manual page.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use qlint::rules;
use support::Bank;

#[test]
fn rules_are_listed_for_people_and_for_programs() {
    let bank = Bank::new();
    let ran = bank.run(&["rules"]);
    let table = ran.stdout;
    assert!(ran.stderr.starts_with(&format!("{} rules; ", rules::names().len())), "{}", ran.stderr);
    assert!(table.starts_with("answer\n") || table.starts_with("file\n"), "{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    let folded = table.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        " duplicate-id error Two questions have one id. ",
        " wrong-type error fix A value ",
        " unknown-key error fix? A key ",
    ] {
        assert!(folded.contains(line), "{line}\n{table}");
    }
    let json = bank.run(&["rules", "--format", "json"]).stdout;
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(rows.len(), rules::names().len());
    let row = rows.iter().find(|row| row["name"] == "id/duplicate-id").unwrap();
    let keys: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["name", "group", "severity", "fix", "summary", "why", "thresholds"]);
    assert_eq!((&row["group"], &row["severity"]), (&"id".into(), &"error".into()));
}

#[test]
fn a_rule_is_explained_by_what_it_says() {
    let bank = Bank::new();
    let text = bank.run(&["explain", "front-matter/unknown-key"]).stdout;
    for part in [
        "front-matter/unknown-key (error by default)\n",
        "\nWhy\n  A misspelt key is silently without effect",
        "\nBad\n\n      ---\n",
        "\n  ─ line 5: unknown key `technolgy`: did you mean `technology`?\n",
        "\nGood\n\n      ---\n",
        "\nHow to fix\n  - ",
        "\n  - rename it to `technology`\n",
        "  - `qlint check --fix --unsafe-fixes` does it: read what it did\n",
        "      [rules]\n      \"front-matter/unknown-key\" = \"off\"\n",
        "      <!-- qlint-ignore front-matter/unknown-key: reason -->\n",
        "      qlint check --ignore front-matter/unknown-key\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains('\u{1b}'));
    assert_eq!(bank.run(&["explain", "unknown-key"]).stdout, text);
}

#[test]
fn a_group_is_explained_by_its_rules_and_a_slip_by_what_was_meant() {
    let bank = Bank::new();
    let text = bank.run(&["explain", "mcq"]).stdout;
    assert!(text.starts_with("mcq\n  ") && text.contains("  no-correct-option "), "{text}");
    assert!(text.ends_with("      qlint check --ignore mcq\n"), "{text}");
    let ran = bank.run(&["explain", "id/duplicat-id"]);
    ran.refuses("unknown rule or group `id/duplicat-id`: did you mean `id/duplicate-id`?");
    let ran = bank.run(&["explain", "spelling"]);
    ran.refuses("unknown rule or group `spelling`: `qlint rules` lists them");
}

#[test]
fn shells_and_man_know_every_command() {
    let bank = Bank::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = bank.run(&["completions", shell]).stdout;
        assert!(["check", "explain", "deny-warnings"].iter().all(|word| text.contains(word)));
    }
    let page = bank.run(&["man"]).stdout;
    assert!(page.contains(".TH qlint 1 "), "{page}");
    for command in ["check", "build", "new", "init", "man"] {
        assert!(page.contains(&format!("\n.SS {command}\n")), "{command}");
    }
    assert!(page.contains("\\fB\\-\\-deny\\-warnings\\fR"), "{page}");
}
