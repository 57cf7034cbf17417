//! A line of JSON for each diagnostic, for programs that read while qlint writes; each is an item of
//! `json`'s `diagnostics`.

use super::{Findings, Report, Style, json};

/// See the module.
pub(super) const ITEM: Report =
    Report { help: "one JSON object in a line for each diagnostic", render };

fn render(findings: &Findings<'_>, _style: Style) -> String {
    let files = findings.files();
    let mut text = String::new();
    for found in findings.diagnostics.iter().filter_map(|one| json::found(one, &files)) {
        // Strings and numbers alone: nothing in it can fail to be JSON.
        text.push_str(&serde_json::to_string(&found).unwrap_or_default());
        text.push('\n');
    }
    text
}
