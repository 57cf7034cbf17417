//! A note shows a picture or plays a sound that its package does not hold.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A note shows a picture that its package does not hold.",
    why: "Whoever shared the package had the file, or lost it too. The link stays, so that the file can be put beside the question.",
    severity: Severity::Warning,
    bad: &[r#"{"anki": 1, "notes": [
{
"guid": "a",
"type": "Basic",
"typeId": 7,

"deck": "Locks",
"tags": [],
"fields": {
"Front": "What is the GIL?",
"Back": "A lock: <img src=\"plan.png\">"
}
}
],
"media": []}
"#],
    good: &[r#"{"anki": 1, "notes": [
{
"guid": "a",
"type": "Basic",
"typeId": 7,

"deck": "Locks",
"tags": [],
"fields": {
"Front": "What is the GIL?",
"Back": "A lock: <img src=\"plan.png\">"
}
}
],
"media": ["plan.png"]}
"#],
    thresholds: &[],
    check: Check::Reader("apkg"),
};
