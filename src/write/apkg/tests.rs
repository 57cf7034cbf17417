//! Whole packages, read back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use rusqlite::{Connection, MAIN_DB};
use serde_json::Value;

use super::*;
use crate::anki::note_type;
use crate::config;
use crate::deck::Decks;
use crate::diagnostic::Severity;
use crate::document::SectionNames;
use crate::question::section;
use crate::read;
use crate::source::{FileId, Source};
use crate::write::Item;

const CONCEPT: &str = "---\n\
    id: PY-INT-001\n\
    title: What does `is` compare & when is it < `==`?\n\
    technology: Python\n\
    category: Data Model\n\
    level: Intermediate\n\
    difficulty: 4\n\
    tags: [object identity, Cpython, cpython]\n\
    source: https://example.org/?a=1&b=2\n\
    ---\n\n\
    A shell says:\n\n\
    ```pycon\n>>> a is b\nFalse\n```\n\n\
    ## Answer\n\n\
    Identity[^id], not [equality](https://example.org/eq).\n\n\
    ## Common Mistakes\n\n\
    - Comparing <b>numbers</b> with `is`\n\n\
    [^id]: The address in *CPython*.\n";

const MCQ: &str = "---\n\
    id: SQL-BEG-001\n\
    title: Which join keeps all rows of the left table?\n\
    kind: mcq\n\
    technology: SQL\n\
    category: Joins\n\
    level: Beginner\n\
    difficulty: 2\n\
    guid: kept-from-before\n\
    ---\n\n\
    ## Options\n\n\
    - [ ] `INNER JOIN`\n\
    - [x] `LEFT JOIN`\n\n\
    ## Explanation\n\n\
    Rows without a match get `NULL`.\n\n\
    ## Notes\n\n\
    \\[sound:x.mp3] stays text.\n";

const MOCK: &str = "---\n\
    id: PY-ADV-001\n\
    title: A queue that grows\n\
    kind: mock-interview\n\
    technology: Python\n\
    category: Operations\n\
    level: Advanced\n\
    difficulty: 8\n\
    ---\n\n\
    ## Role\n\nThe one on call.\n\n\
    ## Scenario\n\nA queue grows.\n\n\
    ## First Look\n\n\
    ### Interviewer\n\nWhat now?\n\n\
    ### Red Flags\n\n- Restarting it\n";

/// Writes a package of these files.
fn package(texts: &[&str]) -> Written {
    package_under("", texts)
}

/// Writes a package of these files under a `deck.toml`.
fn package_under(toml: &str, texts: &[&str]) -> Written {
    let mut decks = Decks::default();
    decks.by_folder.insert(String::new(), config::Deck::parse(toml, "deck.toml").unwrap());
    let source = |(at, text): (usize, &&str)| Source {
        file: FileId(at as u32),
        path: format!("q{at}.md"),
        text: (*text).to_owned(),
    };
    let sources: Vec<_> = texts.iter().enumerate().map(source).collect();
    let reader = read::find("question").unwrap();
    let questions: Vec<_> = sources
        .iter()
        .flat_map(|source| (reader.read)(source, &read::Options::default()).questions)
        .collect();
    let item = |question| {
        let item = Item::new(question, question.id().unwrap_or(&question.source.path));
        let [technology, level] =
            ["technology", "level"].map(|key| question.text(key).unwrap_or_default());
        let (deck, settings) = (format!("{technology}::{level}"), decks.settings(question));
        Item { deck, settings, modified: 1_750_000_000, ..item }
    };
    let mut names = SectionNames::default();
    section::ALL.iter().for_each(|name| names.add(name, []));
    let levels = ["Beginner", "Intermediate", "Advanced"].map(str::to_owned);
    let items = questions.iter().map(item).collect();
    (ITEM.write)(&Corpus::new(items, &names, &levels), &Options::default()).unwrap()
}

fn bytes(written: Written) -> Vec<u8> {
    assert_eq!(written.diagnostics, []);
    written.artifacts.into_iter().next().unwrap().bytes
}

fn member(package: &[u8], name: &str) -> Vec<u8> {
    let mut zip = ::zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut bytes = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn open(package: &[u8]) -> Connection {
    let database = member(package, "collection.anki2");
    let mut db = Connection::open_in_memory().unwrap();
    db.deserialize_read_exact(MAIN_DB, Cursor::new(&database), database.len(), true).unwrap();
    db
}

/// All rows that a query gives, columns as text.
fn rows(db: &Connection, query: &str) -> Vec<Vec<String>> {
    let mut statement = db.prepare(query).unwrap();
    let columns = statement.column_count();
    let text = |value| match value {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    statement
        .query_map([], |row| (0..columns).map(|at| row.get(at).map(text)).collect())
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap()
}

fn fields(db: &Connection) -> Vec<Vec<String>> {
    let split = |row: &Vec<String>| row[0].split('\u{1f}').map(str::to_owned).collect();
    rows(db, "SELECT flds FROM notes ORDER BY id").iter().map(split).collect()
}

/// The fields of all notes by name, in the order of study.
fn notes(package: &[u8]) -> Vec<BTreeMap<&'static str, String>> {
    let query =
        "SELECT mid, flds FROM notes JOIN cards ON nid = notes.id GROUP BY notes.id ORDER BY due";
    let note = |row: &Vec<String>| {
        let kind = note_type::ALL.into_iter().find(|kind| kind.id.to_string() == row[0]).unwrap();
        let names = kind.fields.iter().map(|(name, _)| *name);
        names.zip(row[1].split('\u{1f}').map(str::to_owned)).collect()
    };
    rows(&open(package), query).iter().map(note).collect()
}

/// A package as text: files, settings, notes with named fields, cards, decks.
fn dump(package: &[u8]) -> String {
    let zip = ::zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = format!("files: {:?}\n", zip.file_names().collect::<Vec<_>>());
    text += &format!("media: {}\n", String::from_utf8(member(package, "media")).unwrap());
    let db = open(package);
    let all = rows(
        &db,
        "SELECT id, crt, mod, scm, ver, dty, usn, ls, tags, conf, decks, models FROM col",
    );
    text += &format!("col: {}\n", all[0][..9].join(" | "));
    text += &format!("conf: {}\n", all[0][9]);
    let json: Value = serde_json::from_str(&all[0][10]).unwrap();
    for (id, deck) in json.as_object().unwrap() {
        text += &format!("deck {id}: {}\n", deck["name"]);
    }
    let models: Value = serde_json::from_str(&all[0][11]).unwrap();
    for row in rows(&db, "SELECT * FROM cards ORDER BY due") {
        text += &format!("card: {}\n", row.join(" | "));
    }
    for row in rows(
        &db,
        "SELECT mid, flds, id, guid, mod, usn, sfld, csum, flags, data, tags FROM notes ORDER BY id",
    ) {
        let model = &models[&row[0]];
        text += &format!("\nnote: {} | {}\n", model["name"], row[2..].join(" | "));
        for (field, value) in model["flds"].as_array().unwrap().iter().zip(row[1].split('\u{1f}')) {
            text += &format!("{}: {}\n", field["name"].as_str().unwrap(), value.trim_end());
        }
    }
    text
}

#[test]
fn a_package_holds_what_the_questions_say() {
    let written = package(&[CONCEPT, MCQ, MOCK]);
    assert_eq!(written.cards, Some(3));
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/write"),
        prepend_module_to_snapshot => false,
    }, { insta::assert_snapshot!("apkg", dump(&bytes(written))) });
}

#[test]
fn the_same_questions_give_the_same_bytes() {
    let all = [CONCEPT, MCQ, MOCK];
    let expected = bytes(package(&all));
    assert!(bytes(package(&all)) == expected);
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    assert!(pool(1).install(|| bytes(package(&all))) == expected);
    assert!(pool(7).install(|| bytes(package(&all))) == expected);
    // Nor does the order of the files matter.
    assert!(bytes(package(&[MOCK, MCQ, CONCEPT])) == expected);
}

#[test]
fn another_question_moves_no_id() {
    let query = "SELECT guid, id FROM notes WHERE guid <> 'kept-from-before' ORDER BY guid";
    let few = rows(&open(&bytes(package(&[CONCEPT, MOCK]))), query);
    let more = rows(&open(&bytes(package(&[MCQ, MOCK, CONCEPT]))), query);
    assert_eq!(few, more);
}

#[test]
fn a_question_that_says_nothing_is_a_card() {
    let titles = ["", "title: ''\n", "title: '  '\n", "title: \"\\u0001\"\n"];
    for title in titles {
        let db = open(&bytes(package(&[&format!("---\nid: X-1\n{title}---\n")])));
        assert_eq!(rows(&db, "SELECT ord FROM cards"), [["0"]], "{title}");
        assert_eq!(fields(&db)[0][0], "X-1", "{title}");
    }
}

#[test]
fn nothing_of_a_question_is_html() {
    let text = "---\nid: X-1\ntitle: <i>{{a}}\ntechnology: a<b>&\ncategory: '\"<'\n\
        level: '\"><script>'\nkind: <k>\nsource: https://x.org/\"><script>\n---\n\n\
        ## Answer\n\n<script>x</script>\n\n## <b> \"x\"\n\ny\n";
    let fields = fields(&open(&bytes(package(&[text])))).remove(0);
    let expected = [
        "&lt;i&gt;{{a}}",
        "X-1",
        "a&lt;b&gt;&amp;",
        "&quot;&lt;",
        "&quot;&gt;&lt;script&gt;",
        "",
        "&lt;k&gt;",
        "",
        "<p>&lt;script&gt;x&lt;/script&gt;</p>\n",
    ];
    assert_eq!(fields[..9], expected);
    assert!(!fields[9..].concat().contains("<script") && !fields[9..].concat().contains("<b>"));
}

#[test]
fn sections_stand_once_and_in_order() {
    let text = "---\nid: X-1\n---\n\n## Why\n\n1\n\n## Answer\n\n2\n\n## Question\n\n3\n\n## Answer\n\n4\n";
    let fields = fields(&open(&bytes(package(&[text])))).remove(0);
    let prompt = "<section data-section=\"Question\">\n<p>3</p>\n</section>\n";
    assert_eq!(fields[7..9], [prompt, "<p>2</p>\n"]);
    let names: Vec<_> = fields[9].split("data-section=\"").skip(1).map(|part| &part[..3]).collect();
    assert_eq!(names, ["Why", "Ans"]);
}

#[test]
fn numbers_sort_as_numbers() {
    let db = open(&bytes(package(&["---\nid: X-1\ntitle: '007'\n---\n"])));
    assert_eq!(rows(&db, "SELECT sfld, typeof(sfld) FROM notes"), [["7", "integer"]]);
}

#[test]
fn a_local_image_spoils_the_package() {
    let text = "---\nid: X-1\n---\n\n## Answer\n\nSee ![plan](img/a.png).\n";
    let written = package(&[text]);
    assert!(written.artifacts.is_empty());
    let [diagnostic] = &written.diagnostics[..] else { panic!("{:?}", written.diagnostics) };
    assert_eq!(&text[diagnostic.span.range()], "![plan](img/a.png)");
    assert_eq!(diagnostic.message, "`img/a.png` does not exist");
    assert_eq!((diagnostic.rule, diagnostic.severity), ("links/missing-media", Severity::Error));
}

#[test]
fn two_notes_with_one_guid_spoil_the_package() {
    let texts = ["---\nid: X-1\nguid: same\n---\n", "---\nid: X-2\nguid: same\n---\n"];
    let written = package(&texts);
    assert!(written.artifacts.is_empty());
    let [diagnostic] = &written.diagnostics[..] else { panic!("{:?}", written.diagnostics) };
    assert_eq!((diagnostic.file, diagnostic.related[0].file), (FileId(1), FileId(0)));
    assert_eq!(&texts[1][diagnostic.span.range()], "same");
}

#[test]
fn a_renamed_question_stays_the_note_it_was() {
    let identity = |text| rows(&open(&bytes(package(&[text]))), "SELECT guid, id FROM notes");
    let old = identity("---\nid: X-1\n---\n");
    assert_eq!(identity("---\nid: X-9\nprevious_ids: [X-1, X-5]\n---\n"), old);
    assert_ne!(identity("---\nid: X-9\n---\n"), old);
}

const STEPS: &str = "---\nid: X-1\ntitle: A talk\nkind: mock-interview\n---\n\nBefore.\n\n\
    ## Role\n\nR\n\n## Scenario\n\nS\n\n\
    ## 1. Ask\n\nIntro.\n\n### Interviewer\n\nQ1\n\n### Candidate\n\nA1\n\n### Key Points\n\n- K\n\n\
    ## Build `it`\n\n### Interviewer\n\nQ2\n";

#[test]
fn each_step_of_an_interview_is_a_note() {
    let package = bytes(package(&[STEPS]));
    let [first, second] = &notes(&package)[..] else { panic!() };
    assert_eq!((&*first["Title"], &*second["Title"]), ("A talk · 1", "A talk · 2"));
    assert_eq!((&*first["Step"], &*second["Step"]), ("1", "2"));
    assert_eq!(
        (&*first["Heading"], &*second["Heading"]),
        ("<span class=\"number\">1. </span>Ask", "Build <code>it</code>")
    );
    assert_eq!((&*first["Interviewer"], &*second["Interviewer"]), ("<p>Q1</p>\n", "<p>Q2</p>\n"));
    assert_eq!((&*first["Candidate"], &*second["Candidate"]), ("<p>A1</p>\n", ""));
    assert!(first["Details"].starts_with("<p>Intro.</p>\n<section class=\"part\" data-part=\"Key"));
    assert!(first["Scenario"].starts_with("<p>Before.</p>\n<section data-section=\"Role\">"));
    assert!(second["Scenario"].starts_with("<details") && second["Scenario"].contains("<p>S</p>"));
    let db = open(&package);
    assert_eq!(rows(&db, "SELECT due FROM cards ORDER BY due"), [["1"], ["2"]]);
}

#[test]
fn a_step_put_in_between_moves_no_other() {
    let guids = |text: &str| {
        let db = open(&bytes(package(&[text])));
        rows(&db, "SELECT guid FROM notes JOIN cards ON nid = notes.id ORDER BY due")
    };
    let before = guids(STEPS);
    let more = STEPS.replace("## Build", "## Draw\n\n### Interviewer\n\nQ\n\n## Build");
    let after = guids(&more.replace("1. Ask", "Step 1: Ask"));
    assert_eq!([&after[0], &after[2]], [&before[0], &before[1]]);
    assert_eq!(guids(&STEPS.replace("id: X-1", "id: X-9\nprevious_ids: [X-1]")), before);
}

#[test]
fn a_question_with_gaps_has_a_card_for_each_number() {
    let text = "---\nid: X-1\ntitle: 'The {{c2::lock}}'\nkind: mock-interview\n---\n\nIt is {{c1::one}}.\n\n\
        ## Why {{c7::x}}\n\nNo gap.\n\n## Answer\n\n```rust\nlet x = {{c4::{ {1}}}};\n```\n";
    let written = package(&[text]);
    assert_eq!(written.cards, Some(3));
    let package = bytes(written);
    let db = open(&package);
    let cards = rows(&db, "SELECT ord, due, id - nid FROM cards ORDER BY ord");
    assert_eq!(cards, [["0", "1", "0"], ["1", "1", "1"], ["3", "1", "3"]]);
    let note = &notes(&package)[0];
    assert_eq!(note["Title"], "<span class=\"gaps\">The […]</span>");
    assert_eq!(
        note["Text"],
        "<div class=\"title\">The {{c2::lock}}</div>\n<p>It is {{c1::one}}.</p>\n\
         <section data-section=\"Answer\">\n<pre><code class=\"language-rust\">let x = \
         {{c4::{ {1&#125;&#125;}};\n</code></pre>\n</section>\n"
    );
    assert!(note["Details"].contains("Why &#123;{c7::x}}"));
}

#[test]
fn what_looks_like_a_gap_makes_no_cloze() {
    for body in ["{{c1::a", "<!-- {{c1::a}} -->", "{{c0::a}}", "[a](https://x.org/{{c1::a}})"] {
        let note = &notes(&bytes(package(&[&format!("---\nid: X-1\n---\n\n{body}\n")])))[0];
        assert!(note.contains_key("Answer"), "{body}");
    }
}

#[test]
fn a_deck_asks_for_more_cards() {
    let text = "---\nid: X-1\n---\n\n## Answer\n\nA\n\n## Common Mistakes\n\nM\n\n\
        ## Follow-up Questions\n\n- Why? (So.)\n";
    let cards = |toml: &str, text: &str| {
        let db = open(&bytes(package_under(toml, &[text])));
        rows(&db, "SELECT ord FROM cards ORDER BY ord").concat().join(" ")
    };
    let asked = "[anki]\ncards = ['question', 'follow-ups', 'mistakes']";
    assert_eq!(cards("", text), "0");
    assert_eq!(cards(asked, text), "0 1 2");
    assert_eq!(cards("[anki]\ncards = ['question', 'mistakes']", text), "0 2");
    assert_eq!(cards(asked, CONCEPT), "0 2");
    assert_eq!(cards(asked, MCQ), "0");
    let note = &notes(&bytes(package_under(asked, &[text])))[0];
    assert_eq!(note["Mistakes"], "<p>M</p>\n");
    let expected = "<ol>\n<li>Why? <span class=\"reply\">(So.)</span></li>\n</ol>\n";
    assert_eq!(note["FollowUps"], expected);
}

#[test]
fn parts_find_their_direction_where_a_letter_goes_to_the_left() {
    let details = |title: &str| {
        let text = format!("---\nid: X-1\ntitle: {title}\n---\n\n## Why\n\nx\n");
        notes(&bytes(package(&[&text])))[0]["Details"].clone()
    };
    let plain = "<details data-section=\"Why\"><summary>Why</summary>\n<p>x</p>\n</details>\n";
    assert_eq!(details("Größe"), plain);
    let auto = "<details data-section=\"Why\"><summary dir=\"auto\">Why</summary>\n\
                <div dir=\"auto\">\n<p>x</p>\n</div>\n</details>\n";
    assert_eq!(details("\u{5de}\u{5d4}"), auto);
}

#[test]
fn related_questions_are_named_by_their_ids() {
    let text = "---\nid: X-1\nrelated: [X-2, 'X<3']\n---\n";
    assert_eq!(notes(&bytes(package(&[text])))[0]["Related"], "X-2, X&lt;3");
}

#[test]
fn options_that_are_named_by_letter_stay_in_place() {
    for (option, told, class) in [
        ("c", "d", "options"),
        ("Both A and B", "d", "options fixed"),
        ("c", "Option B is.", "options fixed"),
    ] {
        let text = format!(
            "---\nid: X-1\nkind: mcq\n---\n\n## Options\n\n- [ ] a\n- [ ] b\n- [x] {option}\n\n\
             ## Explanation\n\n{told}\n"
        );
        let note = &notes(&bytes(package(&[&text])))[0];
        assert!(note["Options"].starts_with(&format!("<ol class=\"{class}\"")), "{option} {told}");
    }
}
