//! From the text of a schema file to a compiled schema, or the place where it is wrong.

use std::collections::HashMap;

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value as Json;

use super::view::View;
use super::{ANNOTATION, Schema};
use crate::document::SectionNames;
use crate::failure::{Failure, Result};
use crate::near;
use crate::source::Lines;
use crate::value;

/// What is wrong with a schema, and the JSON pointer to the place.
#[derive(Debug)]
pub(super) struct Wrong {
    message: String,
    pointer: String,
}

impl Schema {
    /// Compiles the schema file `text` (JSON or YAML) that stands at `path`.
    ///
    /// The error of a wrong schema names line and column in that file.
    pub fn parse(text: &str, path: &str, rules: Vec<&'static str>) -> Result<Schema> {
        let at = |offset: u32, message: &str| {
            let place = Lines::new(text).position(offset);
            Failure(format!("{path}:{}:{}: {message}", place.line, place.column))
        };
        // JSON is YAML, so one reader serves both and keeps the places.
        let text_start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let parsed = value::yaml::parse(&text[text_start..], text_start as u32)
            .map_err(|error| at(error.span.start, &error.message))?;
        if let Some(twice) = parsed.duplicates.first() {
            return Err(at(twice.second.start, &format!("the key `{}` stands twice", twice.key)));
        }
        let json = Json::from(&parsed.node.value);
        let compiled = Schema::compile(json, rules).and_then(|schema| {
            annotations(&schema.json, &schema.rules)?;
            Ok(schema)
        });
        compiled.map_err(|wrong| {
            let node = parsed.node.nearest(&wrong.pointer);
            at(node.span.start, &wrong.message)
        })
    }

    pub(super) fn compile(
        json: Json,
        rules: Vec<&'static str>,
    ) -> std::result::Result<Schema, Wrong> {
        demand_few_references(&json)?;
        let validator = validator(&json)?;
        let sections = json.pointer("/properties/sections/properties");
        Ok(Schema {
            validator,
            names: section_names(sections),
            levels: strings(json.pointer("/properties/level/enum")),
            keys: properties(&json).map(|(key, _)| key.clone()).collect(),
            defaults: properties(&json)
                .filter_map(|(key, schema)| Some((key.clone(), schema.get("default")?.clone())))
                .collect(),
            json,
            rules,
        })
    }

    /// The annotation beside the keyword at `pointer`.
    pub(super) fn annotation(&self, pointer: &str) -> Option<&Json> {
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        look_up(&self.json, parent)?.get(ANNOTATION)
    }

    /// The part of the schema at `pointer`.
    pub(super) fn at(&self, pointer: &str) -> Option<&Json> {
        look_up(&self.json, pointer)
    }

    /// The rule of that name.
    pub(super) fn rule(&self, name: &str) -> Option<&'static str> {
        self.rules.iter().copied().find(|rule| *rule == name)
    }
}

/// What stands at a JSON pointer. `serde_json` makes two texts of each step, and a fault takes a dozen.
pub(super) fn look_up<'j>(json: &'j Json, pointer: &str) -> Option<&'j Json> {
    if pointer.contains('~') {
        return json.pointer(pointer);
    }
    pointer.split('/').skip(1).try_fold(json, |json, step| match json {
        Json::Object(map) => map.get(step),
        Json::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

fn validator(json: &Json) -> std::result::Result<Validator<View>, Wrong> {
    jsonschema::options_for::<View>()
        .with_draft(Draft::Draft202012)
        // In this draft a `format` is a remark, unless somebody asks for more.
        .should_validate_formats(true)
        // Linear time, whatever the pattern.
        .with_pattern_options(PatternOptions::regex())
        .build(json)
        .map_err(|error| {
            let pointer = error.instance_path().to_string();
            match error.kind() {
                Kind::Referencing(_) => {
                    dangling(json).unwrap_or_else(|| Wrong { message: error.to_string(), pointer })
                }
                Kind::Format { format } if format == "regex" => {
                    let pattern = error.instance().as_str().unwrap_or_default();
                    let message = format!(
                        "the schema is wrong: the pattern `{pattern}` cannot be used: it is broken, too \
                         large, or looks around or back, which may take any time"
                    );
                    Wrong { message, pointer }
                }
                _ => {
                    // The whole schema has no place in a message about it.
                    let error = match pointer.as_str() {
                        "" => error.masked_with("it").to_string(),
                        _ => error.to_string(),
                    };
                    Wrong { message: format!("the schema is wrong: {error}"), pointer }
                }
            }
        })
}

/// The first `$ref` that leads nowhere; the library does not say where it stands.
fn dangling(json: &Json) -> Option<Wrong> {
    find(json, "", &mut |pointer, key, value| {
        let target = value.as_str().filter(|_| ["$ref", "$dynamicRef"].contains(&key))?;
        let message = match target.strip_prefix('#') {
            Some(inner) if json.pointer(inner).is_some() => return None,
            Some(_) => format!("the schema is wrong: `{key}` to `{target}`, which is not there"),
            None => format!("the schema is wrong: `{key}` to `{target}`, but nothing is fetched"),
        };
        Some(Wrong { message, pointer: format!("{pointer}/{key}") })
    })
}

/// How many subschemas a value may be looked at with. Ours has two hundred.
const MAX_LOOKS: usize = 1_000_000;

/// How many references may follow each other.
const MAX_CHAIN: usize = 100;

/// Refuses a schema whose references lead to references so that they double with each, or go on and on:
/// thirty of them would keep a run busy for minutes.
fn demand_few_references(json: &Json) -> std::result::Result<(), Wrong> {
    let mut looks = Looks { whole: json, known: HashMap::new(), chain: 0 };
    if looks.at(json) <= MAX_LOOKS {
        return Ok(());
    }
    let message = "the schema is wrong: its references lead to too many others".to_owned();
    Err(Wrong { message, pointer: String::new() })
}

/// How many objects there are in a part of a schema, those that it refers to counted once for each
/// reference; a reference to what it stands in counts as none.
struct Looks<'j> {
    whole: &'j Json,
    known: HashMap<&'j str, usize>,
    chain: usize,
}

impl<'j> Looks<'j> {
    fn at(&mut self, part: &'j Json) -> usize {
        let add = |sum: usize, looks: usize| sum.saturating_add(looks);
        match part {
            Json::Array(items) => items.iter().map(|item| self.at(item)).fold(0, add),
            Json::Object(map) => {
                let target = map.get("$ref").and_then(Json::as_str);
                let referred = target.map_or(0, |target| self.behind(target));
                map.values().map(|value| self.at(value)).fold(referred.saturating_add(1), add)
            }
            _ => 0,
        }
    }

    fn behind(&mut self, target: &'j str) -> usize {
        if let Some(looks) = self.known.get(target) {
            return *looks;
        }
        let part = target.strip_prefix('#').and_then(|pointer| self.whole.pointer(pointer));
        let Some(part) = part else { return 0 };
        if self.chain == MAX_CHAIN {
            return usize::MAX;
        }
        self.known.insert(target, 0);
        self.chain += 1;
        let looks = self.at(part);
        self.chain -= 1;
        self.known.insert(target, looks);
        looks
    }
}

/// Checks every annotation: a misspelt one would be silently without effect.
fn annotations(json: &Json, rules: &[&'static str]) -> std::result::Result<(), Wrong> {
    let wrong = find(json, "", &mut |pointer, key, value| {
        if key != ANNOTATION {
            return None;
        }
        let pointer = format!("{pointer}/{key}");
        let Some(annotation) = value.as_object() else {
            return Some(Wrong { message: format!("`{ANNOTATION}` must be an object"), pointer });
        };
        annotation.iter().find_map(|(name, value)| {
            let pointer = format!("{pointer}/{name}");
            Some(Wrong { message: annotation_fault(name, value, rules)?, pointer })
        })
    });
    wrong.map_or(Ok(()), Err)
}

fn annotation_fault(name: &str, value: &Json, rules: &[&'static str]) -> Option<String> {
    let known = ["order", "aliases", "rule", "message"];
    match name {
        "order" if !value.is_number() => Some("`order` must be a number".to_owned()),
        "aliases" if !value.is_array() => Some("`aliases` must be a list".to_owned()),
        "message" if !value.is_string() => Some("`message` must be text".to_owned()),
        "rule" => {
            let rule = value.as_str().unwrap_or_default();
            let unknown = !rules.contains(&rule);
            unknown.then(|| near::unknown("rule", rule, rules.iter().copied()))
        }
        name if !known.contains(&name) => Some(near::unknown(ANNOTATION, name, known)),
        _ => None,
    }
}

/// The first thing that `look` finds among all keys, with the pointer to the object they are in.
fn find(
    json: &Json,
    pointer: &str,
    look: &mut impl FnMut(&str, &str, &Json) -> Option<Wrong>,
) -> Option<Wrong> {
    match json {
        Json::Object(map) => map.iter().find_map(|(key, value)| {
            let escaped = key.replace('~', "~0").replace('/', "~1");
            look(pointer, &escaped, value)
                .or_else(|| find(value, &format!("{pointer}/{escaped}"), look))
        }),
        Json::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(at, item)| find(item, &format!("{pointer}/{at}"), look))
        }
        _ => None,
    }
}

fn properties(json: &Json) -> impl Iterator<Item = (&String, &Json)> {
    let properties = json.get("properties").and_then(Json::as_object);
    properties.into_iter().flatten().filter(|(key, _)| *key != "sections")
}

pub(super) fn section_names(sections: Option<&Json>) -> SectionNames {
    let sections = sections.and_then(Json::as_object);
    let mut listed: Vec<_> = sections.into_iter().flatten().collect();
    let order = |schema: &Json| schema.pointer("/x-qlint/order").and_then(Json::as_f64);
    // Sections without an order follow the others, as they stand in the file.
    listed.sort_by(|(_, a), (_, b)| {
        let rank = |schema| order(schema).unwrap_or(f64::INFINITY);
        rank(a).total_cmp(&rank(b))
    });
    let mut names = SectionNames::default();
    for (name, schema) in listed {
        let aliases = strings(schema.pointer("/x-qlint/aliases"));
        names.add(name, aliases.iter().map(String::as_str));
    }
    names
}

fn strings(json: Option<&Json>) -> Vec<String> {
    let items = json.and_then(Json::as_array).into_iter().flatten();
    items.filter_map(Json::as_str).map(str::to_owned).collect()
}
