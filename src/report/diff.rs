//! What a change does to lines.

use similar::{Algorithm, ChangeTag, DiffOp, TextDiff};

use super::{Style, shown};

/// Lines around a change that are shown too, as `diff -u` and git do.
const CONTEXT: usize = 3;

/// The change of one file as a unified diff that `git apply` and `patch -p1` take; nothing for no
/// change. With colour it is for eyes, and holds no characters that steer a terminal.
pub fn unified_diff(path: &str, old: &str, new: &str, style: Style) -> String {
    let (old, new) = (lines(old), lines(new));
    let diff = diff(&old, &new);
    let mut text = String::new();
    for group in diff.grouped_ops(CONTEXT) {
        if text.is_empty() {
            text.push_str(&painted("1", &format!("--- {}", name("a", path)), style));
            text.push_str(&painted("1", &format!("+++ {}", name("b", path)), style));
        }
        text.push_str(&painted("36", &header(&group), style));
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
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

/// Which lines go, stay and come. Patience, which holds fast to lines that stand once: it keeps a
/// moved section whole, and stays fast where every second line changes.
pub(super) fn diff<'a, 't>(old: &'a [&'t str], new: &'a [&'t str]) -> TextDiff<'t, 't, 'a, str> {
    TextDiff::configure().algorithm(Algorithm::Patience).diff_slices(old, new)
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
