//! A question has another id than in the commit that it is compared with.

use crate::diagnostic::Severity;
use crate::rules::index::Index;
use crate::rules::{Check, Rule, Sink};

/// See the module.
pub(super) const ITEM: Rule = Rule {
    summary: "A question has another id than it had in git.",
    why: "Anki knows a question by its id: under a new one it comes as a new card, and what a learner knew of the old one is lost. Looked for where git is asked what changed: by `qlint check --staged` and `--since`.",
    severity: Severity::Error,
    bad: &[],
    good: &[],
    thresholds: &[],
    check: Check::History(check),
};

fn check(index: &Index<'_>, sink: &mut Sink<'_>) {
    for entry in index.entries {
        let (Some(old), Some(new)) = (index.before.get(&entry.file), &entry.id) else { continue };
        let kept = entry.previous().iter().any(|named| *named.id == **old);
        // The question may have moved to another file, with its id.
        let elsewhere = index.position(old).is_some();
        if *new.id != **old && !kept && !elsewhere && !index.retired.contains(old) {
            sink.report_in(
                entry.file,
                new.span,
                format!("the id was `{old}` and is now `{}`", new.id),
            )
            .help(format!(
                "give it back, or keep what learners know of it: `previous_ids: [{old}]`"
            ));
        }
    }
}
