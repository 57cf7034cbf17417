//! What a line of the page is, by its looks alone.

use super::super::text::Excerpt;
use super::vocabulary;

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label<'s> {
    /// An id at the start; the title may be missing.
    Title { id: Excerpt<'s>, title: Excerpt<'s> },
    /// `4/10`: the `4`.
    Difficulty(Excerpt<'s>),
    /// The heading of a section, its symbol left out.
    Heading(Excerpt<'s>),
    /// `ID: …  ·  …`.
    Footer,
    /// Anything else.
    Text,
}

pub(super) fn label(line: Excerpt<'_>) -> Label<'_> {
    if let Some(number) = difficulty(line) {
        return Label::Difficulty(number);
    }
    if let Some(heading) = heading(line) {
        return Label::Heading(heading);
    }
    if line.text.starts_with("ID:") && line.text.contains('·') {
        return Label::Footer;
    }
    let end = line.text.find(char::is_whitespace).unwrap_or(line.text.len());
    if is_id(&line.text[..end]) {
        let title = line.cut(end..line.text.len()).trimmed();
        return Label::Title { id: line.cut(0..end), title };
    }
    Label::Text
}

/// The whole number of `n/10`.
pub(super) fn difficulty(text: Excerpt<'_>) -> Option<Excerpt<'_>> {
    let (number, scale) = text.split_once('/')?;
    let number = number.trimmed();
    let digits = !number.text.is_empty() && number.text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && scale.trimmed().text == "10").then_some(number)
}

/// The name of a known section, if it stands alone behind an optional symbol.
fn heading(line: Excerpt<'_>) -> Option<Excerpt<'_>> {
    let name = without_symbol(line);
    vocabulary::HEADINGS.contains(&name.text).then_some(name)
}

/// Whether a line looks like the heading of a section that is not known: a symbol or capitals,
/// few words, no punctuation at the end.
pub(super) fn is_strange_heading(line: Excerpt<'_>) -> bool {
    let name = without_symbol(line);
    let capital = |word: &str| word.len() < 4 || word.starts_with(char::is_uppercase);
    name.text.split_whitespace().count() <= 5
        && name.text.ends_with(char::is_alphanumeric)
        && name.text.starts_with(char::is_uppercase)
        && (name.start > line.start || name.text.split_whitespace().all(capital))
}

/// A line without the emoji at its start.
fn without_symbol(line: Excerpt<'_>) -> Excerpt<'_> {
    let furniture = |c: char| !c.is_ascii() && !c.is_alphanumeric();
    let rest = line.text.trim_start_matches(furniture);
    line.cut(line.text.len() - rest.len()..line.text.len()).trimmed()
}

/// Whether a word is an id: `TECH-TRACK-NNN`, three digits or more.
fn is_id(word: &str) -> bool {
    let parts: Vec<_> = word.split('-').collect();
    let [names @ .., number] = &parts[..] else { return false };
    names.len() >= 2
        && names.iter().all(|name| {
            name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        })
        && number.len() >= 3
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let kind = |text| match label(Excerpt { text, start: 0 }) {
            Label::Title { id, title } => format!("{} | {}", id.text, title.text),
            Label::Difficulty(number) => number.text.to_owned(),
            Label::Heading(name) => name.text.to_owned(),
            Label::Footer => "footer".to_owned(),
            Label::Text => "text".to_owned(),
        };
        let cases = [
            ("PY-INT-001 What is it?", "PY-INT-001 | What is it?"),
            ("PY-INT-0012", "PY-INT-0012 | "),
            ("UTF-8 is an encoding", "text"),
            ("CVE-2021-44228 was a bad one", "text"),
            ("4/10", "4"),
            ("4 / 10", "4"),
            ("4.5/10", "text"),
            ("24/7", "text"),
            ("Answer", "Answer"),
            ("\u{26a0}\u{fe0f} Common Mistakes", "Common Mistakes"),
            ("🏭 Production Scenario", "Production Scenario"),
            ("Answer the phone", "text"),
            ("ID: A  ·  Level: B", "footer"),
            ("ID: a field of the table", "text"),
        ];
        for (text, expected) in cases {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn strange_headings_are_suspected() {
        let cases = [
            ("💡 Pro tip", true),
            ("Performance Notes", true),
            ("See it in Action", true),
            ("a sentence", false),
            ("Use the other one", false),
            ("It works.", false),
            ("🎉 It works!", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_strange_heading(Excerpt { text, start: 0 }), expected, "{text}");
        }
    }
}
