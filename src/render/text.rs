//! What may stand in text beside text.

use std::borrow::Cow;

/// A backslash that begins no math: MathJax takes `\(` and `\[` for math wherever it reads them in one
/// piece outside code.
pub(super) const BACKSLASH: &str = "<span>\\</span>";

/// A piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    Plain(&'t str),
    /// A backslash that would begin math.
    Backslash,
    /// The id in `[[id]]`.
    Question(&'t str),
    /// The path in `[sound:path]`.
    Sound(&'t str),
}

/// The pieces of a text.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = text[at..].find(['[', '\\']) {
        at += found;
        let Some((part, length)) = part(&text[at..]) else {
            at += 1;
            continue;
        };
        if done < at {
            parts.push(Part::Plain(&text[done..at]));
        }
        parts.push(part);
        at += length;
        done = at;
    }
    if done < text.len() {
        parts.push(Part::Plain(&text[done..]));
    }
    parts
}

/// What a text begins with, and how long it is.
fn part(text: &str) -> Option<(Part<'_>, usize)> {
    if let Some(after) = text.strip_prefix('\\') {
        // What follows the last one is not known here.
        let math = after.is_empty() || after.starts_with(['(', '[']);
        return math.then_some((Part::Backslash, 1));
    }
    let (open, close) = if text.starts_with("[[") { ("[[", "]]") } else { ("[sound:", "]") };
    let inner = text.strip_prefix(open)?;
    let length = inner.bytes().take(MOST).position(|byte| b"[]\n".contains(&byte))?;
    let (inner, after) = inner.split_at(length);
    let inner_is = !inner.trim().is_empty() && after.starts_with(close);
    let part = if open == "[[" { Part::Question(inner) } else { Part::Sound(inner) };
    inner_is.then_some((part, open.len() + length + close.len()))
}

/// As long as a path or an id may be: it is what keeps the time linear.
const MOST: usize = 400;

/// HTML of text in which nothing is math, up to the next tag.
pub(super) fn without_math(html: &str) -> Cow<'_, str> {
    if !html.contains('\\') {
        return Cow::Borrowed(html);
    }
    let shielded = ["(", "["].into_iter().fold(html.to_owned(), |html, open| {
        html.replace(&format!("\\{open}"), &format!("{BACKSLASH}{open}"))
    });
    Cow::Owned(shielded)
}
