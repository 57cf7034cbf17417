//! No room: the disk is full, a file may not grow, stdout is a full disk.

use super::{cards, faulty, mounting, shell};
use crate::support::{Bank, tree};

/// What writes, what it could not write, and what of the 50 cards and settings there are.
const WRITERS: &[(&str, &str)] = &[
    ("export -o x.apkg", "x.apkg"),
    ("export -o x.csv", "x.csv"),
    ("export -o x.json", "x.json"),
    ("export -o x.md", "x.md"),
    ("export --to markdown -o book", "book/"),
    ("build", "ROOT/small/dist/x.csv"),
    ("lock", "ROOT/small/qlint.lock"),
    ("check --fix", "ROOT/small/PY-ADV-0"),
    ("check --write-baseline", "ROOT/small/qlint-baseline.jsonl"),
    ("import table.csv --from csv -o new", "new/PY-CSV-"),
    ("new --id PY-ADV-100 --title 'What is new?' --kind flashcard", ""),
];

fn bank() -> Bank {
    let settings = "exclude = ['x.md']\n[[export]]\nout = 'x.csv'\n[[export]]\nout = 'x.json'\n";
    let mut bank = Bank::new().file("from/qlint.toml", settings);
    let from = faulty(50);
    for (name, text) in tree(&from.path(".")) {
        if name.ends_with(".md") {
            bank = bank.file(&format!("from/{name}"), text);
        }
    }
    for old in ["x.apkg", "x.csv", "x.json", "x.md", "dist/x.csv"] {
        bank = bank.file(&format!("from/{old}"), "old\n");
    }
    let row =
        |at| format!("PY-CSV-{at:03},What is {at}?,flashcard,\"{}\"\n", "A word. ".repeat(500));
    let rows: String = (0..9).map(row).collect();
    bank.file("from/table.csv", format!("id,title,kind,Answer\n{rows}"))
}

/// Runs a command on a file system with so many bytes left; what it said, and whether all that was
/// there is there still and nothing else.
fn on_full_disk(arguments: &str, left: u32) -> Option<(i32, String)> {
    let bank = bank();
    let lines = format!(
        "mkdir small after
         mount -t tmpfs -o size=2m none small && cp -r from/. small/ && cd small || exit 9
         cat /dev/zero > filler 2>/dev/null
         truncate -s -{left} filler
         $Q {arguments}; status=$?
         rm filler; cp -r . ../after; exit $status"
    );
    let ran = mounting(&bank, &lines)?;
    let (before, after) = (tree(&bank.path("from")), tree(&bank.path("after")));
    let paths =
        |tree: &std::collections::BTreeMap<String, _>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&after), paths(&before), "{arguments}, {left} bytes left");
    assert!(after == before, "{arguments}, {left} bytes left");
    assert!(!bank.path("after/book").exists() && !bank.path("after/new").exists(), "{arguments}");
    Some((ran.status, ran.stderr))
}

#[test]
fn a_full_disk_is_named_and_nothing_is_changed() {
    for (arguments, name) in WRITERS {
        for left in [0, 4096] {
            if left > 0 && !["build", "import", "book"].iter().any(|one| arguments.contains(one)) {
                continue;
            }
            let Some((status, said)) = on_full_disk(arguments, left) else { return };
            let last = said.lines().last().unwrap_or_default();
            assert_eq!(status, 2, "{arguments}: {said}");
            assert!(
                last.starts_with(&format!("error: cannot write `{name}")),
                "{arguments}: {said}"
            );
            assert!(last.ends_with("`: no space left on device"), "{arguments}: {said}");
        }
    }
}

#[test]
fn a_file_that_may_not_grow_is_named_and_stays() {
    let bank = cards(50).file("x.csv", "old\n");
    let before = tree(&bank.path("."));
    let ran = shell(&bank, "ulimit -f 1; $Q export -o x.csv");
    ran.refuses("cannot write `x.csv`: file too large");
    assert!(tree(&bank.path(".")) == before);
    let ran = shell(&bank, "ulimit -f 1; $Q list > list");
    ran.refuses("cannot write to the standard output: file too large");
}

#[test]
fn a_full_stdout_is_no_success() {
    let bank = faulty(2).file("qlint.toml", "[[export]]\nout = 'x.csv'\n").file("x.apkg", "");
    for arguments in [
        "check",
        "check --format json",
        "check --format sarif",
        "check --statistics",
        "check --diff",
        "list",
        "list --format json",
        "stats",
        "rules",
        "rules --format json",
        "explain id/duplicate-id",
        "schema",
        "completions bash",
        "man",
        "build",
        "lock",
        "--help",
        "check --help",
        "--version",
        "export -o /dev/stdout --to csv",
    ] {
        let ran = shell(&bank, &format!("$Q {arguments} > /dev/full"));
        assert_eq!(ran.status, 2, "{arguments}: {}", ran.stderr);
        let last = ran.stderr.lines().last().unwrap_or_default();
        assert!(last.starts_with("error: cannot write "), "{arguments}: {}", ran.stderr);
        assert!(last.ends_with(": no space left on device"), "{arguments}: {}", ran.stderr);
    }
    // What is said besides is of no importance to whoever reads the status.
    assert_eq!(shell(&bank, "$Q list 2> /dev/full").status, 0);
    assert_eq!(shell(&bank, "$Q export nothing -o y.csv 2> /dev/full").status, 2);
}
