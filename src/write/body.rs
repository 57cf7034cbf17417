//! The Markdown of a question, written again.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};
use pulldown_cmark::{Event, Tag};

use crate::document::{BLANKS, Document, Heading, Section};

/// New text for some bytes of a body.
#[derive(Debug)]
pub(super) struct Edit {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

/// Gives parts of a body in canonical form: line feeds, one blank line at most outside code,
/// exactly one around headings. What they say stays the same.
pub(super) struct Tidier<'d, 'q> {
    doc: &'d Document<'q>,
    /// The blocks whose blank lines mean something, in order.
    literal: Vec<Range<usize>>,
}

impl<'d, 'q> Tidier<'d, 'q> {
    pub(super) fn new(doc: &'d Document<'q>) -> Self {
        let block =
            |event: &Event<'_>| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock));
        let blocks = doc.events.iter().filter(|(event, _)| block(event));
        Tidier { doc, literal: blocks.map(|(_, range)| range.clone()).collect() }
    }

    /// A part of the body.
    pub(super) fn part(&self, range: Range<usize>) -> Cow<'q, str> {
        match self.doc.question.body.text().get(range.clone()) {
            Some(text) if self.is_tidy(text, range.clone()) => Cow::Borrowed(text),
            _ => Cow::Owned(self.edited(range, &[])),
        }
    }

    /// Whether a part is surely as it would be written; most are.
    fn is_tidy(&self, part: &str, range: Range<usize>) -> bool {
        let bytes = part.as_bytes();
        let is_blank = |from: usize| {
            let line = &bytes[from..];
            let line = &line[..memchr(b'\n', line).unwrap_or(line.len())];
            line.iter().all(|byte| matches!(byte, b' ' | b'\t'))
        };
        // A blank line is empty, and alone.
        let fits = |at: usize| match bytes.get(at + 1) {
            Some(b'\n') => bytes.get(at + 2).is_some() && !is_blank(at + 2),
            Some(_) => !is_blank(at + 1),
            None => false,
        };
        let starts = self.doc.headings.partition_point(|one| one.line.end <= range.start);
        let apart = |line: &Range<usize>| {
            let (before, after) = (line.start - range.start, line.end - range.start);
            (before == 0 || part[..before].ends_with("\n\n"))
                && (after >= part.len() || bytes[after] == b'\n')
        };
        let headings = self.doc.headings[starts..].iter().map(|heading| &heading.line);
        let mut headings = headings.take_while(|line| line.start < range.end);
        memchr(b'\r', bytes).is_none()
            && (part.is_empty() || !is_blank(0))
            && memchr_iter(b'\n', bytes).all(fits)
            && headings.all(|line| line.start >= range.start && apart(line))
    }

    /// A part of the body with edits, which stand in order and do not overlap.
    pub(super) fn edited(&self, range: Range<usize>, edits: &[Edit]) -> String {
        let text = self.doc.question.body.text();
        let headings = &self.doc.headings;
        let first = headings.partition_point(|heading| heading.line.end <= range.start);
        let mut headings = headings[first..].iter().map(|heading| &heading.line).peekable();
        let mut out = String::new();
        let (mut gap, mut after_heading, mut blank) = (false, false, false);
        let mut at = range.start;
        for line in lines(text.get(range.clone()).unwrap_or_default()) {
            let start = at;
            at += line.len();
            if line == "\n" && text[..start].ends_with('\r') && start > range.start {
                continue;
            }
            if line.trim_matches(BLANKS).is_empty() && !holds(&self.literal, start) {
                gap = true;
                continue;
            }
            while headings.next_if(|heading| heading.end <= start).is_some() {
                after_heading = true;
            }
            let heading =
                headings.peek().is_some_and(|heading| (start..at).contains(&heading.start));
            // A code block that does not close may end in a blank line of its own.
            if !out.is_empty() && !blank && (gap || heading || after_heading) {
                out.push('\n');
            }
            (gap, after_heading, blank) = (false, false, line.trim_matches(BLANKS).is_empty());
            let end = start + line.trim_end_matches(['\n', '\r']).len();
            push_edited(&mut out, text, start..end, edits);
        }
        out.truncate(out.trim_end_matches('\n').len());
        out
    }
}

/// The lines of a text with their ends, of which `\r\n` counts for two.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr2(b'\n', b'\r', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// Adds a line with the edits that begin in it. An edit that takes the end of the line joins the
/// next one to it.
fn push_edited(out: &mut String, text: &str, line: Range<usize>, edits: &[Edit]) {
    let first = edits.partition_point(|edit| edit.range.start < line.start);
    let before = first.checked_sub(1).map_or(0, |before| edits[before].range.end);
    let mut done = line.start.max(before);
    for edit in edits[first..].iter().take_while(|edit| edit.range.start <= line.end) {
        out.push_str(text.get(done..edit.range.start).unwrap_or_default());
        out.push_str(&edit.text);
        done = edit.range.end;
    }
    out.push_str(text.get(done..line.end).unwrap_or_default());
    if done <= line.end {
        out.push('\n');
    }
}

/// Whether a byte is in one of the ranges, which are in order and apart.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.contains(&at))
}

/// The name of a section as Markdown: as it was written, unless it has another canonical name.
pub(super) fn title(doc: &Document<'_>, section: &Section) -> String {
    if section.name == section.heading.text {
        heading_text(doc, &section.heading)
    } else {
        section.name.clone()
    }
}

/// The Markdown of a heading without what makes it one, on one line.
pub(super) fn heading_text(doc: &Document<'_>, heading: &Heading) -> String {
    let text = doc.markdown(heading.line.clone());
    let text = text.trim();
    let text = match text.rsplit_once('\n') {
        // A hard break has no place in a line.
        Some((above, _underline)) => {
            above.replace("\\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ")
        }
        None => without_closing(text.trim_start_matches('#').trim()).to_owned(),
    };
    // What closes no heading so far would close one that begins with `#`.
    let open = without_closing(&text);
    if open.len() == text.len() {
        return text;
    }
    format!("{open} \\{}", text[open.len()..].trim()).trim().to_owned()
}

/// The text of a heading without the run of `#` that may end it, which counts only behind a blank.
fn without_closing(text: &str) -> &str {
    let open = text.trim_end_matches('#');
    if open.is_empty() || open.ends_with([' ', '\t']) { open.trim_end() } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;
    use crate::document::SectionNames;
    use crate::question::{Body, Question};
    use crate::source::Source;

    fn with(body: &str, look: impl Fn(&Document<'_>)) {
        let source = Source::default();
        let question = Question::bare(&source, Body::verbatim(body, 0));
        look(&Document::new(&question, &SectionNames::default()));
    }

    #[test]
    fn blank_lines_are_tidied_outside_code() {
        let cases = [
            ("a\n\n\n \nb", "a\n\nb"),
            ("a\r\n\r\nb\r\n", "a\n\nb"),
            ("a\rb\r\rc", "a\nb\n\nc"),
            ("hard  \nbreak", "hard  \nbreak"),
            ("a\n### H\nb", "a\n\n### H\n\nb"),
            ("a\n\nH\n===\nb", "a\n\nH\n===\n\nb"),
            ("```\n\n\n\nx\n```\n\n\nb", "```\n\n\n\nx\n```\n\nb"),
            ("- ```\n  x\n\n\n  y\n  ```\n\n\n- b", "- ```\n  x\n\n\n  y\n  ```\n\n- b"),
            ("    x\n\n\n    y\n\n\nb", "    x\n\n\n    y\n\nb"),
            ("<pre>\n\n\n</pre>\n\n\nb", "<pre>\n\n\n</pre>\n\nb"),
            ("- a\n# not apart", "- a\n\n# not apart"),
            ("> # in a quote\n> b", "> # in a quote\n> b"),
        ];
        for (text, expected) in cases {
            with(text, |doc| {
                let tidier = Tidier::new(doc);
                assert_eq!(tidier.part(0..text.len()), expected, "{text:?}");
                assert_eq!(tidier.edited(0..text.len(), &[]), expected, "{text:?}");
            });
        }
    }

    proptest! {
        #[test]
        fn what_is_tidy_stays(text in "([-#a`>=]{0,3}[ \t]{0,4}[\r\n]{0,3}(## a)?){0,8}") {
            with(&text, |doc| {
                let tidier = Tidier::new(doc);
                for start in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
                    let range = start..text.len();
                    assert_eq!(tidier.part(range.clone()), tidier.edited(range, &[]), "{text:?} {start}");
                }
            });
        }
    }

    #[test]
    fn edits_take_the_place_of_bytes() {
        with("ab\ncd\n\nef\n", |doc| {
            let edit = |range, text: &str| Edit { range, text: text.to_owned() };
            let edits = [edit(1..4, "X"), edit(8..8, "Y")];
            assert_eq!(Tidier::new(doc).edited(0..10, &edits), "aXd\n\neYf");
        });
    }

    #[test]
    fn a_heading_is_written_as_it_was() {
        let cases = [
            ("## `a` *b*", "`a` *b*"),
            ("## \\*a ##", "\\*a"),
            ("## C#", "C#"),
            ("##", ""),
            ("a\\\nb\n---", "a b"),
            ("## ## ##", "\\##"),
            ("#a\nb #\n---", "#a b \\#"),
        ];
        for (text, expected) in cases {
            with(text, |doc| assert_eq!(heading_text(doc, &doc.headings[0]), expected, "{text:?}"));
        }
    }
}
