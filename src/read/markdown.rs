//! What readers of Markdown share: titles, slugs, notes, and text that is kept but for some edits.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::document::{Spanned, math};
use crate::question::{Body, key};
use crate::source::Span;
use crate::value::{Entry, Node, Value};

/// Bytes of a file that something else stands for in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// The bytes.
    pub range: Range<usize>,
    /// What stands for them.
    pub text: &'static str,
}

/// The text of a file with a line feed for each carriage return that stands alone, so that places
/// stay what they are: `pulldown-cmark` does not end the first line of a fence at one.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    let alone = |at: usize| !text[at + 1..].starts_with('\n');
    if !text.match_indices('\r').any(|(at, _)| alone(at)) {
        return Cow::Borrowed(text);
    }
    let normal = |(at, c)| if c == '\r' && alone(at) { '\n' } else { c };
    Cow::Owned(text.char_indices().map(normal).collect())
}

/// The bytes of a text behind its byte-order mark.
pub(super) fn behind_mark(text: &str) -> Range<usize> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    mark..text.len()
}

/// The events of a part of a file, their ranges counted from the start of the file.
pub(super) fn events(text: &str, range: Range<usize>) -> Vec<Spanned<'_>> {
    let base = range.start;
    let part = text.get(range).unwrap_or_default();
    math::events(part)
        .into_iter()
        .map(|(event, range)| (event, range.start + base..range.end + base))
        .collect()
}

/// A heading outside lists and quotes.
#[derive(Debug)]
pub(super) struct Heading {
    /// 1 to 6.
    pub level: usize,
    /// Its text, code in backticks.
    pub text: String,
    /// The bytes of its text.
    pub span: Range<usize>,
    /// All of its bytes.
    pub line: Range<usize>,
}

impl Heading {
    fn new(level: HeadingLevel, line: Range<usize>, inner: &[Spanned<'_>]) -> Heading {
        let span = match (inner.first(), inner.last()) {
            (Some((_, first)), Some((_, last))) => first.start..last.end.max(first.end),
            _ => line.clone(),
        };
        Heading { level: level as usize, text: title(inner), span, line }
    }
}

/// The headings outside lists and quotes.
pub(super) fn headings(events: &[Spanned<'_>]) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut open = None;
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if let Tag::Heading { level, .. } = tag
                    && depth == 0
                {
                    open = Some((*level, range.clone(), at + 1));
                }
                depth += 1;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if matches!(end, TagEnd::Heading(_))
                    && let Some((level, line, start)) = open.take()
                {
                    found.push(Heading::new(level, line, &events[start..at]));
                }
            }
            _ => {}
        }
    }
    found
}

/// The headings that a question of a page stands under.
#[derive(Debug, Default)]
pub(super) struct Place<'h> {
    technology: Option<&'h Heading>,
    category: Option<&'h Heading>,
}

impl<'h> Place<'h> {
    /// Goes on under this heading: the topmost say the technology, the nearest the category.
    pub(super) fn enter(&mut self, heading: &'h Heading) {
        if heading.level == 1 {
            *self = Place { technology: Some(heading), category: None };
        } else {
            self.category = Some(heading);
        }
    }

    /// What the headings say.
    pub(super) fn fields(&self) -> Vec<Entry> {
        [(key::TECHNOLOGY, self.technology), (key::CATEGORY, self.category)]
            .into_iter()
            .filter_map(|(key, heading)| Some((key, heading?)))
            .filter(|(_, heading)| !heading.text.is_empty())
            .map(|(key, heading)| entry(key, &*heading.text, Span::new(heading.span.clone(), 0)))
            .collect()
    }
}

/// What makes a heading one of `level`.
pub(super) fn relevel(text: &str, heading: &Heading, level: usize) -> Vec<Edit> {
    let marker = &"######"[..level.clamp(1, 6)];
    let line = text.get(heading.line.clone()).unwrap_or_default();
    let start = heading.line.start + line.len() - line.trim_start().len();
    let line = line.trim();
    let hashes = line.len() - line.trim_start_matches('#').len();
    if hashes > 0 {
        return vec![Edit { range: start..start + hashes, text: marker }];
    }
    // Underlined: the marker stands before the text, and the underline goes.
    let underline = start + line.rfind(['\n', '\r']).map_or(line.len(), |at| at + 1);
    let markers = ["# ", "## ", "### ", "#### ", "##### ", "###### "];
    vec![
        Edit { range: start..start, text: markers[marker.len() - 1] },
        Edit { range: underline..start + line.len(), text: "" },
    ]
}

/// The text that a reader sees, code in backticks, blanks folded.
pub(super) fn title(events: &[Spanned<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(part) | Event::InlineHtml(part) if !part.starts_with("<!--") => {
                text.push_str(part);
            }
            Event::Code(code) => push_code(&mut text, code),
            Event::InlineMath(math) => text.extend(["$", math, "$"]),
            Event::DisplayMath(math) => text.extend(["$$", math, "$$"]),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    fold(&text)
}

/// Adds code to a title, between as many backticks as it takes.
pub(super) fn push_code(title: &mut String, code: &str) {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let ticks = "`".repeat(longest + 1);
    let blank = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    for part in [&ticks, blank, code, blank, &ticks] {
        title.push_str(part);
    }
}

/// A text with single blanks between its words.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name made of the letters and digits of a title; none if it has none.
pub(super) fn slug(title: &str) -> Option<String> {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join("-")).filter(|slug| !slug.is_empty())
}

/// A field that holds text.
pub(super) fn entry(key: &str, text: impl Into<String>, span: Span) -> Entry {
    let node = Node { value: Value::String(text.into()), span };
    Entry { key: key.to_owned(), key_span: span, node }
}

/// The part of `range` that is left when its edits are made and the blank lines at its ends are
/// dropped; the indentation of the first line stays. Empty if nothing is left.
///
/// `edits` are sorted and do not overlap.
pub(super) fn kept(text: &str, range: &Range<usize>, edits: &[Edit]) -> Range<usize> {
    let mut kept: Option<Range<usize>> = None;
    let mut keep = |part: Range<usize>| {
        kept = Some(kept.as_ref().map_or(part.start, |kept| kept.start)..part.end);
    };
    let mut at = range.start;
    let end = Edit { range: range.end..range.end, text: "" };
    for edit in within(range, edits).chain([&end]) {
        let part = text.get(at..edit.range.start).unwrap_or_default();
        if !part.trim().is_empty() {
            keep(at + part.len() - part.trim_start().len()..at + part.trim_end().len());
        }
        if !edit.text.is_empty() {
            keep(edit.range.clone());
        }
        at = edit.range.end;
    }
    let Some(kept) = kept else { return range.start..range.start };
    let before = text.get(range.start..kept.start).unwrap_or_default();
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let indented =
        before.len() == indent || before[..before.len() - indent].ends_with(['\n', '\r']);
    if indented { kept.start - indent..kept.end } else { kept }
}

/// The edits inside `range`.
fn within<'e>(range: &Range<usize>, edits: &'e [Edit]) -> impl Iterator<Item = &'e Edit> {
    let range = range.clone();
    let first = edits.partition_point(|edit| edit.range.start < range.start);
    edits[first..].iter().take_while(move |edit| edit.range.end <= range.end)
}

/// Adds a part of the file with its edits made.
pub(super) fn push_edited(body: &mut Body<'_>, text: &str, range: &Range<usize>, edits: &[Edit]) {
    let mut at = range.start;
    for edit in within(range, edits) {
        body.push(text.get(at..edit.range.start).unwrap_or_default(), at as u32);
        body.push_for(edit.text, Span::new(edit.range.clone(), 0));
        at = edit.range.end;
    }
    body.push(text.get(at..range.end).unwrap_or_default(), at as u32);
}

/// Adds the heading of a section, which stands for what is at `span`.
pub(super) fn push_heading(body: &mut Body<'_>, name: &str, span: Span) {
    let before = if body.text().is_empty() { "" } else { "\n" };
    body.push_for(&format!("{before}## {name}\n"), span);
}

/// Adds what stands in a section; nothing if `range` is empty.
pub(super) fn push_content(body: &mut Body<'_>, text: &str, range: &Range<usize>, edits: &[Edit]) {
    if !range.is_empty() {
        body.push_for("\n", Span::at(range.start as u32));
        push_edited(body, text, range, edits);
        body.push_for("\n", Span::at(range.end as u32));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_keep_code_and_lose_markup() {
        let cases = [
            ("# What *is* `this`?\n", "What is `this`?"),
            ("# ``a`b`` \\* <div> &lt;  x\n", "``a`b`` * <div> < x"),
            ("# `` `a` ``\n", "`` `a` ``"),
            ("Two\nlines\n===\n", "Two lines"),
        ];
        for (text, expected) in cases {
            let events = events(text, 0..text.len());
            assert_eq!(headings(&events)[0].text, expected, "{text:?}");
        }
        assert_eq!(slug("What does `a.b()` – Ünder?").as_deref(), Some("what-does-a-b-ünder"));
        assert_eq!(slug("?!"), None);
    }

    #[test]
    fn headings_move_and_keep_their_place() {
        let text = "a\n\n# One #\n\nTwo\n---\n\n> # not\n\n```\n# nor\n```\n";
        let events = events(text, 0..text.len());
        let edits: Vec<_> =
            headings(&events).iter().flat_map(|found| relevel(text, found, 4)).collect();
        let mut body = Body::default();
        push_edited(&mut body, text, &(0..text.len()), &edits);
        let expected = text.replace("# One", "#### One").replace("Two\n---\n", "#### Two\n\n");
        assert_eq!(body.text(), expected);
        let at = body.text().find("Two").unwrap();
        assert_eq!(&text[body.locate(at..at + 3).range()], "Two");
    }

    #[test]
    fn what_is_left_begins_with_its_indentation() {
        let gone = |range| Edit { range, text: "" };
        assert_eq!(kept("\n  \n  - a\n\n", &(0..11), &[]), 4..9);
        assert_eq!(kept("<x>\n  a <y>", &(0..11), &[gone(0..3), gone(8..11)]), 4..7);
        assert_eq!(kept("b  a", &(1..4), &[]), 1..4);
        assert_eq!(kept(" <x> ", &(0..5), &[gone(1..4)]), 0..0);
        assert_eq!(kept("\n# a", &(0..4), &[Edit { range: 1..2, text: "###" }]), 1..4);
    }
}
