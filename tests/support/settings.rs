//! Settings that are made to be slow, of any length: of `qlint.toml`, `deck.toml`, a schema, the baseline and
//! the ledger.

use std::fmt::Write;

use crate::hostile::count;

/// A name, the file, and its text of about so many bytes.
pub(crate) type Setting = (&'static str, &'static str, fn(usize) -> String);

/// A list of `qlint.toml`.
fn list(key: &str, piece: impl Fn(usize) -> String, length: usize) -> String {
    format!("{key} = [{}]\n", count(piece, length))
}

/// JSON with members or items, between what stands before and behind them all.
fn object(before: &str, member: impl Fn(usize) -> String, after: &str, length: usize) -> String {
    let mut members = count(|at| member(at) + ",", length);
    members.pop();
    format!("{before}{members}{after}")
}

/// `$defs` of which each refers to the next one so many times.
fn chain(times: usize, length: usize) -> String {
    let mut defs = String::new();
    let mut at = 0;
    while defs.len() < length {
        let next = format!(r##"{{"$ref":"#/$defs/d{}"}}"##, at + 1);
        let all = vec![next; times].join(",");
        _ = write!(defs, r#""d{at}":{{"allOf":[{all}]}},"#);
        at += 1;
    }
    format!(r##"{{"$ref":"#/$defs/d0","$defs":{{{defs}"d{at}":{{}}}}}}"##)
}

/// A baseline.
fn baseline(line: impl Fn(usize) -> String, length: usize) -> String {
    format!("{{\"qlint-baseline\":1}}\n{}", count(line, length))
}

/// A line of a baseline.
fn finding(at: usize) -> String {
    format!(
        "{{\"rule\":\"prose/long-line\",\"question\":\"A-B-{at}\",\"fingerprint\":\"{at:040x}\"}}\n"
    )
}

/// All settings. Those of the file `s.json` are schemas, which `qlint.toml` must name.
pub(crate) const SETTINGS: &[Setting] = &[
    ("keys", "qlint.toml", |n| count(|at| format!("k{at} = 1\n"), n)),
    ("rules that are none", "qlint.toml", |n| {
        format!(
            "[rules]\n{}",
            count(|at| format!("\"structure/missing-sectio{at}\" = \"error\"\n"), n)
        )
    }),
    ("rules that are selected", "qlint.toml", |n| {
        list("select", |_| "'structure/missing-section', ".to_owned(), n)
    }),
    ("globs", "qlint.toml", |n| list("exclude", |at| format!("'a{at}/**', "), n)),
    ("globs of stars", "qlint.toml", |n| list("exclude", |at| format!("'**/*{at}*/?[a-z]', "), n)),
    ("a long glob", "qlint.toml", |n| format!("exclude = ['{}']\n", "*a".repeat(n / 2))),
    ("braces of globs", "qlint.toml", |n| format!("exclude = ['{}']\n", "{a,b}".repeat(n / 5))),
    ("overrides", "qlint.toml", |n| {
        count(
            |at| format!("[[override]]\npath = ['b{at}/**', '**']\nrules = {{ prose = 'off' }}\n"),
            n,
        )
    }),
    ("sources", "qlint.toml", |n| {
        count(|at| format!("[[source]]\npath = ['b{at}/**']\nformat = 'quiz'\n"), n)
    }),
    ("exports", "qlint.toml", |n| count(|at| format!("[[export]]\nout = 'b{at}.csv'\n"), n)),
    ("prefixes", "qlint.toml", |n| {
        format!("[prefixes]\n{}", count(|at| format!("P{at} = 'a'\n"), n))
    }),
    ("lists in lists", "qlint.toml", |n| format!("a = {}", "[".repeat(n))),
    ("retired ids", "deck.toml", |n| list("retired", |at| format!("'PY-ADV-{at}', "), n)),
    ("tags of a deck", "deck.toml", |n| list("tags", |at| format!("'t{at}', "), n)),
    ("a long name of a deck", "deck.toml", |n| format!("name = '{}a'", "{level}::".repeat(n / 9))),
    ("a long description", "deck.toml", |n| format!("description = '{}'", "*a _b ".repeat(n / 6))),
    ("properties", "s.json", |n| {
        object(r#"{"properties":{"#, |at| format!(r#""p{at}":{{"type":"string"}}"#), "}}", n)
    }),
    ("required keys", "s.json", |n| {
        object(r#"{"required":["#, |at| format!(r#""p{at}""#), "]}", n)
    }),
    ("values", "s.json", |n| {
        object(r#"{"properties":{"level":{"enum":["#, |at| format!(r#""L{at}""#), "]}}}", n)
    }),
    ("conditions", "s.json", |n| {
        let one =
            r#"{"if":{"required":["id"]},"then":{"properties":{"difficulty":{"maximum":1}}}}"#;
        object(r#"{"allOf":["#, |_| one.to_owned(), "]}", n)
    }),
    ("choices", "s.json", |n| {
        object(r#"{"anyOf":["#, |at| format!(r#"{{"required":["p{at}"]}}"#), "]}", n)
    }),
    ("patterns", "s.json", |n| {
        object(
            r#"{"patternProperties":{"#,
            |at| format!(r#""^a{at}.*b$":{{"type":"string"}}"#),
            "}}",
            n,
        )
    }),
    ("a long pattern", "s.json", |n| {
        format!(r#"{{"properties":{{"id":{{"pattern":"{}"}}}}}}"#, "(a|b)*".repeat(n / 6))
    }),
    ("patterns that count", "s.json", |n| {
        let one = r#"{"properties":{"id":{"pattern":"^(a{1,30}){1,30}$"}}}"#;
        object(r#"{"allOf":["#, |_| one.to_owned(), "]}", n)
    }),
    ("references in a row", "s.json", |n| chain(1, n)),
    ("references that double", "s.json", |n| chain(2, n)),
    ("schemas in schemas", "s.json", |n| {
        format!("{}{{}}{}", r#"{"not":"#.repeat(n / 8), "}".repeat(n / 8))
    }),
    ("sections", "s.json", |n| {
        let one = |at| format!(r#""S{at}":{{"x-qlint":{{"order":{at},"aliases":["A{at}"]}}}}"#);
        object(r#"{"properties":{"sections":{"properties":{"#, one, "}}}}", n)
    }),
    ("sections that are missing", "s.json", |n| {
        object(r#"{"properties":{"sections":{"required":["#, |at| format!(r#""S{at}""#), "]}}}", n)
    }),
    ("what is not evaluated", "s.json", |n| {
        let one = |at| format!(r#"{{"properties":{{"p{at}":true}}}}"#);
        object(r#"{"unevaluatedProperties":false,"allOf":["#, one, "]}", n)
    }),
    ("one key again", "s.json", |n| object("{", |_| r#""title":"a""#.to_owned(), "}", n)),
    ("known findings", "qlint-baseline.jsonl", |n| baseline(finding, n)),
    ("one finding again", "qlint-baseline.jsonl", |n| baseline(|_| finding(1), n)),
    ("what is no baseline", "qlint-baseline.jsonl", |n| "[".repeat(n)),
    ("lines of the ledger", "qlint.lock", |n| {
        let line = |at| format!("PY-ADV-{at:03} 3aae73f2c9aa68dd64d3 2026-11-20T23:07:35Z\n");
        format!("# qlint.lock, version 1\n{}", count(line, n))
    }),
    ("what is no ledger", "qlint.lock", |n| {
        format!("# qlint.lock, version 1\n{}", "x y\n".repeat(n / 4))
    }),
];
