//! One fault, one diagnostic: what follows from another finding is not said.

use std::collections::{HashMap, HashSet};

use super::clusters;
use super::index::Index;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// In one question: where the first stands, the second follows from it.
const IN_QUESTION: &[(&str, &str)] = &[
    // A wrong level makes the difficulty look wrong, or the other way round.
    ("id/id-field-mismatch", "question/difficulty-level-mismatch"),
    // The sections are those of another kind.
    ("structure/kind-mismatch", "structure/missing-section"),
    ("structure/kind-mismatch", "structure/unknown-section"),
    ("structure/kind-mismatch", "structure/section-order"),
    ("structure/kind-mismatch", "structure/heading-level"),
    // The section before one that is none holds its text, too.
    ("structure/heading-level", "structure/section-too-long"),
    ("structure/heading-level", "mcq/option-count"),
    // An id that is not the file's is that of another level, too.
    ("id/id-path-mismatch", "id/id-field-mismatch"),
    // What the reader could not read is not there.
    ("import/unrecognised-metadata", "front-matter/missing-key"),
    ("import/missing-part", "structure/missing-section"),
    ("import/missing-part", "mcq/no-correct-option"),
    ("import/answer-key-out-of-range", "mcq/no-correct-option"),
    // The options are those of two questions.
    ("import/text-between-options", "mcq/option-count"),
    ("import/text-between-options", "mcq/multiple-correct-options"),
    ("import/text-between-options", "mcq/duplicate-option"),
];

/// A code block that is not closed swallows what follows: of such a body nothing else is known.
const SWALLOWS: &str = "code/unclosed-fence";

/// The groups of rules that do not look at the body.
const BESIDE_BODY: &[&str] = &["file", "front-matter", "id", "import"];

/// Of a file that holds two versions of itself nothing else is known.
const SPLITS: &str = "file/conflict-marker";

/// At one place: where the first stands, the second follows from it.
const AT_PLACE: &[(&str, &str)] = &[
    ("structure/empty-section", "structure/section-too-short"),
    ("structure/empty-section", "structure/section-shape"),
    // A step of an interview without a word lacks its parts too.
    ("structure/empty-section", "structure/missing-section"),
    ("structure/duplicate-section", "structure/section-order"),
    ("structure/unknown-section", "structure/section-order"),
    ("structure/unknown-section", "structure/empty-section"),
    ("front-matter/unnormalised-value", "id/unknown-reference"),
    ("front-matter/missing-key", "corpus/missing-metadata"),
    ("front-matter/missing-front-matter", "corpus/missing-metadata"),
    ("front-matter/unnormalised-value", "id/id-field-mismatch"),
    // A word alone is no question either.
    ("question/title-length", "question/title-not-a-question"),
    // A copy has the id of the file it was copied from; that is said once, with both places.
    ("id/duplicate-id", "id/id-path-mismatch"),
    // The file kept the name of the old id.
    ("id/id-changed", "id/id-path-mismatch"),
];

/// Removes from the findings about one question those that follow from others, or from what its
/// reader `said`.
pub(super) fn in_question(found: &mut Vec<Diagnostic>, said: &[&Diagnostic]) {
    if found.is_empty() {
        return;
    }
    let stands = |rule: &str| {
        found.iter().any(|one| one.rule == rule) || said.iter().any(|one| one.rule == rule)
    };
    let effects: Vec<_> =
        IN_QUESTION.iter().filter(|(cause, _)| stands(cause)).map(|(_, effect)| *effect).collect();
    found.retain(|one| !effects.contains(&one.rule));
    if found.iter().any(|one| one.rule == SWALLOWS) {
        let group = |rule: &str| {
            rule.split_once('/').is_some_and(|(group, _)| BESIDE_BODY.contains(&group))
        };
        found.retain(|one| one.rule == SWALLOWS || group(one.rule));
    }
}

/// Removes what is said of files about which something is said that makes it worthless.
pub(super) fn in_files(found: &mut Vec<Diagnostic>) {
    let split: HashSet<FileId> =
        found.iter().filter(|one| one.rule == SPLITS).map(|one| one.file).collect();
    if !split.is_empty() {
        found.retain(|one| one.rule == SPLITS || !split.contains(&one.file));
    }
}

/// Removes those that follow from another at the same place, related places included.
pub(super) fn at_places(found: &mut Vec<Diagnostic>) {
    let mut effects: HashSet<(&str, FileId, Span)> = HashSet::new();
    for one in found.iter() {
        for (cause, effect) in AT_PLACE {
            if one.rule == *cause {
                effects.insert((effect, one.file, one.span));
                let related = one.related.iter();
                effects.extend(related.map(|place| (*effect, place.file, place.span)));
            }
        }
    }
    if !effects.is_empty() {
        found.retain(|one| !effects.contains(&(one.rule, one.file, one.span)));
    }
}

/// What says that a question is a copy of another.
const COPY: &str = "corpus/exact-duplicate";

/// Removes what is wrong with a copy just as with the first of its kind: it goes with the copy.
pub(super) fn in_copies(found: &mut Vec<Diagnostic>, index: &Index<'_>) {
    if !found.iter().any(|one| one.rule == COPY) {
        return;
    }
    // By the file, where questions that stand more than once begin and end, in order.
    let mut places: HashMap<FileId, Vec<(Span, usize, bool)>> = HashMap::new();
    for (number, group) in clusters::groups(index, |likeness| likeness.whole).iter().enumerate() {
        let first = clusters::first_asked(index, group);
        for (at, (entry, _)) in group.iter().enumerate() {
            places.entry(entry.file).or_default().push((entry.span, number, at == first));
        }
    }
    places.values_mut().for_each(|spans| spans.sort_unstable());
    let place = |one: &Diagnostic| {
        let spans = places.get(&one.file)?;
        let at = spans.partition_point(|(span, ..)| span.start <= one.span.start);
        let (span, number, is_first) = spans[..at].last()?;
        (one.span.end <= span.end).then_some((*number, *is_first))
    };
    let mut said: HashSet<(usize, &str, String)> = HashSet::new();
    for one in found.iter() {
        if let Some((number, true)) = place(one) {
            said.insert((number, one.rule, one.message.clone()));
        }
    }
    found.retain(|one| match place(one) {
        Some((number, false)) => !said.contains(&(number, one.rule, one.message.clone())),
        _ => true,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn only_rules_that_exist_are_named() {
        for (cause, effect) in IN_QUESTION.iter().chain(AT_PLACE) {
            assert!(rules::find(cause).is_some(), "{cause}");
            assert!(rules::find(effect).is_some(), "{effect}");
        }
        assert!(rules::find(SWALLOWS).is_some() && rules::find(SPLITS).is_some());
        let groups = rules::names().into_iter().filter_map(|name| name.split_once('/'));
        let groups: HashSet<_> = groups.map(|(group, _)| group).collect();
        assert!(BESIDE_BODY.iter().all(|group| groups.contains(group)));
    }
}
