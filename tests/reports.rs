//! The reports are what their readers take: against published schemas, and read as they read.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use qlint::diagnostic::{Applicability, Diagnostic, Edit, Severity};
use qlint::report::{self, Findings, RuleFacts, Style, Summary};
use qlint::source::{FileId, Source, Span};
use serde_json::Value;
use support::{Bank, core};

const NASTY: &str = "nasty 100% ::error file=x,y::z & ]]> <b a=\"c\"> 'é' \u{1}\u{1b}[31m \u{ffff}";
const PATH: &str = "a b/c#1, 50%: <é>&\".md";

/// Findings that are hard to write down: in a file with CRLF, tabs, wide letters and a byte-order
/// mark; over lines; at the end of an empty file; related to another file; with a fix of two edits.
fn nasty() -> (BTreeMap<FileId, Source>, Vec<Diagnostic>) {
    let text = "\u{feff}𐐀b one\r\n\tétwo ]]> x\r\nthree\r\n";
    let texts = [(PATH, text), ("empty.md", ""), ("other.md", "x\nplace 日本 end")];
    let sources = (0..).zip(texts).map(|(at, (path, text))| {
        (FileId(at), Source { file: FileId(at), path: path.into(), text: text.into() })
    });
    let sources: BTreeMap<_, _> = sources.collect();
    let span = |words: &str| {
        let at = text.find(words).unwrap();
        Span::new(at..at + words.len(), 0)
    };
    let new =
        |rule, severity, file, span| Diagnostic::new(rule, severity, FileId(file), span, NASTY);
    let mut fixed = new("a/fixed", Severity::Error, 0, span("two"));
    fixed.help(NASTY).fix(Applicability::Unsafe, span("étwo"), "2\r\n\t日%");
    let edit = Edit { span: span("b one"), text: String::new() };
    fixed.fix.as_mut().unwrap().edits.insert(0, edit);
    fixed.related(FileId(2), Span::new(8..14, 0), NASTY).related(FileId(1), Span::at(0), "end");
    let lines = Span { start: span("]]>").start, end: span("three\r\n").end };
    let found = vec![
        new("a/byte-order-mark", Severity::Info, 0, Span::new(0..3, 0)),
        fixed,
        new("b/lines", Severity::Warning, 0, lines),
        new("b/lines", Severity::Warning, 0, Span::at(text.len() as u32)),
        new("c/unknown", Severity::Error, 1, Span::at(0)),
    ];
    (sources, found)
}

fn facts() -> Vec<RuleFacts> {
    let rules = [
        ("a/byte-order-mark", Severity::Off),
        ("a/fixed", Severity::Error),
        ("b/lines", Severity::Warning),
    ];
    let facts =
        |(name, severity)| RuleFacts { name, summary: "It is.", why: "Because 100%.", severity };
    rules.map(facts).into()
}

fn render(name: &str, sources: &BTreeMap<FileId, Source>, diagnostics: &[Diagnostic]) -> String {
    let summary = Summary { files: 3, questions: 2, ..Summary::default() };
    let findings = Findings { diagnostics, sources, summary, owners: vec![], rules: facts() };
    (report::find(name).unwrap().render)(&findings, Style { color: false, width: 80 })
}

/// The report on the nasty findings.
fn written(name: &str) -> String {
    let (sources, found) = nasty();
    render(name, &sources, &found)
}

#[track_caller]
fn conforms(schema: &str, report: &str) -> Value {
    let path = format!("{}/tests/formats/{schema}", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let value: Value = serde_json::from_str(report).unwrap();
    let faults: Vec<_> = validator
        .iter_errors(&value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
    value
}

/// The text of the nasty file after its fix.
const MENDED: &str = "\u{feff}𐐀\r\n\t2\r\n\t日% ]]> x\r\nthree\r\n";

#[test]
fn jsonl_is_json_by_the_line() {
    let json: Value = serde_json::from_str(&written("json")).unwrap();
    let lines = written("jsonl");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json["diagnostics"].as_array().unwrap(), &lines);
    assert_eq!(lines.len(), 5);
}

#[test]
fn gitlab_conforms() {
    let report = conforms("gitlab.schema.json", &written("gitlab"));
    let items = report.as_array().unwrap();
    let fingerprints: BTreeSet<_> = items.iter().map(|one| one["fingerprint"].as_str()).collect();
    assert_eq!(fingerprints.len(), 5);
    assert_eq!(items[1]["location"]["path"], PATH);
    assert_eq!(items[1]["location"]["positions"]["begin"]["column"], 3);
    conforms("gitlab.schema.json", &render("gitlab", &BTreeMap::new(), &[]));
}

#[test]
fn sarif_conforms() {
    let report = conforms("sarif-2.1.0.schema.json", &written("sarif"));
    let run = &report["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 5);
    for result in results {
        match result["ruleIndex"].as_u64() {
            Some(index) => assert_eq!(rules[index as usize]["id"], result["ruleId"]),
            None => assert_eq!(result["ruleId"], "c/unknown"),
        }
    }
    let place = &results[1]["locations"][0]["physicalLocation"];
    let uri = "a%20b/c%231%2C%2050%25%3A%20%3C%C3%A9%3E%26%22.md";
    assert_eq!(place["artifactLocation"]["uri"], uri);
    let related = &results[1]["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["artifactLocation"]["uri"], "other.md");
    assert_eq!(related["physicalLocation"]["region"]["startColumn"], 7);
    assert_eq!(results[0]["level"], "note");
    conforms("sarif-2.1.0.schema.json", &render("sarif", &BTreeMap::new(), &[]));
}

#[test]
fn the_fix_in_sarif_mends() {
    let (sources, found) = nasty();
    let report: Value = serde_json::from_str(&render("sarif", &sources, &found)).unwrap();
    let fix = &report["runs"][0]["results"][1]["fixes"][0]["artifactChanges"][0];
    let old = &sources[&FileId(0)].text;
    let mut by_bytes = old.clone();
    let mut by_places = old.clone();
    for one in fix["replacements"].as_array().unwrap().iter().rev() {
        let region = &one["deletedRegion"];
        let number = |name: &str| region[name].as_u64().unwrap() as usize;
        let text = one["insertedContent"]["text"].as_str().unwrap();
        let start = number("byteOffset");
        by_bytes.replace_range(start..start + number("byteLength"), text);
        // §3.30: columns count characters from 1; the byte-order mark is none.
        let offset = |line: usize, column: usize| {
            let start: usize = old.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let start = start + if line == 1 { 3 } else { 0 };
            start + old[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
        };
        let start = offset(number("startLine"), number("startColumn"));
        by_places.replace_range(start..offset(number("endLine"), number("endColumn")), text);
    }
    assert_eq!((by_bytes.as_str(), by_places.as_str()), (MENDED, MENDED));
}

#[test]
fn rdjson_conforms_and_its_suggestion_mends() {
    let report = conforms("rdjson.schema.json", &written("rdjson"));
    let found = &report["diagnostics"][1];
    // A tab is one byte, `é` two: columns count bytes.
    assert_eq!(found["location"]["range"]["start"]["column"], 4);
    assert_eq!(found["relatedLocations"][0]["location"]["path"], "other.md");
    let (sources, _) = nasty();
    let old = &sources[&FileId(0)].text;
    let suggestions = found["suggestions"].as_array().unwrap();
    assert_eq!(suggestions.len(), 1);
    let offset = |place: &Value| {
        let line = place["line"].as_u64().unwrap() as usize - 1;
        let start: usize = old.split_inclusive('\n').take(line).map(str::len).sum();
        start + place["column"].as_u64().unwrap() as usize - 1
    };
    let range = &suggestions[0]["range"];
    let mut new = old.clone();
    let range = offset(&range["start"])..offset(&range["end"]);
    new.replace_range(range, suggestions[0]["text"].as_str().unwrap());
    assert_eq!(new, MENDED);
    conforms("rdjson.schema.json", &render("rdjson", &BTreeMap::new(), &[]));
}

/// A workflow command as GitHub's runner reads it (`ActionCommand.TryParseV2`).
fn command(line: &str) -> (String, BTreeMap<String, String>, String) {
    let (info, data) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = info.split_once(' ').unwrap();
    let plain = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    let properties = properties.split(',').map(|pair| {
        let (name, value) = pair.split_once('=').unwrap();
        let value = plain(value).replace("%3A", ":").replace("%2C", ",");
        (name.to_owned(), value.replace("%25", "%"))
    });
    (name.to_owned(), properties.collect(), plain(data).replace("%25", "%"))
}

#[test]
fn github_reads_the_commands() {
    let report = written("github");
    let commands: Vec<_> = report.lines().map(command).collect();
    let names: Vec<_> = commands.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["error", "error", "warning", "warning", "notice"]);
    let nasty = NASTY.replace(['\u{1}', '\u{1b}'], "\u{fffd}");
    let (_, properties, data) = &commands[0];
    assert_eq!(properties["file"], PATH);
    assert_eq!((properties["line"].as_str(), properties["col"].as_str()), ("2", "3"));
    assert_eq!(properties["endColumn"], "6");
    assert_eq!(properties["title"], "a/fixed");
    assert_eq!(*data, format!("{nasty}\nhelp: {nasty}"));
    // Over lines: the runner refuses columns, and the end of a line is not the next line.
    let (_, properties, _) = &commands[2];
    assert_eq!((properties["line"].as_str(), properties["endLine"].as_str()), ("2", "3"));
    assert!(!properties.contains_key("col") && !properties.contains_key("endColumn"));
}

#[test]
fn github_is_told_what_it_does_not_show() {
    let (sources, _) = nasty();
    let many = |severity, count: usize| {
        let one = Diagnostic::new("a/b", severity, FileId(0), Span::at(0), "x");
        vec![one; count]
    };
    let report = |errors, warnings, infos| {
        let infos = many(Severity::Info, infos);
        let found = [infos, many(Severity::Warning, warnings), many(Severity::Error, errors)];
        render("github", &sources, &found.concat())
    };
    assert!(!report(10, 10, 10).contains("title=qlint"));
    let text = report(12, 11, 0);
    assert_eq!(text.lines().count(), 24);
    assert_eq!(
        text.lines().last().unwrap(),
        "::notice title=qlint::GitHub shows 10 of a severity; not shown: 2 errors, 1 warning"
    );
    // Among notices it is the first, else it would be left out itself.
    let text = report(0, 3, 11);
    assert_eq!(
        text.lines().nth(3).unwrap(),
        "::notice title=qlint::GitHub shows 10 of a severity; not shown: 2 infos"
    );
}

/// Demands of an element what the schema says: its attributes, its children, its text.
fn accepted(schema: &roxmltree::Document<'_>, element: roxmltree::Node<'_, '_>) {
    let name = element.tag_name().name();
    let named = |node: &roxmltree::Node<'_, '_>| {
        node.tag_name().name() == "element" && node.attribute("name") == Some(name)
    };
    let rule = schema.root_element().children().find(named).unwrap();
    let known: BTreeMap<_, _> = rule
        .descendants()
        .filter(|node| node.tag_name().name() == "attribute")
        .map(|node| (node.attribute("name").unwrap(), node.attribute("use") == Some("required")))
        .collect();
    for attribute in element.attributes() {
        assert!(known.contains_key(attribute.name()), "{name} has {}", attribute.name());
    }
    for (attribute, required) in &known {
        assert!(!required || element.has_attribute(*attribute), "{name} has no {attribute}");
    }
    let children: BTreeSet<_> =
        rule.descendants().filter_map(|node| node.attribute("ref")).collect();
    for child in element.children().filter(roxmltree::Node::is_element) {
        assert!(children.contains(child.tag_name().name()), "{name} holds {child:?}");
        accepted(schema, child);
    }
    let mixed = rule.descendants().any(|node| node.attribute("mixed") == Some("true"));
    let text = element.children().filter_map(|node| node.text().filter(|_| node.is_text()));
    assert!(mixed || text.collect::<String>().trim().is_empty(), "{name} holds text");
}

#[test]
fn junit_is_accepted_by_jenkins_and_read_by_gitlab() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/junit-10.xsd");
    let schema = std::fs::read_to_string(path).unwrap();
    let schema = roxmltree::Document::parse(&schema).unwrap();
    for text in [written("junit"), render("junit", &BTreeMap::new(), &[])] {
        accepted(&schema, roxmltree::Document::parse(&text).unwrap().root_element());
    }
    let text = written("junit");
    // XML 1.0 has no way to say these.
    assert!(!text.contains(['\u{1}', '\u{1b}', '\u{ffff}']));
    let report = roxmltree::Document::parse(&text).unwrap();
    let named = |name| report.descendants().filter(move |node| node.has_tag_name(name));
    let suite = named("testsuite").next().unwrap();
    let number = |name| suite.attribute(name).unwrap().parse::<usize>().unwrap();
    assert_eq!(number("tests"), named("testcase").count());
    assert_eq!(number("failures"), named("failure").count());
    assert_eq!(number("skipped"), named("skipped").count());
    assert_eq!((number("tests"), number("failures"), number("skipped")), (5, 2, 2));
    let keys: BTreeSet<_> = named("testcase")
        .map(|case| (case.attribute("classname"), case.attribute("name")))
        .collect();
    assert_eq!(keys.len(), 5, "a name stands twice");
    assert!(keys.contains(&(Some("a/fixed"), Some(PATH))));
    // Two findings of a rule in a file are one test with both.
    let both = named("skipped").find(|node| node.attribute("type") == Some("warning")).unwrap();
    assert_eq!(both.text().unwrap().trim().lines().count(), 2);
    let nasty = NASTY.replace(['\u{1}', '\u{1b}', '\u{ffff}'], "\u{fffd}");
    assert_eq!(named("failure").next().unwrap().attribute("message"), Some(nasty.as_str()));
}

#[test]
fn every_report_of_the_command_is_read() {
    let text = core("PY-ADV-001").replace("technology:", "technolgy:");
    let bank = Bank::new().file("ä b/PY-ADV-001.md", text);
    let run = |format: &str| bank.run(&["check", "--format", format]).stdout;
    let sarif = conforms("sarif-2.1.0.schema.json", &run("sarif"));
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let index = sarif["runs"][0]["results"][0]["ruleIndex"].as_u64().unwrap();
    assert_eq!(rules[index as usize]["id"], "front-matter/unknown-key");
    conforms("gitlab.schema.json", &run("gitlab"));
    conforms("rdjson.schema.json", &run("rdjson"));
    assert_eq!(command(run("github").trim_end()).1["file"], "ä b/PY-ADV-001.md");
    roxmltree::Document::parse(&run("junit")).unwrap();
    serde_json::from_str::<Value>(&run("jsonl")).unwrap();
}
