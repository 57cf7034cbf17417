//! What a finding is known by when the text around it moves.
//!
//! A fingerprint is made of the rule, the path, the heading above the finding and the text of its
//! lines: no line number is in it, and nothing that another finding changes.

use std::collections::{BTreeMap, HashMap};

use sha1::{Digest, Sha1};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Source, Span};

/// How far to either side a line is looked at: a file may be one line of megabytes.
const REACH: usize = 256;

/// The fingerprint of each diagnostic, as hexadecimal digits, all different: where two findings
/// look the same, the second is known by being the second.
pub fn fingerprints(diagnostics: &[Diagnostic], sources: &BTreeMap<FileId, Source>) -> Vec<String> {
    let mut headings: HashMap<FileId, Vec<Span>> = HashMap::new();
    let mut times: HashMap<[u8; 20], u32> = HashMap::new();
    let nothing = Source::default();
    let one = |found: &Diagnostic| {
        let source = sources.get(&found.file).unwrap_or(&nothing);
        let headings = headings.entry(found.file).or_insert_with(|| headings_of(&source.text));
        let above = headings.partition_point(|heading| heading.start <= found.span.start);
        let heading = above.checked_sub(1).map_or("", |at| source.slice(headings[at]));
        let hash = hash([found.rule, &source.path, heading, lines(source, found.span)]);
        let time = times.entry(hash).and_modify(|times| *times += 1).or_insert(1);
        let hash = if *time == 1 { hash } else { again(hash, *time) };
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    diagnostics.iter().map(one).collect()
}

/// A hash of the words in these texts: blanks and line ends do not count.
fn hash(texts: [&str; 4]) -> [u8; 20] {
    let mut hash = Sha1::new();
    for text in texts {
        for word in text.split_whitespace() {
            hash.update(word);
            hash.update([b' ']);
        }
        hash.update([0]);
    }
    hash.finalize().into()
}

/// The hash of the same finding for another time.
fn again(hash: [u8; 20], time: u32) -> [u8; 20] {
    Sha1::new().chain_update(hash).chain_update(time.to_be_bytes()).finalize().into()
}

/// The lines of ATX headings outside of fenced code.
fn headings_of(text: &str) -> Vec<Span> {
    let mut headings = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let opened = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, opened) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) if is_heading(bare) => headings.push((at..at + line.len()).into()),
            _ => {}
        }
        at += line.len();
    }
    headings
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
}

/// The lines that a span touches, within reach.
fn lines(source: &Source, span: Span) -> &str {
    let text = &source.text;
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.ceil_char_boundary(span.end as usize).clamp(start, start.max(text.len()));
    let end = text.floor_char_boundary(end.min(start + REACH));
    let near = text.floor_char_boundary(start.saturating_sub(REACH))..start;
    let first = text[near.clone()].rfind('\n').map_or(near.start, |at| near.start + at + 1);
    let far = end..text.floor_char_boundary(end + REACH);
    let last = text[far.clone()].find('\n').map_or(far.end, |at| far.start + at);
    &text[first..last]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    fn of(text: &str, spans: &[&str]) -> Vec<String> {
        let source = Source { path: "a.md".into(), text: text.into(), ..Source::default() };
        let spans = spans.iter().map(|words| text.find(words).unwrap_or(text.len()));
        let found: Vec<_> = spans
            .map(|at| Diagnostic::new("a/b", Severity::Error, FileId(0), Span::at(at as u32), "no"))
            .collect();
        fingerprints(&found, &[(FileId(0), source)].into())
    }

    #[test]
    fn text_may_move() {
        let old = of("## One\n\nit is  wrong\n", &["wrong"]);
        assert_eq!(old[0].len(), 40);
        assert_eq!(old, of("---\n---\n\n## One\n\nmore\n\nit is wrong", &["wrong"]));
        assert_ne!(old, of("## Two\n\nit is wrong\n", &["wrong"]));
        assert_ne!(old, of("## One\n\nit is very wrong\n", &["wrong"]));
    }

    #[test]
    fn headings_in_code_are_none() {
        let plain = of("## One\n\n```\n\n```\nwrong\n", &["wrong"]);
        assert_eq!(plain, of("## One\n\n```\n# no heading\n~~~\n```\nwrong\n", &["wrong"]));
    }

    #[test]
    fn all_are_different() {
        let mut all = of("same\n", &["same", "same", "same", "beyond"]);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 4);
        // A file that changed in the meantime has no bytes for a span.
        let gone = Diagnostic::new("a/b", Severity::Error, FileId(7), Span::at(9), "gone");
        assert_eq!(fingerprints(&[gone], &BTreeMap::new()).len(), 1);
    }
}
