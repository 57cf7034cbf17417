//! Which lines are Python, by their looks alone.

use std::ops::Range;

use super::super::text::{Excerpt, Line};
use super::Notes;
use crate::diagnostic::Severity;

/// Words that open a block.
const BLOCKS: [&str; 12] = [
    "def", "class", "if", "elif", "else", "for", "while", "try", "except", "finally", "with",
    "async",
];

/// Other words that a statement begins with.
const STATEMENTS: [&str; 7] = ["return", "raise", "yield", "await", "nonlocal", "global", "del"];

/// How many of the first lines are code. One line is code if nothing else looks like it; else
/// two must be.
pub(super) fn run(lines: &[Line<'_>]) -> usize {
    let mut text = Text::default();
    let mut length = 0;
    let mut closed = 0;
    while let Some(line) = lines.get(length)
        && text.goes_on(line.excerpt.text)
    {
        length += 1;
        if !text.is_open() {
            closed = length;
        }
    }
    // A bracket that nothing closes says nothing about the lines behind it.
    let length = closed;
    let strong = lines.first().is_some_and(|line| is_strong(line.excerpt.text));
    if length > 1 || strong { length } else { 0 }
}

/// The code of some lines, of which there is at least one, as it stands in the file.
pub(super) fn excerpt<'s>(lines: &[Line<'s>], notes: &mut Notes<'s>) -> Excerpt<'s> {
    let span = lines[0].excerpt.span().to(lines[lines.len() - 1].excerpt.span());
    let text = notes.source.text.as_str();
    let before = &text[..span.range().start];
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let start = span.range().start - indent;
    let excerpt = Excerpt { text, start: 0 }.cut(start..span.range().end);
    if let Some(lost) = lost_indentation(excerpt.text) {
        let message = "from here on this code has lost its indentation";
        notes
            .add(
                "import/lost-indentation",
                Severity::Warning,
                excerpt.cut(lost).trimmed().span(),
                message,
            )
            .help("it is kept as it is: set the indentation by hand and run it");
    }
    excerpt
}

/// The first line behind one that opens a block that is not further in.
fn lost_indentation(code: &str) -> Option<Range<usize>> {
    let mut before: Option<(usize, bool)> = None;
    let mut text = Text::default();
    let mut end = 0;
    for line in code.split_inclusive(['\n', '\r']) {
        end += line.len();
        let start = end - line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        if before.is_some_and(|(outer, opens)| opens && indent <= outer) {
            return Some(start..start + line.len());
        }
        let statement = text.read(line);
        before = Some((indent, statement.ends_with(':') && text.depth <= 0));
    }
    None
}

/// Whether a line is two statements or more, one behind the other.
pub(super) fn is_squashed(line: &str) -> bool {
    let imports =
        line.starts_with("import ") || line.starts_with("from ") && line.contains(" import ");
    imports && !is_import(line) && line.contains(" = ")
}

/// What holds over several lines.
#[derive(Default)]
struct Text {
    /// Brackets that are open.
    depth: i32,
    /// The quotes that a long string ends with.
    quotes: Option<&'static str>,
}

impl Text {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.quotes.is_some()
    }

    /// Reads a line; whether it goes on being code.
    fn goes_on(&mut self, line: &str) -> bool {
        let inside = self.is_open();
        let begins = |start: &[&str]| start.iter().any(|start| line.starts_with(start));
        let statement = self.read(line);
        inside
            || begins(&[r#"""""#, "'''", "#"])
            || begins(&["def ", "class "]) && self.is_open()
            || is_statement(statement)
    }

    /// Reads a line; gives it without its comment.
    fn read<'t>(&mut self, line: &'t str) -> &'t str {
        let mut at = 0;
        if let Some(quotes) = self.quotes {
            let Some(end) = line.find(quotes) else { return "" };
            self.quotes = None;
            at = end + quotes.len();
        }
        let mut quote = None;
        while let Some(c) = line[at..].chars().next() {
            let rest = &line[at..];
            if let Some(open) = quote {
                if c == '\\' {
                    at += 1;
                    at += line[at..].chars().next().map_or(0, char::len_utf8);
                    continue;
                }
                quote = (c != open).then_some(open);
            } else if let Some(long) = [r#"""""#, "'''"].into_iter().find(|q| rest.starts_with(q)) {
                let Some(end) = rest[3..].find(long) else {
                    self.quotes = Some(long);
                    return &line[..at];
                };
                at += end + 6;
                continue;
            } else {
                match c {
                    '#' => return line[..at].trim_end(),
                    '"' | '\'' => quote = Some(c),
                    '(' | '[' | '{' => self.depth += 1,
                    ')' | ']' | '}' => self.depth -= 1,
                    _ => {}
                }
            }
            at += c.len_utf8();
        }
        line.trim_end()
    }
}

/// Whether a line can be nothing else.
fn is_strong(line: &str) -> bool {
    let statement = Text::default().read(line);
    let defines = ["def ", "class ", "async def "].iter().any(|word| statement.starts_with(word));
    is_import(statement) || defines && statement.ends_with(':')
}

fn is_statement(line: &str) -> bool {
    if line.ends_with(';') {
        return false;
    }
    let end = line.find(|c: char| !is_word(c)).unwrap_or(line.len());
    let (word, rest) = line.split_at(end);
    let said = rest.is_empty() || rest.starts_with(' ') && !rest.ends_with('.');
    match word {
        "" => is_fragment(line),
        "pass" | "break" | "continue" => rest.is_empty(),
        _ if BLOCKS.contains(&word) => rest.ends_with([':', '(', ',', '[', '{']),
        _ if STATEMENTS.contains(&word) => said,
        _ => is_import(line) || is_assignment(line) || is_call(line),
    }
}

/// A line that does not begin with a word: a decorator, a bracket, a string.
fn is_fragment(line: &str) -> bool {
    match line.chars().next() {
        Some('@') => line[1..].starts_with(|c: char| c.is_alphabetic() || c == '_'),
        Some(')' | ']' | '}') => true,
        _ => false,
    }
}

/// `import a.b, c as d` or `from a import b`.
fn is_import(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix("from ") {
        return rest.split_once(" import ").is_some_and(|(module, rest)| {
            !module.contains(' ') && (rest.split(',').all(is_imported) || rest.starts_with('('))
        });
    }
    line.strip_prefix("import ").is_some_and(|rest| rest.split(',').all(is_imported))
}

/// `a.b`, `a as b` or `*`.
fn is_imported(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    let name = |word: &str| word.chars().all(|c| is_word(c) || c == '.') && !word.ends_with('.');
    match words[..] {
        [one] => one == "*" || name(one),
        [one, "as", other] => name(one) && name(other),
        _ => false,
    }
}

/// `a = …`, `a.b, c[0] += …`, `a: int = …`.
fn is_assignment(line: &str) -> bool {
    let Some(at) = line.find('=') else { return false };
    let target = line[..at].trim_end_matches(['+', '-', '*', '/', '|', '&', '%']).trim_end();
    let words = target.split([',', ':']).all(|part| {
        let part = part.trim();
        let bracket = part.find('[').unwrap_or(part.len());
        !part.is_empty() && !part[..bracket].contains(char::is_whitespace)
    });
    let plain = target.chars().all(|c| is_word(c) || ".,:[]'\" ".contains(c));
    words && plain && !line[at + 1..].trim().is_empty()
}

/// `a.b(…)`, perhaps with more behind it; or its first line.
fn is_call(line: &str) -> bool {
    let Some(open) = line.find('(') else { return false };
    if !line[..open].chars().all(|c| is_word(c) || c == '.') {
        return false;
    }
    let mut text = Text::default();
    text.read(line);
    if text.depth > 0 {
        line.ends_with(['(', ',', '[', '{'])
    } else {
        line.ends_with(')') && !is_followed(line, open)
    }
}

/// Whether the bracket at `open` closes before words.
fn is_followed(line: &str, open: usize) -> bool {
    let mut depth = 0;
    let close = line[open..].char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    });
    let behind = close.map_or("", |(at, _)| &line[open + at + 1..]);
    !behind.is_empty() && !behind.starts_with(['.', '[', '('])
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::lines;
    use crate::source::Source;

    #[test]
    fn code_ends_where_prose_begins() {
        let cases = [
            ("import os\nos.sync()\nThat is all.", 2),
            ("import os", 1),
            ("import duties are high.", 0),
            ("import things", 1),
            ("from here import it as that, b", 1),
            ("from here we import it = not", 0),
            ("x = 5", 0),
            ("x = 5\nprint(x)", 2),
            ("x: list[int] = []\nx[0], y.z += 1, 2", 2),
            ("the value of x = 5\nprint(x)", 0),
            ("def f():\n\"\"\"\nAny text.\n\"\"\"\nreturn 1\nThe end.", 5),
            ("class A:\n# Any text.\npass\npass it on.", 3),
            ("call(\nAny text (\n)\n)\nThe end.", 4),
            ("import a\ncall(\nAny text.", 1),
            ("def f(a=(1 +\n2)):\nreturn", 3),
            ("@cached\ndef f(a='(', b=\"\\\"(\"): # (\nreturn\nThe end.", 3),
            ("print('it\\'s')\nprint(x) shows x (twice)", 0),
            ("from a import b\nb().c()[0](1)\nif b: say so.", 2),
            ("let x = 5;\nlet y = 6;", 0),
            ("deactivate", 0),
        ];
        for (text, expected) in cases {
            let source = Source { text: text.to_owned(), ..Source::default() };
            assert_eq!(run(&lines(&source)), expected, "{text}");
        }
    }

    #[test]
    fn lost_indentation_is_seen() {
        let cases = [
            ("if x:\n    y()\nz()", None),
            ("if x:\ny()\nz()", Some("y()")),
            ("  if x: # why\n  y()", Some("  y()")),
            ("d = {\n'a':\n1}", None),
            ("x()\ny()", None),
            ("if x:\r\n\r\n\ty()", None),
        ];
        for (text, expected) in cases {
            assert_eq!(lost_indentation(text).map(|lost| &text[lost]), expected, "{text}");
        }
    }

    #[test]
    fn statements_on_one_line_are_seen() {
        assert!(is_squashed("from a import b c = b() d = c"));
        assert!(!is_squashed("from a import b"));
        assert!(!is_squashed("from here on, x = 5"));
        assert!(is_squashed("import a b = 1"));
    }
}
