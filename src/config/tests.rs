//! Settings as they are written, and the schema of `qlint.toml` that editors use.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::*;
use crate::{read, rules, write};

/// What `[rules]` may hold: every rule and group by name, with what it finds.
pub(super) fn rules(_: &mut SchemaGenerator) -> Schema {
    let severity = json!({"enum": ["off", "info", "warning", "error"]});
    let mut properties = Map::new();
    for (name, rule) in rules::all() {
        let (group, _) = name.split_once('/').unwrap();
        properties.entry(group).or_insert_with(|| {
            json!({"description": format!("All rules of the group `{group}`."), "$ref": "#/$defs/Setting"})
        });
        let mut keys: Map<String, Value> = rule
            .thresholds
            .iter()
            .map(|one| {
                let words = format!("{} By default {}.", one.help, one.default);
                (one.name.to_owned(), json!({"type": "number", "minimum": 0, "description": words}))
            })
            .collect();
        keys.insert("severity".to_owned(), severity.clone());
        let table = json!({"type": "object", "properties": keys, "additionalProperties": false});
        properties.insert(
            name.to_owned(),
            json!({"description": rule.summary, "anyOf": [severity, table]}),
        );
    }
    json_schema!({"type": "object", "properties": properties, "additionalProperties": false})
}

pub(super) fn read_formats(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"enum": read::names().collect::<Vec<_>>()})
}

pub(super) fn write_formats(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"enum": write::LIST.iter().map(|(name, _)| *name).collect::<Vec<_>>()})
}

/// The schema as it is shipped: one definition of the rules for both places that name them.
fn schema() -> Value {
    let mut schema = schemars::schema_for!(Config).to_value();
    schema["title"] = json!("qlint.toml");
    let severities = json!(["off", "info", "warning", "error"]);
    let group = json!({
        "anyOf": [
            {"enum": severities},
            {"type": "object", "properties": {"severity": {"enum": severities}}, "additionalProperties": false},
        ],
    });
    schema["$defs"]["Setting"] = group;
    let names: Vec<_> = rules(&mut SchemaGenerator::default())
        .get("properties")
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    schema["$defs"]["Selector"] = json!({"enum": names});
    for key in ["select", "ignore"] {
        schema["properties"][key]["items"] = json!({"$ref": "#/$defs/Selector"});
    }
    let description = schema["properties"]["rules"]["description"].clone();
    let all = std::mem::take(&mut schema["properties"]["rules"]);
    schema["$defs"]["Rules"] = all;
    schema["$defs"]["Rules"].as_object_mut().unwrap().remove("default");
    let rules = json!({"description": description, "$ref": "#/$defs/Rules"});
    schema["properties"]["rules"] = rules.clone();
    schema["$defs"]["Override"]["properties"]["rules"] = rules;
    schema
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test may write what it generates")]
fn the_schemas_of_the_settings_are_fresh() {
    for (name, schema) in [("config", schema()), ("deck", deck_schema())] {
        let path = format!("{}/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(there == text, "{path} is stale: run `just bless`");
    }
}

fn deck_schema() -> Value {
    let mut schema = schemars::schema_for!(Deck).to_value();
    schema["title"] = json!("deck.toml");
    schema["$defs"]["Anki"]["properties"]["cards"]["contains"] = json!({"const": "question"});
    let retention = &mut schema["$defs"]["Preset"]["properties"]["desired_retention"];
    retention["minimum"] = json!(0.7);
    retention["maximum"] = json!(0.99);
    schema
}

#[test]
fn the_schema_of_a_deck_says_what_the_program_says() {
    let schema = jsonschema::validator_for(&deck_schema()).unwrap();
    for (text, right) in [
        ("", true),
        ("title = 'a'\ndescription = 'b'\nname = '{level}'\ntags = ['c']\nretired = ['X-1']", true),
        ("order = 'related'\n[anki]\ncards = ['question', 'follow-ups']", true),
        ("[anki.preset]\nname = 'a'\nnew_per_day = 3\ndesired_retention = 0.9", true),
        ("order = 'random'", false),
        ("tag = ['a']", false),
        ("[anki]\ncards = ['mistakes']", false),
        ("[anki]\ncards = ['question', 'mistake']", false),
        ("[anki.preset]\nnew_per_day = 3", false),
        ("[anki.preset]\nname = 'a'\ndesired_retention = 1.0", false),
        ("[anki.preset]\nname = 'a'\nnew_per_day = -1", false),
    ] {
        let value: toml::Value = toml::from_str(text).unwrap();
        assert_eq!(schema.is_valid(&serde_json::to_value(value).unwrap()), right, "{text}");
        assert_eq!(Deck::parse(text, DECK_FILE).is_ok(), right, "{text}");
    }
}

#[test]
fn the_schema_says_what_the_program_says() {
    let schema = jsonschema::validator_for(&schema()).unwrap();
    for (text, right) in [
        ("", true),
        ("include = ['a/**']\nselect = ['id']", true),
        ("[rules]\nid = 'off'\n'id/id-gap' = { severity = 'info' }", true),
        ("[rules]\n'question/title-length' = { max = 100 }", true),
        ("[[override]]\npath = ['a']\nrules = { id = 'off' }", true),
        ("[[source]]\npath = ['a']\nformat = 'quiz'\ncolumns = { a = 'title' }", true),
        ("[[export]]\nout = 'x.apkg'\nfolded = true", true),
        ("exlude = []", false),
        ("[rules]\n'id/id-gp' = 'off'", false),
        ("[rules]\nid = 'eror'", false),
        ("[rules]\nid = { severty = 'off' }", false),
        ("[rules]\nid = { max = 1 }", false),
        ("[rules]\n'question/title-length' = { max = -1 }", false),
        ("[rules]\n'question/title-length' = { max = '9' }", false),
        ("[rules]\n'question/title-length' = {}", true),
        ("select = ['']", false),
        ("select = 'id'", false),
        ("ignore = ['id/']", false),
        ("prefixes = { PY = 3 }", false),
        ("[[override]]\nrules = {}", false),
        ("[[source]]\npath = ['a']\nformat = 'quizz'", false),
        ("[[export]]\nto = 'csv'", false),
    ] {
        let value: toml::Value = toml::from_str(text).unwrap();
        assert_eq!(schema.is_valid(&serde_json::to_value(value).unwrap()), right, "{text}");
    }
}

#[test]
fn a_whole_file_is_read() {
    let text = "schema = 's.json'\ninclude = ['a/**']\n[rules]\n'id/id-gap' = 'info'\n[prefixes]\nPY = 'Python'\n[[export]]\nout = 'x.apkg'\n[[export]]\nout = 'y'\nto = 'markdown'\n";
    let config = Config::parse(text, FILE).unwrap();
    assert_eq!(config.include[0].get_ref(), "a/**");
    assert_eq!(config.exports.len(), 2);
    assert_eq!(config.rules.values().next().unwrap().severity, Some(Severity::Info));
}

#[test]
fn a_wrong_file_names_the_place_and_what_was_meant() {
    let cases = [
        ("\nexlude = []\n", "qlint.toml:2:1: unknown field `exlude`: did you mean `exclude`?"),
        ("colour = 1", "qlint.toml:1:1: unknown field `colour`, expected one of"),
        ("[rules]\na = 'eror'", "qlint.toml:2:5: unknown variant `eror`: did you mean `error`?"),
        ("[rules]\na = 3", "qlint.toml:2:5: invalid type: integer `3`, expected a severity, or a"),
        (
            "[rules]\na = { severity = 'warn' }",
            "qlint.toml:2:18: unknown variant `warn`, expected one of",
        ),
        ("exclude = 3", "qlint.toml:1:11: invalid type: integer `3`, expected a sequence"),
        ("exclude = [", "qlint.toml:1:12: "),
        ("[[export]]\nto = 'csv'\n", "qlint.toml:1:1: missing field `out`"),
    ];
    for (text, expected) in cases {
        let Failure(message) = Config::parse(text, FILE).unwrap_err();
        assert!(message.starts_with(expected), "{text}\n{message}");
        assert_eq!(message.lines().count(), 1);
    }
}
