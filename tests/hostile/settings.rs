//! What settings, ledger and environment may be.

use crate::support::{Bank, card};

fn bank() -> Bank {
    Bank::new().card("PY-ADV-001").file("qlint.toml", "schema = 's.json'\n")
}

#[cfg(unix)]
#[test]
fn settings_are_files() {
    let no_file = "it is a pipe or a device, not a file";
    for name in ["s.json", "qlint.lock"] {
        let bank = if name == "s.json" { bank() } else { bank().file("s.json", "{}") };
        let made = std::process::Command::new("mkfifo").arg(bank.path(name)).status().unwrap();
        assert!(made.success());
        bank.run(&["check"]).refuses(&format!("cannot read `ROOT/{name}`: {no_file}"));
    }
    for path in ["/etc/passwd", "../s.json", "/dev/zero"] {
        let bank = bank().file("qlint.toml", format!("schema = '{path}'\n"));
        let words = format!("ROOT/qlint.toml: the schema `{path}` is not a path under the root");
        bank.run(&["check"]).refuses(&words);
    }
    let bank = bank();
    std::fs::File::create(bank.path("s.json")).unwrap().set_len(4 << 30).unwrap();
    bank.run(&["check"]).refuses("cannot read `ROOT/s.json`: it has more than 268435456 bytes");
}

#[test]
fn settings_that_attack_are_refused_at_their_place() {
    let bank = Bank::new().card("PY-ADV-001");
    for (text, words) in [
        (b"\xff\xfe".to_vec(), "cannot read `ROOT/qlint.toml`: it is not UTF-8"),
        (
            format!("x = {}", "[".repeat(50_000)).into_bytes(),
            "ROOT/qlint.toml:1:85: cannot recurse further; max recursion depth met",
        ),
        (
            format!("exclude = ['{}']", "*a".repeat(500_000)).into_bytes(),
            "ROOT/qlint.toml:1:12: the globs of this list are too large",
        ),
    ] {
        bank.write("qlint.toml", text);
        bank.run(&["check"]).refuses(words);
    }
    // However long what is wrong is, the message is not.
    bank.write("qlint.toml", format!("exclude = ['{}']\n", "{a,".repeat(50_000)));
    let ran = bank.run(&["check"]);
    assert!(ran.status == 2 && ran.stderr.len() < 700, "{}", ran.stderr);
    assert!(
        ran.stderr.starts_with("error: ROOT/qlint.toml:1:12: error parsing glob"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.lines().count() == 1 && ran.stderr.contains('…'), "{}", ran.stderr);
}

#[test]
fn a_schema_is_not_fetched_and_takes_no_time() {
    let deep = format!("{{\"not\":{}1{}", "[".repeat(5000), "]".repeat(5000));
    let wrong = "ROOT/s.json:1:24: the schema is wrong: `$ref` to";
    for (schema, words) in [
        (
            r#"{"properties":{"title":{"$ref":"https://example.org/x"}}}"#,
            format!("{wrong} `https://example.org/x`, but nothing is fetched"),
        ),
        (
            r#"{"properties":{"title":{"$ref":"file:///etc/passwd"}}}"#,
            format!("{wrong} `file:///etc/passwd`, but nothing is fetched"),
        ),
        (&deep, "ROOT/s.json:1:262: lists and maps stand too deep in each other".to_owned()),
    ] {
        let bank = bank().file("s.json", schema);
        let ran = bank.run(&["check"]);
        let said = ran.stderr.replace(":1:32:", ":1:24:");
        assert_eq!((ran.status, said), (2, format!("error: {words}\n")));
    }
    let linear = r#"{"properties":{"title":{"pattern":"^(a+)+$"}},"patternProperties":{"^(x+x+)+y$":{"type":"null"}}}"#;
    let title = "a".repeat(100_000);
    let text = card("PY-ADV-001").replace("What does PY-ADV-001 ask?", &format!("{title}!"));
    let bank = bank().file("s.json", linear).file("PY-ADV-001.md", text);
    let ran = bank.run(&["check", "--select", "front-matter", "--format", "concise"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stdout.ends_with("does not match the pattern `^(a+)+$`\n"), "{}", ran.stdout);
    assert!(ran.stdout.len() < 1000);
}

#[test]
fn a_time_that_is_none_is_refused() {
    let bank = Bank::new().card("PY-ADV-001").file("x.apkg", "old");
    let run = |time: &str, arguments: &[&str]| {
        let output = bank.command(arguments).env("SOURCE_DATE_EPOCH", time).output().unwrap();
        crate::support::Ran::of(output, &bank.path("."))
    };
    for time in ["abc", "-5", "1.5", "99999999999999999999", " 1"] {
        for arguments in [&["export", "-o", "x.apkg"][..], &["lock"], &["check"]] {
            let words =
                format!("SOURCE_DATE_EPOCH is `{time}`, not a number of seconds since 1970");
            run(time, arguments).refuses(&words);
        }
    }
    assert_eq!(bank.read("x.apkg"), b"old");
    for time in ["", "0", "1735689600"] {
        assert_eq!(run(time, &["export", "-o", "x.apkg"]).status, 0);
    }
}

#[test]
fn a_dash_is_the_standard_output() {
    let bank = Bank::new().card("PY-ADV-001");
    for (to, file) in [("csv", "x.csv"), ("json", "x.json"), ("markdown", "x.md")] {
        let ran = bank.run(&["export", "--to", to, "-o", "-"]);
        assert_eq!(bank.run(&["export", "-o", file]).status, 0);
        assert_eq!((ran.status, ran.stdout.as_bytes()), (0, bank.read(file).as_slice()));
        assert!(
            ran.stderr.starts_with("wrote to the standard output: 1 question"),
            "{}",
            ran.stderr
        );
        std::fs::remove_file(bank.path(file)).unwrap();
    }
    bank.run(&["export", "-o", "-"])
        .refuses("`-` has no ending that means a format: say --to FORMAT");
    for to in ["apkg", "question"] {
        bank.run(&["export", "--to", to, "-o", "-"])
            .refuses("this format is no text for the standard output: say `-o OUT`");
    }
    assert_eq!(bank.names("."), ["PY-ADV-001.md"]);
}
