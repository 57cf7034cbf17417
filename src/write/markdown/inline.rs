//! Text of the front matter within a line of Markdown.

use pulldown_cmark::{Event, Parser};

use crate::document::markdown_options;

/// A title: inline Markdown, but no HTML, which would hide the `T` of `Vec<T>`.
pub(super) fn title(title: &str) -> String {
    const HEADING: &str = "# ";
    let folded = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = format!("{HEADING}{folded}");
    let mut out = String::new();
    let mut done = HEADING.len();
    for (event, range) in Parser::new_ext(&line, markdown_options()).into_offset_iter() {
        if matches!(event, Event::InlineHtml(_)) {
            out.push_str(&line[done..range.start]);
            out.push('\\');
            done = range.start;
        }
    }
    out.push_str(&line[done..]);
    out
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
    fn titles_keep_markdown_and_show_html() {
        let cases = [
            ("What is `Vec<T>`?", "What is `Vec<T>`?"),
            ("What is Vec<T>?", "What is Vec\\<T>?"),
            ("a < b\n> c", "a < b > c"),
            ("<b>x</b>", "\\<b>x\\</b>"),
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
