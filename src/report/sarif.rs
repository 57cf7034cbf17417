//! SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), for code scanning of GitHub and Azure, and
//! for the viewers of editors. Paragraphs are those of the standard.

use serde::Serialize;
use serde_json::{Value, json};

use super::{File, Files, Findings, Items, Report, RuleFacts, Style, to_json};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::source::Span;

/// See the module.
pub(super) const ITEM: Report =
    Report { help: "SARIF 2.1.0, for code scanning and editors", render };

#[derive(Serialize)]
struct Log<D> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<D>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<D> {
    tool: Value,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    results: D,
}

fn render(findings: &Findings<'_>, _style: Style) -> String {
    let files = findings.files();
    let fingerprints = findings.fingerprints();
    let item = |at: usize, one| result(one, &fingerprints[at], &files, &findings.rules);
    let run = Run {
        tool: json!({"driver": {
            "name": "qlint",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": findings.rules.iter().map(rule).collect::<Vec<_>>(),
        }}),
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        results: Items { diagnostics: findings.diagnostics, item },
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    to_json(&log, fingerprints.len())
}

fn rule(facts: &RuleFacts) -> Value {
    let RuleFacts { name, summary, why, severity } = facts;
    let more = format!("`qlint explain {name}` shows examples.");
    let mut configuration = json!({"level": level(*severity)});
    if *severity == Severity::Off {
        configuration["enabled"] = false.into();
    }
    json!({
        "id": name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why},
        "help": {
            "text": format!("{summary} {why} {more}"),
            "markdown": format!("**{summary}** {why}\n\n{more}"),
        },
        "defaultConfiguration": configuration,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "note",
    }
}

/// One of `results`. There may be hundreds of thousands: each is written as it is, without a tree of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Mend<'a>; 1]>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Words<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "qlint/v1")]
    ours: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Related<'a> {
    physical_location: Physical,
    message: Words<'a>,
    id: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: u32,
    byte_length: u32,
}

/// One of `fixes`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mend<'a> {
    description: Words<'static>,
    artifact_changes: [Change<'a>; 1],
    properties: Properties,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Words<'a>,
}

#[derive(Serialize)]
struct Properties {
    applicability: &'static str,
}

fn result<'a>(
    one: &'a Diagnostic,
    fingerprint: &'a str,
    files: &Files<'_>,
    rules: &[RuleFacts],
) -> Option<Result<'a>> {
    let file = files.get(&one.file)?;
    let help = one.help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
    let related = one.related.iter().filter_map(|related| {
        let place = physical(files.get(&related.file)?, related.span);
        Some((place, Words { text: &related.message }))
    });
    let related = related.zip(1..).map(|((physical_location, message), id)| Related {
        physical_location,
        message,
        id,
    });
    Some(Result {
        rule_id: one.rule,
        rule_index: rules.binary_search_by_key(&one.rule, |facts| facts.name).ok(),
        level: level(one.severity),
        message: Message { text: format!("{}{help}", one.message) },
        locations: [Location { physical_location: physical(file, one.span) }],
        related_locations: related.collect(),
        // GitHub's upload adds its own `primaryLocationLineHash`, and warns if it finds another's.
        partial_fingerprints: Fingerprints { ours: fingerprint },
        fixes: one.fix.as_ref().map(|one| [fix(file, one)]),
    })
}

fn physical(file: &File<'_>, span: Span) -> Physical {
    Physical { artifact_location: artifact(file), region: region(file, span) }
}

fn artifact(file: &File<'_>) -> Artifact {
    Artifact { uri: uri(&file.source.path) }
}

fn region(file: &File<'_>, span: Span) -> Region {
    let (start, end) = (file.start(span), file.end(span));
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_offset: span.start,
        byte_length: span.end.saturating_sub(span.start),
    }
}

fn fix<'a>(file: &File<'_>, fix: &'a Fix) -> Mend<'a> {
    let (applicability, text) = match fix.applicability {
        Applicability::Safe => ("safe", "Safe: the meaning stays"),
        Applicability::Unsafe => ("unsafe", "Unsafe: a likely guess, look at it"),
    };
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: region(file, edit.span),
        inserted_content: Words { text: &edit.text },
    });
    let (artifact_location, replacements) = (artifact(file), replacements.collect());
    Mend {
        description: Words { text },
        artifact_changes: [Change { artifact_location, replacements }],
        properties: Properties { applicability },
    }
}

/// A path as a relative reference (RFC 3986, 4.2): all but unreserved characters and `/` in percents,
/// so that a `#` is no fragment and a `:` no scheme.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into());
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
