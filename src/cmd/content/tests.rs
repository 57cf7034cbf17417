use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

use super::*;
use crate::cmd::shelf::Folder;
use crate::output;
use crate::question::Question;
use crate::read;
use crate::rules;
use crate::schema::Schema;
use crate::source::Source;
use crate::walk;
use crate::write::{self, Options};

const TEXT: &str = "---\nid: PY-ADV-001\ntitle: What is the GIL?\ntags: [a, b]\n\
    related: [PY-ADV-002]\nx-map: {a: 1, b: [x, 'no']}\n---\n\nFirst *words* of it.\n\n\
    ## Answer\n\nA lock, see\n[the queue](PY-ADV-003.md).\n\n- one\n- two `x`\n\n\
    ```python\na = 1\n\nb = 2\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
    ![a plan](plan.png)\n";

fn with<T>(text: &str, look: impl Fn(&Item<'_>, &SectionNames) -> T) -> T {
    let schema = Schema::embedded(rules::names());
    let path = "x/PY-ADV-001.md".to_owned();
    let source = Source { path, text: text.to_owned(), ..Source::default() };
    let reading = (read::find("question").unwrap().read)(&source, &read::Options::default());
    let question: &Question<'_> = &reading.questions[0];
    look(&Item::new(question, "PY-ADV-001"), schema.names())
}

fn hash_of(text: &str, known: &[&str], root: &Path) -> String {
    let known: HashSet<String> = known.iter().map(|id| (*id).to_owned()).collect();
    with(text, |item, names| {
        let around = Around { shelf: &Folder::new(root), names, known: &known };
        hashes(std::slice::from_ref(item), &around)[0].to_string()
    })
}

fn hash(text: &str) -> String {
    hash_of(text, &[], Path::new("/nowhere"))
}

fn rewritten(text: &str) -> String {
    with(text, |item, names| {
        let item = Item::new(item.question, item.identity.as_str());
        let corpus = write::Corpus::new(vec![item], names, &[]);
        let options = Options { folder: true, ..Options::default() };
        let writer = write::find("question").unwrap();
        let written = (writer.write)(&corpus, &options).unwrap();
        String::from_utf8(written.artifacts[0].bytes.clone()).unwrap()
    })
}

#[test]
fn the_hash_is_frozen() {
    // Never change this: every question of every ledger would look changed, and learners would
    // lose their own edits and tags with the next release.
    assert_eq!(hash(TEXT), "6016b543bc7016b78f86");
}

#[test]
fn formatting_does_not_count() {
    let same = [
        TEXT.replace('\n', "\r\n"),
        rewritten(TEXT),
        TEXT.replace(
            "id: PY-ADV-001\ntitle: What is the GIL?",
            "title: 'What is the GIL?'\nid: \"PY-ADV-001\"\nkind: concept",
        ),
        TEXT.replace("tags: [a, b]", "tags:\n  - a\n  - \"b\" # a comment"),
        TEXT.replace("{a: 1, b: [x, 'no']}", "\n  b: [x, \"no\"]\n  a: 1"),
        TEXT.replace("*words* of", "_words_\nof "),
        TEXT.replace("- one\n- two", "* one\n\n\n* two"),
        TEXT.replace("## Answer\n", "Short Answer\n---\n\n"),
        TEXT.replace("```python", "~~~ python").replace("```", "~~~"),
        TEXT.replace("[the queue](PY-ADV-003.md)", "[the queue][q]") + "\n[q]: PY-ADV-003.md\n",
        TEXT.replace("|---|---|\n| 1 | 2 |", "|:-:|---|\n|1|2|").replace(":-:", "---"),
        TEXT.replace("\n\nFirst", "\n\n\n\nFirst").replace("of it.", "of it.   "),
    ];
    for text in same {
        assert_eq!(hash(&text), hash(TEXT), "{text}");
    }
}

#[test]
fn meaning_counts() {
    let mut all = BTreeSet::from([hash(TEXT)]);
    let other = [
        ("GIL?", "gil?"),
        ("[a, b]", "[a, c]"),
        ("[a, b]", "[ab]"),
        ("[a, b]", "[[a, b]]"),
        ("a: 1,", "a: '1',"),
        ("*words*", "words"),
        ("*words*", "**words**"),
        ("*words* of", "*words*of"),
        ("- one\n- two", "- one two"),
        ("- one\n- two", "- one\n  - two"),
        ("- one", "1. one"),
        ("- one\n- two", "- [ ] one\n- [x] two"),
        ("## Answer", "## Reply"),
        ("## Answer", "### Answer"),
        ("A lock, see\n", "A lock, see\n\n"),
        ("A lock, see\n", "A lock, see  \n"),
        ("a = 1\n\nb", "a = 1\n\n\nb"),
        ("a = 1", "a  = 1"),
        ("python", "rust"),
        ("PY-ADV-003.md", "PY-ADV-004.md"),
        ("|---|", "|:-:|"),
        ("`x`", "x"),
        ("plan.png", "plan2.png"),
        ("[PY-ADV-002]", "[]"),
    ];
    for (from, to) in other {
        assert!(TEXT.contains(from));
        assert!(all.insert(hash(&TEXT.replacen(from, to, 1))), "{from} {to}");
    }
}

#[test]
fn what_the_card_shows_of_others_counts() {
    let folder = tempfile::tempdir().unwrap();
    output::make_folder(&folder.path().join("x")).unwrap();
    let of = |known: &[&str]| hash_of(TEXT, known, folder.path());
    let mut all = BTreeSet::from([of(&[])]);
    assert!(!all.insert(of(&["PY-ADV-009"])));
    // Related questions are shown by their ids alone, a link by whether it leads to a question.
    assert!(!all.insert(of(&["PY-ADV-002"])));
    assert!(all.insert(of(&["PY-ADV-003"])));
    let named = TEXT.replace("see\n", "see [[PY-ADV-004]]\n");
    for known in [&[][..], &["PY-ADV-004"]] {
        assert!(all.insert(hash_of(&named, known, folder.path())));
    }
    for bytes in ["a", "b"] {
        output::write(&folder.path().join("x/plan.png"), bytes.as_bytes()).unwrap();
        assert!(all.insert(of(&[])));
    }
}

#[test]
fn the_canonical_form_has_the_same_hash() {
    let decks = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
    for path in walk::list(&decks).iter().filter(|path| walk::may_be_question(path)) {
        let text = walk::text(path).unwrap();
        let loose = text.replace("\n- ", "\n\n- ").replace("\n\n\n- ", "\n\n- ");
        assert_eq!(hash(&rewritten(&text)), hash(&text), "{}", path.display());
        assert_eq!(hash(&loose), hash(&text), "{}", path.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn rewriting_keeps_the_hash(
        body in r"([-#*>`~=a-b1. |\[\]:<!^]{0,6}(\n|\r\n|\n\n\n|\n    |```\n|## )){0,8}"
    ) {
        let text = format!("---\nid: a\n---\n{body}");
        prop_assert_eq!(hash(&rewritten(&text)), hash(&text), "{}", rewritten(&text));
    }
}

#[test]
fn dates_of_the_work_on_a_question_do_not_count() {
    let dated = TEXT.replacen("title:", "reviewed: 2026-05-01\nupdated: 2026-05-02\ntitle:", 1);
    assert_eq!(hash(&dated), hash(TEXT));
    // A key of that name inside another value does.
    let inner = TEXT.replacen("{a: 1,", "{a: 1, reviewed: 1,", 1);
    assert_ne!(hash(&inner), hash(TEXT));
}
