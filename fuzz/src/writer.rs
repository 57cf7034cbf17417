//! Writers: what is written is read as the same question again.

use qlint::question::Question;
use qlint::read;
use qlint::source::Source;
use qlint::value::{Node, Value};
use qlint::write::{self, Corpus, Item, Options};

use super::bench::{self, SCHEMA};

/// A question in every format that can be written.
pub(crate) fn holds(text: &str) {
    let Some(canonical) = canonical(text) else { return };
    for (format, options) in [
        ("json", Options::default()),
        ("csv", Options::default()),
        ("csv", Options { anki: true, ..Options::default() }),
        ("csv", Options { guard_formulas: true, ..Options::default() }),
        ("markdown", Options::default()),
        ("markdown", Options { folded: true, ..Options::default() }),
        ("apkg", Options::default()),
    ] {
        let Some(written) = written(format, "question", &canonical, &options) else { continue };
        let carries_all = !options.anki && !options.guard_formulas && format != "markdown";
        if carries_all {
            let back = again(format, &written);
            // What has no id is known by the guid of its note from then on.
            let back = if format == "apkg" { guided_as(&canonical, back) } else { back };
            same(&canonical, &back, format);
        }
    }
}

/// The question file as qlint writes it, which stays what it is; none if nobody could write it so.
pub(crate) fn canonical(text: &str) -> Option<String> {
    let source = bench::source(text);
    let reading = bench::reading("question", &source);
    // What stands in another way than it was meant is not kept.
    let clean = reading.diagnostics.is_empty() && !text.contains('\r') && !text.contains('\0');
    let fields: Vec<_> = reading.questions.first()?.fields.clone();
    let once = written("question", "question", text, &Options::default())?;
    if !clean {
        return None;
    }
    let twice = written("question", "question", &once, &Options::default())?;
    same(&once, &twice, "question");
    let source = bench::source(&once);
    let back = bench::reading("question", &source);
    for field in fields {
        let found = back.questions[0].value(&field.key);
        let left_out = field.key == "kind" && field.node.as_str() == Some("concept");
        assert!(
            left_out || found.is_some_and(|found| equal(found, &field.node)),
            "{field:?} is {found:?}"
        );
    }
    Some(once)
}

fn equal(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            let pairs = a.iter().zip(b);
            a.len() == b.len()
                && pairs.into_iter().all(|(a, b)| a.key == b.key && equal(&a.node, &b.node))
        }
        (Value::Float(a), Value::Float(b)) => {
            a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
        }
        (a, b) => a == b,
    }
}

/// A question file without the line of its guid, if another one has neither id nor guid.
fn guided_as(other: &str, text: String) -> String {
    let source = bench::source(other);
    let questions = bench::reading("question", &source).questions;
    let is_known = |one: &Question<'_>| one.id().is_some() || one.field("guid").is_some();
    let front = &text[..text.find("\n---\n").unwrap_or(0)];
    match front.lines().find(|line| line.starts_with("guid: ")) {
        Some(line) if !questions.first().is_some_and(is_known) => {
            text.replacen(&format!("{line}\n"), "", 1)
        }
        _ => text,
    }
}

fn same(a: &str, b: &str, format: &str) {
    assert!(a == b, "by way of {format}:\n{a}\n=====\n{b}\n{a:?}\n{b:?}");
}

/// The questions of a text, written.
fn written(to: &str, from: &str, text: &str, options: &Options) -> Option<String> {
    let source = Source { path: "PY-ADV-001.md".to_owned(), ..bench::source(text) };
    let questions = bench::reading(from, &source).questions;
    let items: Vec<_> =
        questions.iter().map(|one| Item::new(one, one.id().unwrap_or("PY-ADV-001"))).collect();
    let corpus = Corpus::new(items, SCHEMA.names(), SCHEMA.levels());
    let writer = write::find(to).unwrap();
    let options = Options { folder: !writer.file, ..*options };
    let made = (writer.write)(&corpus, &options).ok()?;
    if !made.diagnostics.is_empty() {
        bench::said(&source, &made.diagnostics);
        return None;
    }
    let bytes = made.artifacts.into_iter().next()?.bytes;
    let decode = read::find(to).and_then(|reader| reader.decode);
    match decode {
        Some(decode) => Some(decode(&bytes).unwrap().unwrap()),
        None => Some(String::from_utf8(bytes).unwrap()),
    }
}

/// What was written in a format, as a question file.
fn again(format: &str, text: &str) -> String {
    written("question", format, text, &Options::default()).unwrap_or_default()
}
