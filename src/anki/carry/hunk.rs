//! How one text becomes another, line by line.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

/// Lines that take the place of others: where these stand, how many they are, a sum of them, and what
/// comes. Without lines to replace, the sum is that of the line before.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Hunk(usize, usize, u32, Option<String>);

/// What makes `new` of `old`.
pub(super) fn between(old: &str, new: &str) -> Vec<Hunk> {
    if old == new {
        return Vec::new();
    }
    let bytes = old.len() + new.len();
    let (old, new): (Vec<_>, Vec<_>) = (old.split('\n').collect(), new.split('\n').collect());
    let mut hunks = Vec::new();
    let mut at = 0;
    // Lines of the same words are one in two spellings.
    let words = |line: &&str| line.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let spelt =
        (old.iter().map(words).collect::<Vec<_>>(), new.iter().map(words).collect::<Vec<_>>());
    let lines = old.len() + new.len();
    let ops = match lines.saturating_mul(lines) <= MAX_COMPARED.saturating_mul(bytes) {
        true => capture_diff_slices(Algorithm::Patience, &spelt.0, &spelt.1),
        false => roughly(&spelt.0, &spelt.1),
    };
    for op in ops {
        let (tag, from, to) = op.as_tag_tuple();
        // Where an insertion goes is counted here: the crate may move it without saying so.
        let from = at..at + from.len();
        at = from.end;
        if tag == DiffTag::Equal || from.len() == to.len() {
            // Each by itself, so that an edit of one leaves the others.
            let pairs = from.zip(to).filter(|(at, line)| old[*at] != new[*line]);
            hunks.extend(pairs.map(|(at, line)| hunk(&old, at, 1, Some(new[line].to_owned()))));
        } else {
            let lines = (!to.is_empty()).then(|| new[to].join("\n"));
            hunks.push(hunk(&old, from.start, from.len(), lines));
        }
    }
    hunks
}

/// Comparing takes up to the square of the lines; this is the most of it for a byte of the two texts. Beyond
/// are texts of megabytes, or of thousands of lines of a letter.
const MAX_COMPARED: usize = 128;

/// What differs in texts that are too long to be compared: what stands between the lines at both ends that
/// are the same. As many lines are taken for the same ones, which they mostly are.
fn roughly(old: &[String], new: &[String]) -> Vec<DiffOp> {
    let same = |(a, b): &(&String, &String)| a == b;
    let start = old.iter().zip(new).take_while(same).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(same).count();
    let (old_len, new_len) = (old.len() - start - end, new.len() - start - end);
    let equal = |old_index, new_index, len| DiffOp::Equal { old_index, new_index, len };
    let replaced = DiffOp::Replace { old_index: start, old_len, new_index: start, new_len };
    let ops = [equal(0, 0, start), replaced, equal(start + old_len, start + new_len, end)];
    ops.into_iter().filter(|op| !(op.old_range().is_empty() && op.new_range().is_empty())).collect()
}

fn hunk(old: &[&str], at: usize, count: usize, lines: Option<String>) -> Hunk {
    Hunk(at, count, sum(old, at, count), lines)
}

/// A sum of lines, and of the one before them if they alone could be anywhere.
fn sum(lines: &[&str], at: usize, count: usize) -> u32 {
    let own = &lines[at..at + count];
    let before =
        if own.iter().all(|line| line.trim().len() < 2) { at.checked_sub(1) } else { None };
    let all = before.map(|before| lines[before]).into_iter().chain(own.iter().copied());
    // FNV-1a, of which nothing but this depends.
    all.flat_map(|line| line.bytes().chain([b'\n']))
        .fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// `text` with each hunk that still fits, in order, each at the nearest place where it does.
pub(super) fn apply(text: &str, hunks: &[Hunk]) -> String {
    if hunks.is_empty() {
        return text.to_owned();
    }
    let lines: Vec<_> = text.split('\n').collect();
    let mut out: Vec<Cow<'_, str>> = Vec::new();
    let mut done = 0;
    let mut moved = 0_isize;
    let mut left = MAX_SEARCHED.saturating_mul(text.len() + hunks.len());
    for Hunk(at, count, wanted, new) in hunks {
        let Some(last) = lines.len().checked_sub(*count) else { continue };
        let expected = at.saturating_add_signed(moved);
        let near = nearest(&lines, (*count, *wanted), (done, last), expected, &mut left);
        let Some(place) = near else {
            let new = new.as_deref().filter(|_| *count == 1 && (done..=last).contains(&expected));
            if let Some(item) = new.and_then(|new| marked(lines[expected], new)) {
                out.extend(lines[done..expected].iter().copied().map(Cow::Borrowed));
                out.push(Cow::Owned(item));
                done = expected + 1;
            }
            continue;
        };
        out.extend(lines[done..place].iter().copied().map(Cow::Borrowed));
        out.extend(new.iter().flat_map(|new| new.split('\n')).map(Cow::Borrowed));
        done = place + count;
        moved = place as isize - *at as isize;
    }
    out.extend(lines[done..].iter().copied().map(Cow::Borrowed));
    out.join("\n")
}

/// How many times the length of a text is read to find places for all its hunks. Most fit where they are
/// expected; a text in which thousands do not was written anew.
const MAX_SEARCHED: usize = 256;

/// The place nearest to the expected one at which so many lines have that sum. `left` is how many bytes
/// may still be read.
fn nearest(
    lines: &[&str],
    (count, wanted): (usize, u32),
    (first, last): (usize, usize),
    expected: usize,
    left: &mut usize,
) -> Option<usize> {
    if first > last {
        return None;
    }
    let start = expected.abs_diff(expected.clamp(first, last));
    let end = expected.abs_diff(first).max(expected.abs_diff(last));
    for distance in start..=end {
        let places = [expected.checked_sub(distance), expected.checked_add(distance)];
        for place in places.into_iter().flatten().filter(|place| (first..=last).contains(place)) {
            let read = &lines[place.saturating_sub(1)..place + count];
            *left = left.checked_sub(read.iter().map(|line| line.len() + 1).sum())?;
            if sum(lines, place, count) == wanted {
                return Some(place);
            }
        }
    }
    None
}

/// An item that was edited, with the mark that it would have without the edit: another one would begin
/// another list. None if these are not the same item.
fn marked(edited: &str, new: &str) -> Option<String> {
    let ((_, rest), (mark, old)) = (item(edited)?, item(new)?);
    let is_same = rest.split_whitespace().any(|word| old.split_whitespace().any(|old| old == word));
    is_same.then(|| format!("{mark}{rest}"))
}

/// The mark of an item, with the blanks around it, and its text.
fn item(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim_start_matches(' ');
    let number = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = match number.len() < inner.len() {
        true => number.strip_prefix(['.', ')']),
        false => inner.strip_prefix(['-', '*', '+']),
    };
    let text = behind.filter(|behind| behind.starts_with(' '))?.trim_start_matches(' ');
    Some((&line[..line.len() - text.len()], text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn an_edit_leaves_the_other_hunks() {
        let old = "one\n- two\n- three\n\nfour";
        let new = "one\n* two\n* three\n\n\nfour  ";
        let hunks = between(old, new);
        assert_eq!(apply(old, &hunks), new);
        let edited = "zero\none\n- two\n- THREE\n\nfour";
        assert_eq!(apply(edited, &hunks), "zero\none\n* two\n- THREE\n\n\nfour  ");
    }

    #[test]
    fn an_edited_item_stays_in_its_list() {
        let hunks = between("- one\n- two\n\n1. a b", "* one\n* two\n\n1) a b");
        let edited = "- one\n- two three\n\n1. b";
        assert_eq!(apply(edited, &hunks), "* one\n* two three\n\n1) b");
        assert_eq!(apply("- one\n- three\n\nb", &hunks), "* one\n- three\n\nb");
    }

    #[test]
    fn texts_too_long_to_be_compared_have_rough_hunks() {
        let old = "a\n".repeat(5000);
        for new in ["b\n".repeat(5000), "b\n".repeat(6000), format!("{old}c"), String::new()] {
            let start = std::time::Instant::now();
            assert_eq!(apply(&old, &between(&old, &new)), new);
            assert!(start.elapsed().as_secs() < 5);
        }
        assert_eq!(between(&old, &old.replacen('a', "A", 2)).len(), 2);
    }

    proptest! {
        #[test]
        fn hunks_make_the_new_text(old in "([ab]{0,2}\n){0,8}", new in "([ab]{0,2}\n){0,8}") {
            prop_assert_eq!(apply(&old, &between(&old, &new)), new);
        }
    }
}
