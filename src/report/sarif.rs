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
    to_json(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    })
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

fn result(
    one: &Diagnostic,
    fingerprint: &str,
    files: &Files<'_>,
    rules: &[RuleFacts],
) -> Option<Value> {
    let file = files.get(&one.file)?;
    let help = one.help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
    let mut value = json!({"ruleId": one.rule});
    if let Ok(index) = rules.binary_search_by_key(&one.rule, |facts| facts.name) {
        value["ruleIndex"] = index.into();
    }
    value["level"] = level(one.severity).into();
    value["message"] = json!({"text": format!("{}{help}", one.message)});
    value["locations"] = json!([{"physicalLocation": physical(file, one.span)}]);
    let related = one.related.iter().filter_map(|related| {
        let place = physical(files.get(&related.file)?, related.span);
        Some(json!({"physicalLocation": place, "message": {"text": related.message}}))
    });
    let mut related: Vec<_> = related.collect();
    for (id, place) in related.iter_mut().enumerate() {
        place["id"] = (id + 1).into();
    }
    if !related.is_empty() {
        value["relatedLocations"] = related.into();
    }
    // GitHub's upload adds its own `primaryLocationLineHash`, and warns if it finds another's.
    value["partialFingerprints"] = json!({"qlint/v1": fingerprint});
    if let Some(one) = &one.fix {
        value["fixes"] = json!([fix(file, one)]);
    }
    Some(value)
}

fn physical(file: &File<'_>, span: Span) -> Value {
    json!({"artifactLocation": artifact(file), "region": region(file, span)})
}

fn artifact(file: &File<'_>) -> Value {
    json!({"uri": uri(&file.source.path)})
}

fn region(file: &File<'_>, span: Span) -> Value {
    let (start, end) = (file.start(span), file.end(span));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": span.start,
        "byteLength": span.end.saturating_sub(span.start),
    })
}

fn fix(file: &File<'_>, fix: &Fix) -> Value {
    let (safety, description) = match fix.applicability {
        Applicability::Safe => ("safe", "Safe: the meaning stays"),
        Applicability::Unsafe => ("unsafe", "Unsafe: a likely guess, look at it"),
    };
    let replacements = fix.edits.iter().map(|edit| {
        let deleted = region(file, edit.span);
        json!({"deletedRegion": deleted, "insertedContent": {"text": edit.text}})
    });
    json!({
        "description": {"text": description},
        "artifactChanges": [{
            "artifactLocation": artifact(file),
            "replacements": replacements.collect::<Vec<_>>(),
        }],
        "properties": {"applicability": safety},
    })
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
