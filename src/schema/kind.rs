//! The kind that a question's sections are those of, where it is another than it says.

use serde_json::{Value as Json, json};

use super::Schema;
use super::view::Part;
use super::violation::{Violation, rule};
use super::words::is_section;
use crate::document::Document;
use crate::near::nearest;
use crate::question::key;

/// So many sections that are missing or unknown may be a slip each.
const FEW: usize = 1;

/// Adds that the kind is another one, if that explains every section that is missing or unknown. What
/// follows from it stands in `rules/cascade.rs`. A key that is a misspelling of `kind` explains them too.
pub(super) fn judge(
    violations: &mut Vec<Violation>,
    schema: &Schema,
    document: &Document<'_>,
    mut instance: Json,
) {
    let about_sections = |one: &&Violation| is_section(one) && one.is_about_name();
    let misspelt = |one: &Violation| {
        let name = one.value.as_str().unwrap_or_default();
        one.rule == rule::UNKNOWN_KEY && nearest(name, [key::KIND]).is_some()
    };
    let misspelt = violations.iter().any(misspelt);
    let known = violations.iter().any(|one| one.rule == rule::KIND_MISMATCH);
    if known && misspelt {
        violations.retain(|one| one.rule != rule::KIND_MISMATCH && !about_sections(&one));
    }
    if known || violations.iter().filter(about_sections).count() <= FEW {
        return;
    }
    let kinds = schema.at("/properties/kind/enum").and_then(Json::as_array);
    let own = document.question.kind();
    let others = kinds.into_iter().flatten().filter(|kind| kind.as_str() != Some(own));
    let mut fitting = others.filter(|kind| fits(schema, &mut instance, kind));
    let (Some(kind), None) = (fitting.next(), fitting.next()) else { return };
    if misspelt {
        violations.retain(|one| !about_sections(&one));
        return;
    }
    violations.push(Violation {
        rule: rule::KIND_MISMATCH,
        keyword: "const".to_owned(),
        pointer: format!("/{}", key::KIND),
        value: Json::from(own),
        limit: kind.clone(),
        message: Some("the sections are those of kind `{limit}`, but the kind is `{kind}`".into()),
        condition: None,
        range: None,
        near: None,
    });
}

/// Whether the sections are those of a kind, and that kind has not room for any section.
fn fits(schema: &Schema, instance: &mut Json, kind: &Json) -> bool {
    const PROBE: &str = "\u{0}";
    instance[key::KIND] = kind.clone();
    let sound = |instance: &Json| {
        let measures = ["minimum", "maximum"];
        schema.validator.iter_errors(Part::Json(instance)).all(|error| {
            !error.instance_path().as_str().starts_with("/sections")
                || measures.contains(&error.kind().keyword())
        })
    };
    if !sound(instance) {
        return false;
    }
    let section = json!({
        "words": 9, "paragraphs": 1, "items": 0, "code_blocks": 0, "links": 0, "subsections": {}
    });
    instance["sections"][PROBE] = section;
    let takes_any = sound(instance);
    if let Some(sections) = instance["sections"].as_object_mut() {
        sections.shift_remove(PROBE);
    }
    !takes_any
}
