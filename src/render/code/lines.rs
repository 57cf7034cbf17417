//! Formats in which each line is of a sort: differences, sessions at a prompt, Markdown.

use std::ops::Range;

use super::{Class, Out, language, paint};

/// The lines of a range, without what ends them.
fn each<'c>(
    code: &'c str,
    range: Range<usize>,
) -> impl Iterator<Item = (usize, &'c str)> + use<'c> {
    let mut at = range.start;
    code[range].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// What `diff` and git print.
pub(super) fn diff(range: Range<usize>, out: &mut Out<'_>) {
    for (start, line) in each(out.code, range) {
        let class = match line.as_bytes() {
            [b'+', b'+', b'+', b' ', ..] | [b'-', b'-', b'-', b' ', ..] => Class::Comment,
            [b'+' | b'>', ..] => Class::Inserted,
            [b'-' | b'<', ..] => Class::Deleted,
            [b'@', b'@', ..] => Class::Attribute,
            _ if line.starts_with("diff ") || line.starts_with("index ") => Class::Comment,
            _ => continue,
        };
        out.mark(start, start + line.len(), class);
    }
}

/// What somebody typed behind a prompt, and what the computer answered.
pub(super) fn console(range: Range<usize>, out: &mut Out<'_>) {
    let mut last = None;
    for (start, line) in each(out.code, range) {
        let continues = last.filter(|_| line.starts_with("... ") || line.starts_with("> "));
        let (length, name) = match (prompt(line), continues) {
            (_, Some(name)) => (line.find(' ').unwrap_or_default() + 1, name),
            (Some(found), _) => found,
            (None, None) => {
                last = None;
                continue;
            }
        };
        last = Some(name);
        out.mark(start, start + length, Class::Comment);
        if let Some(language) = language::named(name) {
            paint(language, start + length..start + line.len(), out);
        }
    }
}

/// How long the prompt of a line is, and what language is typed behind it.
fn prompt(line: &str) -> Option<(usize, &'static str)> {
    let plain = ["$ ", "# ", "% ", "> "].iter().find(|mark| line.starts_with(**mark));
    if let Some(mark) = plain {
        return Some((mark.len(), "bash"));
    }
    if line.starts_with(">>> ") {
        return Some((4, "python"));
    }
    if line.starts_with("PS ") {
        return line.find("> ").map(|at| (at + 2, "bash"));
    }
    // `ann@host:~/code$ `
    let end = line.find("$ ").or_else(|| line.find("# "))?;
    let host = line[..end].find('@').is_some_and(|at| at > 0);
    (host && !line[..end].contains(' ')).then_some((end + 2, "bash"))
}

/// Headings, quotes, code.
pub(super) fn markdown(range: Range<usize>, out: &mut Out<'_>) {
    let mut fenced = false;
    for (start, line) in each(out.code, range) {
        let text = line.trim_start();
        let fence = text.starts_with("```") || text.starts_with("~~~");
        let class = match text.as_bytes().first() {
            _ if fence || fenced => Some(Class::Text),
            Some(b'#') => Some(Class::Keyword),
            Some(b'>') => Some(Class::Comment),
            _ => None,
        };
        fenced ^= fence;
        match class {
            Some(class) => out.mark(start, start + line.len(), class),
            None => inline_code(start, line, out),
        }
    }
}

fn inline_code(start: usize, line: &str, out: &mut Out<'_>) {
    let mut ticks = line.match_indices('`').map(|(at, _)| start + at);
    while let (Some(open), Some(close)) = (ticks.next(), ticks.next()) {
        out.mark(open, close + 1, Class::Text);
    }
}
