//! Titles: plain text in which backticks mark code, as in ``What does `await` do?``.
//!
//! Nothing else is markup there, so that `__init__`, `*args` and `Vec<T>` show as they are written.

/// A run of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// Plain text.
    Text(&'t str),
    /// What stands between backticks.
    Code(&'t str),
}

/// The runs of a title, none of them empty. As in CommonMark (section 6.1), as many backticks
/// close as opened; what is never closed is text.
pub fn parts(title: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut text = 0;
    let mut at = 0;
    while let Some(open) = title[at..].find('`').map(|found| at + found) {
        let ticks = run(title, open);
        let inside = open + ticks;
        at = inside;
        if let Some(close) = closing(title, inside, ticks) {
            parts.push(Part::Text(&title[text..open]));
            parts.push(Part::Code(title[inside..close].trim()));
            at = close + ticks;
            text = at;
        }
    }
    parts.push(Part::Text(&title[text..]));
    parts.retain(|part| !matches!(part, Part::Text("") | Part::Code("")));
    parts
}

/// How many backticks stand from `at` on.
fn run(title: &str, at: usize) -> usize {
    title[at..].len() - title[at..].trim_start_matches('`').len()
}

/// Where the run of exactly `ticks` backticks begins that closes.
fn closing(title: &str, from: usize, ticks: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = title[at..].find('`').map(|found| at + found) {
        let length = run(title, found);
        if length == ticks {
            return Some(found);
        }
        at = found + length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Part::*, *};

    #[test]
    fn only_backticks_are_markup() {
        let cases: [(&str, &[Part<'_>]); 6] = [
            ("What do `*args` do?", &[Text("What do "), Code("*args"), Text(" do?")]),
            ("What is __init__?", &[Text("What is __init__?")]),
            ("`a` or ``b`c``", &[Code("a"), Text(" or "), Code("b`c")]),
            ("A ` alone", &[Text("A ` alone")]),
            ("`` ` ``", &[Code("`")]),
            ("", &[]),
        ];
        for (title, expected) in cases {
            assert_eq!(parts(title), expected, "{title}");
        }
    }
}
