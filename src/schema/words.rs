//! What a violation says, in the corpus's words, and where.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::Schema;
use super::instance::{locate, unescape};
use super::mend;
use super::violation::{Violation, heading_of, rule};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::document::Document;
use crate::front::{self, Front};
use crate::near;
use crate::source::Span;
use crate::value::Node;

/// A list of allowed values longer than this is not printed.
const MAX_LISTED: usize = 8;

/// The diagnostic of a violation.
pub(super) fn diagnostic(
    violation: &Violation,
    schema: &Schema,
    document: &Document<'_>,
) -> Diagnostic {
    let span = place(violation, document);
    let file = document.question.source.file;
    let mut found = Diagnostic::new(violation.rule, Severity::Error, file, span, "");
    match violation.keyword.as_str() {
        "required" if violation.rule == rule::HEADING_LEVEL => {
            let name = plain(&violation.value);
            found.message = format!("`{name}` is a section, but its heading is not of level 2");
            found.help(format!("write `## {name}`"));
            mend::heading(violation, schema, document, &mut found);
        }
        "required" if is_section(violation) => {
            missing_section(violation, schema, document, &mut found);
        }
        "required" => missing_key(violation, schema, document, &mut found),
        "additionalProperties" | "unevaluatedProperties" => {
            unknown(violation, schema, document, &mut found);
        }
        "type" => wrong_type(violation, document, &mut found),
        "enum" | "const" => not_allowed(violation, document, &mut found),
        "uniqueItems" => repeated(violation, document, &mut found),
        _ => {
            found.message = measure(violation);
            if let (Some(range), None) = (&violation.range, fact(violation)) {
                let name = name(violation);
                found.help(match &violation.condition {
                    Some(who) => format!("{who} questions have {name} {range}"),
                    None => format!("{name} is {range}"),
                });
            }
        }
    }
    if let Some(message) = &violation.message {
        found.message = message
            .replace("{value}", &plain(&violation.value))
            .replace("{limit}", &plain(&violation.limit))
            .replace("{key}", &leaf(violation))
            .replace("{kind}", document.question.kind());
    }
    if violation.rule == rule::ID_FORMAT {
        mend::id(violation, schema, document, &mut found);
    }
    let message = std::mem::take(&mut found.message);
    found.say(message);
    found
}

/// Where the label stands.
fn place(violation: &Violation, document: &Document<'_>) -> Span {
    let name = violation.value.as_str().unwrap_or_default();
    match violation.keyword.as_str() {
        "additionalProperties" | "unevaluatedProperties" | "propertyNames" => {
            if is_section(violation) {
                let inner = format!("{}/{}", violation.pointer, escape(name));
                return locate(document, &inner);
            }
            let key = key_span(&violation.pointer, name, document);
            key.unwrap_or_else(|| locate(document, &violation.pointer))
        }
        "uniqueItems" => {
            let again = again(violation).unwrap_or_default();
            locate(document, &format!("{}/{again}", violation.pointer))
        }
        "required" if is_section(violation) && violation.near.is_some() => {
            let name = violation.near.as_deref().unwrap_or_default();
            locate(document, &format!("{}/{}", violation.pointer, escape(name)))
        }
        "required" => match heading_of(violation, document) {
            Some(heading) => document.locate(heading.span.clone()),
            None => {
                let holder = violation.pointer.rsplit_once('/');
                let holder =
                    holder.and_then(|(above, key)| key_span(above, &unescape(key), document));
                holder.unwrap_or_else(|| locate(document, &violation.pointer))
            }
        },
        _ => locate(document, &violation.pointer),
    }
}

/// The bytes of the key `name` of the map at `pointer`, if it stands in the front matter.
fn key_span(pointer: &str, name: &str, document: &Document<'_>) -> Option<Span> {
    let entries = match pointer {
        "" => &document.question.fields,
        pointer => node(pointer, document)?.entries(),
    };
    entries.iter().find(|entry| entry.key == name).map(|entry| entry.key_span)
}

/// The first item of a list that is equal to one before it.
fn again(violation: &Violation) -> Option<usize> {
    let mut seen = HashSet::new();
    violation.value.as_array()?.iter().position(|item| !seen.insert(item.to_string()))
}

fn repeated(violation: &Violation, document: &Document<'_>, found: &mut Diagnostic) {
    found.message = format!("{} holds a value twice", subject(violation));
    found.help("take this one off the list");
    let list = node(&violation.pointer, document).zip(again(violation));
    let edit = list.and_then(|(list, at)| Front::of(document.question)?.without(list, at));
    found.edits(Applicability::Safe, [edit]);
}

fn missing_section(
    violation: &Violation,
    schema: &Schema,
    document: &Document<'_>,
    found: &mut Diagnostic,
) {
    let name = plain(&violation.value);
    match step(violation) {
        Some(step) => {
            found.message = format!("the part `{name}` of `{step}` is missing");
            found.help(format!("add a heading `### {name}` with its text"));
        }
        None if let Some(other) = &violation.near => {
            found.message = format!("the section `{name}` is missing: `{other}` stands there");
            found.help(format!("rename `{other}` to `{name}`"));
        }
        None => {
            found.message = format!("the section `{name}` is missing");
            let names = schema.names();
            let earlier = names.all().take_while(|known| *known != name);
            let before = earlier.filter(|known| document.section(known).is_some()).last();
            let place = before.map_or_else(String::new, |before| format!(" behind `{before}`"));
            let add = match document.question.carries {
                None => format!("add a heading `## {name}` with its text{place}"),
                Some(_) => "write it as other questions of the file do".to_owned(),
            };
            found.help(match &violation.condition {
                Some(who) => format!("{who} questions have it: {add}"),
                None => add,
            });
        }
    }
}

fn missing_key(
    violation: &Violation,
    schema: &Schema,
    document: &Document<'_>,
    found: &mut Diagnostic,
) {
    let name = plain(&violation.value);
    if !violation.pointer.is_empty() {
        found.message = format!("the key `{name}` is missing in {}", subject(violation));
        found.help(format!("add `{name}: …` there"));
        return;
    }
    found.message = format!("the key `{name}` is missing");
    let earlier = schema.keys().iter().take_while(|known| **known != name);
    let before = earlier.filter(|known| document.question.field(known).is_some()).last();
    let place = match before.filter(|_| Front::of(document.question).is_some()) {
        Some(before) => format!("behind `{before}`"),
        None => "to the front matter".to_owned(),
    };
    let allowed = schema.at(&format!("/properties/{}/enum", escape(&name)));
    let allowed = allowed.and_then(Json::as_array).filter(|values| values.len() <= MAX_LISTED);
    found.help(match allowed {
        Some(values) => format!("add `{name}: …` {place}, with one of {}", list(values)),
        None => format!("add `{name}: …` {place}"),
    });
}

fn unknown(
    violation: &Violation,
    schema: &Schema,
    document: &Document<'_>,
    found: &mut Diagnostic,
) {
    let name = plain(&violation.value);
    let section = is_section(violation);
    let absent = |known: &&str| {
        if section {
            document.section(known).is_none()
        } else {
            document.question.field(known).is_none()
        }
    };
    // What a map inside the front matter may hold, the schema's own keys do not say.
    let inner = !section && !violation.pointer.is_empty();
    let known = || match section {
        true => near::nearest(&name, schema.names().all()),
        false => near::nearest(&name, schema.keys().iter().map(String::as_str)),
    };
    let near = match &violation.near {
        None if inner => None,
        None => known().filter(absent).map(str::to_owned),
        near => near.clone(),
    };
    let what = if section { "section" } else { "key" };
    found.message = match (&near, step(violation)) {
        (Some(near), _) if violation.rule == rule::MISSING_SECTION => {
            let what = if step(violation).is_some() { "part" } else { "section" };
            format!("the {what} `{near}` is missing: `{name}` stands there")
        }
        (Some(near), _) => format!("unknown {what} `{name}`: did you mean `{near}`?"),
        (None, Some(step)) => format!("unknown part `{name}` in `{step}`"),
        (None, None) if inner => format!("unknown key `{name}` in {}", subject(violation)),
        (None, None) => format!("unknown {what} `{name}`{}", in_whose(violation)),
    };
    match near {
        Some(near) => {
            found.help(format!("rename it to `{near}`"));
            found.edits(Applicability::Unsafe, [mend::renamed(violation, &near, document)]);
        }
        None if section => {
            found.help(
                "the exports do not know where to put it: rename it, or add it to the schema",
            );
        }
        None if inner => {
            found.help("rename it, or add it to the schema");
        }
        None => {
            let keys: Vec<_> = schema.keys().iter().map(|key| format!("`{key}`")).collect();
            found.help(format!("the known keys are {}", keys.join(", ")));
        }
    }
}

fn wrong_type(violation: &Violation, document: &Document<'_>, found: &mut Diagnostic) {
    let node = node(&violation.pointer, document);
    let written = node.map(|node| document.question.source.slice(node.span)).unwrap_or_default();
    let written = written.lines().next().unwrap_or_default();
    let read = json_type(&violation.value);
    let wanted = match &violation.limit {
        Json::Array(types) => {
            types.iter().map(|one| type_words(&plain(one))).collect::<Vec<_>>().join(" or ")
        }
        one => type_words(&plain(one)).to_owned(),
    };
    found.message = match written {
        _ if node.is_none() => format!("{} must be {wanted}, but is {read}", subject(violation)),
        "" => format!("{} must be {wanted}, but has no value", subject(violation)),
        written => format!("{} must be {wanted}, but `{written}` is {read}", subject(violation)),
    };
    mend::type_of(violation, document, written, found);
}

fn not_allowed(violation: &Violation, document: &Document<'_>, found: &mut Diagnostic) {
    let value = plain(&violation.value);
    let allowed = match &violation.limit {
        Json::Array(options) => options.clone(),
        one => vec![one.clone()],
    };
    let near = near::nearest(&value, allowed.iter().filter_map(Json::as_str));
    found.message = match near {
        Some(near) => format!("{} cannot be `{value}`: did you mean `{near}`?", subject(violation)),
        None => format!("{} cannot be `{value}`", subject(violation)),
    };
    match allowed.as_slice() {
        [one] => _ = found.help(format!("write `{}`", plain(one))),
        _ if allowed.len() <= MAX_LISTED => {
            _ = found.help(format!("it is one of {}", list(&allowed)));
        }
        _ => {}
    }
    if let Some(near) = near {
        let same = near.eq_ignore_ascii_case(value.trim());
        let applicability = if same { Applicability::Safe } else { Applicability::Unsafe };
        let node = node(&violation.pointer, document);
        let edit = node.and_then(|node| front::rewrite(document.question, node, near));
        found.edits(applicability, [edit]);
    }
}

/// The words about a value that is too small, too large or of the wrong form.
fn measure(violation: &Violation) -> String {
    let limit = plain(&violation.limit);
    let subject = subject(violation);
    if let Some(fact) = fact(violation) {
        return fact_words(violation, &subject, &fact, &limit);
    }
    let value = plain(&violation.value);
    let whose = whose(violation);
    let name = name(violation);
    match violation.keyword.as_str() {
        "maximum" => format!("{name} {value} is above the maximum {limit}{whose}"),
        "minimum" => format!("{name} {value} is below the minimum {limit}{whose}"),
        "exclusiveMaximum" => format!("{name} {value} must be below {limit}{whose}"),
        "exclusiveMinimum" => format!("{name} {value} must be above {limit}{whose}"),
        "propertyNames" => {
            format!("the name `{value}` is not of the form that the schema asks for")
        }
        "minLength" if value.is_empty() => format!("{subject} is empty"),
        "minLength" => format!("{subject} is shorter than {limit} characters{whose}"),
        "maxLength" => format!("{subject} is longer than {limit} characters{whose}"),
        "minItems" => format!("{subject} has fewer than {limit} values{whose}"),
        "maxItems" => format!("{subject} has more than {limit} values{whose}"),
        "pattern" => format!("{subject} `{value}` does not match the pattern `{limit}`{whose}"),
        "format" => format!("{subject} `{value}` is not of the format {limit}{whose}"),
        "multipleOf" => format!("{name} {value} is not a multiple of {limit}{whose}"),
        "not" | "falseSchema" => format!("{subject} is not allowed here{whose}"),
        keyword => format!("{subject} does not meet the schema's `{keyword}`{whose}"),
    }
}

fn fact_words(violation: &Violation, subject: &str, fact: &str, limit: &str) -> String {
    let value = plain(&violation.value);
    let plural = if value == "1" { fact.trim_end_matches('s') } else { fact };
    let who = match &violation.condition {
        Some(who) => format!("{who} questions need"),
        None => "it needs".to_owned(),
    };
    match violation.keyword.as_str() {
        "minimum" if fact == "list items" && value == "0" => {
            format!("{subject} is not a list: {who} at least {limit} items")
        }
        "minimum" => format!("{subject} has {value} {plural}: {who} at least {limit}"),
        "maximum" => format!("{subject} has {value} {plural}: {who} at most {limit}"),
        keyword => format!("{subject} has {value} {plural}: that violates `{keyword}` {limit}"),
    }
}

/// The section fact that a violation counts, in words.
fn fact(violation: &Violation) -> Option<String> {
    let leaf = violation.pointer.rsplit('/').next()?;
    let counted = ["words", "paragraphs", "items", "code_blocks", "links"].contains(&leaf);
    (counted && violation.pointer.starts_with("/sections/")).then(|| match leaf {
        "items" => "list items".to_owned(),
        leaf => leaf.replace('_', " "),
    })
}

/// What a violation is about: "`difficulty`", "the section `Answer`".
fn subject(violation: &Violation) -> String {
    let parts: Vec<_> = violation.pointer.split('/').skip(1).map(unescape).collect();
    match parts.as_slice() {
        [first, step, second, part, ..] if first == "sections" && second == "subsections" => {
            format!("the part `{part}` of `{step}`")
        }
        [first, name, ..] if first == "sections" => format!("the section `{name}`"),
        [first] if first == "sections" => "the question".to_owned(),
        [key, _, ..] => format!("a value of `{key}`"),
        [key] => format!("`{key}`"),
        [] => "the question".to_owned(),
    }
}

/// " for Advanced questions", where the keyword holds for those only.
fn whose(violation: &Violation) -> String {
    violation.condition.as_ref().map_or_else(String::new, |who| format!(" for {who} questions"))
}

/// " in a core question", where the keyword holds for those only.
fn in_whose(violation: &Violation) -> String {
    violation.condition.as_ref().map_or_else(String::new, |who| format!(" in a {who} question"))
}

/// What stands before a number: "difficulty", "a value of `scores`:".
fn name(violation: &Violation) -> String {
    match violation.pointer.matches('/').count() {
        0 | 1 => leaf(violation),
        _ => format!("{}:", subject(violation)),
    }
}

/// The name of the key or section that a violation is about.
fn leaf(violation: &Violation) -> String {
    unescape(violation.pointer.rsplit('/').next().unwrap_or_default())
}

pub(super) fn is_section(violation: &Violation) -> bool {
    [rule::MISSING_SECTION, rule::UNKNOWN_SECTION].contains(&violation.rule)
        || violation.pointer == "/sections"
        || violation.pointer.ends_with("/subsections")
}

/// The section whose parts a violation is about.
fn step(violation: &Violation) -> Option<String> {
    let inner = violation.pointer.strip_prefix("/sections/")?.strip_suffix("/subsections")?;
    Some(unescape(inner))
}

/// The value at `pointer`, or the last one on the way to it; none for what is no key's value.
pub(super) fn node<'d>(pointer: &str, document: &'d Document<'_>) -> Option<&'d Node> {
    let path = pointer.strip_prefix('/')?;
    let (key, below) = path.split_at(path.find('/').unwrap_or(path.len()));
    Some(document.question.value(&unescape(key))?.nearest(below))
}

fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn list(values: &[Json]) -> String {
    values.iter().map(|value| format!("`{}`", plain(value))).collect::<Vec<_>>().join(", ")
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn json_type(value: &Json) -> &'static str {
    type_words(match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_f64() => "number",
        Json::Number(_) => "integer",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    })
}

fn type_words(name: &str) -> &'static str {
    match name {
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "text",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "a map",
        _ => "nothing",
    }
}
