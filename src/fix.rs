//! Fixes put into a text.

use std::collections::BTreeMap;

use crate::diagnostic::{Edit, Fix};

/// A text into which fixes were put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text as it is now.
    pub text: String,
    /// The numbers of the fixes that were put in, in the order of their places.
    pub taken: Vec<usize>,
}

/// Puts fixes into a text, each one whole or not at all.
///
/// Of two that meet, the one that begins first is taken; the other is left for the next round, when
/// the rule has looked at the new text. What does not fit the text, or would change nothing, is left
/// too, so that rounds come to an end.
pub fn apply(text: &str, fixes: &[&Fix]) -> Mended {
    let mut order: Vec<(usize, Vec<&Edit>)> = fixes
        .iter()
        .enumerate()
        .filter_map(|(number, fix)| Some((number, sorted(text, fix)?)))
        .collect();
    order.sort_by_key(|(number, edits)| (edits.first().map(|edit| edit.span), *number));
    let mut edits: BTreeMap<Place, &str> = BTreeMap::new();
    let mut taken = Vec::new();
    for (number, wanted) in order {
        if wanted.iter().any(|edit| meets(&edits, edit)) {
            continue;
        }
        taken.push(number);
        for (at, edit) in wanted.iter().enumerate() {
            edits.insert((edit.span.start, edit.span.end, at), &edit.text);
        }
    }
    let mut mended = String::with_capacity(text.len());
    let mut done = 0;
    for ((start, end, _), new) in edits {
        mended.push_str(text.get(done..start as usize).unwrap_or_default());
        mended.push_str(new);
        done = end as usize;
    }
    mended.push_str(text.get(done..).unwrap_or_default());
    Mended { text: mended, taken }
}

/// Start, end, and the number among the edits of a fix, which counts for insertions at one place.
type Place = (u32, u32, usize);

/// The edits in the order of their places; none if they do not fit the text or one another, or if
/// the text would stay what it is.
fn sorted<'f>(text: &str, fix: &'f Fix) -> Option<Vec<&'f Edit>> {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let fits = edits.iter().all(|edit| text.get(edit.span.range()).is_some());
    let apart = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    let changes = edits.iter().any(|edit| text.get(edit.span.range()) != Some(&edit.text));
    (fits && apart && changes).then_some(edits)
}

/// Whether an edit overlaps one that is taken, or one of the two inserts where the other ends.
fn meets(taken: &BTreeMap<Place, &str>, edit: &Edit) -> bool {
    let (start, end) = (edit.span.start, edit.span.end);
    let before = taken.range(..=(start, u32::MAX, usize::MAX)).next_back();
    let after = taken.range((start, 0, 0)..).next();
    before.into_iter().chain(after).any(|((from, to, _), _)| {
        let insertion = start == end || from == to;
        (start < *to && *from < end) || (insertion && start <= *to && *from <= end)
    })
}

#[cfg(test)]
mod tests {
    use super::{Mended, apply};
    use crate::diagnostic::{Applicability, Edit, Fix};
    use crate::source::Span;

    fn fix(edits: &[(u32, u32, &str)]) -> Fix {
        let edit = |&(start, end, text): &(u32, u32, &str)| Edit {
            span: Span { start, end },
            text: text.to_owned(),
        };
        Fix { applicability: Applicability::Safe, edits: edits.iter().map(edit).collect() }
    }

    fn mended(text: &str, fixes: &[&[(u32, u32, &str)]]) -> (String, Vec<usize>) {
        let fixes: Vec<Fix> = fixes.iter().map(|edits| fix(edits)).collect();
        let Mended { text, taken } = apply(text, &fixes.iter().collect::<Vec<_>>());
        (text, taken)
    }

    #[test]
    fn fixes_are_put_in_whole_and_the_rest_stays() {
        let is = |text: &str, taken: &[usize]| (text.to_owned(), taken.to_vec());
        assert_eq!(mended("abcdef", &[]), is("abcdef", &[]));
        assert_eq!(mended("abcdef", &[&[(4, 5, "E")], &[(0, 1, "A")]]), is("AbcdEf", &[1, 0]));
        // A block that moves.
        assert_eq!(mended("abcdef", &[&[(4, 6, ""), (1, 1, "ef")]]), is("aefbcd", &[0]));
        // Neighbours do not meet; what overlaps waits, all of it.
        assert_eq!(mended("abcdef", &[&[(0, 2, "x")], &[(2, 4, "y")]]), is("xyef", &[0, 1]));
        assert_eq!(
            mended("abcdef", &[&[(0, 3, "x")], &[(2, 4, "y"), (5, 6, "z")]]),
            is("xdef", &[0])
        );
        // Who comes first at one place, nobody knows.
        assert_eq!(mended("ab", &[&[(1, 1, "x")], &[(1, 1, "y")]]), is("axb", &[0]));
        assert_eq!(mended("ab", &[&[(0, 1, "x")], &[(1, 1, "y")]]), is("xb", &[0]));
        assert_eq!(mended("ab", &[&[(1, 1, "x"), (1, 2, "y"), (1, 1, "z")]]), is("axzy", &[0]));
    }

    #[test]
    fn what_does_not_fit_or_changes_nothing_is_left() {
        for edits in [
            &[(1, 9, "x")][..],
            &[(1, 2, "x")],
            &[(2, 1, "x")],
            &[(0, 3, "x"), (2, 4, "y")],
            &[(3, 4, "b")],
            &[],
        ] {
            let (text, taken) = mended("a\u{e9}b", &[edits]);
            assert_eq!((text.as_str(), taken.as_slice()), ("a\u{e9}b", &[][..]), "{edits:?}");
        }
    }
}
