//! Where a file opens and closes `<details>` and `<summary>`, code and comments left out.
//!
//! This looks at lines and not at a parse of the whole file: by CommonMark a fence that is never
//! closed swallows all questions behind it, while here it ends with the answer that it stands in.

use std::collections::HashMap;
use std::ops::Range;

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `<details>`
    Open,
    /// `</details>`
    Close,
    /// `<summary>`
    Summary,
    /// `</summary>`
    SummaryEnd,
}

/// A tag and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// What it does.
    pub kind: Kind,
    /// From `<` to `>`.
    pub range: Range<usize>,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The tags that count, in order.
    pub tags: Vec<Tag>,
    /// The fences that are not closed where their answer ends: the backticks or tildes.
    pub open_fences: Vec<Range<usize>>,
}

/// Finds the tags of a file.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner { text, last_comment: text.rfind("-->"), ..Scanner::default() };
    let mut at = 0;
    loop {
        let Some(length) = text[at..].split_inclusive(['\n', '\r']).next().map(str::len) else {
            // At the end of the file, what a fence has swallowed is read after all.
            let Some(back) = scanner.leave_fence() else { return scanner.found };
            at = back;
            continue;
        };
        let range = at..at + length;
        at = range.end;
        if range.end > scanner.comment_end
            && let Some(back) = scanner.line(&text[range.clone()], range)
        {
            at = back;
        }
    }
}

#[derive(Default)]
struct Scanner<'s> {
    text: &'s str,
    found: Scan,
    fence: Option<Fence<'s>>,
    /// How many `<details>` are open.
    depth: usize,
    /// Whether a `<summary>` is open.
    in_summary: bool,
    /// Where the comment ends that was met last.
    comment_end: usize,
    /// Where the last comment of the file ends: what opens behind it is none.
    last_comment: Option<usize>,
}

/// A code fence that is open.
struct Fence<'s> {
    marker: &'s str,
    range: Range<usize>,
    /// Tags inside it that are still open: what closes them stands in the fence as well.
    details: usize,
    summaries: usize,
    /// The first line that closes what the fence stands in.
    way_out: Option<usize>,
}

impl<'s> Scanner<'s> {
    /// Takes up a line; gives the place to go back to if a fence was none.
    fn line(&mut self, line: &'s str, range: Range<usize>) -> Option<usize> {
        if let Some(fence) = &mut self.fence {
            if fence.is_closed_by(line) {
                self.fence = None;
            } else if fence.is_left_by(line, range.start, self.depth > 0, self.in_summary) {
                return self.leave_fence();
            }
            return None;
        }
        if let Some(marker) = fence_marker(line) {
            let range = range.start + marker.start..range.start + marker.end;
            let marker = &line[marker];
            self.fence = Some(Fence { marker, range, details: 0, summaries: 0, way_out: None });
            return None;
        }
        let from = self.comment_end.max(range.start);
        let line = &line[from - range.start..];
        let spans = code_spans(line);
        let mut at = 0;
        while let Some(found) = line[at..].find('<').map(|found| at + found) {
            let span = spans.get(spans.partition_point(|span| span.end <= found));
            let start = from + found;
            at = if let Some(span) = span.filter(|span| span.start < found) {
                span.end
            } else if let Some(end) = self.comment(start) {
                self.comment_end = end;
                end - from
            } else if let Some((kind, length)) = tag(&line[found..]) {
                self.add(Tag { kind, range: start..start + length });
                found + length
            } else {
                found + 1
            };
            if at >= line.len() {
                break;
            }
        }
        None
    }

    /// Ends a fence that is never closed before the line that closes what it stands in.
    fn leave_fence(&mut self) -> Option<usize> {
        let fence = self.fence.take()?;
        if fence.way_out.is_some() {
            self.found.open_fences.push(fence.range);
        }
        fence.way_out
    }

    /// Where the comment ends that begins here, if one does.
    fn comment(&self, start: usize) -> Option<usize> {
        let opens = self.text[start..].starts_with("<!--");
        let closes = self.last_comment.is_some_and(|last| start < last);
        (opens && closes)
            .then(|| self.text[start..].find("-->"))?
            .map(|at| start + at + "-->".len())
    }

    fn add(&mut self, tag: Tag) {
        match tag.kind {
            Kind::Open => self.depth += 1,
            Kind::Close => self.depth = self.depth.saturating_sub(1),
            Kind::Summary | Kind::SummaryEnd => {}
        }
        self.in_summary = tag.kind == Kind::Summary;
        self.found.tags.push(tag);
    }
}

impl Fence<'_> {
    fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        line.len() >= self.marker.len() && line.chars().all(|c| self.marker.starts_with(c))
    }

    /// Whether the fence was never closed: what it stands in was, and then another begins.
    fn is_left_by(&mut self, line: &str, start: usize, in_details: bool, in_summary: bool) -> bool {
        for (at, _) in line.match_indices('<') {
            let is_first = line[..at].trim().is_empty() && self.way_out.is_some();
            let (inside, open) = match tag(&line[at..]).map(|(kind, _)| kind) {
                Some(Kind::Open | Kind::Summary) if is_first => return true,
                Some(Kind::Open) => {
                    self.details += 1;
                    continue;
                }
                Some(Kind::Summary) => {
                    self.summaries += 1;
                    continue;
                }
                Some(Kind::Close) => (&mut self.details, in_details),
                Some(Kind::SummaryEnd) => (&mut self.summaries, in_summary),
                None => continue,
            };
            if *inside == 0 && open {
                self.way_out.get_or_insert(start);
            }
            *inside = inside.saturating_sub(1);
        }
        false
    }
}

/// The backticks or tildes with which a line opens a fence, in a list or a quote too.
fn fence_marker(line: &str) -> Option<Range<usize>> {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    while let Some(inner) = list_item(rest) {
        rest = inner.trim_start_matches([' ', '\t', '>']);
    }
    let char = rest.chars().next().filter(|c| ['`', '~'].contains(c))?;
    let info = rest.trim_start_matches(char);
    let marker = line.len() - rest.len()..line.len() - info.len();
    (marker.len() >= 3 && !(char == '`' && info.contains('`'))).then_some(marker)
}

/// What stands behind a list marker.
fn list_item(line: &str) -> Option<&str> {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if number.len() < line.len() {
        number.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+'])
    };
    rest.filter(|rest| rest.starts_with([' ', '\t']))
}

/// The tag that `text` begins with, and its length. It must end on its line.
fn tag(text: &str) -> Option<(Kind, usize)> {
    const TAGS: [(&str, Kind); 4] = [
        ("<details", Kind::Open),
        ("</details", Kind::Close),
        ("<summary", Kind::Summary),
        ("</summary", Kind::SummaryEnd),
    ];
    let begins = |name: &str| text.get(..name.len()).is_some_and(|s| s.eq_ignore_ascii_case(name));
    let (name, kind) = TAGS.into_iter().find(|(name, _)| begins(name))?;
    let rest = &text[name.len()..];
    let end = rest.find(['<', '>']).filter(|&end| rest[end..].starts_with('>'))?;
    let ends_name = rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace);
    ends_name.then_some((kind, name.len() + end + 1))
}

/// What stands between backticks on a line: as many close as opened.
fn code_spans(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in line.match_indices('`') {
        match runs.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    // For each run the next one of its length.
    let mut seen: HashMap<usize, usize> = HashMap::new();
    let mut next: Vec<_> =
        runs.iter().enumerate().rev().map(|(at, run)| seen.insert(run.len(), at)).collect();
    next.reverse();
    let mut spans = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        if let Some(close) = next[at] {
            spans.push(runs[at].start..runs[close].end);
            at = close;
        }
        at += 1;
    }
    spans
}
