use std::fmt::Debug;
use std::io::{Cursor, Read, Write};

use rusqlite::{Connection, MAIN_DB};
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::document::SectionNames;
use crate::read;
use crate::source::{FileId, Source};
use crate::write::{self, Corpus, Item, Options};

const STYLE: Style = Style { color: false, width: 72 };

/// A package of questions, each with its id, front matter, answer and time, in a deck.
fn package(questions: &[(&str, &str, &str, i64)], deck: &str) -> Vec<u8> {
    let text = |(id, fields, answer, _): &(&str, &str, &str, i64)| {
        format!("---\nid: {id}\ntitle: What is {id}?\n{fields}---\n\n## Answer\n\n{answer}\n")
    };
    let source = |(at, question)| Source {
        file: FileId(at as u32),
        path: format!("{at}.md"),
        text: text(question),
    };
    let sources: Vec<_> = questions.iter().enumerate().map(source).collect();
    let reader = read::find("question").unwrap();
    let read: Vec<_> = sources
        .iter()
        .flat_map(|source| (reader.read)(source, &read::Options::default()).questions)
        .collect();
    let items = read.iter().zip(questions).map(|(question, (id, _, _, modified))| Item {
        deck: deck.to_owned(),
        modified: *modified,
        ..Item::new(question, *id)
    });
    let names = SectionNames::default();
    let corpus = Corpus::new(items.collect(), &names, &[]);
    let mut written = (write::find("apkg").unwrap().write)(&corpus, &Options::default()).unwrap();
    written.artifacts.remove(0).bytes
}

/// A package whose database is changed.
fn tampered(package: &[u8], change: impl Fn(&Connection)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut zip = ZipArchive::new(Cursor::new(package)).unwrap();
    zip.by_name("collection.anki2").unwrap().read_to_end(&mut bytes).unwrap();
    let mut db = Connection::open_in_memory().unwrap();
    db.deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), false).unwrap();
    change(&db);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("collection.anki2", SimpleFileOptions::default()).unwrap();
    zip.write_all(&db.serialize(MAIN_DB).unwrap()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A package whose note types are changed.
fn with_types(package: &[u8], change: impl Fn(&mut Value)) -> Vec<u8> {
    tampered(package, |db| {
        let models: String = db.query_row("SELECT models FROM col", [], |row| row.get(0)).unwrap();
        let mut models: Value = serde_json::from_str(&models).unwrap();
        models.as_object_mut().unwrap().values_mut().for_each(&change);
        db.execute("UPDATE col SET models = ?", [models.to_string()]).unwrap();
    })
}

fn forecast(old: &[u8], new: &[u8]) -> Forecast {
    let (old, new) = (Package::open(old).unwrap(), Package::open(new).unwrap());
    Forecast::new(&old, &new, "old.apkg".to_owned())
}

fn ids<'k>(notes: impl IntoIterator<Item = &'k Known>) -> Vec<&'k str> {
    notes.into_iter().map(|note| note.id.as_str()).collect()
}

/// What is warned of: the kind and the ids.
fn warned(forecast: &Forecast) -> Vec<(&str, Vec<&str>)> {
    forecast.warnings.iter().map(|one| (one.kind, ids(&one.notes))).collect()
}

#[track_caller]
fn warns(old: &[u8], new: &[u8], expected: &(impl Debug + ?Sized))
where
    for<'a> [(&'a str, Vec<&'a str>)]: Debug,
{
    let forecast = forecast(old, new);
    assert_eq!(format!("{:?}", warned(&forecast)), format!("{expected:?}"));
}

const A: (&str, &str, &str, i64) = ("A-1", "", "One.", 1_700_000_000);
const B: (&str, &str, &str, i64) = ("B-1", "", "Two.", 1_700_000_000);

#[test]
fn what_comes_changes_and_goes_is_told() {
    let old = package(&[A, B, ("C-1", "", "Three.", 1_700_000_000)], "Cards");
    let edited = ("A-1", "", "One and a half.", 1_700_000_001);
    let renamed = ("B-2", "previous_ids: [B-1]\n", "Two.", 1_700_000_001);
    let new = package(&[edited, renamed, ("D-1", "", "Four.", 1_700_000_001)], "Cards");
    let found = forecast(&old, &new);
    assert_eq!(ids(&found.new), ["D-1"]);
    assert_eq!(ids(found.updated.iter().map(|one| &one.note)), ["A-1", "B-2"]);
    assert_eq!(found.updated[0].fields, ["Answer"]);
    assert_eq!(found.updated[1].fields[..2], ["Title", "Id"]);
    assert_eq!((ids(&found.removed), found.counts.unchanged), (vec!["C-1"], 0));
    assert_eq!(warned(&found), []);
    let text = show::text(&found, STYLE);
    let expected = "\
what       notes  id   question
new            1  D-1  What is D-1?
updated        2  A-1  What is A-1?
                  B-2  What is B-2?
unchanged      0
removed        1  C-1  What is C-1?

What is removed stays in the collections of learners and is not updated any more.
";
    assert_eq!(text, expected);
    let json: Value = serde_json::from_str(&show::json(&found).unwrap()).unwrap();
    assert_eq!((&json["version"], &json["counts"]["updated"]), (&1.into(), &2.into()));
    assert_eq!(json["removed"][0]["title"], "What is C-1?");
    let found = forecast(&old, &old);
    assert_eq!((found.counts.unchanged, warned(&found)), (3, vec![]));
}

#[test]
fn moved_decks_and_new_cards_are_told() {
    let (old, new) = (package(&[A, B], "Cards::X"), package(&[A, B], "Cards::Y"));
    let found = forecast(&old, &new);
    assert_eq!((found.counts.moved, found.counts.unchanged), (2, 2));
    assert!(show::text(&found, STYLE).contains("moved          2      Cards::X → Cards::Y\n"));
    assert_eq!(forecast(&old, &package(&[A, B], "cards::x")).counts.moved, 0);
    let fewer = tampered(&old, |db| _ = db.execute("DELETE FROM cards WHERE due = 2", []).unwrap());
    let found = forecast(&fewer, &old);
    let cards: Vec<_> = found.cards.iter().map(|one| (&*one.note.id, &*one.card)).collect();
    assert_eq!(cards, [("B-1", "Question")]);
}

#[test]
fn what_does_not_reach_learners_as_meant_is_warned_of() {
    let old = package(&[A, B], "Cards");
    // Another id, another guid, the same title.
    let same = tampered(&package(&[A, ("B-2", "", "Two.", 0)], "Cards"), |db| {
        _ = db.execute("UPDATE notes SET flds = replace(flds, 'B-2', 'B-1')", []).unwrap();
    });
    warns(&old, &same, &[("duplicate", ["B-1"])]);
    // Another text that is not newer; a newer time without another text.
    let late = ("A-1", "", "One and a half.", 1_700_000_000);
    warns(&old, &package(&[late, B], "Cards"), &[("skipped", ["A-1"])]);
    let raised = ("A-1", "", "One.", 1_700_000_001);
    warns(&old, &package(&[raised, B], "Cards"), &[("raised", ["A-1"])]);
    // Blanks and loose lists are formatting.
    let (tight, loose) = (("A-1", "", "- a\n- b\n  c", 5), ("A-1", "", "- a\n\n- b c", 5));
    warns(&package(&[tight], "Cards"), &package(&[loose], "Cards"), &[] as &[()]);
    let double = tampered(&old, |db| {
        _ = db.execute("UPDATE notes SET guid = 'x'", []).unwrap();
    });
    let kinds: Vec<_> = forecast(&double, &double).warnings.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, ["same-guid"]);
}

#[test]
fn note_types_that_do_not_fit_are_warned_of() {
    let old = package(&[A, B], "Cards");
    let newer = package(&[("A-1", "", "More.", 1_700_000_001), B], "Cards");
    let other = with_types(&old, |model| model["flds"][15]["id"] = 5.into());
    warns(&other, &newer, &[("conflict", ["A-1"])]);
    assert_eq!(forecast(&other, &newer).counts.updated, 0);
    let renamed = with_types(&old, |model| model["flds"][15]["name"] = "Other".into());
    warns(&old, &renamed, &[("looks", [""; 0])]);
    let later = with_types(&renamed, |model| model["mod"] = 1_900_000_000.into());
    warns(&old, &later, &[] as &[()]);
}
