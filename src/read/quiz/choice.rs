//! The boxes of options, in all their forms.

use super::Excerpt;
use super::row::{Row, indent};
use crate::source::Span;

/// An option.
#[derive(Clone, Debug)]
pub(super) struct Choice<'s> {
    /// Its marker and its box.
    pub marker: Excerpt<'s>,
    /// Whether the box is marked.
    pub checked: bool,
    /// How far the marker is indented.
    pub indent: usize,
    /// What stands behind the box on the same line.
    pub text: Excerpt<'s>,
    /// What hangs under it.
    pub rows: Vec<Row<'s>>,
}

impl Choice<'_> {
    /// Whether what stands behind the box is only a name for what hangs under it: `A`, `.`.
    pub(super) fn is_label(&self) -> bool {
        self.text.text.chars().filter(|c| c.is_alphanumeric()).count() <= 1
    }

    /// Whether nothing stands behind its box, nor hangs under it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.text.is_empty() && self.rows.iter().all(Row::is_blank)
    }

    /// All of its first line.
    pub(super) fn span(&self) -> Span {
        self.marker.span().to(self.text.span())
    }
}

/// The options on one line: none, one, or several that ran together.
pub(super) fn choices(line: Excerpt<'_>) -> Vec<Choice<'_>> {
    let indent = indent(line.text);
    let line = line.trimmed();
    let Some(first) = checkbox(line.text) else { return Vec::new() };
    let mut boxes = vec![(0, first)];
    boxes.extend(boxes_from(line.text, first.end, first.bare));
    let ends = boxes.iter().skip(1).map(|(start, _)| *start).chain([line.text.len()]);
    let choice = |(&(start, found), end): (&(usize, Checkbox), usize)| Choice {
        marker: line.cut(start..start + found.end),
        checked: found.checked,
        indent,
        text: line.cut(start + found.end..end).trimmed(),
        rows: Vec::new(),
    };
    boxes.iter().zip(ends).map(choice).collect()
}

/// The first box of at least two that stand behind other text on the same line.
pub(super) fn boxes_behind(line: Excerpt<'_>) -> Option<usize> {
    let boxes = boxes_from(line.text, 0, false);
    boxes.first().filter(|_| boxes.len() > 1).map(|(start, _)| *start)
}

/// An option without a box: an item of a list, or a letter: `- one`, `a) one`.
pub(super) fn bare(line: Excerpt<'_>) -> Option<Choice<'_>> {
    let indent = indent(line.text);
    let line = line.trimmed();
    let (marker, rest) = line.text.split_once([' ', '\t'])?;
    let letter = marker.strip_prefix('(').unwrap_or(marker).strip_suffix([')', '.']);
    let lettered =
        letter.is_some_and(|letter| matches!(letter.as_bytes(), [b'a'..=b'h' | b'A'..=b'H']));
    // A letter stays: the explanation may speak of it.
    let length = match marker {
        "-" | "*" | "+" => 1,
        _ if lettered => 0,
        _ => return None,
    };
    let text = line.cut(length..line.text.len()).trimmed();
    let marker = line.cut(0..length);
    (!rest.trim().is_empty()).then_some(Choice {
        marker,
        checked: false,
        indent,
        text,
        rows: vec![],
    })
}

/// A box at the start of a text.
#[derive(Clone, Copy)]
struct Checkbox {
    checked: bool,
    /// Whether no marker of a list stands before it.
    bare: bool,
    /// One past the `]`.
    end: usize,
}

/// Reads `- [x]`: other markers, numbers, no marker, blanks in the box or none between.
fn checkbox(line: &str) -> Option<Checkbox> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match line.as_bytes().get(digits)? {
        b'.' | b')' if digits > 0 => digits + 1,
        b'-' | b'*' | b'+' if digits == 0 => 1,
        _ => 0,
    };
    let open = line.len() - line[marker..].trim_start().len();
    let inner = line[open..].strip_prefix('[')?;
    let close = inner.find(']').filter(|close| *close <= 3)?;
    let checked = match inner[..close].trim() {
        "x" | "X" => true,
        // `[]` without a marker is code.
        "" if marker > 0 || close > 0 => false,
        _ => return None,
    };
    let end = open + close + 2;
    // `[x](…)` and `[x]: …` are links.
    let link = line[end..].starts_with(['(', '[', ':']);
    (!link).then_some(Checkbox { checked, bare: marker == 0, end })
}

/// The boxes behind byte `from` of a line, each behind some text; with a marker unless `bare`.
fn boxes_from(line: &str, from: usize, bare: bool) -> Vec<(usize, Checkbox)> {
    let mut found = Vec::new();
    let mut behind = from;
    let mut in_code = false;
    let mut read = from;
    for (open, _) in line.match_indices('[').filter(|(open, _)| *open >= from) {
        in_code ^= line[read..open].matches('`').count() % 2 == 1;
        read = open;
        let before = line[..open].trim_end();
        let marker = before.strip_suffix(['-', '*', '+']).filter(|b| b.ends_with([' ', '\t']));
        let start = if bare { Some(open) } else { marker.map(str::len) };
        let Some(start) = start else { continue };
        // A box behind nothing is text: an option may say `[ ]`.
        let apart = line.get(behind..start).is_some_and(|text| !text.trim().is_empty());
        if let Some(checkbox) = checkbox(&line[start..]).filter(|_| apart && !in_code) {
            behind = start + checkbox.end;
            found.push((start, checkbox));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        let found = choices(Excerpt { text, start: 0 });
        let one = |c: &Choice<'_>| format!("{}{}", if c.checked { "+" } else { "-" }, c.text.text);
        found.iter().map(one).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn boxes_come_in_many_forms() {
        let cases = [
            ("- [ ] one", "-one"),
            ("* [X] one", "+one"),
            ("+ [ x] one", "+one"),
            ("-[x ]one", "+one"),
            ("- [] one", "-one"),
            ("1. [x] one", "+one"),
            ("2) [ ] one", "-one"),
            ("[x] one", "+one"),
            ("   - [ ]\u{a0}one", "-one"),
            ("- [ ]", "-"),
            ("- [ ] [ ]", "-[ ]"),
            ("- [x] `a - [ ] b`", "+`a - [ ] b`"),
            ("- [ ] one - [x] two * [ ] three", "-one|+two|-three"),
            ("[ ] one [x] two", "-one|+two"),
            ("- [ ] one [x] two", "-one [x] two"),
            ("[] one", ""),
            ("- [x](one)", ""),
            ("[x]: one", ""),
            ("- [one] two", ""),
            ("- one", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(seen(text), expected, "{text}");
        }
    }

    #[test]
    fn boxes_may_stand_behind_the_title() {
        let at = |text| boxes_behind(Excerpt { text, start: 9 });
        assert_eq!(at("Which? - [ ] one - [x] two"), Some(7));
        assert_eq!(at("Which - [ ] one"), None);
        assert_eq!(at("Which [ ] of [x] these"), None);
    }
}
