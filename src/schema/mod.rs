//! The schema: what a question must be, as data.
//!
//! A schema is a JSON Schema (2020-12). It is applied to a question as one object, the front
//! matter with a map `sections` of what stands in each section; each violated keyword becomes a
//! diagnostic in the corpus's words, on the exact bytes.

mod demand;
mod instance;
mod kind;
mod load;
mod mend;
mod view;
mod violation;
mod words;

pub use demand::Lack;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value as Json;

use crate::diagnostic::Diagnostic;
use crate::document::{Document, SectionNames};
use view::{Part, View};
use violation::Violation;

/// The schema that holds where a corpus names no other.
pub const DEFAULT: &str = include_str!("../../schema/question.schema.json");

fn default_json() -> Json {
    serde_json::from_str(DEFAULT).unwrap_or_default()
}

/// The names of the sections that the default schema knows, for formats that name sections where
/// no corpus is at hand.
pub fn default_names() -> &'static SectionNames {
    static NAMES: LazyLock<SectionNames> = LazyLock::new(|| {
        load::section_names(default_json().pointer("/properties/sections/properties"))
    });
    &NAMES
}

/// The most violations of one question that are said under one rule; each costs a look at all of it, and
/// what has more is no question. Of each rule, so that one which is kept quiet does not hide another.
const MAX_VIOLATIONS: usize = 100;

/// The key under which annotations for qlint stand.
const ANNOTATION: &str = "x-qlint";

/// A schema, compiled.
#[derive(Debug)]
pub struct Schema {
    validator: Validator<View>,
    json: Json,
    names: SectionNames,
    levels: Vec<String>,
    keys: Vec<String>,
    defaults: Vec<(String, Json)>,
    /// Every rule that exists: what `x-qlint.rule` may name.
    rules: Vec<&'static str>,
}

impl Schema {
    /// The default schema. `rules` are the names of all rules that exist.
    pub fn embedded(rules: Vec<&'static str>) -> Schema {
        match Schema::compile(default_json(), rules) {
            Ok(schema) => schema,
            // A test compiles it; what ships cannot fail here.
            Err(error) => unreachable!("the embedded schema is wrong: {error:?}"),
        }
    }

    /// What the sections are called, and their order.
    pub fn names(&self) -> &SectionNames {
        &self.names
    }

    /// The levels, easiest first.
    pub fn levels(&self) -> &[String] {
        &self.levels
    }

    /// The front-matter keys that it describes, in order.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Whether the schema would have nothing to say against that text under that key.
    fn accepts(&self, document: &Document<'_>, key: &str, text: &str) -> bool {
        let mut instance = instance::build(document, &self.defaults);
        instance[key] = Json::from(text);
        let place = format!("/{key}");
        let mut errors = self.validator.iter_errors(Part::Json(&instance));
        errors.all(|error| error.instance_path().as_str() != place)
    }

    /// What the schema says against a question. The severity of each is its rule's business.
    pub fn check(&self, document: &Document<'_>) -> Vec<Diagnostic> {
        // `is_valid` costs a fraction of collecting the errors, and most questions are.
        let part = view::of(document, &self.defaults);
        if part.is_some_and(|part| self.validator.is_valid(part)) {
            return Vec::new();
        }
        let instance = instance::build(document, &self.defaults);
        let (violations, beyond) = self.violations(&instance, document);
        let mut violations = violation::fold(violations, document, self.names());
        kind::judge(&mut violations, self, document, instance);
        let mut found: Vec<_> = violations
            .iter()
            .map(|violation| words::diagnostic(violation, self, document))
            .collect();
        beyond.into_iter().for_each(|(rule, number)| say_beyond(&mut found, rule, number));
        found
    }

    /// What is violated, up to [`MAX_VIOLATIONS`] of each rule, and how often some rules are beyond that.
    fn violations(
        &self,
        instance: &Json,
        document: &Document<'_>,
    ) -> (Vec<Violation>, BTreeMap<&'static str, usize>) {
        let (mut violations, mut told) = (Vec::new(), BTreeMap::<_, usize>::new());
        let mut beyond = BTreeMap::new();
        for error in self.validator.iter_errors(Part::Json(instance)) {
            let rule = violation::rule_for(&error, self);
            let told = told.entry(rule).or_default();
            if *told == MAX_VIOLATIONS {
                *beyond.entry(rule).or_default() += violation::number(&error);
                continue;
            }
            let mut more = violation::of(&error, rule, self, instance);
            more.retain(|one| violation::has_room(one, document));
            let over = more.len().saturating_sub(MAX_VIOLATIONS - *told);
            if over > 0 {
                more.truncate(MAX_VIOLATIONS - *told);
                *beyond.entry(rule).or_default() += over;
            }
            *told += more.len();
            violations.append(&mut more);
        }
        (violations, beyond)
    }
}

/// Says of the last finding of a rule how many more there are.
fn say_beyond(found: &mut [Diagnostic], rule: &str, number: usize) {
    // What became another rule's finding is one of the same faults.
    let last = found.iter().rposition(|one| one.rule == rule).or(found.len().checked_sub(1));
    if let Some(one) = last.map(|last| &mut found[last]) {
        one.add_help(&format!("{number} more like it in this question are not listed"));
    }
}

#[cfg(test)]
mod tests;
