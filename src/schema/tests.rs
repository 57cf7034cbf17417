use super::*;
use crate::failure::Failure;
use crate::question::{Question, key, section};
use crate::read;
use crate::source::Source;

const RULES: &[&str] = &[
    "front-matter/duplicate-list-value",
    "front-matter/invalid-value",
    "id/id-format",
    "structure/kind-mismatch",
    "structure/missing-section",
    "structure/unknown-section",
];

fn embedded() -> Schema {
    Schema::embedded(RULES.to_vec())
}

/// What a schema says against a file: rule, message, labelled text.
fn check(schema: &Schema, text: &str) -> Vec<(&'static str, String, String)> {
    let source = Source { text: text.to_owned(), ..Source::default() };
    let reader = read::find("question").unwrap();
    let reading = (reader.read)(&source, &read::Options::default());
    assert_eq!(reading.diagnostics, []);
    let question: &Question<'_> = &reading.questions[0];
    let document = Document::new(question, schema.names());
    let said = schema.check(&document);
    said.into_iter().map(|d| (d.rule, d.message, source.slice(d.span).to_owned())).collect()
}

const ANSWER: &str = "## Answer\n\nIt is a lock that one thread at a time may hold.\n";

fn flashcard(keys: &str) -> String {
    format!("---\nid: PY-ADV-001\ntitle: What is it?\nkind: flashcard\n{keys}---\n\n{ANSWER}")
}

#[test]
fn the_default_schema_describes_all_that_the_code_reads() {
    let schema = embedded();
    assert_eq!(schema.keys(), key::ALL);
    for name in section::ALL {
        assert!(schema.names().rank(name).is_some(), "{name}");
    }
    assert_eq!(schema.levels(), ["Beginner", "Intermediate", "Advanced"]);
    assert_eq!(schema.names().canonical("Follow-ups"), "Follow-up Questions");
}

/// Keys, and the rule, message and label that they give.
const KEYS: &[(&str, &str, &str, &str)] = &[
    (
        "difficulty: 11\n",
        "front-matter/invalid-value",
        "difficulty 11 is above the maximum 10",
        "11",
    ),
    (
        "level: Advanced\ndifficulty: 11\n",
        "front-matter/invalid-value",
        "difficulty 11 is above the maximum 10 for Advanced questions",
        "11",
    ),
    (
        "level: Beginner\ndifficulty: 9\n",
        "question/difficulty-level-mismatch",
        "difficulty 9 is above the maximum 4 for Beginner questions",
        "9",
    ),
    (
        "difficulty: \"7\"\n",
        "front-matter/wrong-type",
        "`difficulty` must be a whole number, but `\"7\"` is text",
        "\"7\"",
    ),
    (
        "tags: cpython\n",
        "front-matter/wrong-type",
        "`tags` must be a list, but `cpython` is text",
        "cpython",
    ),
    (
        "tags: [a, 1.10]\n",
        "front-matter/wrong-type",
        "a value of `tags` must be text, but `1.10` is a number",
        "1.10",
    ),
    (
        "level: advanced\n",
        "front-matter/invalid-value",
        "`level` cannot be `advanced`: did you mean `Advanced`?",
        "advanced",
    ),
    ("tags: [a, b, a]\n", "front-matter/duplicate-list-value", "`tags` holds a value twice", "a"),
    ("tag: [a]\n", "front-matter/unknown-key", "unknown key `tag`: did you mean `tags`?", "tag"),
    ("colour: red\n", "front-matter/unknown-key", "unknown key `colour`", "colour"),
    ("sections: 3\n", "front-matter/unknown-key", "unknown key `sections`", "sections"),
    // Which keys it must have, an unknown kind does not say.
    (
        "kind: flashcrd\n",
        "front-matter/invalid-value",
        "`kind` cannot be `flashcrd`: did you mean `flashcard`?",
        "flashcrd",
    ),
    ("technology:\n", "front-matter/wrong-type", "`technology` must be text, but has no value", ""),
    ("category: \"\"\n", "front-matter/invalid-value", "`category` is empty", "\"\""),
];

#[test]
fn each_fault_of_a_key_is_one_diagnostic_on_its_bytes() {
    let schema = embedded();
    for &(keys, rule, message, label) in KEYS {
        let expected = vec![(rule, message.to_owned(), label.to_owned())];
        let text = flashcard(keys);
        let text =
            if keys.starts_with("kind:") { text.replace("kind: flashcard\n", "") } else { text };
        assert_eq!(check(&schema, &text), expected, "{keys}");
    }
    assert_eq!(check(&schema, &flashcard("x-mine: {a: 1}\n")), []);
}

#[test]
fn a_misspelt_required_key_or_section_is_one_diagnostic() {
    let schema = embedded();
    let text = format!("---\nid: PY-ADV-001\ntilte: What?\nkind: flashcard\n---\n\n{ANSWER}");
    let said = check(&schema, &text);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].1, "unknown key `tilte`: did you mean `title`?");
    assert_eq!(said[0].2, "tilte");

    let text = flashcard("").replace("## Answer", "## Anwser");
    let said = check(&schema, &text);
    // Any section is allowed on a flashcard, so that only the missing one is a fault.
    assert_eq!(said[0].0, "structure/missing-section");
    let text = text
        .replace("flashcard", "core")
        .replace("title:", "technology: A\ncategory: B\nlevel: Advanced\ndifficulty: 7\ntitle:");
    let said: Vec<_> = check(&schema, &text).into_iter().map(|(_, message, _)| message).collect();
    let expected = [
        "the section `Answer` is missing: `Anwser` stands there",
        "the section `Key Points` is missing",
        "the section `Common Mistakes` is missing",
        "the section `Follow-up Questions` is missing",
    ];
    let mut sorted = said.clone();
    sorted.sort_unstable();
    let mut wanted = expected.map(str::to_owned);
    wanted.sort_unstable();
    assert_eq!(sorted, wanted);
}

#[test]
fn sections_of_another_kind_are_one_diagnostic() {
    let said = check(
        &embedded(),
        &flashcard("").replace("## Answer", "## Options\n\n- [x] a\n- [ ] b\n\n## Answer"),
    );
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, "structure/kind-mismatch");
    assert_eq!(
        said[0].1,
        "only a question of kind `mcq` has options; this one is of kind `flashcard`"
    );
    assert_eq!(said[0].2, "Options");
}

#[test]
fn steps_of_a_mock_interview_need_their_parts() {
    let text = flashcard("technology: A\ncategory: B\nlevel: Advanced\ndifficulty: 7\n")
        .replace("flashcard", "mock-interview");
    let scenario = "## Scenario\n\nWe hire.\n\n";
    let step = "## Warm up\n\n### Interviewer\n\nWell?\n\n### Candidate\n\nYes.\n";
    let (front, _) = text.split_once("## Answer").unwrap();
    let schema = embedded();
    assert_eq!(check(&schema, &format!("{front}{scenario}{step}")), []);
    let said = check(&schema, &format!("{front}{scenario}"));
    assert_eq!(said[0].1, "the mock interview has no step: each is a section of its own");
    let said = check(
        &schema,
        &format!("{front}{scenario}{}", step.replace("### Candidate", "### Candidat")),
    );
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].1, "the part `Candidate` is missing: `Candidat` stands there");
    assert_eq!(said[0].2, "Candidat");
    let said = check(&schema, &format!("{front}{scenario}{}", step.replace("### Candidate", "")));
    assert_eq!(said[0].1, "the part `Candidate` of `Warm up` is missing");
    assert_eq!(said[0].2, "Warm up");
}

/// A schema quite unlike ours: recipes, in YAML, with their own kinds, sections and ids.
const RECIPES: &str = r#"
$schema: https://json-schema.org/draft/2020-12/schema
type: object
required: [id, name, kind]
additionalProperties: false
properties:
  id: {type: string, pattern: "^r[0-9]+$"}
  name: {type: string}
  kind: {enum: [soup, cake]}
  serves: {type: integer, exclusiveMinimum: 0}
  diet: {type: array, uniqueItems: true, items: {enum: [vegan, halal, kosher]}}
  sections:
    properties:
      Method: {x-qlint: {order: 2}, properties: {items: {minimum: 3}}}
      Ingredients: {x-qlint: {order: 1, aliases: [Zutaten]}, properties: {words: {maximum: 5}}}
    required: [Ingredients, Method]
    additionalProperties: false
if: {properties: {kind: {const: cake}}, required: [kind]}
then:
  properties:
    serves: {minimum: 4, x-qlint: {message: "a cake for {value} is a biscuit", rule: front-matter/invalid-value}}
"#;

#[test]
fn a_schema_quite_unlike_ours_works_the_same() {
    let schema = Schema::parse(RECIPES, "recipes.yaml", RULES.to_vec()).unwrap();
    assert_eq!(schema.names().all().collect::<Vec<_>>(), ["Ingredients", "Method"]);
    let text = "---\nid: PY-ADV-001\nname: Plum\nkind: cake\nserves: 2\ndiet: [vegn]\n---\n\n## Zutaten\n\nPlums, sugar, flour, butter, eggs, time\n\n## Method\n\n- Bake\n\n## Story\n\nOnce.\n";
    let mut said = check(&schema, text);
    said.sort_by_key(|(_, _, label)| text.find(&**label));
    let expected = [
        ("id/id-format", "`id` `PY-ADV-001` does not match the pattern `^r[0-9]+$`", "PY-ADV-001"),
        ("front-matter/invalid-value", "a cake for 2 is a biscuit", "2"),
        (
            "front-matter/invalid-value",
            "a value of `diet` cannot be `vegn`: did you mean `vegan`?",
            "vegn",
        ),
        (
            "structure/section-too-long",
            "the section `Ingredients` has 6 words: it needs at most 5",
            "Zutaten",
        ),
        (
            "structure/section-shape",
            "the section `Method` has 1 list item: it needs at least 3",
            "Method",
        ),
        ("structure/unknown-section", "unknown section `Story`", "Story"),
    ];
    let mut expected: Vec<_> =
        expected.map(|(r, m, l)| (r, m.to_owned(), l.to_owned())).into_iter().collect();
    expected.sort_by_key(|(_, _, label)| text.find(&**label));
    assert_eq!(said, expected);
}

#[test]
fn a_wrong_schema_is_refused_with_its_place() {
    let cases = [
        (
            "{\n \"type\": \"objekt\"\n}",
            "s.json:2:10: the schema is wrong: \"objekt\" is not valid",
        ),
        (
            "properties:\n  id: {pattern: \"(\"}\n",
            "s.json:2:17: the schema is wrong: the pattern `(` cannot be used",
        ),
        (
            "$ref: https://example.com/x",
            "s.json:1:7: the schema is wrong: `$ref` to `https://example.com/x`, but nothing is fetched",
        ),
        (
            "items: {$ref: '#/$defs/x'}",
            "s.json:1:15: the schema is wrong: `$ref` to `#/$defs/x`, which is not there",
        ),
        ("[1", "s.json:1:"),
        ("a: 1\na: 2\n", "s.json:2:1: the key `a` stands twice"),
        (
            "properties: {a: {x-qlint: {massage: hi}}}",
            "s.json:1:37: unknown x-qlint `massage`: did you mean `message`?",
        ),
        (
            "x-qlint: {rule: id/id-fromat}",
            "s.json:1:17: unknown rule `id/id-fromat`: did you mean `id/id-format`?",
        ),
        ("- a", "s.json:1:1: the schema is wrong"),
    ];
    for (text, expected) in cases {
        let failure = Schema::parse(text, "s.json", RULES.to_vec()).unwrap_err();
        assert!(failure.0.starts_with(expected), "{text}\n{failure}");
    }
}

/// A schema, the front matter and body of a file, and the messages and labels that they give.
type Own = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const OWN: &[Own] = &[
    ("type: array", "id: a\n---\n", &[("the question must be a list, but is a map", "---")]),
    (
        "properties: { a: { type: object, required: [name], properties: { name: {} }, additionalProperties: false } }",
        "a:\n  nmae: x\n  title: y\n---\n",
        &[
            ("unknown key `nmae`: did you mean `name`?", "nmae"),
            ("unknown key `title` in `a`", "title"),
        ],
    ),
    (
        "properties: { a: { required: [name] } }",
        "a: {}\n---\n",
        &[("the key `name` is missing in `a`", "a")],
    ),
    (
        "properties: { scores: { items: { minimum: 3 } } }",
        "scores: [1]\n---\n",
        &[("a value of `scores`: 1 is below the minimum 3", "1")],
    ),
    (
        "propertyNames: { pattern: '^[a-z]+$' }",
        "BAD: 1\n---\n",
        &[("the name `BAD` is not of the form that the schema asks for", "BAD")],
    ),
    (
        "unevaluatedProperties: false",
        "x: 1\nyy: 2\n---\n",
        &[("unknown key `x`", "x"), ("unknown key `yy`", "yy")],
    ),
    ("properties: { a: true }\nadditionalProperties: false", "a: 1\n---\n", &[]),
    (
        "properties: { a: { type: string, x-qlint: { rule: structure/missing-section } } }",
        "a:\n---\n",
        &[("`a` must be text, but has no value", "")],
    ),
    (
        "properties: { day: { format: date } }",
        "day: 2025-13-01\n---\n",
        &[("`day` `2025-13-01` is not of the format date", "2025-13-01")],
    ),
    (
        "properties: { sections: { properties: { A: { properties: { subsections: { properties: { B: { properties: { words: { minimum: 5 } } } } } } } } } }",
        "---\n## A\n\nx\n\n### B\n\nshort\n",
        &[("the part `B` of `A` has 1 word: it needs at least 5", "B")],
    ),
];

#[test]
fn any_schema_speaks_of_the_exact_place() {
    for &(schema, text, expected) in OWN {
        let schema = Schema::parse(schema, "s.yaml", RULES.to_vec()).unwrap();
        let said = check(&schema, &format!("---\n{text}"));
        let said: Vec<_> = said.iter().map(|(_, words, label)| (&**words, &**label)).collect();
        assert_eq!(said, expected, "{text}");
    }
}

#[test]
fn a_schema_that_would_take_any_time_is_refused() {
    let step = |n: usize, many: usize| {
        let references = vec![format!("{{ $ref: '#/$defs/d{}' }}", n + 1); many].join(", ");
        format!("  d{n}: {{ allOf: [{references}] }}\n")
    };
    let steps = |count: usize, many: usize| {
        let steps: String = (0..count).map(|n| step(n, many)).collect();
        format!("properties: {{ a: {{ $ref: '#/$defs/d0' }} }}\n$defs:\n{steps}  d{count}: {{}}\n")
    };
    for (count, many) in [(40, 2), (8, 10), (5000, 1)] {
        let Failure(said) = Schema::parse(&steps(count, many), "s.yaml", vec![]).unwrap_err();
        let words = "s.yaml:1:1: the schema is wrong: its references lead to too many others";
        assert_eq!(said, words);
    }
    for pattern in ["(?=a)b", r"(a)\1", "((a{0,999}){0,999}){0,999}", "(", &"(".repeat(50_000)] {
        let text = format!("properties: {{ a: {{ pattern: '{pattern}' }} }}");
        let Failure(said) = Schema::parse(&text, "s.yaml", vec![]).unwrap_err();
        let words = format!(
            "s.yaml:1:29: the schema is wrong: the pattern `{pattern}` cannot be used: it is broken, \
             too large, or looks around or back, which may take any time"
        );
        assert_eq!(said, words);
    }
    // What refers to itself is sound, and a pattern that others fear takes linear time.
    for text in [
        "properties: { a: { $ref: '#' } }",
        "$defs: { a: { items: { $ref: '#/$defs/a' } } }\nproperties: { a: { $ref: '#/$defs/a' } }",
        "properties: { a: { pattern: '^(a+)+$' } }\npatternProperties: { '(x+x+)+y$': {} }",
    ] {
        let schema = Schema::parse(text, "s.yaml", RULES.to_vec()).unwrap();
        check(&schema, &format!("---\na: [{}]\n{}: 1\n---\n", "a".repeat(50_000), "x".repeat(900)));
    }
}

#[test]
fn nothing_is_fetched() {
    for (reference, target) in [
        ("$ref", "file:///etc/passwd"),
        ("$ref", "other.json"),
        ("$dynamicRef", "https://example.org/x#y"),
    ] {
        let text = format!("properties: {{ a: {{ {reference}: '{target}' }} }}");
        let Failure(said) = Schema::parse(&text, "s.yaml", vec![]).unwrap_err();
        let words = format!("`{reference}` to `{target}`, but nothing is fetched");
        assert!(said.ends_with(&words), "{said}");
    }
}
