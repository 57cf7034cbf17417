//! What a change does to lines.

use std::collections::HashMap;

use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices, group_diff_ops};

use super::{Style, shown};

/// How many comparisons of lines a diff may take. A table of which every line changed would take
/// hours.
const COMPARISONS: usize = 50_000_000;

/// Lines around a change that are shown too, as `diff -u` and git do.
const CONTEXT: usize = 3;

/// The change of one file as a unified diff that `git apply` and `patch -p1` take; nothing for no
/// change. With colour it is for eyes, and holds no characters that steer a terminal.
pub fn unified_diff(path: &str, old: &str, new: &str, style: Style) -> String {
    let (old, new) = (lines(old), lines(new));
    let mut text = String::new();
    for group in groups(&old, &new, CONTEXT) {
        if text.is_empty() {
            text.push_str(&painted("1", &format!("--- {}", name("a", path)), style));
            text.push_str(&painted("1", &format!("+++ {}", name("b", path)), style));
        }
        text.push_str(&painted("36", &header(&group), style));
        for change in group.iter().flat_map(|op| op.iter_changes(&old, &new)) {
            let value = change.value();
            let line = format!("{}{}", change.tag(), value.strip_suffix('\n').unwrap_or(value));
            let code = match change.tag() {
                ChangeTag::Equal => "",
                ChangeTag::Delete => "31",
                ChangeTag::Insert => "32",
            };
            text.push_str(&painted(code, &line, style));
            if !value.ends_with('\n') {
                text.push_str("\\ No newline at end of file\n");
            }
        }
    }
    text
}

/// The lines of a text with their ends, as git counts them.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Which lines go, stay and come, where there is a change, with `context` lines around each. Patience
/// holds fast to lines that stand once, and so keeps a moved section whole.
pub(super) fn groups(old: &[&str], new: &[&str], context: usize) -> Vec<Vec<DiffOp>> {
    let ops = match (old.len() + new.len()).saturating_mul(changed(old, new)) {
        ..COMPARISONS => capture_diff_slices(Algorithm::Patience, old, new),
        _ => in_place(old, new),
    };
    group_diff_ops(ops, context)
}

/// How many lines stand in one of the texts alone.
fn changed(old: &[&str], new: &[&str]) -> usize {
    let mut counts: HashMap<&str, isize> = HashMap::new();
    for line in old {
        *counts.entry(line).or_default() += 1;
    }
    for line in new {
        *counts.entry(line).or_default() -= 1;
    }
    counts.values().map(|count| count.unsigned_abs()).sum()
}

/// The difference of two texts, each line compared with the one at its place.
fn in_place(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut ops = Vec::new();
    let both = old.len().min(new.len());
    let mut at = 0;
    while at < both {
        let same = old[at] == new[at];
        let len = (at..both).take_while(|&next| (old[next] == new[next]) == same).count();
        ops.push(match same {
            true => DiffOp::Equal { old_index: at, new_index: at, len },
            false => DiffOp::Replace { old_index: at, old_len: len, new_index: at, new_len: len },
        });
        at += len;
    }
    let (old_len, new_len) = (old.len() - both, new.len() - both);
    if old_len > 0 {
        ops.push(DiffOp::Delete { old_index: both, old_len, new_index: both });
    }
    if new_len > 0 {
        ops.push(DiffOp::Insert { old_index: both, new_index: both, new_len });
    }
    ops
}

/// `@@ -1,3 +1,4 @@`.
fn header(group: &[DiffOp]) -> String {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return String::new() };
    let range = |start: usize, end: usize| match end - start {
        // An empty range stands after the line that is named.
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        count => format!("{},{count}", start + 1),
    };
    let old = range(first.old_range().start, last.old_range().end);
    let new = range(first.new_range().start, last.new_range().end);
    format!("@@ -{old} +{new} @@")
}

/// The path as git writes it: in quotes if a character in it would end the name, and with a tab
/// after blanks, so that `patch` takes no part of it for a date.
fn name(side: &str, path: &str) -> String {
    if !path.contains(|c: char| c.is_control() || c == '"' || c == '\\') {
        let tab = if path.contains(' ') { "\t" } else { "" };
        return format!("{side}/{path}{tab}");
    }
    let mut quoted = format!("\"{side}/");
    for c in path.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    quoted.push_str(&format!("\\{byte:03o}"));
                }
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A line in a colour (SGR code), or as it is.
pub(super) fn painted(code: &str, line: &str, style: Style) -> String {
    if !style.color {
        return format!("{line}\n");
    }
    let clean: String =
        line.chars().map(|c| if matches!(c, '\t') { c } else { shown(c) }).collect();
    // The end of a CRLF line is no character to be seen.
    let clean = clean.strip_suffix('\u{fffd}').filter(|_| line.ends_with('\r')).unwrap_or(&clean);
    match code {
        "" => format!("{clean}\n"),
        _ => format!("\u{1b}[{code}m{clean}\u{1b}[0m\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(path: &str, old: &str, new: &str) -> String {
        unified_diff(path, old, new, Style { color: false, width: 80 })
    }

    #[test]
    fn a_diff_is_as_git_writes_it() {
        let old = "one\ntwo\nthree\nfour\nfive\nsix\r\nseven\neight\nnine";
        let new = "one\n2\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n";
        let expected = "--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1,9 +1,10 @@\n one\n-two\n+2\n three\n four\n five\n-six\r\n+six\n seven\n eight\n-nine\n\\ No newline at end of file\n+nine\n+ten\n";
        assert_eq!(plain("a b.md", old, new), expected);
        assert_eq!(plain("a.md", "same", "same"), "");
        assert_eq!(plain("é.md", "", "x\n"), "--- a/é.md\n+++ b/é.md\n@@ -0,0 +1 @@\n+x\n");
        assert!(plain("a\"\n\\", "", "x\n").starts_with("--- \"a/a\\\"\\012\\\\\"\n"));
    }

    #[test]
    fn a_table_of_which_every_line_changed_is_compared_in_place() {
        let old = "a,b,c\n".repeat(40_000);
        let text = plain("a.csv", &old, &format!("{}end\n", old.replace('b', "x")));
        assert!(text.starts_with("--- a/a.csv\n+++ b/a.csv\n@@ -1,40000 +1,40001 @@\n-a,b,c\n"));
        assert_eq!(text.lines().count(), 3 + 80_001);
        let text = plain("a.csv", &format!("{old}end"), &old.replace('b', "x"));
        assert!(text.ends_with("-end\n\\ No newline at end of file\n"));
        // Where little changes, lines that moved are found at any size.
        assert_eq!(plain("a.csv", &old, &format!("new\n{old}")).lines().count(), 7);
    }

    #[test]
    fn a_lone_carriage_return_ends_no_line() {
        assert_eq!(lines("a\rb\nc"), ["a\rb\n", "c"]);
    }

    #[test]
    fn colour_steers_nothing_else() {
        let text = unified_diff("a", "\u{1b}[2J\r\n", "x\n", Style { color: true, width: 80 });
        assert!(text.contains("\u{1b}[31m-\u{fffd}[2J\u{1b}[0m\n"), "{text:?}");
        assert!(text.contains("\u{1b}[32m+x\u{1b}[0m\n"));
    }
}
