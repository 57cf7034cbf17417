//! Fixes: put in again and again they come to an end, and leave a file that can be read.

use qlint::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use qlint::fix;

use super::bench::{self, DEFAULT, SCHEMA};

/// A question file with its safe fixes, then with all.
pub(crate) fn holds(text: &str) {
    let safe = mended(text, false);
    mended(&safe, true);
}

fn judge(text: &str) -> Vec<Diagnostic> {
    let source = bench::source(text);
    let reading = bench::reading("question", &source);
    bench::judged(&DEFAULT, "question", (&source, reading), &SCHEMA)
}

/// What the reader cannot read. Other errors may come to light when one is mended: a kind that is
/// spelt right wants its sections.
fn unreadable(text: &str) -> usize {
    let source = bench::source(text);
    let found = bench::reading("question", &source).diagnostics;
    found.iter().filter(|one| one.severity == Severity::Error).count()
}

fn mended(text: &str, unsafe_too: bool) -> String {
    let mut text = text.to_owned();
    let mut found = judge(&text);
    // A round mends what does not meet; text of a few kilobytes has no more to meet.
    for _ in 0..200 {
        let wanted = |fix: &&Fix| unsafe_too || fix.applicability == Applicability::Safe;
        let fixes: Vec<&Fix> =
            found.iter().filter_map(|one| one.fix.as_ref()).filter(wanted).collect();
        if fixes.is_empty() {
            return text;
        }
        let round = fix::apply(&text, &fixes);
        assert!(!round.taken.is_empty(), "fixes that change nothing: {fixes:#?}\n{text}");
        let after = judge(&round.text);
        let shown = || format!("{text:?}\n=====\n{:?}\n=====\n{found:#?}\n{after:#?}", round.text);
        assert!(unreadable(&round.text) <= unreadable(&text), "it is broken: {}", shown());
        (text, found) = (round.text, after);
    }
    panic!("the fixes come to no end:\n{text}\n{found:#?}");
}
