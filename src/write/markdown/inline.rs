//! Text of the front matter within a line of Markdown.

use crate::title::{self, Part};

/// A title: its code stays code, what else could be markup is escaped.
pub(super) fn title(title: &str) -> String {
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let part = |part: &Part<'_>| match part {
        Part::Text(text) => plain(text),
        Part::Code(code) => {
            let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
            let ticks = "`".repeat(longest + 1);
            // Blanks keep a backtick of the code's own apart from those around it.
            let blank = if longest > 0 { " " } else { "" };
            format!("{ticks}{blank}{code}{blank}{ticks}")
        }
    };
    title::parts(&line).iter().map(part).collect()
}

/// Plain text: what could be markup is escaped.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = before.is_alphanumeric() && chars.peek().is_some_and(|c| c.is_alphanumeric());
        if matches!(c, '\\' | '`' | '*' | '[' | ']' | '<' | '&' | '~' | '|') || c == '_' && !inside
        {
            out.push('\\');
        }
        out.push(if c.is_whitespace() { ' ' } else { c });
        before = c;
    }
    out
}

/// `1 question`, `2 questions`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_keep_code_and_nothing_else() {
        let cases = [
            ("What is `Vec<T>`?", "What is `Vec<T>`?"),
            ("What is Vec<T>?", "What is Vec\\<T>?"),
            ("What is __init__?", "What is \\_\\_init\\_\\_?"),
            ("a < b\n> c", "a \\< b > c"),
            ("``a`b``", "`` a`b ``"),
        ];
        for (text, expected) in cases {
            assert_eq!(title(text), expected, "{text}");
        }
    }

    #[test]
    fn plain_text_stays_plain() {
        let cases = [("C#", "C#"), ("snake_case _x_", "snake_case \\_x\\_"), ("a|b*", "a\\|b\\*")];
        for (text, expected) in cases {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
