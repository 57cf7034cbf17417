//! Clozes, the gaps that Anki makes of `{{c1::text}}` and `{{c1::text::hint}}`.
//!
//! Anki reads a field as text: it knows nothing of tags, code or braces that belong together, ends a
//! gap at the first `}}` and begins its hint at the first `::`. [`mark`] writes a field so that Anki
//! comes to what the author meant.

use std::borrow::Cow;

mod marker;
mod pass;

pub use marker::numbers;
use marker::{closes, opening};
use pass::{Mode, Pass};

/// The highest number that has a card of its own.
pub const MOST: u16 = 500;

/// How deep Anki lets gaps stand in each other.
const DEEPEST: usize = 10;

/// How often [`mark`] looks again before it takes what is left for text.
const TRIES: usize = 8;

/// Whether a text, Markdown or HTML, has a gap.
pub fn has(text: &str) -> bool {
    let opens = |at: usize| opening(&text[at..]).is_some_and(|gap| gap.counts());
    let first = text.match_indices("{{c").map(|(at, _)| at).find(|&at| opens(at));
    first.is_some_and(|at| text[at..].contains("}}"))
}

/// HTML with its gaps written so that Anki finds them as they are meant.
///
/// A gap ends at the `}}` that closes it: braces inside it belong together in pairs, if they come in
/// pairs, and those of code or math that begins inside the gap never end it. Its hint is what follows
/// the last `::` that stands beside the gap's own text; `{{c1::std::vec::}}` has none. What looks like
/// a gap and is none (never closed, in an attribute, without a card) is text.
pub fn mark(html: &str) -> String {
    let mut modes = Vec::new();
    for _ in 0..TRIES {
        let (marked, open) = Pass::new(&mut modes).run(html);
        if open.is_empty() {
            return marked;
        }
        open.into_iter().for_each(|gap| modes[gap] = modes[gap].next());
    }
    modes.fill(Mode::Text);
    Pass::new(&mut modes).run(html).0
}

/// HTML in which nothing is a gap for Anki.
pub fn shield(html: &str) -> Cow<'_, str> {
    if html.contains("{{c") {
        Cow::Owned(html.replace("{{c", "&#123;{c"))
    } else {
        Cow::Borrowed(html)
    }
}

/// Marked HTML with `[…]` in the place of each gap.
pub fn gaps(marked: &str) -> String {
    let mut shown = String::new();
    let mut depth = 0_usize;
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        let gap = opening(rest);
        let length = match gap {
            Some(ref gap) => gap.length,
            None if depth > 0 && closes(rest) => 2,
            None => c.len_utf8(),
        };
        match gap {
            Some(_) => {
                if depth == 0 {
                    shown.push_str("[…]");
                }
                depth += 1;
            }
            None if length == 2 && closes(rest) => depth -= 1,
            None if depth == 0 => shown.push(c),
            None => {}
        }
        rest = &rest[length..];
    }
    shown
}

/// Marked HTML with each gap open, in a `<mark class="gap">`, without its hint.
pub fn revealed(marked: &str) -> String {
    let mut shown = String::new();
    // For each open gap, whether its hint has begun.
    let mut open: Vec<bool> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        let hidden = open.contains(&true);
        let length = if let Some(gap) = opening(rest) {
            shown.push_str(if hidden { "" } else { "<mark class=\"gap\">" });
            open.push(false);
            gap.length
        } else if !open.is_empty() && closes(rest) {
            open.pop();
            shown.push_str(if open.contains(&true) { "" } else { "</mark>" });
            2
        } else if !hidden && !open.is_empty() && rest.starts_with("::") {
            open.pop();
            open.push(true);
            2
        } else {
            shown.extend((!hidden).then_some(c));
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    shown
}

#[cfg(test)]
mod tests;
