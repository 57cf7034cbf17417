//! What holds of the fixes of all rules, whatever the file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use fuzz::fixes::errors;
use proptest::prelude::*;
use proptest::sample::select;

#[path = "../fuzz/src/lib.rs"]
#[allow(dead_code, unreachable_pub, reason = "a crate of its own elsewhere")]
mod fuzz;

/// A file with all fixes; with none of them grows the number of errors.
fn mended(text: &str, unsafe_too: bool) -> String {
    fuzz::fixes::mended(text, unsafe_too, |_, found| errors(found))
}

/// A key with its value: what stands behind the key, and whether it is one line.
fn field(key: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = Field> {
    let around = (any::<bool>(), any::<bool>(), any::<bool>());
    (select(values), around).prop_map(move |(value, (above, behind, blank))| Field {
        key,
        value,
        above,
        behind: behind && !value.contains('\n'),
        blank,
    })
}

#[derive(Clone, Debug)]
struct Field {
    key: &'static str,
    value: &'static str,
    above: bool,
    behind: bool,
    blank: bool,
}

const TAGS: &[&str] = &[
    " [a, b, c]",
    " [a, b, a, \"B \"]",
    " [\n  a, # @\n  # @\n  b,\n  a, # @\n  'c'\n]",
    "\n  - a # @\n  # @\n  - b\n  - \"a\" # @\n  - A",
    "\n- x y\n- x\u{a0}y\n# @\n- z",
    " a",
    " a, b",
    " 'a, b'",
    " [a, 7, c]",
];

fn fields() -> impl Strategy<Value = Vec<Field>> {
    let fields = (
        field("id", &[" PY-ADV-001", " \"PY-ADV-001\"", " PY-ADV-1", " 'py_adv_001 '"]),
        field(
            "title",
            &[
                " What is `x`?",
                " \"\u{dc}n\u{ef}: \\\"q\\\" ?\"",
                " >-\n  Why is\n  it?",
                " 'What''s up? '",
            ],
        ),
        field("kind", &[" core", " 'core'"]),
        field("technology", &[" Python", " \"Python \"", " 1.10", " 'Go\u{a0}lang'"]),
        field("category", &[" Concurrency", " true", " |-\n  one"]),
        field("level", &[" Advanced", " advanced", " 'Advnced'", " \"ADVANCED \""]),
        field("difficulty", &[" 7", " \"7\"", " '8'"]),
        field("tags", TAGS),
        field("reviewed", &[" 2025-01-05", " 2025-1-5", " \"5 March 2025\"", " 03/04/2025"]),
        field("updated", &[" 2025-01-05", " 31.12.2024"]),
        prop_oneof![
            field("x-note", &[" |\n  two\n\n  lines", " {a: 1}", ""]),
            field("sorce", &[" a book"])
        ],
    );
    let listed =
        fields.prop_map(|(a, b, c, d, e, f, g, h, i, j, k)| vec![a, b, c, d, e, f, g, h, i, j, k]);
    listed.prop_shuffle()
}

/// Values of TOML, which stand behind ` =`.
fn toml_fields() -> impl Strategy<Value = Vec<Field>> {
    let fields = (
        field("id", &[" \"PY-ADV-001\"", " 'PY-ADV-001'", " \"PY-ADV-1\""]),
        field("title", &[" \"What is `x`?\"", " 'Why \"so\"? '", " \"\"\"\nWhy is\nit?\"\"\""]),
        field("kind", &[" \"core\""]),
        field("technology", &[" \"Python\"", " 'Py\u{a0}thon'", " 1.10"]),
        field("category", &[" \"IO \"", " true"]),
        field("level", &[" \"advanced\"", " 'Advnced'"]),
        field("difficulty", &[" 7", " \"7\""]),
        field(
            "tags",
            &[" [\"a\", 'b', \"a\"]", " \"a, b\"", " [\n  \"a\", # @\n  # @\n  \"A\", # @\n]"],
        ),
        field("reviewed", &[" 2025-01-05", " \"2025/1/5\""]),
        prop_oneof![field("x-note", &[" { a = 1 }"]), field("sorce", &[" 'a book'"])],
    );
    let listed =
        fields.prop_map(|(a, b, c, d, e, f, g, h, i, j)| vec![a, b, c, d, e, f, g, h, i, j]);
    listed.prop_shuffle()
}

/// What may stand in a section; `@` stands for a word of its own.
const PARTS: &[&str] = &[
    "Words @ and words, as many as it takes to say what it is.",
    "- one @\n- two @\n  - below @\n\n    more @\n- three @",
    "- one @\n- two @",
    "```md\n## Answer @\n---\n```",
    "<!-- a comment @ -->",
    "<!--\n## Key Points\n@ -->",
    "### Part @\n\nWords @.\n\n##### Deeper @\n\n#### Deep @\n\nWords @.",
    "#### Skipped @\n\nWords @.",
    "Below @\n-------\n\nWords @.",
    "> ## Quoted @\n> words",
    "1. one @\n\n   ```sh\n   ls @\n   ```",
    "[link]: https://example.com/@",
];

#[derive(Clone, Debug)]
struct Part {
    heading: String,
    body: Vec<&'static str>,
    gap: &'static str,
}

fn section(headings: &'static [&'static str], list: bool) -> impl Strategy<Value = Part> {
    let body = prop::collection::vec(select(PARTS), 0..3);
    (select(headings), body, select(&["\n\n", "\n", "\n\n\n"][..])).prop_map(
        move |(heading, mut body, gap)| {
            body.insert(0, if list { "- one @\n- two @" } else { PARTS[0] });
            Part { heading: heading.to_owned(), body, gap }
        },
    )
}

fn sections() -> impl Strategy<Value = Vec<Part>> {
    (
        section(&["## Answer", "## Answer ##", "### Answer", "# Answer", "## Short Answer"], false),
        section(&["## Key Points", "#### Key Points", "Key Points\n---", "## Key points"], true),
        section(&["## Common Mistakes", "### Common Mistakes", "## Common **Mistake**"], true),
        section(
            &[
                "## Follow-up Questions",
                "## Follow up questions",
                "<!-- @ -->\n## Follow-up Questions",
            ],
            true,
        ),
        section(
            &["## Trivia", "## Example", "## Deep Explanation", "## Examples", "### Example"],
            false,
        ),
    )
        .prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e])
        .prop_shuffle()
}

/// A file with a number for each `@`.
fn file() -> impl Strategy<Value = String> {
    let layout = (any::<bool>(), any::<bool>(), select(&["", "\n", "\n\n"][..]));
    let front = prop_oneof![
        2 => fields().prop_map(|fields| ("---", ":", fields)),
        1 => toml_fields().prop_map(|fields| ("+++", " =", fields)),
    ];
    (front, sections(), layout).prop_map(|(front, sections, (crlf, mark, end))| {
        let (fence, sign, fields) = front;
        let mut text = format!("{fence}\n");
        for field in fields {
            let Field { key, value, above, behind, blank } = field;
            text.push_str(if blank { "\n" } else { "" });
            text.push_str(if above { "# above @\n" } else { "" });
            text.push_str(&format!(
                "{key}{sign}{value}{}\n",
                if behind { " # behind @" } else { "" }
            ));
        }
        text.push_str(&format!("# end @\n{fence}\n\n"));
        for Part { heading, body, gap } in sections {
            text.push_str(&format!("{heading}{gap}{}{gap}", body.join("\n\n")));
        }
        text = format!("{}{end}", text.trim_end());
        let mut numbered = String::new();
        for (number, part) in text.split('@').enumerate() {
            numbered.push_str(&if number > 0 {
                format!("n{number:03}{part}")
            } else {
                part.to_owned()
            });
        }
        if crlf {
            numbered = numbered.replace('\n', "\r\n");
        }
        if mark { format!("\u{feff}{numbered}") } else { numbered }
    })
}

/// The numbered words, sorted.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<_> =
        text.match_indices('n').filter_map(|(at, _)| text.get(at..at + 4)).collect();
    words.retain(|word| word[1..].bytes().all(|byte| byte.is_ascii_digit()));
    words.sort_unstable();
    words
}

/// The lines of the body but for headings, sorted.
fn lines(text: &str) -> Vec<&str> {
    let fence = if text.trim_start_matches('\u{feff}').starts_with('+') { "+++" } else { "---" };
    let body = text.splitn(3, fence).last().unwrap();
    let mut lines: Vec<_> = body.lines().filter(|line| !line.starts_with('#')).collect();
    lines.retain(|line| !line.is_empty());
    lines.sort_unstable();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fixes_come_to_an_end_and_lose_nothing(text in file()) {
        for unsafe_too in [false, true] {
            let new = mended(&text, unsafe_too);
            prop_assert_eq!(words(&text), words(&new), "{}\n=====\n{}", text, new);
            prop_assert_eq!(lines(&text), lines(&new));
            prop_assert_eq!(text.contains("\r\n"), !new.replace("\r\n", "").contains('\n'));
            prop_assert_eq!(text.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
            prop_assert_eq!(mended(&new, unsafe_too), new);
        }
    }
}

/// Two sections move at once, and the second has an underlined heading, which needs the blank line
/// that the first leaves behind.
#[test]
fn sections_that_move_at_once_stay_sections() {
    let text = "---\nid: PY-ADV-001\ntitle: What is it?\nkind: core\ntechnology: Python\n\
        category: IO\nlevel: Advanced\ndifficulty: 7\n---\n\n## Example\n\n> words n001\n\n\
        ## Answer\n\nWords n002.\n## Common Mistakes\n\n- one n003\n- two n004\n\n\
        Key Points\n---\n\n- one n005\n- two n006\n";
    let new = mended(text, false);
    assert_eq!(lines(text), lines(&new));
    assert!(new.contains("> words n001\n\n"), "{new}");
}
