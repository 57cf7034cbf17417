//! How a violation is mended, where that is certain or likely.

use serde_json::Value as Json;

use super::Schema;
use super::violation::{Violation, heading_of};
use super::words::{is_section, node};
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::document::{Document, SECTION_LEVEL};
use crate::front::{self, Front};
use crate::near;
use crate::question::key;

/// No id is tried with more digits in its number.
const MAX_DIGITS: usize = 6;

/// The value in the type that is asked for, where nothing is lost.
pub(super) fn type_of(
    violation: &Violation,
    document: &Document<'_>,
    written: &str,
    found: &mut Diagnostic,
) {
    let Some(node) = node(&violation.pointer, document) else { return };
    let front = Front::of(document.question);
    let text = violation.value.as_str().map(str::trim);
    let bare = text.and_then(|text| serde_json::from_str::<Json>(text).ok());
    match (violation.limit.as_str(), text, bare) {
        (Some(wanted), Some(_), Some(bare)) if is_of(&bare, wanted) => {
            found.help(format!("write it without quotes: `{bare}`"));
            found.edits(Applicability::Safe, [front.and_then(|front| front.bare(node, &bare))]);
        }
        (Some("array"), Some(text), _) => {
            // Text with commas may be one value.
            let (applicability, edit) = match text.contains(',') {
                true => (Applicability::Unsafe, front.and_then(|front| front.split(node))),
                false => (Applicability::Safe, front.and_then(|front| front.listed(node))),
            };
            found.help(match &edit {
                Some(edit) => format!("write it as a list: `{}`", edit.text),
                None => format!("write it as a list: `[{text}]`"),
            });
            found.edits(applicability, [edit]);
        }
        (Some("string"), None, _) if !written.is_empty() && !written.contains('"') => {
            found.help(format!("write it in quotes: `\"{written}\"`"));
            let scalar = matches!(violation.value, Json::Number(_) | Json::Bool(_));
            let edit = front.filter(|_| scalar).and_then(|front| front.text(node, written));
            found.edits(Applicability::Safe, [edit]);
        }
        _ => {}
    }
}

/// Whether a value is a number or truth value of the type that is asked for.
fn is_of(value: &Json, wanted: &str) -> bool {
    match wanted {
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => false,
    }
}

/// The edit that gives an unknown key or section the name that it is taken for; none if another
/// one is taken for the same.
pub(super) fn renamed(violation: &Violation, near: &str, document: &Document<'_>) -> Option<Edit> {
    let name = violation.value.as_str()?;
    let same = |other: &str| other != name && near::nearest(other, [near]).is_some();
    let Document { question, sections, .. } = document;
    if is_section(violation) {
        if sections.iter().any(|section| same(&section.name)) {
            return None;
        }
        let section = sections.iter().find(|section| section.name == name)?;
        return document.edit(section.heading.span.clone(), near);
    }
    let entries = match violation.pointer.as_str() {
        "" => &question.fields,
        pointer => node(pointer, document)?.entries(),
    };
    let front = Front::of(question)?;
    if entries.iter().any(|entry| same(&entry.key)) {
        return None;
    }
    front.rename(entries.iter().find(|entry| entry.key == name)?, near)
}

/// An id in capitals, with dashes, and zeros before its number.
pub(super) fn id(
    violation: &Violation,
    schema: &Schema,
    document: &Document<'_>,
    found: &mut Diagnostic,
) {
    let Some(old) = violation.value.as_str() else { return };
    let upper = old.trim().to_uppercase();
    let parts: Vec<&str> =
        upper.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let Some((number, front)) = parts.split_last() else { return };
    let Ok(number) = number.parse::<u64>() else { return };
    let front = front.join("-");
    let formed = |width: usize| format!("{front}-{number:0width$}");
    let accepted = |id: &String| schema.accepts(document, key::ID, id);
    let Some(new) = (1..=MAX_DIGITS).map(formed).find(accepted) else { return };
    found.help(format!(
        "write `{new}`; if cards with the old id are out, add `previous_ids: [{old}]`"
    ));
    let edit = document.question.value(key::ID);
    let edit = edit.and_then(|node| front::rewrite(document.question, node, &new));
    found.edits(Applicability::Unsafe, [edit]);
}

/// The heading of a section moved to its level, what is below it along with it.
pub(super) fn heading(
    violation: &Violation,
    schema: &Schema,
    document: &Document<'_>,
    found: &mut Diagnostic,
) {
    let Some(heading) = heading_of(violation, document) else { return };
    let headings = document.headings.iter();
    let mut behind = headings.skip_while(|one| *one != heading).skip(1);
    // The next one beside it would come to stand below it, unless it is a section itself.
    let beside = behind.find(|one| one.level <= heading.level);
    let own = |name: &str| schema.names().rank(name).is_some() && document.section(name).is_none();
    if beside.is_none_or(|one| one.level <= SECTION_LEVEL || own(&one.text)) {
        let edits = document.moved_to(heading, SECTION_LEVEL as usize);
        found.edits(Applicability::Safe, edits.unwrap_or_default().into_iter().map(Some));
    }
}
