//! What a fix changes, as a small diff: lines that go, lines that come with their new numbers, and a
//! line around them.

use similar::DiffTag;

use super::excerpt::{MARGIN, window};
use crate::diagnostic::{Applicability, Fix};
use crate::report::diff::{groups, painted};
use crate::report::{File, Style, shown};
use crate::source::Span;

/// How many lines are drawn.
const LINES: usize = 8;

/// How many lines in a row that all go, or all come, are drawn.
const RUN: usize = 3;

/// How many bytes of a fix are looked at. One that reaches further is drawn in part.
const REACH: usize = 16 * 1024;

/// How many bytes around it are looked at: a file may be one long line, with a fix for every word.
const AROUND: usize = 256;

/// Draws a fix; nothing if it does not fit the text.
pub(super) fn draw(text: &mut String, fix: &Fix, file: &File<'_>, style: Style) {
    let Some(change) = Change::of(fix, file) else { return };
    let label = match fix.applicability {
        Applicability::Safe => "safe fix:",
        Applicability::Unsafe => "unsafe fix:",
    };
    let mut rows = change.rows(style.width);
    if rows.is_empty() {
        // What changes has no look: a byte-order mark.
        return;
    }
    *text += &format!("  {}", painted("36", label, style));
    if change.more || rows.len() > LINES {
        rows.truncate(LINES - 1);
        rows.push(Row { number: None, sign: "", content: "…".to_owned() });
    }
    let digits = rows.iter().filter_map(|row| row.number).max().unwrap_or(1).to_string().len();
    for Row { number, sign, content } in rows {
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        let code = match sign {
            "-" => "31",
            "+" => "32",
            _ => "",
        };
        let line = format!("{sign:1} {content}");
        *text += &format!(" {number:>digits$} {}", painted(code, line.trim_end(), style));
    }
}

/// A line as drawn.
struct Row {
    number: Option<usize>,
    sign: &'static str,
    content: String,
}

/// Whole lines before and after a fix.
struct Change<'a> {
    old: &'a str,
    new: String,
    /// The number of the first line.
    first: usize,
    /// Whether there is more that is not drawn.
    more: bool,
}

impl<'a> Change<'a> {
    fn of(fix: &Fix, file: &File<'a>) -> Option<Change<'a>> {
        let text = &file.source.text;
        let start = fix.edits.iter().map(|edit| edit.span.start).min()?;
        let near = |span: Span| (span.end as usize) < start as usize + REACH;
        let edits: Vec<_> = fix.edits.iter().filter(|edit| near(edit.span)).cloned().collect();
        let more = edits.len() < fix.edits.len();
        let (span, new) = file.joined(&Fix { edits, ..*fix })?;
        let above = file.lines.line(file.start(span).line.saturating_sub(1).max(1)).start;
        let below = file.lines.line(file.end(span).line + 1).end;
        let begin = above.max((span.start as usize).saturating_sub(AROUND));
        let begin = text.floor_char_boundary(begin);
        let end = text.floor_char_boundary(below.min(span.end as usize + AROUND));
        let before = text.get(begin..span.start as usize)?;
        let after = text.get(span.end as usize..end)?;
        let first = file.lines.position(begin as u32).line;
        let old = text.get(begin..end)?;
        Some(Change { old, new: [before, &new, after].concat(), first, more })
    }

    fn rows(&self, width: usize) -> Vec<Row> {
        let marks = Marks::between(self.old, &self.new);
        let (old, new) = (marks.lines(self.old), marks.lines(&self.new));
        let (old, new): (Vec<_>, Vec<_>) = (slices(&old), slices(&new));
        let mut rows = Vec::new();
        let room = width.saturating_sub(MARGIN).max(20);
        for (at, group) in groups(&old, &new, 1).into_iter().enumerate() {
            if at > 0 {
                rows.push(Row { number: None, sign: "", content: "…".to_owned() });
            }
            for op in group {
                let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
                let first = self.first + op.new_range().start;
                if op.tag() == DiffTag::Equal {
                    run(&mut rows, "│", Some(first), new, new, room);
                } else {
                    run(&mut rows, "-", None, old, new, room);
                    run(&mut rows, "+", Some(first), new, old, room);
                }
            }
        }
        rows
    }
}

/// Adds lines of one sort; `other` are those that go, or come, in their stead.
fn run(
    rows: &mut Vec<Row>,
    sign: &'static str,
    first: Option<usize>,
    lines: &[&str],
    other: &[&str],
    room: usize,
) {
    for (at, line) in lines.iter().take(RUN).enumerate() {
        // Where the two differ, which may be behind the end of this one.
        let differs = other.get(at).filter(|other| *other != line);
        let part = window(line, differs.map_or(0, |other| common(line, other)), room);
        let dots = |cut: bool| if cut { "…" } else { "" };
        let (before, after) = (dots(part.start > 0), dots(part.end < line.len()));
        let content = format!("{before}{}{after}", &line[part]);
        rows.push(Row { number: first.map(|first| first + at), sign, content });
    }
    if lines.len() > RUN {
        rows.push(Row { number: None, sign, content: "…".to_owned() });
    }
}

/// How many bytes two lines have in common at their beginnings.
fn common(line: &str, other: &str) -> usize {
    let pairs = line.char_indices().zip(other.chars());
    pairs.take_while(|((_, a), b)| a == b).last().map_or(0, |((at, a), _)| at + a.len_utf8())
}

fn slices(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

/// Which characters are drawn as signs, because a change of them could not be seen.
#[derive(Clone, Copy)]
struct Marks {
    /// Blanks and tabs.
    blanks: bool,
    /// Ends of lines.
    ends: bool,
}

impl Marks {
    fn between(old: &str, new: &str) -> Marks {
        let ends = old.lines().eq(new.lines());
        let blanks = !ends && old.split_whitespace().eq(new.split_whitespace());
        Marks { blanks, ends }
    }

    fn lines(self, text: &str) -> Vec<String> {
        text.split_inclusive('\n').map(|line| self.line(line)).collect()
    }

    fn line(self, line: &str) -> String {
        let bare = line.trim_end_matches(['\n', '\r']);
        let mut text = String::with_capacity(line.len());
        let filled = bare.trim_end_matches(' ').len();
        for (at, c) in bare.char_indices() {
            match c {
                ' ' if self.blanks && at >= filled => text.push('·'),
                '\t' => text.push_str(if self.blanks { "→   " } else { "    " }),
                // A byte-order mark has no width.
                '\u{feff}' => {}
                c => text.push(shown(c)),
            }
        }
        if self.ends {
            text.extend(line[bare.len()..].chars().map(|end| if end == '\r' { '␍' } else { '␊' }));
        }
        text
    }
}
