//! What a question violates: from the errors of the library to one violation for one fault.

use std::collections::HashSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use super::Schema;
use super::load::look_up;
use crate::document::{Document, Fact, Heading, SECTION_LEVEL, SectionNames};
use crate::near::nearest;

/// The rules that violations are reported under; the table stands in the design.
pub(super) mod rule {
    pub(crate) const MISSING_KEY: &str = "front-matter/missing-key";
    pub(crate) const UNKNOWN_KEY: &str = "front-matter/unknown-key";
    pub(crate) const WRONG_TYPE: &str = "front-matter/wrong-type";
    pub(crate) const INVALID_VALUE: &str = "front-matter/invalid-value";
    pub(crate) const DUPLICATE_LIST_VALUE: &str = "front-matter/duplicate-list-value";
    pub(crate) const ID_FORMAT: &str = "id/id-format";
    pub(crate) const LEVEL_MISMATCH: &str = "question/difficulty-level-mismatch";
    pub(crate) const MISSING_SECTION: &str = "structure/missing-section";
    pub(crate) const UNKNOWN_SECTION: &str = "structure/unknown-section";
    pub(crate) const TOO_SHORT: &str = "structure/section-too-short";
    pub(crate) const TOO_LONG: &str = "structure/section-too-long";
    pub(crate) const SECTION_SHAPE: &str = "structure/section-shape";
    pub(crate) const HEADING_LEVEL: &str = "structure/heading-level";
    pub(crate) const KIND_MISMATCH: &str = "structure/kind-mismatch";
}

/// One violated keyword, about one key or section.
#[derive(Clone, Debug)]
pub(super) struct Violation {
    /// The rule it is reported under.
    pub rule: &'static str,
    /// The JSON Schema keyword.
    pub keyword: String,
    /// JSON pointer to the value.
    pub pointer: String,
    /// The value, or for a missing or unknown name that name.
    pub value: Json,
    /// What the keyword asks for.
    pub limit: Json,
    /// The words of the schema's annotation, if it has some.
    pub message: Option<String>,
    /// For whom the keyword holds, from the `if` above it: `Advanced`.
    pub condition: Option<String>,
    /// The whole range, where the keyword is one end of it: `6 to 10`.
    pub range: Option<String>,
    /// What the name is taken for; of a missing section, the one that stands in its place.
    pub near: Option<String>,
}

impl Violation {
    /// Whether its value is the name of a key or section, not what stands there.
    pub(super) fn is_about_name(&self) -> bool {
        let keywords =
            ["required", "additionalProperties", "unevaluatedProperties", "propertyNames"];
        keywords.contains(&self.keyword.as_str())
    }
}

/// The rule that the violations of an error are reported under.
pub(super) fn rule_for(error: &ValidationError<'_>, schema: &Schema) -> &'static str {
    let annotation = schema.annotation(error.schema_path().as_str());
    let named = annotation.and_then(|note| note.get("rule")).and_then(Json::as_str);
    named.and_then(|name| schema.rule(name)).unwrap_or_else(|| {
        let conditional = condition(schema, error.evaluation_path().as_str()).is_some();
        rule_of(error.instance_path().as_str(), error.kind().keyword(), conditional)
    })
}

/// How many violations an error is.
pub(super) fn number(error: &ValidationError<'_>) -> usize {
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let pointer = error.instance_path().as_str();
            unexpected.iter().filter(|name| is_ours(pointer, name)).count()
        }
        _ => 1,
    }
}

/// Whether an unexpected name is one of the question's: its sections are part of the object whether or
/// not the schema speaks of them.
fn is_ours(pointer: &str, name: &str) -> bool {
    !pointer.is_empty() || name != "sections"
}

/// The violations of one error, under its rule ([`rule_for`]): several if it is about several names.
pub(super) fn of(
    error: &ValidationError<'_>,
    rule: &'static str,
    schema: &Schema,
    object: &Json,
) -> Vec<Violation> {
    let pointer = error.instance_path().to_string();
    let keyword = error.kind().keyword().to_owned();
    let annotation = schema.annotation(error.schema_path().as_str());
    let message = annotation.and_then(|note| note.get("message")).and_then(Json::as_str);
    let condition = condition(schema, error.evaluation_path().as_str());
    let one = |value: Json| Violation {
        rule,
        keyword: keyword.clone(),
        pointer: pointer.clone(),
        value,
        limit: limit(error.kind()),
        message: message.map(str::to_owned),
        condition: condition.clone(),
        range: range(schema, error.schema_path().as_str()),
        near: None,
    };
    let names = match error.kind() {
        Kind::Required { property } => vec![property.clone()],
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let names = unexpected.iter().filter(|name| is_ours(&pointer, name));
            names.map(|name| Json::from(name.as_str())).collect()
        }
        Kind::PropertyNames { error } => vec![error.instance().clone().into_owned()],
        _ => vec![look_up(object, &pointer).cloned().unwrap_or_default()],
    };
    names.into_iter().map(one).collect()
}

/// The table "keyword → rule".
fn rule_of(pointer: &str, keyword: &str, conditional: bool) -> &'static str {
    let names_section = pointer == "/sections" || pointer.ends_with("/subsections");
    let leaf = pointer.rsplit('/').next().unwrap_or_default();
    let in_section = pointer.starts_with("/sections/");
    match keyword {
        "required" if names_section => rule::MISSING_SECTION,
        "additionalProperties" | "unevaluatedProperties" if names_section => rule::UNKNOWN_SECTION,
        "minimum" | "exclusiveMinimum" if in_section && leaf == "words" => rule::TOO_SHORT,
        "maximum" | "exclusiveMaximum" if in_section && leaf == "words" => rule::TOO_LONG,
        _ if in_section && leaf == "items" => rule::SECTION_SHAPE,
        "required" if !in_section => rule::MISSING_KEY,
        "additionalProperties" | "unevaluatedProperties" if !in_section => rule::UNKNOWN_KEY,
        "type" => rule::WRONG_TYPE,
        "uniqueItems" => rule::DUPLICATE_LIST_VALUE,
        "pattern" if pointer == "/id" => rule::ID_FORMAT,
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" if conditional => {
            rule::LEVEL_MISMATCH
        }
        _ => rule::INVALID_VALUE,
    }
}

fn limit(kind: &Kind) -> Json {
    match kind {
        Kind::Maximum { limit }
        | Kind::Minimum { limit }
        | Kind::ExclusiveMaximum { limit }
        | Kind::ExclusiveMinimum { limit } => limit.clone(),
        Kind::MaxLength { limit }
        | Kind::MinLength { limit }
        | Kind::MaxItems { limit }
        | Kind::MinItems { limit }
        | Kind::MaxProperties { limit }
        | Kind::MinProperties { limit } => Json::from(*limit),
        Kind::Enum { options } => (**options).clone(),
        Kind::Constant { expected_value } => (**expected_value).clone(),
        Kind::Pattern { pattern } => Json::from(pattern.as_str()),
        Kind::Format { format } => Json::from(format.as_str()),
        Kind::MultipleOf { multiple_of } => Json::from(*multiple_of),
        Kind::Type { kind } => {
            use jsonschema::error::TypeKind;
            match kind {
                TypeKind::Single(one) => Json::from(one.to_string()),
                TypeKind::Multiple(set) => {
                    set.iter().map(|one| Json::from(one.to_string())).collect()
                }
            }
        }
        _ => Json::Null,
    }
}

/// What the `if` beside the `then` on the way to a keyword asks `level` or another key to be.
fn condition(schema: &Schema, evaluated: &str) -> Option<String> {
    let above = &evaluated[..evaluated.rfind("/then/")?];
    let keys = schema.at(above)?.pointer("/if/properties")?.as_object()?;
    let values: Vec<_> =
        keys.values().filter_map(|key| key.get("const").and_then(Json::as_str)).collect();
    (!values.is_empty()).then(|| values.join(" "))
}

/// The range that the keyword at `pointer` is one end of.
fn range(schema: &Schema, pointer: &str) -> Option<String> {
    let (parent, keyword) = pointer.rsplit_once('/')?;
    let ends = ["minimum", "maximum"];
    let [low, high] = ends.map(|end| schema.at(parent).and_then(|parent| parent.get(end)));
    ends.contains(&keyword).then_some(())?;
    Some(format!("{} to {}", low?, high?))
}

/// Whether the format of a question has room for what is violated: nothing else is demanded of it.
pub(super) fn has_room(violation: &Violation, document: &Document<'_>) -> bool {
    let Some(carries) = document.question.carries else { return true };
    let name = violation.value.as_str().unwrap_or_default();
    match violation.rule {
        rule::MISSING_KEY if violation.pointer.is_empty() => carries.keys.contains(&name),
        rule::MISSING_SECTION if violation.pointer == "/sections" => {
            carries.sections.contains(&name)
        }
        rule::TOO_SHORT | rule::TOO_LONG | rule::SECTION_SHAPE => {
            let section = section_of(violation);
            section.is_none_or(|section| carries.sections.contains(&section.as_str()))
        }
        _ => true,
    }
}

/// One violation for one fault: what another one already says is left out.
pub(super) fn fold(
    violations: Vec<Violation>,
    document: &Document<'_>,
    names: &SectionNames,
) -> Vec<Violation> {
    let mut violations = about_one_place_once(violations);
    reserved_key(&mut violations, document);
    violations
        .retain(|violation| !(violation.rule == rule::TOO_SHORT && is_code(violation, document)));
    for violation in &mut violations {
        if heading_of(violation, document).is_some() {
            violation.rule = rule::HEADING_LEVEL;
        }
    }
    let mut violations = misspelt(violations);
    renamed(&mut violations, document, names);
    violations
}

/// The name of the section that a violation is about.
fn section_of(violation: &Violation) -> Option<String> {
    violation.pointer.split('/').nth(2).map(super::instance::unescape)
}

/// Whether a violation is about a section that says in code what it has to say.
fn is_code(violation: &Violation, document: &Document<'_>) -> bool {
    let section = section_of(violation).and_then(|name| document.section(&name));
    section.is_some_and(|section| document.count(section, Fact::CodeBlocks) > 0)
}

/// For one value the first of type, enum and pattern, plain range, range under an `if`.
fn about_one_place_once(mut violations: Vec<Violation>) -> Vec<Violation> {
    let weight = |violation: &Violation| match violation.keyword.as_str() {
        "type" => 0,
        "enum" | "const" | "pattern" | "format" => 1,
        _ if violation.condition.is_none() => 2,
        _ => 3,
    };
    let stricter: Vec<_> =
        violations.iter().filter(|violation| violation.condition.is_some()).cloned().collect();
    violations.sort_by_key(weight);
    let mut seen = HashSet::new();
    violations.retain(|violation| {
        let name = violation.is_about_name().then(|| violation.value.to_string());
        seen.insert((violation.pointer.clone(), name))
    });
    for violation in violations.iter_mut().filter(|violation| violation.condition.is_none()) {
        // `11 is above the maximum 10` can say for whom, where the level's own range ends there.
        let same = stricter.iter().find(|other| {
            (&other.pointer, &other.keyword, &other.limit)
                == (&violation.pointer, &violation.keyword, &violation.limit)
        });
        if let Some(other) = same {
            violation.condition = other.condition.clone();
            violation.range = other.range.clone();
        }
    }
    violations
}

/// A front-matter key `sections` is unknown like any other, but its place in the object is taken.
fn reserved_key(violations: &mut Vec<Violation>, document: &Document<'_>) {
    if document.question.field("sections").is_some() {
        violations.push(Violation {
            rule: rule::UNKNOWN_KEY,
            keyword: "additionalProperties".to_owned(),
            pointer: String::new(),
            value: Json::from("sections"),
            limit: Json::Null,
            message: None,
            condition: None,
            range: None,
            near: None,
        });
    }
}

/// The heading of a missing section that is there after all, with another level.
pub(super) fn heading_of<'d>(
    violation: &Violation,
    document: &'d Document<'_>,
) -> Option<&'d Heading> {
    let name = violation.value.as_str()?;
    let missing = violation.keyword == "required" && violation.pointer == "/sections";
    let mut headings = document.headings.iter().filter(|heading| heading.text == name);
    headings.find(|heading| missing && heading.level != SECTION_LEVEL)
}

/// Joins each unknown name with the missing one that it is a misspelling of.
fn misspelt(mut violations: Vec<Violation>) -> Vec<Violation> {
    let mut joined = HashSet::new();
    for (unknown, missing) in
        [(rule::UNKNOWN_KEY, rule::MISSING_KEY), (rule::UNKNOWN_SECTION, rule::MISSING_SECTION)]
    {
        let wanted: Vec<_> = violations
            .iter()
            .filter(|one| one.rule == missing && one.is_about_name())
            .filter_map(|one| Some((one.pointer.clone(), one.value.as_str()?.to_owned())))
            .collect();
        let about_names = |one: &&mut Violation| one.rule == unknown && one.is_about_name();
        for violation in violations.iter_mut().filter(about_names) {
            let name = violation.value.as_str().unwrap_or_default();
            let beside = wanted.iter().filter(|(pointer, _)| *pointer == violation.pointer);
            let Some(near) = nearest(name, beside.map(|(_, name)| name.as_str())) else { continue };
            joined.insert((missing, violation.pointer.clone(), Json::from(near)));
            violation.near = Some(near.to_owned());
            // An unknown key is an error as it is; without its section a question is not whole.
            if unknown == rule::UNKNOWN_SECTION {
                violation.rule = missing;
            }
        }
    }
    violations.retain(|one| !joined.contains(&(one.rule, one.pointer.clone(), one.value.clone())));
    violations
}

/// Joins each missing section with the unknown one that stands in its place, where no other is missing
/// or unknown there.
fn renamed(violations: &mut Vec<Violation>, document: &Document<'_>, names: &SectionNames) {
    let sections = &document.sections;
    let rank = |name: &str| names.rank(name);
    // Between which known sections a name stands or should stand.
    let gap = |one: &Violation| {
        let name = one.value.as_str()?;
        let (before, after) = match (one.rule, rank(name)) {
            (rule::MISSING_SECTION, Some(wanted)) => {
                let there = || sections.iter().filter_map(|section| rank(&section.name));
                let before = there().filter(|rank| *rank < wanted).max();
                (before, there().filter(|rank| *rank > wanted).min())
            }
            (rule::UNKNOWN_SECTION, None) => {
                let at = sections.iter().position(|section| section.name == name)?;
                let before = sections[..at].iter().rev().find_map(|one| rank(&one.name));
                (before, sections[at + 1..].iter().find_map(|one| rank(&one.name)))
            }
            _ => return None,
        };
        (one.pointer == "/sections" && one.near.is_none()).then_some((one.rule, before, after))
    };
    let gaps: Vec<_> = violations.iter().map(gap).collect();
    let only = |wanted| {
        let mut all = (0..gaps.len()).filter(|&at| gaps[at] == Some(wanted));
        all.next().filter(|_| all.next().is_none())
    };
    let mut joined = Vec::new();
    for gap in gaps.iter().flatten().filter(|(rule, ..)| *rule == rule::MISSING_SECTION) {
        if let (Some(missing), Some(unknown)) =
            (only(*gap), only((rule::UNKNOWN_SECTION, gap.1, gap.2)))
        {
            violations[missing].near = violations[unknown].value.as_str().map(str::to_owned);
            joined.push(unknown);
        }
    }
    let mut at = 0..;
    violations.retain(|_| at.next().is_some_and(|at| !joined.contains(&at)));
}
