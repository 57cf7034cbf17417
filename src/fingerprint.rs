//! What a finding is known by when the text around it moves.
//!
//! A fingerprint is made of the rule, the name of the question (not of its file, so that it may
//! move), the heading above the finding, the text of its lines and the words of the file that the
//! message quotes: no line number is in it, and nothing that another finding changes. The message
//! itself is not: its wording may get better with the next release.

use std::collections::{BTreeMap, HashMap};

use data_encoding::HEXLOWER;
use rayon::prelude::*;
use sha1::{Digest, Sha1};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Source, Span};

/// How far to either side a line is looked at: a file may be one line of megabytes.
const REACH: usize = 256;

/// A question, for what is found in it.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The file.
    pub file: FileId,
    /// All of its bytes.
    pub span: Span,
    /// Its id, or its title.
    pub name: &'a str,
}

/// The name of the question that a finding is about; without one, of the file. The owners are in the
/// order of the files and places.
pub fn owner<'a>(
    found: &Diagnostic,
    owners: &[Owner<'a>],
    sources: &'a BTreeMap<FileId, Source>,
) -> &'a str {
    let place = (found.file, found.span.start);
    let next = owners.partition_point(|owner| (owner.file, owner.span.start) <= place);
    let last = next.checked_sub(1).map(|at| owners[at]).filter(|owner| {
        owner.file == found.file && found.span.start <= owner.span.end && !owner.name.is_empty()
    });
    let path = || sources.get(&found.file).map_or("", |source| source.path.as_str());
    last.map_or_else(path, |owner| owner.name)
}

/// The fingerprint of each diagnostic, as hexadecimal digits, all different: where two findings
/// look the same, the second is known by being the second.
pub fn fingerprints(
    diagnostics: &[Diagnostic],
    owners: &[Owner<'_>],
    sources: &BTreeMap<FileId, Source>,
) -> Vec<String> {
    let mut headings: HashMap<FileId, Vec<Span>> = HashMap::new();
    for found in diagnostics {
        let text = || sources.get(&found.file).map_or("", |source| source.text.as_str());
        headings.entry(found.file).or_insert_with(|| headings_of(text()));
    }
    let nothing = Source::default();
    let hash = |found: &Diagnostic| {
        let source = sources.get(&found.file).unwrap_or(&nothing);
        let headings = headings.get(&found.file).map_or(&[][..], Vec::as_slice);
        let above = headings.partition_point(|heading| heading.start <= found.span.start);
        let heading = above.checked_sub(1).map_or("", |at| source.slice(headings[at]));
        let heading = unnumbered(heading);
        let quoted: Vec<&str> = found.message.split('`').skip(1).step_by(2).collect();
        let owner = owner(found, owners, sources);
        let lines = unnumbered(lines(source, found.span));
        hash([found.rule, owner, heading, lines, &quoted.join("`")])
    };
    let hashes: Vec<_> = diagnostics.par_iter().map(hash).collect();
    let mut times: HashMap<[u8; 20], u32> = HashMap::new();
    let print = |hash| {
        let time = times.entry(hash).and_modify(|times| *times += 1).or_insert(1);
        HEXLOWER.encode(&if *time == 1 { hash } else { again(hash, *time) })
    };
    hashes.into_iter().map(print).collect()
}

/// A hash of the words in these texts: blanks and line ends do not count.
fn hash(texts: [&str; 5]) -> [u8; 20] {
    let mut words = String::new();
    for text in texts {
        for word in text.split_whitespace() {
            words.push_str(word);
            words.push(' ');
        }
        words.push('\0');
    }
    Sha1::digest(words).into()
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

/// A heading without its number, which every question above it that comes or goes changes:
/// `#### Q12. Which one?`. What is no heading stays.
fn unnumbered(line: &str) -> &str {
    if !is_heading(line) {
        return line;
    }
    let text = line.trim_start_matches('#').trim_start();
    let number = text.strip_prefix(['Q', 'q']).unwrap_or(text);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = rest.len() < number.len() && rest.starts_with(['.', ')', ':', ' ']);
    if is_number { &rest[1..] } else { line }
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
        fingerprints(&found, &[], &[(FileId(0), source)].into())
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
    fn a_question_may_move_to_another_file() {
        let print = |path: &str, name| {
            let text = "## One\n\nwrong".to_owned();
            let source = Source { path: path.into(), text, ..Source::default() };
            let at = Span { start: 8, end: 13 };
            let mut found = Diagnostic::new("a/b", Severity::Error, FileId(0), at, "`x` is no");
            let owners = [Owner { file: FileId(0), span: Span { start: 0, end: 13 }, name }];
            let sources = BTreeMap::from([(FileId(0), source)]);
            let first = fingerprints(std::slice::from_ref(&found), &owners, &sources);
            found.message = "not `x`".to_owned();
            assert_eq!(first, fingerprints(std::slice::from_ref(&found), &owners, &sources));
            found.message = "not `y`".to_owned();
            assert_ne!(first, fingerprints(&[found], &owners, &sources));
            first
        };
        assert_eq!(print("a.md", "PY-ADV-001"), print("b/c.md", "PY-ADV-001"));
        assert_ne!(print("a.md", "PY-ADV-001"), print("a.md", "PY-ADV-002"));
        assert_ne!(print("a.md", ""), print("b.md", ""));
    }

    #[test]
    fn questions_may_come_above() {
        for (old, new) in [
            ("#### Q1. Which is it?\n\nwrong", "#### Q12. Which is it?\n\nwrong"),
            ("## 9) Is it wrong?\n", "## 10) Is it wrong?\n"),
        ] {
            assert_eq!(of(old, &["wrong"]), of(new, &["wrong"]));
        }
        let other = ["## 3D\n\nwrong", "## 4D\n\nwrong", "## Qt 4\n\nwrong", "## Qt 5\n\nwrong"];
        let mut prints: Vec<_> = other.iter().flat_map(|text| of(text, &["wrong"])).collect();
        prints.dedup();
        assert_eq!(prints.len(), other.len());
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
        assert_eq!(fingerprints(&[gone], &[], &BTreeMap::new()).len(), 1);
    }
}
