//! What the tests of readers share.

#![cfg(test)]

use std::fmt::Write;

use super::Reading;
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::value::{Entry, Value};

/// A reading as text, for snapshots: every span shows what it cuts out of the file.
pub(super) fn dump(source: &Source, reading: &Reading<'_>) -> String {
    let mut out = String::new();
    for question in &reading.questions {
        writeln!(out, "opening: {:?}", source.slice(question.opening)).unwrap();
        let known = [("slug", &question.slug), ("path", &question.path)];
        for (what, text) in
            known.into_iter().filter_map(|(what, text)| Some((what, text.as_ref()?)))
        {
            writeln!(out, "{what}: {text}").unwrap();
        }
        for Entry { key, key_span, node } in &question.fields {
            let cut = source.slice(node.span);
            match &node.value {
                Value::List(items) => {
                    let cut = items.iter().map(|item| source.slice(item.span));
                    writeln!(out, "{key}: {:?}", cut.collect::<Vec<_>>()).unwrap();
                }
                value => writeln!(out, "{key}: {value:?} from {cut:?}").unwrap(),
            }
            // Where a format has no key beside the value, the value stands for both.
            if *key_span != node.span {
                writeln!(out, "    key {:?}", source.slice(*key_span)).unwrap();
            }
        }
        writeln!(out, "\n{}----", question.body.text()).unwrap();
    }
    for Diagnostic { rule, severity, message, span, related, .. } in &reading.diagnostics {
        writeln!(out, "{severity} {rule}: {message}\n    at {:?}", source.slice(*span)).unwrap();
        for related in related {
            writeln!(out, "    and {:?}", source.slice(related.span)).unwrap();
        }
    }
    out
}

/// Fails unless every word of the bodies leads to itself in the file, or to what it stands for.
pub(super) fn assert_places(source: &Source, reading: &Reading<'_>) {
    for question in &reading.questions {
        let text = question.body.text();
        let written = |line: &&str| !line.starts_with("## ");
        for word in text.lines().filter(written).flat_map(str::split_whitespace) {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            let cut = source.slice(question.body.locate(at..at + word.len()));
            let closes = word == "```" || word == "~~~";
            assert!(cut == word || word == "###" || closes, "{word:?} leads to {cut:?}");
        }
    }
}
