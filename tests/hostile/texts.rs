//! What may stand in a question file.

use crate::support::{Bank, card};

/// The name of the file.
const FILE: &str = "PY-ADV-001.md";

/// What is said of a file with this text, without its name; and with which status.
fn said(text: &[u8]) -> (i32, String) {
    let bank = Bank::new().file(FILE, text);
    let ran = bank.run(&["check", "--format", "concise"]);
    (ran.status, ran.stdout.replace(&format!("{FILE}:"), ""))
}

/// A text is said to have this fault, and no other.
#[track_caller]
fn refused(what: &str, text: impl AsRef<[u8]>, expected: &str) {
    assert_eq!(said(text.as_ref()), (1, format!("{expected}\n")), "{what}");
}

fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn other_encodings_are_named() {
    let card = card("PY-ADV-001");
    let marked = format!("\u{feff}{card}");
    let wide: Vec<u8> = marked.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let fault = |name: &str| format!("1:1 error file/not-utf-8 the file is {name}, not UTF-8");
    let rows = [
        ("UTF-16, marked", utf_16(&marked, u16::to_le_bytes), "UTF-16"),
        ("the other order, marked", utf_16(&marked, u16::to_be_bytes), "UTF-16"),
        ("UTF-16 without a mark", utf_16(&card, u16::to_le_bytes), "UTF-16LE"),
        ("the other order without a mark", utf_16(&card, u16::to_be_bytes), "UTF-16BE"),
        ("UTF-32", wide, "UTF-32"),
    ];
    for (what, text, name) in rows {
        refused(what, text, &fault(name));
    }
    let latin: Vec<u8> = card.bytes().map(|byte| if byte == b'?' { 0xe4 } else { byte }).collect();
    refused("Latin-1", latin, "3:32 error file/not-utf-8 the byte 0xE4 here is not UTF-8");
    let bank = Bank::new().file(FILE, utf_16(&card, u16::to_le_bytes));
    let ran = bank.run(&["check", "--format", "json"]);
    assert!(ran.stdout.contains("`iconv -f UTF-16LE -t UTF-8`"), "{}", ran.stdout);
}

#[test]
fn hidden_characters_are_named() {
    let card = card("PY-ADV-001");
    let body = |text: &str| card.replace("itself", text);
    let title = |text: &str| card.replace("What does PY-ADV-001 ask?", text);
    let control =
        |place: &str, words: &str| format!("{place} error file/control-character {words}");
    let stands = |c: &str| {
        control(
            if c == "0000" { "9:7" } else { "9:5" },
            &format!("the control character U+{c} stands here"),
        )
    };
    refused("NUL", body("it\0self"), &stands("0000"));
    refused("an escape", body("\u{1b}]0;x\u{7}"), &(stands("001B") + ", and 1 more further on"));
    refused("an escape of 8 bits", body("\u{9b}31m"), &stands("009B"));
    let holds = control("3:8", "`title` holds the control character U+001B");
    refused("an escape that YAML writes", title("\"What \\e[2J is it?\""), &holds);
    let invalid = "3:10 error front-matter/invalid-yaml this is not valid YAML: the control character \
                   U+0000 may not stand here";
    refused("NUL in the front matter", title("Wh\0at?"), invalid);
    let missing = "1:1 error front-matter/missing-front-matter";
    refused("nothing but NUL", vec![0; 1000], &format!("{missing} the file has no front matter"));
    let unseen = format!("{missing} the invisible character U+FEFF stands before the front matter");
    refused("two marks", format!("\u{feff}\u{feff}{card}"), &unseen);
    let warning = "9:5 warning file/bidi-control the direction control U+202E stands here\n";
    assert_eq!(said(body("\u{202e}flesti").as_bytes()), (0, warning.to_owned()));
}

#[test]
fn marks_and_ends_of_lines_of_any_sort_are_read() {
    let card = card("PY-ADV-001");
    for text in [format!("\u{feff}{card}"), card.replace('\n', "\r"), card.replace('\n', "\r\n")] {
        assert_eq!(said(text.as_bytes()), (0, String::new()));
    }
    // What stands before the front matter and is not seen is taken away.
    let bank = Bank::new().file(FILE, format!("\u{feff}\u{feff}{card}"));
    assert_eq!(bank.run(&["check", "--fix"]).status, 0);
    assert_eq!(bank.read(FILE), format!("\u{feff}{card}").as_bytes());
}

#[test]
fn conflicts_are_said_once_and_nothing_else() {
    let card = card("PY-ADV-001");
    let conflict =
        |ours: &str, theirs: &str| format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n");
    let fault = "error file/conflict-marker a conflict of a merge is not resolved";
    let kind = conflict("kind: flashcard\n", "kind: core\n");
    let text = conflict("TODO\n", "\n## Other\n\n");
    let base = "<<<<<<< a\nx\n||||||| b\ny\n=======\nz\n>>>>>>> c\nFor";
    let out = "```text\n<<<<<<< a\n```\n=======\n>>>>>>> c\n\nFor";
    let rows = [
        ("in the front matter", card.replace("kind: flashcard\n", &kind), "4:1"),
        ("in the text", card.replace("For itself", &text), "9:1"),
        ("around all", conflict(&card, &card), "1:1"),
        ("with a base", card.replace("For", base), "9:1"),
        ("cut off", card.replace("For", "<<<<<<< a\nFor"), "9:1"),
        ("out of code", card.replace("For", out), "10:1"),
    ];
    for (what, text, place) in rows {
        refused(what, text, &format!("{place} {fault}"));
    }
}

/// A card with more in its front matter.
fn front(yaml: &str) -> String {
    card("PY-ADV-001").replace("kind:", &format!("{yaml}\nkind:"))
}

#[test]
fn yaml_that_attacks_is_refused_at_its_place() {
    let list = |c: char| vec![format!("*{}", (c as u8 - 1) as char); 9].join(", ");
    let bomb: String = ('b'..='i').map(|c| format!("\nx-{c}: &{c} [{}]", list(c))).collect();
    let bomb = format!("x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]{bomb}");
    let deep =
        |open: &str, close: &str| format!("x-a: {}1{}", open.repeat(20_000), close.repeat(20_000));
    let too_deep = "lists and maps stand too deep in each other";
    let rows = [
        ("alias bomb", bomb, "8:10", "the aliases repeat more than 10000 values"),
        (
            "itself",
            "x-a: &a [*a]".into(),
            "4:10",
            "this alias stands inside the value that it names",
        ),
        ("nothing", "x-a: *a".into(), "4:6", "while parsing node, found unknown anchor"),
        ("lists in lists", deep("[", "]"), "4:261", too_deep),
        ("maps in maps", deep("{a: ", "}"), "4:1026", too_deep),
        ("lists in lines", format!("x-a:\n  {}x", "- ".repeat(20_000)), "5:511", too_deep),
    ];
    let rule = "error front-matter/invalid-yaml";
    for (what, text, place, words) in rows {
        refused(what, front(&text), &format!("{place} {rule} this is not valid YAML: {words}"));
    }
    for tag in ["!!python/object/apply:os.system", "!!binary", "!env"] {
        let expected = format!("4:6 {rule} the tag `{tag}` means nothing here");
        refused(tag, front(&format!("x-a: {tag} x")), &expected);
    }
    let open = card("PY-ADV-001").replacen("\n---\n", "\n", 1);
    let expected = format!("1:1 {rule} the front matter that this `---` opens is never closed");
    refused("never closed", open, &expected);
}

#[test]
fn toml_that_attacks_is_refused_at_its_place() {
    let many = ".a".repeat(50_000);
    for (what, line, column) in [
        ("lists in lists", format!("x = {}{}", "[".repeat(50_000), "]".repeat(50_000)), 85),
        ("tables in tables", format!("[x{many}]"), 1),
        ("keys of many parts", format!("x{many} = 1"), 1),
    ] {
        let text = format!(
            "+++\nid = 'PY-ADV-001'\ntitle = 'What is it?'\nkind = 'flashcard'\n{line}\n+++\n\n## Answer\n\nA lock.\n"
        );
        let expected = format!(
            "5:{column} error front-matter/invalid-toml this is not valid TOML: lists and tables stand \
             too deep in each other"
        );
        refused(what, text, &expected);
    }
}

#[test]
fn front_matter_that_is_only_odd_is_read() {
    for (what, text) in [
        ("an anchor twice: the last one counts", front("x-a: &a 1\nx-b: &a 2\nx-c: *a")),
        ("a tag of YAML's own", front("x-a: !!str 5")),
        ("a megabyte of text", front(&format!("x-a: {}", "word ".repeat(200_000)))),
        ("a megabyte of items", front(&format!("x-a: [{}]", "w, ".repeat(350_000)))),
    ] {
        assert_eq!(said(text.as_bytes()), (0, String::new()), "{what}");
    }
}

#[test]
fn markdown_without_end_is_checked() {
    let rows = [
        ("quotes", format!("{} x", ">".repeat(20_000))),
        ("lists", (0..300).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect()),
        ("emphasis", format!("{}a{}", "*".repeat(20_000), "*".repeat(20_000))),
        ("brackets", format!("{}a{}", "[".repeat(20_000), "]".repeat(20_000))),
        ("links", "[a](".repeat(10_000)),
        ("code", "`a ``b ".repeat(10_000)),
        ("tables", format!("{}\n{}\n{}", "|a".repeat(5000), "|-".repeat(5000), "|x".repeat(5000))),
        ("HTML", "<b>".repeat(20_000)),
        ("HTML, in lines", "<div>\n".repeat(10_000)),
        ("entities", "&#x41;".repeat(20_000)),
    ];
    for (what, body) in rows {
        let text = card("PY-ADV-001").replace("For itself, as every identifier does.", &body);
        let bank = Bank::new().file(FILE, text);
        let ran = bank.run(&["check", "--format", "concise"]);
        assert!(ran.status < 2 && ran.stderr.lines().count() < 3, "{what}: {}", ran.stderr);
    }
}
