//! What an answer is without the markup of the format: `<br><b>` before it, `</b>` behind it.

use std::ops::Range;

use pulldown_cmark::Event;

use super::super::markdown::{Edit, Heading, events, headings, kept, push_content, relevel};
use super::summary::html_tag;
use crate::question::Body;
use crate::source::Span;

/// The bytes of an answer and what changes in them.
#[derive(Debug)]
pub(super) struct Answer<'t> {
    /// The bytes; empty if there is no text.
    pub range: Range<usize>,
    /// Headings that move below the sections, tags of the format that go.
    pub edits: Vec<Edit>,
    /// What closes the code with which it ends, if the file does not.
    pub fence: Option<&'t str>,
    /// The tags `<b>` and `</b>` that have no partner, the format's own included.
    pub unbalanced: Vec<Range<usize>>,
}

impl Answer<'_> {
    /// Adds it to a body.
    pub(super) fn push(&self, body: &mut Body<'_>, text: &str) {
        push_content(body, text, &self.range, &self.edits);
        if let Some(fence) = self.fence {
            body.push_for(&format!("{fence}\n"), Span::at(self.range.end as u32));
        }
    }
}

/// Finds the answer in what stands behind a summary, `content`; `fences` are those without an end.
pub(super) fn answer<'t>(
    text: &'t str,
    content: Range<usize>,
    fences: &[Range<usize>],
) -> Answer<'t> {
    let (mut start, bold) = lead(text, content.clone());
    let mut edits = unmatched(text, start..content.end);
    let unbalanced = without_partner(text, bold.as_ref(), &edits);
    let fence = open_fence(text, &content, fences);
    if fence.is_some() {
        // The `</b>` behind it is not code.
        let end = start + text[start..content.end].trim_end().len();
        edits.extend(
            text[start..end].ends_with("</b>").then(|| Edit { range: end - 4..end, text: "" }),
        );
    }
    if let Some(bold) = bold
        && let Some(at) = edits.iter().position(|edit| text[edit.range.clone()].starts_with("</"))
    {
        // The `<b>` before the answer belongs to the format, unless it is for a word or two.
        let rest = edits[at].range.end..content.end;
        let whole = lead(text, rest.clone()).0 == rest.end;
        if !whole && !text[bold.end..].starts_with(['\n', '\r']) {
            start = bold.start;
            edits.remove(at);
        }
    }
    let range = start..tail(text, start..content.end, &edits);
    edits.retain(|edit| edit.range.end <= range.end);
    edits.extend(deepened(text, range.clone()));
    edits.sort_by_key(|edit| edit.range.start);
    let range = kept(text, &range, &edits);
    Answer { range: indentation(text, &content, range.start)..range.end, edits, fence, unbalanced }
}

/// Which tags of an answer have no partner: of those in it, the first that closes is for the
/// `<b>` before it.
fn without_partner(text: &str, bold: Option<&Range<usize>>, edits: &[Edit]) -> Vec<Range<usize>> {
    let closes = |edit: &&Edit| text[edit.range.clone()].starts_with("</");
    let partner = bold.and_then(|_| edits.iter().find(closes)).map(|edit| &edit.range);
    let stray = edits.iter().map(|edit| &edit.range).filter(|range| Some(*range) != partner);
    bold.filter(|_| partner.is_none()).into_iter().chain(stray).cloned().collect()
}

/// The marker of the fence that begins in `range` and does not end there.
fn open_fence<'t>(text: &'t str, range: &Range<usize>, fences: &[Range<usize>]) -> Option<&'t str> {
    let first = fences.partition_point(|fence| fence.start < range.start);
    let fence = fences.get(first).filter(|fence| fence.end <= range.end)?;
    text.get(fence.clone())
}

/// What takes the headings of a text below those of sections.
fn deepened(text: &str, range: Range<usize>) -> Vec<Edit> {
    let found = headings(&events(text, range));
    let top = found.iter().map(|heading| heading.level).min().unwrap_or_default().min(3);
    let move_down = |heading: &Heading| relevel(text, heading, heading.level + 3 - top);
    if top < 3 { found.iter().flat_map(move_down).collect() } else { Vec::new() }
}

/// What stands under the question in a summary, `whole`.
pub(super) fn below<'t>(
    text: &'t str,
    whole: &Range<usize>,
    range: Range<usize>,
    fences: &[Range<usize>],
) -> Answer<'t> {
    let fence = open_fence(text, &range, fences);
    let edits = deepened(text, range.clone());
    let range = kept(text, &range, &edits);
    Answer {
        range: indentation(text, whole, range.start)..range.end,
        edits,
        fence,
        unbalanced: Vec::new(),
    }
}

/// Where the text begins behind blanks and the markup of the format, and the `<b>` among it.
fn lead(text: &str, range: Range<usize>) -> (usize, Option<Range<usize>>) {
    let mut at = range.start;
    let mut bold: Option<Range<usize>> = None;
    loop {
        let rest = &text[at..range.end];
        at += rest.len() - rest.trim_start().len();
        let Some(tag) = html_tag(&text[at..range.end]) else { return (at, bold) };
        match (&*tag.name, tag.closes) {
            ("br", _) => {}
            ("b", true) => bold = None,
            ("b", false) if bold.is_none() => bold = Some(at..at + tag.length),
            _ => return (at, bold),
        }
        at += tag.length;
    }
}

/// Where the text ends before blanks, `<br>` and edits.
fn tail(text: &str, range: Range<usize>, edits: &[Edit]) -> usize {
    let mut end = range.end;
    let mut edits = edits.iter().rev().peekable();
    loop {
        let rest = &text[range.start..end];
        end = range.start + rest.trim_end().len();
        if let Some(edit) = edits.next_if(|edit| edit.range.end == end) {
            end = edit.range.start;
            continue;
        }
        let rest = &text[range.start..end];
        let last = rest.ends_with('>').then(|| rest.rfind('<')).flatten();
        let tag = last.and_then(|at| Some((at, html_tag(&rest[at..])?)));
        match tag {
            Some((at, tag)) if tag.name == "br" => end = range.start + at,
            _ => return end,
        }
    }
}

/// The tags `<b>` and `</b>` that have no partner: they go.
fn unmatched(text: &str, range: Range<usize>) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut open: Vec<Range<usize>> = Vec::new();
    for (event, range) in events(text, range) {
        if !matches!(event, Event::Html(_) | Event::InlineHtml(_)) {
            continue;
        }
        for (at, _) in text[range.clone()].match_indices('<') {
            let start = range.start + at;
            let Some(tag) = html_tag(&text[start..range.end]).filter(|tag| tag.name == "b") else {
                continue;
            };
            let tag_range = start..start + tag.length;
            if !tag.closes {
                open.push(tag_range);
            } else if open.pop().is_none() {
                found.push(tag_range);
            }
        }
    }
    found.extend(open);
    found.sort_by_key(|range| range.start);
    found.into_iter().map(|range| Edit { range, text: "" }).collect()
}

/// Where the line begins that `start` is the first letter of; `start` itself if it is not.
///
/// Text that follows the summary without a blank line is no code, however far it is indented.
fn indentation(text: &str, content: &Range<usize>, start: usize) -> usize {
    let before = &text[content.start..start];
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let above = &before[..before.len() - indent];
    if !above.ends_with(['\n', '\r']) {
        return start;
    }
    let above = above.replace("\r\n", "\n");
    let lines: Vec<_> = above.split(['\n', '\r']).collect();
    let follows_blank = lines.iter().skip(1).rev().skip(1).any(|line| line.trim().is_empty());
    let is_short = indent < 4 && !before.ends_with('\t');
    if follows_blank || is_short { start - indent } else { start }
}
