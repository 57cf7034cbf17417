//! Whether a line is code, by what it says.
//!
//! Indentation is a sure sign; without it a line must look like a statement of some language. The
//! test that prose does not pass: nowhere two plain words side by side.

use super::language;
use crate::source::Source;

use super::super::text::Excerpt;

/// Words that stand between or before operands.
const OPERATORS: &[&str] = &[
    "and", "as", "async", "await", "case", "const", "else", "export", "for", "from", "if",
    "import", "in", "is", "lambda", "let", "new", "not", "or", "return", "typeof", "var", "yield",
];

/// Words that begin a simple statement.
const STATEMENTS: &[&str] = &[
    "assert", "await", "break", "const", "continue", "del", "export", "global", "import", "let",
    "nonlocal", "pass", "raise", "return", "throw", "var", "yield",
];

/// Words that begin a statement with a colon.
const COMPOUND: &[&str] =
    &["case", "elif", "else", "except", "finally", "for", "if", "match", "try", "while", "with"];

/// The blanks before a line.
pub(super) fn indent<'s>(source: &'s Source, line: Excerpt<'_>) -> &'s str {
    let before = source.text.get(..line.start as usize).unwrap_or_default();
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let blanks = &before[start..];
    let blanks = blanks.strip_prefix('\u{feff}').unwrap_or(blanks);
    // A line that was cut at a mark has text before it, not blanks.
    if blanks.trim().is_empty() { blanks } else { "" }
}

/// Whether a line that stands at the left margin is code.
pub(super) fn is_code(text: &str) -> bool {
    let (code, comment) = without_comment(text);
    let code = code.trim_end();
    is_comment(text)
        || language::of_line(text).is_some()
        || code.ends_with(['{', '(', '[', '\\', ';'])
        || text.starts_with([')', ']', '}'])
        || is_decorator(code)
        || is_compound(code)
        || is_simple(code)
        || is_expression(code) && (comment || code.contains('=') || code.ends_with(')'))
}

fn is_comment(text: &str) -> bool {
    const MARKS: &[&str] = &["# ", "#!", "// ", "/*", "-- ", "<!--", "\"\"\"", "'''", ">>> ", "$ "];
    text == "#" || MARKS.iter().any(|mark| text.starts_with(mark))
}

/// `@name`, `@name.name(…`.
fn is_decorator(code: &str) -> bool {
    let Some(name) = code.strip_prefix('@') else { return false };
    let rest = name.trim_start_matches(|c: char| c.is_alphanumeric() || "._".contains(c));
    rest.len() < name.len() && (rest.is_empty() || rest.starts_with('('))
}

/// `for x in xs:`, with or without a statement behind it.
fn is_compound(code: &str) -> bool {
    let code = code.strip_prefix("async ").unwrap_or(code);
    let word = first_word(code);
    let rest = &code[word.len()..];
    let (head, tail) = match rest.strip_suffix(':') {
        Some(head) => (head, ""),
        None => match rest.split_once(": ") {
            Some(parts) => parts,
            None => return false,
        },
    };
    let enough = match word {
        "for" => head.contains(" in "),
        "with" => head.contains('('),
        _ => true,
    };
    COMPOUND.contains(&word) && enough && is_expression(head) && is_expression(tail)
}

/// `return x`, `import x`.
fn is_simple(code: &str) -> bool {
    let word = first_word(code);
    let rest = code[word.len()..].trim_end_matches(';');
    STATEMENTS.contains(&word) && is_expression(rest) && !rest.starts_with(['(', '-', '/'])
}

/// `key:` or `key: value`, as in YAML; a label of prose begins with a capital letter.
pub(super) fn is_key(text: &str) -> bool {
    let Some((key, value)) = text.split_once(':') else { return false };
    let plain = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    key.starts_with(char::is_lowercase)
        && key.chars().all(plain)
        && (value.is_empty() || value.starts_with(' ') && is_expression(value))
}

/// Whether nowhere in `code` two words stand side by side, as they do in prose, and it does not
/// end like a sentence.
fn is_expression(code: &str) -> bool {
    let mut rest = code;
    let mut operand = false;
    loop {
        let trimmed = rest.trim_start();
        let apart = trimmed.len() < rest.len();
        let Some(c) = trimmed.chars().next() else { break };
        let adjacent = operand && apart;
        let (length, next) = match c {
            _ if !c.is_ascii() => return false,
            '"' | '\'' => match string(trimmed) {
                Some(length) => (length, true),
                None => return false,
            },
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => {
                let word = first_word(trimmed);
                let operator = OPERATORS.contains(&word);
                if adjacent && !operator {
                    return false;
                }
                (word.len(), !operator)
            }
            '(' if adjacent => return false,
            _ => (1, matches!(c, ')' | ']' | '}')),
        };
        operand = next;
        rest = &trimmed[length..];
    }
    !code.trim_end().ends_with(['.', ':', '?', '!'])
}

/// The length of the string that the text begins with; one of many lines reaches to its end.
fn string(text: &str) -> Option<usize> {
    for mark in ["\"\"\"", "'''"] {
        if let Some(inner) = text.strip_prefix(mark) {
            return Some(inner.find(mark).map_or(text.len(), |at| at + 2 * mark.len()));
        }
    }
    let quote = text.chars().next()?;
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// The code of a line, and whether a comment stands behind it.
fn without_comment(text: &str) -> (&str, bool) {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let apart = text[..at].ends_with([' ', '\t', ')', ']']);
        if apart && (rest.starts_with("# ") || rest.starts_with("// ")) {
            return (&text[..at], true);
        }
        at += match c {
            '"' | '\'' => string(rest).unwrap_or(1),
            _ => c.len_utf8(),
        };
    }
    (text, false)
}

pub(super) fn first_word(text: &str) -> &str {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    &text[..text.len() - text.trim_start_matches(word).len()]
}

/// A piece of code while its lines are collected.
#[derive(Debug, Default)]
pub(super) struct Fence {
    begun: bool,
    shell: bool,
    /// The mark that ends the string of many lines that is open.
    text: Option<&'static str>,
}

impl Fence {
    /// Whether a string of many lines is open.
    pub(super) fn in_text(&self) -> bool {
        self.text.is_some()
    }

    /// Whether a line at the left margin belongs to the piece.
    pub(super) fn accepts(&self, text: &str) -> bool {
        let plain = !text.starts_with(char::is_uppercase) && is_expression(text);
        is_code(text) || self.begun && plain
    }

    /// Whether a line turns from commands of a shell to another language, or to them.
    pub(super) fn is_other_tool(&self, text: &str) -> bool {
        let shell = language::of_line(text) == Some(language::SHELL);
        self.begun && !self.in_text() && shell != self.shell && !is_comment(text)
    }

    /// Takes a line; `closes` says whether a mark stands below it.
    pub(super) fn take(&mut self, text: &str, closes: impl Fn(&str) -> bool) {
        let command = language::of_line(text) == Some(language::SHELL);
        self.shell = self.shell && self.begun || command;
        self.begun = self.begun || !is_comment(text);
        for mark in ["\"\"\"", "'''"] {
            let odd = text.matches(mark).count() % 2 == 1;
            match self.text {
                Some(open) if open == mark && odd => self.text = None,
                None if odd && closes(mark) => self.text = Some(mark),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_code() {
        let code = [
            "import os, sys",
            "from a.b import c as d, e",
            "x = 1",
            "x == y   # True (same)",
            "a is b   # False",
            "print(f\"{x}: {y:.2f}s\")  # done",
            "await gather(a(1), a(2))",
            "raise Wrong(503, \"not there\") from error",
            "for x in xs: x.run()",
            "with open('a b.txt') as f:",
            "async with Pool() as pool:",
            "async for x in xs:",
            "else:",
            "while part := f.read(8):  # walrus",
            "def add(a, b): pass",
            "async def main() -> None:",
            "class A(B):  # why",
            "@app.get(\"/\")",
            "@property",
            "# a comment about it",
            "// one more",
            "})",
            "SETTINGS = {",
            "tool run \\",
            "pip install something",
            "SELECT a FROM b WHERE c",
            "FROM rust:1.95",
            "<form method=\"POST\">",
            "[tool.x]",
            "const a = b?.c;",
            "text = \"\"\"",
            "D().method()",
            "assert a is b  # Same!",
            "del b   # gone",
            "l = deepcopy(k)# glued",
        ];
        for text in code {
            assert!(is_code(text), "{text}");
        }
    }

    #[test]
    fn prose_is_not_code() {
        let prose = [
            "Rules:",
            "cached_property (3.8+):",
            "sorted() vs .sort():",
            "@overload for type checkers (no effect):",
            "yield from — hands over to another generator:",
            "Use x = y only where it is needed.",
            "C# is a language",
            "See issue #5 for more",
            "Overview",
            "REST vs GraphQL",
            "await means: wait here.",
            "pip is a tool.",
            "git is the one to use:",
            "SELECT reads rows.",
            "FROM the start it was so.",
            "for best results: wait",
            "It’s done (really).",
            "don't do it",
            "",
        ];
        for text in prose {
            assert!(!is_code(text), "{text}");
        }
    }
}
