//! CSV by RFC 4180: a header, one record for each question, `\r\n` between records. What Anki
//! imports as notes is another table: [`anki`].
//!
//! The columns are the path, the keys and the sections that occur, both in canonical order, and
//! between them `body`, if it is needed; [`crate::column`] says what they are called. Nothing is
//! lost, and everything can be told apart again:
//!
//! * The path is that of the question's own file, relative to the root; it is empty for questions
//!   that share a file.
//! * A cell of a key is the text itself, or another value as YAML, lists as `[a, b]`. Text that
//!   would be read as another value is in double quotes, as in YAML ([`column::value`] says what is
//!   read as what). An empty cell is a missing key.
//! * An empty cell of a section is a missing section. A question whose sections do not fit the
//!   columns (one is empty, stands twice, or out of order) has all of its Markdown in `body`.
//! * Line ends within a cell are `\n`.
//! * A cell that a spreadsheet would run as a formula gets a `'` before it if that is asked for; one
//!   that looks as if it had got one always does.

mod anki;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use csv::{Terminator, WriterBuilder};
use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
    ParallelSlice,
};

use super::body::{Tidier, title};
use super::path::own_paths;
use super::{Artifact, Corpus, Item, Options, Writer, Written, joined, yaml};
use crate::column::{self, Column, guard};
use crate::document::{Document, Section, SectionNames};
use crate::failure::{Failure, Result};
use crate::question::key;
use crate::value::Value;

/// See the module.
pub(super) const ITEM: Writer = Writer {
    help: "one table by RFC 4180, a column for each key and section",
    extension: Some("csv"),
    folder: false,
    file: true,
    dated: false,
    write,
};

fn write(corpus: &Corpus<'_>, options: &Options) -> Result<Written> {
    if options.anki {
        return anki::write(corpus);
    }
    // Only the text of a question is kept, not its parse, which is ten times as large.
    let row = |(item, path)| Row::new(&Item::document(item, corpus.names), path);
    let rows: Vec<_> = corpus.items.par_iter().zip(own_paths(corpus)).map(row).collect();
    let table = Table::new(&rows, corpus.names);
    let head = records([table.header()].into_iter(), options)?;
    let parts = rows.into_par_iter().chunks(CHUNK);
    let parts = parts.map(|rows| records(rows.iter().map(|row| table.record(row)), options));
    let parts: Vec<_> = parts.collect::<Result<_>>()?;
    let parts = std::iter::once(&head).chain(&parts).map(Vec::as_slice);
    let bytes = joined(&parts.collect::<Vec<_>>());
    let artifacts = vec![Artifact { path: "".into(), bytes }];
    Ok(Written { artifacts, ..Written::default() })
}

/// How many records are written at once.
const CHUNK: usize = 256;

/// Records as lines of the table.
fn records<'c>(
    records: impl Iterator<Item = Vec<Cow<'c, str>>>,
    options: &Options,
) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let failed = |error: csv::Error| Failure(format!("cannot write CSV: {error}"));
    for record in records {
        for cell in &record {
            writer.write_field(&*guard(cell, options.guard_formulas)).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| failed(error.into_error().into()))
}

/// What one question has for the table.
struct Row<'s> {
    path: &'s str,
    /// Its keys with their cells.
    keys: Vec<(&'s str, Cow<'s, str>)>,
    /// The Markdown before its first section.
    preamble: Cow<'s, str>,
    sections: Vec<Part<'s>>,
    /// Whether no section stands twice, is empty, or has markup in its heading.
    regular: bool,
}

/// A section.
struct Part<'s> {
    name: String,
    /// The heading, with its markup.
    title: String,
    markdown: Cow<'s, str>,
}

impl<'s> Row<'s> {
    fn new(doc: &Document<'s>, path: &'s str) -> Row<'s> {
        let tidier = Tidier::new(doc);
        let fields = doc.question.fields.iter();
        let part = |section: &Section| Part {
            name: section.name.clone(),
            title: title(doc, section),
            markdown: tidier.part(section.body.clone()),
        };
        let sections: Vec<_> = doc.sections.iter().map(part).collect();
        Row {
            path,
            keys: fields.map(|entry| (entry.key.as_str(), cell(&entry.node.value))).collect(),
            preamble: tidier.part(doc.preamble()),
            regular: is_regular(&sections),
            sections,
        }
    }
}

/// See [`Row::regular`].
fn is_regular(sections: &[Part<'_>]) -> bool {
    let mut names: Vec<_> = sections.iter().map(|part| part.name.as_str()).collect();
    names.sort_unstable();
    names.is_sorted_by(|one, next| one != next)
        && sections.iter().all(|part| !part.markdown.is_empty() && part.title == part.name)
}

/// The columns.
struct Table {
    keys: Vec<String>,
    /// Whether some Markdown has no section's column.
    body: bool,
    sections: Vec<String>,
    /// The place of each section's column among those of sections.
    places: HashMap<String, usize>,
}

impl Table {
    fn new(rows: &[Row<'_>], names: &SectionNames) -> Table {
        let keys = words(rows, |row| row.keys.iter().map(|(key, _)| *key));
        let keys = ranked(keys, |key| key::ALL.iter().position(|known| *known == key));
        let sections = words(rows, |row| {
            let sections = row.sections.iter().filter(|_| row.regular);
            sections.map(|part| part.name.as_str())
        });
        let sections = ranked(sections, |name| names.rank(name));
        let places = sections.iter().zip(0..).map(|(name, at)| (name.clone(), at)).collect();
        let mut table = Table { keys, body: false, sections, places };
        let has_body = |row: &Row<'_>| !row.preamble.is_empty() || table.places(row).is_none();
        table.body = rows.par_iter().any(has_body);
        table
    }

    fn header(&self) -> Vec<Cow<'static, str>> {
        let mut columns = vec![Column::Path];
        columns.extend(self.keys.iter().map(|key| Column::Key(key.clone())));
        columns.extend(self.body.then_some(Column::Body));
        columns.extend(self.sections.iter().map(|name| Column::Section(name.clone())));
        columns.iter().map(|column| Cow::Owned(column.name().into_owned())).collect()
    }

    fn record<'r>(&self, row: &'r Row<'_>) -> Vec<Cow<'r, str>> {
        // Keys mostly stand in the order of the columns: the next one is looked for where it should be.
        let mut next = 0;
        let key = |key: &String| {
            let is_it = |(name, _): &(&str, _)| name == key;
            let here = row.keys.get(next).is_some_and(is_it).then_some(next);
            let Some(at) = here.or_else(|| row.keys.iter().position(is_it)) else {
                return "".into();
            };
            next = at + 1;
            Cow::Borrowed(&*row.keys[at].1)
        };
        let mut record = Vec::with_capacity(self.keys.len() + self.sections.len() + 2);
        record.push(Cow::Borrowed(row.path));
        record.extend(self.keys.iter().map(key));
        let places = self.places(row);
        record.extend(self.body.then(|| body(row, places.is_some())));
        let first = record.len();
        record.resize(first + self.sections.len(), Cow::Borrowed(""));
        for (place, part) in places.into_iter().flatten().zip(&row.sections) {
            record[first + place] = Cow::Borrowed(&*part.markdown);
        }
        record
    }

    /// The columns of the sections of a question; none if the columns, left to right, would not give
    /// these sections back.
    fn places(&self, row: &Row<'_>) -> Option<Vec<usize>> {
        let place = |part: &Part<'_>| self.places.get(part.name.as_str()).copied();
        let places = || row.sections.iter().map(place).collect::<Option<Vec<_>>>();
        let places = row.regular.then(places)??;
        places.is_sorted_by(|a, b| a < b).then_some(places)
    }
}

/// What stands in no section's column: the text before the first section, or if the sections do not
/// fit, everything.
fn body<'r>(row: &'r Row<'_>, fits: bool) -> Cow<'r, str> {
    if fits {
        return Cow::Borrowed(&row.preamble);
    }
    let mut parts = vec![row.preamble.to_string()];
    for part in &row.sections {
        parts.push(format!("## {}", part.title).trim_end().to_owned());
        parts.push(part.markdown.to_string());
    }
    parts.retain(|part| !part.is_empty());
    Cow::Owned(parts.join("\n\n"))
}

/// The different words of all rows, in order of appearance.
fn words<'r, I: Iterator<Item = &'r str>>(
    rows: &'r [Row<'r>],
    of: impl Fn(&'r Row<'r>) -> I + Sync,
) -> Vec<&'r str> {
    let parts = rows.par_chunks(CHUNK).map(|rows| distinct(rows.iter().flat_map(&of)));
    distinct(parts.collect::<Vec<_>>().into_iter().flatten())
}

fn distinct<'r>(words: impl Iterator<Item = &'r str>) -> Vec<&'r str> {
    let mut seen = HashSet::new();
    words.filter(|word| seen.insert(*word)).collect()
}

/// Words as columns: those with a rank first.
fn ranked(mut words: Vec<&str>, rank: impl Fn(&str) -> Option<usize>) -> Vec<String> {
    words.sort_by_key(|word| rank(word).unwrap_or(usize::MAX));
    words.into_iter().map(str::to_owned).collect()
}

/// A value as the text of a cell; the module says how.
fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) if column::is_text(text) => Cow::Borrowed(text),
        Value::String(text) => Cow::Owned(yaml::quoted(text)),
        value => Cow::Owned(yaml::value(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample;

    fn table(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let artifacts = sample::write(&ITEM, files, false);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(false)
            .from_reader(&*artifacts[0].bytes);
        let record = |record: csv::Result<csv::StringRecord>| {
            record.unwrap().iter().map(str::to_owned).collect()
        };
        reader.records().map(record).collect()
    }

    #[test]
    fn questions_are_records() {
        let artifacts = sample::write(&ITEM, sample::FILES, false);
        assert_eq!(artifacts[0].path.as_os_str(), "");
        let text = sample::show(&artifacts).replace("\r\n", "␍␊\n");
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/write"),
            prepend_module_to_snapshot => false,
        }, {
            insta::assert_snapshot!("csv", text);
        });
    }

    #[test]
    fn a_cell_tells_text_from_other_values() {
        let cases = [
            (Value::String("What is it: a, b?".into()), "What is it: a, b?"),
            (Value::String("no".into()), "no"),
            (Value::String("1.10".into()), "\"1.10\""),
            (Value::String("[a]".into()), "\"[a]\""),
            (Value::String("[a".into()), "[a"),
            (Value::String("\"x\"".into()), "\"\\\"x\\\"\""),
            (Value::String("\"x\" or y".into()), "\"x\" or y"),
            (Value::String("".into()), "\"\""),
            (Value::String("a\nb".into()), "a\nb"),
            (Value::Integer(7), "7"),
            (Value::Bool(true), "true"),
            (Value::Null, "null"),
            (Value::List(vec![]), "[]"),
        ];
        for (value, expected) in cases {
            assert_eq!(cell(&value), expected, "{value:?}");
        }
    }

    #[test]
    fn what_fits_no_column_is_in_the_body() {
        let rows = table(&[
            ("a.md", "---\n---\n## Answer\na\n## Steps\nb\n"),
            ("b.md", "---\n---\nfirst\n## Steps\nb\n## Answer\na\n"),
            ("c.md", "---\nSteps: 1\n---\n## Answer\n"),
            ("d.md", "---\n---\n## Answer\na\n## Answer\nb\n## *Own*\nc\n"),
        ]);
        let expected = [
            ["path", "key: Steps", "body", "Answer", "## Steps"],
            ["a.md", "", "", "a", "b"],
            ["b.md", "", "first\n\n## Steps\n\nb\n\n## Answer\n\na", "", ""],
            ["c.md", "1", "## Answer", "", ""],
            ["d.md", "", "## Answer\n\na\n\n## Answer\n\nb\n\n## *Own*\n\nc", "", ""],
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn no_questions_are_a_header() {
        assert_eq!(table(&[]), [["path"]]);
    }
}
