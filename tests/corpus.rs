//! The rules that look at the bank as a whole, as a user meets them.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use support::{Bank, card};

/// A flashcard under an id, with its title and answer.
fn asks(id: &str, title: &str, answer: &str) -> String {
    format!("---\nid: {id}\ntitle: {title}\nkind: flashcard\n---\n\n## Answer\n\n{answer}\n")
}

/// What is said of a bank, with related places.
fn said(bank: &Bank, arguments: &[&str]) -> Vec<(String, Vec<String>)> {
    let ran = bank.run(&[&["check", "--format", "json", "--select", "corpus"], arguments].concat());
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let text = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap().to_owned();
    let one = |found: &serde_json::Value| {
        let related = found["related"].as_array().unwrap();
        let places =
            related.iter().map(|at| format!("{} {}", text(at, "path"), text(at, "message")));
        (format!("{} {}", text(found, "path"), text(found, "message")), places.collect())
    };
    report["diagnostics"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn thirty_copies_are_one_finding_of_bounded_length() {
    let mut bank = Bank::new();
    for n in 1..=30 {
        let id = format!("PY-ADV-{n:03}");
        bank = bank.file(&format!("{id}.md"), asks(&id, "What is a lock?", "A gate for one."));
    }
    let found = said(&bank, &[]);
    let [(message, related)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(message, "PY-ADV-001.md this question stands in the bank 30 times");
    assert_eq!(related.len(), 5);
    assert_eq!(related[0], "PY-ADV-002.md a copy");
    assert_eq!(related[4], "PY-ADV-006.md a copy; 24 more are not listed");
    // A contributor who passes only the new file hears of it there.
    let found = said(&bank, &["PY-ADV-017.md"]);
    assert_eq!(found[0].0, "PY-ADV-017.md this question stands in the bank 30 times");
    assert_eq!(found[0].1[0], "PY-ADV-001.md a copy");
}

#[test]
fn a_title_alone_is_no_copy() {
    let bank = Bank::new()
        .file("PY-ADV-001.md", asks("PY-ADV-001", "What is the output?", ""))
        .file("PY-ADV-002.md", asks("PY-ADV-002", "What is the output?", ""));
    assert_eq!(said(&bank, &[]), []);
}

#[test]
fn a_translation_is_no_copy() {
    let code = "```python\ndef add(one, two):\n    total = one + two\n    print(total)\n    return total\n\nprint(add(1, add(2, add(3, add(4, 5)))))\nprint(add(one=1, two=add(two=3, one=5)))\n```";
    let bank = Bank::new()
        .file("PY-ADV-001.md", asks("PY-ADV-001", "How are two numbers added?", code))
        .file("PY-ADV-002.md", asks("PY-ADV-002", "Wie addiert man zwei Zahlen?", code));
    assert_eq!(said(&bank, &[]), []);
}

#[test]
fn a_copy_is_not_also_like_its_original() {
    let answer = "A lock lets one thread at a time into a part of the program; the others wait for it until the thread that holds it is done.";
    let other = answer.replace("is done", "is through");
    let bank = Bank::new()
        .file("PY-ADV-001.md", asks("PY-ADV-001", "What is a lock?", answer))
        .file("PY-ADV-002.md", asks("PY-ADV-002", "What is a lock?", answer))
        .file("PY-ADV-003.md", asks("PY-ADV-003", "What is a lock?", &other));
    let found = said(&bank, &[]);
    let messages: Vec<_> = found.iter().map(|(message, _)| message.as_str()).collect();
    let expected = [
        "PY-ADV-001.md this question stands in the bank twice",
        "PY-ADV-001.md this question and another are 0.84 alike",
    ];
    assert_eq!(messages, expected);
    assert_eq!(found[1].1, ["PY-ADV-003.md 0.84 alike"]);
}

#[test]
fn a_question_that_is_not_read_is_said() {
    let page = "---\nid: intro\ntitle: A page of another program\n---\n";
    let bank = Bank::new()
        .file("qlint.toml", "include = ['bank']\nexclude = ['drafts']\n")
        .file("bank/PY-ADV-001.md", card("PY-ADV-001"))
        .file("bank/README.md", card("PY-ADV-002"))
        .file("bank/index.md", page)
        .file("bnak/PY-ADV-003.md", card("PY-ADV-003"))
        .file("docs/intro.md", page)
        .file("docs/other.md", "# A page\n")
        .file("drafts/PY-ADV-004.md", card("PY-ADV-004"))
        .file("notes/PY-ADV-005.txt", card("PY-ADV-005"));
    let expected = [
        "bank/README.md this question is not read: a file of this name holds none",
        "bnak/PY-ADV-003.md this question is not read: no `include` covers the file",
    ];
    let messages = |arguments: &[&str]| -> Vec<String> {
        said(&bank, arguments).into_iter().map(|(message, _)| message).collect()
    };
    assert_eq!(messages(&[]), expected);
    assert_eq!(messages(&["bank"]), expected[..1]);
    assert_eq!(messages(&["--ignore", "corpus/misplaced-file"]), [""; 0]);
}
