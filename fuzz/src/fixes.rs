//! Fixes: put in again and again they come to an end, and leave a file that can be read.

use qlint::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use qlint::fix;

use super::bench::{self, DEFAULT, SCHEMA};

/// A question file with its safe fixes, then with all: it can be read as well as before. Other errors may
/// come to light when one is mended: a kind that is spelt right wants its sections.
pub(crate) fn holds(text: &str) {
    let safe = mended(text, false, |text, _| unreadable(text));
    mended(&safe, true, |text, _| unreadable(text));
}

/// What is said about a question file.
fn judge(text: &str) -> Vec<Diagnostic> {
    let source = bench::source(text);
    let reading = bench::reading("question", &source);
    bench::judged(&DEFAULT, "question", (&source, reading), &SCHEMA)
}

/// Whether nothing of it can be read, and how much the reader misses: with front matter that is mended, what
/// is in it comes to light.
fn unreadable(text: &str) -> (bool, usize) {
    let source = bench::source(text);
    let reading = bench::reading("question", &source);
    (reading.questions.iter().any(|one| one.unreadable), errors(&reading.diagnostics))
}

/// How many errors there are.
pub fn errors(found: &[Diagnostic]) -> usize {
    found.iter().filter(|one| one.severity == Severity::Error).count()
}

/// A text with all fixes, put in until none is left. With no step grows what `faults` counts in a text
/// and what is said about it.
pub fn mended<Faults: PartialOrd>(
    text: &str,
    unsafe_too: bool,
    faults: impl Fn(&str, &[Diagnostic]) -> Faults,
) -> String {
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
        assert!(faults(&round.text, &after) <= faults(&text, &found), "worse: {}", shown());
        (text, found) = (round.text, after);
    }
    panic!("the fixes come to no end:\n{text}\n{found:#?}");
}
