//! CSV and JSON.

use crate::support::Bank;

/// What an import of a file says, without its name; with which status.
fn said(name: &str, text: &str) -> (i32, String) {
    let (_, format) = name.rsplit_once('.').unwrap();
    let bank = Bank::new().file(name, text);
    // The bank says what an import would say, in one line each.
    let ran = bank.run(&[
        "check",
        "--from",
        format,
        "--select",
        "import,front-matter/duplicate-key",
        "--format",
        "concise",
        name,
    ]);
    let import = bank.run(&["import", "--from", format, name, "-o", "out", "--dry-run"]);
    assert!(ran.status == import.status.min(1), "{}{}", import.stdout, import.stderr);
    (import.status, ran.stdout.replace(&format!("{name}:"), ""))
}

#[test]
fn tables_that_are_none_are_refused_at_their_place() {
    let rows = [
        (
            "a quote that is never closed",
            "title,Answer\n\"What is it,a lock\nWhat else?,more\n".to_owned(),
            2,
            "2:1 error import/unclosed-quote nothing closes this quote, so that the rest of the file is \
             one cell\n",
        ),
        (
            "cells too many and too few",
            "title,Answer\nWhat?,x,y,z\nWhy?\n".to_owned(),
            1,
            "2:9 error import/ragged-row no column is above this cell: the record has 4 cells, the header 2
3:1 error import/ragged-row the other columns have no cell here: the record has 1 cells, the header 2\n",
        ),
        ("ten thousand columns that mean nothing", format!("{}\n", "x,".repeat(10_000)), 2, "1:1 error import/nothing-recognised no question found\n"),
    ];
    for (what, text, status, expected) in rows {
        assert_eq!(said("a.csv", &text), (status, expected.to_owned()), "{what}");
    }
}

#[test]
fn a_cell_of_10_mb_comes_through_whole() {
    let cell = "word ".repeat(2 << 20);
    let bank = Bank::new()
        .file("a.csv", format!("id,title,kind,Answer\nPY-ADV-001,What?,flashcard,{cell}\n"));
    let ran = bank.run(&["import", "a.csv", "-o", "out"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert!(bank.read("out/PY-ADV-001.md").len() > 10 << 20);
}

/// Formulas that spreadsheets run are text that comes through as it is, unless a guard is asked for.
#[test]
fn formulas_are_text() {
    let formula = "=cmd|' /C calc'!A0";
    let bank = Bank::new().file("PY-ADV-001.md", format!("---\nid: PY-ADV-001\ntitle: \"{formula}\"\nkind: flashcard\n---\n\n## Answer\n\n@SUM(1)\n"));
    for (arguments, mark) in [
        (&["export", "-o", "x.csv"][..], ""),
        (&["export", "--guard-formulas", "-o", "x.csv"], "'"),
    ] {
        assert_eq!(bank.run(arguments).status, 0);
        let text = String::from_utf8(bank.read("x.csv")).unwrap();
        assert!(text.contains(&format!(",{mark}{formula},")), "{text}");
        let ran = bank.run(&["import", "x.csv", "-o", "back", "--force"]);
        assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
        let back = String::from_utf8(bank.read("back/PY-ADV-001.md")).unwrap();
        assert!(back.contains(formula) && back.contains("\n@SUM(1)\n"), "{back}");
        std::fs::remove_dir_all(bank.path("back")).unwrap();
    }
}

#[test]
fn json_that_is_none_is_refused_at_its_place() {
    let with = |fields: &str| {
        format!(
            "{{\"version\": 1, \"questions\": [{{\"fields\": {{\"title\": \"What?\", {fields}}}, \"sections\": []}}]}}"
        )
    };
    let invalid = |column: usize, words: &str| {
        format!("1:{column} error import/invalid-json this is not valid JSON: {words}\n")
    };
    let deep = format!("\"x-a\": {}1{}", "[".repeat(200), "]".repeat(200));
    for (what, fields, status, expected) in [
        (
            "a key twice",
            "\"id\": \"PY-1\", \"id\": \"PY-2\"",
            1,
            "1:74 error front-matter/duplicate-key the key `id` stands twice\n".to_owned(),
        ),
        (
            "a number beyond all",
            "\"difficulty\": 1e999",
            2,
            invalid(74, "the number `1e999` is too large"),
        ),
        (
            "half a character",
            "\"id\": \"\\ud800\"",
            2,
            invalid(66, "half of a surrogate pair stands alone"),
        ),
        (
            "lists in lists",
            &*deep,
            2,
            invalid(192, "lists and objects stand 128 deep in each other"),
        ),
    ] {
        assert_eq!(said("a.json", &with(fields)), (status, expected), "{what}");
    }
    for open in ["[", "{\"questions\":[", "{\"a\":"] {
        let (status, said) = said("a.json", &open.repeat(50_000));
        assert!(status == 2 && said.len() < 200, "{said}");
    }
}
