//! The headings of questions, in all their forms.

use super::Excerpt;
use super::row::indent;

/// A heading, or a line that was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading<'s> {
    /// How many `#` stand before it; 0 for a line that lacks them.
    pub level: usize,
    /// The number of the question.
    pub number: Option<Excerpt<'s>>,
    /// Whether a `Q` stands before the number: then it is a question, whatever follows.
    pub asks: bool,
    /// What follows the number.
    pub title: Excerpt<'s>,
    /// All of it.
    pub line: Excerpt<'s>,
}

/// Reads `#### Q6. Title`; the blanks and the punctuation may be other ones, the `Q` may lack.
pub(super) fn heading(line: Excerpt<'_>) -> Option<Heading<'_>> {
    if indent(line.text) > 3 {
        return None;
    }
    let line = line.trimmed();
    let level = line.text.bytes().take_while(|&byte| byte == b'#').count();
    let rest = line.cut(level..line.text.len());
    let text = without_closing(rest.trimmed());
    let (number, asks, title) = numbered(text).unwrap_or((None, false, text));
    // `####Q5.` is meant as a heading, `#tag` is not.
    let apart = rest.text.is_empty() || rest.text.starts_with([' ', '\t']) || asks;
    ((1..=6).contains(&level) && apart).then_some(Heading { level, number, asks, title, line })
}

/// Reads `Q67. Title`, perhaps in bold: a heading that lost its `#`.
pub(super) fn lost(line: Excerpt<'_>) -> Option<Heading<'_>> {
    if indent(line.text) > 3 {
        return None;
    }
    let line = line.trimmed();
    let bold = line.text.strip_prefix("**").and_then(|text| text.strip_suffix("**"));
    let text = bold.map_or(line, |text| line.cut(2..2 + text.len()));
    let (number, asks, title) = numbered(text)?;
    // Without punctuation it may be a sentence about the third quarter.
    let behind = (title.start - text.start) as usize;
    let marked = text.text[..behind].trim_end().ends_with(['.', ':', ')']);
    let real = asks && marked && !title.text.is_empty();
    real.then_some(Heading { level: 0, number, asks, title, line })
}

/// Cuts `Q6. Title` into number, whether a `Q` stood before it, and title.
fn numbered(text: Excerpt<'_>) -> Option<(Option<Excerpt<'_>>, bool, Excerpt<'_>)> {
    let word = ["Question", "question", "Q", "q"].iter().find(|word| text.text.starts_with(**word));
    let after = text.cut(word.map_or(0, |word| word.len())..text.text.len()).trimmed();
    let digits = after.text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = after.cut(digits..after.text.len()).trimmed();
    let title = rest.text.strip_prefix(['.', ':', ')']);
    let apart = rest.text.is_empty() || rest.start > after.start + digits as u32;
    let valid = match (word, title) {
        // `3.5 ways` has no number.
        (None, Some(title)) => !title.starts_with(|c: char| c.is_ascii_digit()),
        (None, None) => false,
        (Some(_), title) => title.is_some() || apart,
    };
    let title = rest.cut(rest.text.len() - title.unwrap_or(rest.text).len()..rest.text.len());
    let number = Some(after.cut(0..digits));
    (digits > 0 && valid).then_some((number, word.is_some(), title.trimmed()))
}

/// A heading without the `#` that close it: `## Title ##`, but not `## In C#`.
fn without_closing(text: Excerpt<'_>) -> Excerpt<'_> {
    let open = text.text.trim_end_matches('#');
    let closes = open.is_empty() || open.ends_with([' ', '\t']);
    if closes { text.cut(0..open.len()).trimmed() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(heading: Option<Heading<'_>>) -> Option<(usize, &str, &str)> {
        let heading = heading?;
        Some((heading.level, heading.number.map_or("", |number| number.text), heading.title.text))
    }

    #[test]
    fn headings_come_in_many_forms() {
        let cases = [
            ("#### Q6. What is it?", Some((4, "6", "What is it?"))),
            ("####Q6.What is it?", Some((4, "6", "What is it?"))),
            ("### Q6: What is it? ###", Some((3, "6", "What is it?"))),
            ("#### Q54 .In C#", Some((4, "54", "In C#"))),
            ("#### q 6) What", Some((4, "6", "What"))),
            ("#### Question 6 What", Some((4, "6", "What"))),
            ("#### 20. What", Some((4, "20", "What"))),
            ("#### 20.What", Some((4, "20", "What"))),
            ("#### 3.5 ways", Some((4, "", "3.5 ways"))),
            ("#### 20 ways", Some((4, "", "20 ways"))),
            ("#### Q6", Some((4, "6", ""))),
            ("#### Quality", Some((4, "", "Quality"))),
            ("#### Q6a", Some((4, "", "Q6a"))),
            ("####20. What", None),
            ("#tag", None),
            ("####### Q6. What", None),
            ("    #### Q6. What", None),
        ];
        for (text, expected) in cases {
            assert_eq!(seen(heading(Excerpt { text, start: 0 })), expected, "{text}");
        }
    }

    #[test]
    fn a_heading_may_have_lost_its_marks() {
        let cases = [
            ("Q67. What is it?", Some((0, "67", "What is it?"))),
            ("**Q67: What is it?**", Some((0, "67", "What is it?"))),
            ("Q3 results. They rose", None),
            ("Q3.", None),
            ("67. What", None),
            ("    Q67. What", None),
        ];
        for (text, expected) in cases {
            assert_eq!(seen(lost(Excerpt { text, start: 0 })), expected, "{text}");
        }
    }
}
