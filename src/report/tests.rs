use super::*;
use crate::diagnostic::{Applicability, Edit, Severity};

/// Files and findings that are hard to show.
fn hard() -> (BTreeMap<FileId, Source>, Vec<Diagnostic>) {
    let texts = [
        // A label far behind column 65,535, and one on the line after it.
        ("long.md", format!("first\n{}here{}\nlast\n", "x".repeat(70_000), "y".repeat(70_000))),
        ("wide.md", "日本語 здесь\ttab \u{1b}[31mred\n\nend".to_owned()),
        ("crlf.md", "\u{feff}one\r\ntwo\r\nthree".to_owned()),
        ("empty.md", String::new()),
    ];
    let sources: BTreeMap<_, _> = (0..)
        .zip(texts)
        .map(|(at, (path, text))| {
            (FileId(at), Source { file: FileId(at), path: path.to_owned(), text })
        })
        .collect();
    let find = |file: u32, words: &str| {
        let at = sources[&FileId(file)].text.find(words).unwrap();
        Span::new(at..at + words.len(), 0)
    };
    let new = |rule, severity, file, span, message: &str| {
        Diagnostic::new(rule, severity, FileId(file), span, message)
    };
    let mut far = new("a/far", Severity::Error, 0, find(0, "here"), "far to the right");
    far.related(FileId(0), find(0, "last"), "a related place");
    let wide = new("a/wide", Severity::Warning, 1, find(1, "здесь"), "wide letters before it");
    let mut steers = new("a/steers", Severity::Info, 1, find(1, "red"), "colour \u{1b}[31m in it");
    steers.help("two\nlines");
    let lines = Span { start: find(2, "two").start, end: find(2, "three").end };
    let mut over = new("a/over-lines", Severity::Error, 2, lines, "over two lines");
    over.fix(Applicability::Unsafe, lines, "2\n3");
    let first = new("a/first", Severity::Info, 2, find(2, "one"), "behind the byte-order mark");
    let nothing = new("a/nothing", Severity::Error, 3, Span::at(0), "nothing there");
    // A span that a file that changed in the meantime has no bytes for.
    let gone = new("a/gone", Severity::Error, 3, Span { start: 90, end: 99 }, "gone");
    (sources, vec![far, wide, steers, first, over, nothing, gone])
}

/// What is said of one of the rules.
fn facts() -> Vec<RuleFacts> {
    let (summary, why) = ("It is far away.", "Nobody looks that far.");
    vec![RuleFacts { name: "a/far", summary, why, severity: Severity::Error }]
}

pub(super) fn item(name: &str) {
    let report = find(name).unwrap();
    assert!(!report.help.is_empty() && !report.help.ends_with('.'), "{name}");
    let (sources, diagnostics) = hard();
    let summary = Summary { files: 4, questions: 4, errors: 4, warnings: 1, infos: 2 };
    let findings = Findings {
        diagnostics: &diagnostics,
        sources: &sources,
        summary,
        owners: vec![],
        rules: facts(),
    };
    let text = (report.render)(&findings, Style { color: false, width: 80 });
    assert!(!text.contains('\u{1b}'), "{name} lets a terminal be steered");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/report");
    insta::with_settings!({snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn the_list_is_sorted() {
    assert!(LIST.is_sorted_by_key(|(name, _)| *name));
}

#[test]
fn colour_is_only_drawn_when_asked() {
    let (sources, diagnostics) = hard();
    let findings = Findings {
        diagnostics: &diagnostics,
        sources: &sources,
        summary: Summary::default(),
        owners: vec![],
        rules: vec![],
    };
    let pretty = find("pretty").unwrap();
    assert!((pretty.render)(&findings, Style { color: true, width: 80 }).contains('\u{1b}'));
}

#[test]
fn fixes_are_drawn_short() {
    let long = format!("{}wrong{}??", "x".repeat(300), "y".repeat(300));
    let text = format!("one  \n\ttwo\n{long}\n1\n2\n3\n4\n5\nend");
    let source = Source { path: "a.md".into(), text: text.clone(), ..Source::default() };
    let span = |words: &str| {
        let at = text.rfind(words).unwrap();
        Span::new(at..at + words.len(), 0)
    };
    let fix = |edits: &[(&str, &str)]| {
        let mut one =
            Diagnostic::new("a/b", Severity::Error, FileId(0), span(edits[0].0), edits[0].1);
        let edits = edits
            .iter()
            .map(|(old, new)| Edit { span: span(old), text: (*new).to_owned() })
            .collect();
        one.fix = Some(Fix { applicability: Applicability::Safe, edits });
        one
    };
    let found = [
        fix(&[("  ", "")]),
        fix(&[("\t", "  ")]),
        fix(&[("wrong", "right")]),
        fix(&[("??", "?")]),
        fix(&[("1\n2\n3\n4\n5\n", "")]),
        fix(&[("one", "1"), ("end", "the\nend\n")]),
        fix(&[("end", "end\n")]),
    ];
    let sources = [(FileId(0), source)].into();
    let summary = Summary::default();
    let findings =
        Findings { diagnostics: &found, sources: &sources, summary, owners: vec![], rules: vec![] };
    let text = (find("pretty").unwrap().render)(&findings, Style { color: false, width: 80 });
    let drawn = |part: &str| part.split_once("safe fix:").unwrap().1.to_owned();
    let text: String = text.split("\n\n").filter(|part| part.contains("fix:")).map(drawn).collect();
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/report");
    insta::with_settings!({snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("fixes", text);
    });
}
