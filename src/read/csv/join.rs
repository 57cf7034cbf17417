//! Several tables about the same things as one.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use csv::{Terminator, WriterBuilder};

use super::record::{Record, Records};
use super::{DELIMITERS, Notes, start};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Source, Span};

/// Joins tables on the column `key`, as CSV: a record for each value in it, in the order of the first
/// table, then those that only later ones have; the columns in the order of the tables. Each cell
/// stays what it is, one that a table lacks is empty.
///
/// # Errors
///
/// A table without the column, a value that stands twice in one table, a column that stands in two,
/// and whatever keeps a record from being read.
pub fn join(sources: &[&Source], key: &str) -> Result<String, Box<Diagnostic>> {
    Ok(joined(sources, key)?.text())
}

/// Where each cell of the joined text stands in the tables: its bytes there, then the table and its
/// bytes in it; of a cell that a table lacks, those of the key.
///
/// # Errors
///
/// As [`join`].
pub fn places(
    sources: &[&Source],
    key: &str,
) -> Result<Vec<(Span, FileId, Span)>, Box<Diagnostic>> {
    let join = joined(sources, key)?;
    let text = join.text();
    let rows = std::iter::once(&join.columns).chain(&join.rows);
    let place = |(record, row): (Record<'_>, &Vec<Cell<'_>>)| {
        let own = row.first().and_then(|cell| cell.1);
        let places = record.cells.iter().enumerate().filter_map(move |(at, cell)| {
            let (table, span) = row.get(at).and_then(|cell| cell.1).or(own)?;
            Some((cell.span(), table, span))
        });
        places.collect::<Vec<_>>()
    };
    Ok(Records::new(&text, 0, b',').zip(rows).flat_map(place).collect())
}

fn joined<'k, 's>(sources: &[&'s Source], key: &'k str) -> Result<Join<'k, 's>, Box<Diagnostic>> {
    let columns =
        vec![(Cow::Owned(key.to_owned()), sources.first().map(|one| (one.file, Span::at(0))))];
    let mut join = Join { key, columns, rows: Vec::new(), places: HashMap::new() };
    let mut headers = BTreeMap::new();
    for source in sources {
        let mut notes = Notes::new(source);
        join.add(source, &mut headers, &mut notes);
        let fault = notes.list.into_iter().find(|one| one.severity == Severity::Error);
        fault.map_or(Ok(()), |fault| Err(Box::new(fault)))?;
    }
    Ok(join)
}

/// A cell, and where it stands; nowhere if its table lacks it.
type Cell<'s> = (Cow<'s, str>, Option<(FileId, Span)>);

/// Where the columns so far stand.
type Headers<'s> = BTreeMap<Cow<'s, str>, (FileId, Span)>;

struct Join<'k, 's> {
    key: &'k str,
    columns: Vec<Cell<'s>>,
    /// Cells by column; those at the end may be missing.
    rows: Vec<Vec<Cell<'s>>>,
    /// The row of each value of the key.
    places: HashMap<Cow<'s, str>, usize>,
}

impl<'s> Join<'_, 's> {
    fn add(&mut self, source: &'s Source, headers: &mut Headers<'s>, notes: &mut Notes<'_>) {
        let Some((key, header, records)) = self.open(source) else {
            let message = format!("no column `{}` to join this table on", self.key);
            notes.add("import/missing-key-column", Severity::Error, Span::at(0), message);
            return;
        };
        for (_, cell) in header.cells.iter().enumerate().filter(|(at, _)| *at != key) {
            if let Some((file, span)) = headers.insert(cell.text(), (source.file, cell.span())) {
                let message = format!("the column `{}` stands twice", cell.text());
                notes
                    .add("import/duplicate-column", Severity::Error, cell.span(), message)
                    .related(file, span, "it stands here first");
            }
        }
        let width = self.columns.len();
        self.columns.extend(others(source.file, &header, key));
        let mut seen: HashMap<Cow<'s, str>, Span> = HashMap::new();
        for record in records {
            notes.about(&record, header.cells.len());
            let Some(cell) = record.cells.get(key).filter(|_| record.unclosed.is_none()) else {
                continue;
            };
            if let Some(first) = seen.insert(cell.text(), cell.span()) {
                let message = format!("`{}` stands twice in this table", cell.text());
                let file = notes.source.file;
                notes
                    .add("import/duplicate-key-value", Severity::Error, cell.span(), message)
                    .related(file, first, "it stands here first")
                    .help("one of the two records would get the cells of the other");
            }
            let place = *self.places.entry(cell.text()).or_insert_with(|| {
                self.rows.push(vec![(cell.text(), Some((source.file, cell.span())))]);
                self.rows.len() - 1
            });
            let row = &mut self.rows[place];
            row.resize(width, (Cow::Borrowed(""), None));
            row.extend(others(source.file, &record, key).take(header.cells.len() - 1));
        }
    }

    /// The place of the key among the columns, the header, and the records.
    fn open(&self, source: &'s Source) -> Option<(usize, Record<'s>, Records<'s>)> {
        DELIMITERS.iter().find_map(|&delimiter| {
            let mut records = Records::new(&source.text, start(&source.text), delimiter);
            let header = records.next()?;
            let key = header.cells.iter().position(|cell| cell.text() == self.key)?;
            Some((key, header, records))
        })
    }

    fn text(&self) -> String {
        let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            let missing = self.columns.iter().skip(row.len()).map(|_| "");
            // Writing into memory cannot fail.
            _ = writer.write_record(row.iter().map(|cell| &*cell.0).chain(missing));
        }
        // Text went in, so text comes out.
        let bytes = writer.into_inner().unwrap_or_else(|_| Vec::new());
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// The cells of a record without that of the key.
fn others<'s>(file: FileId, record: &Record<'s>, key: usize) -> impl Iterator<Item = Cell<'s>> {
    let cells = record.cells.iter().enumerate().filter(move |(at, _)| *at != key);
    cells.map(|(_, cell)| (cell.text(), Some((file, cell.span())))).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(texts: &[&str]) -> Result<String, (&'static str, String)> {
        let source = |(at, text): (usize, &&str)| Source {
            file: FileId(at as u32),
            text: (*text).to_owned(),
            ..Source::default()
        };
        let sources: Vec<_> = texts.iter().enumerate().map(source).collect();
        let fault = |fault: Box<Diagnostic>| {
            let source = &sources[fault.file.0 as usize];
            (fault.rule, source.slice(fault.span).to_owned())
        };
        join(&sources.iter().collect::<Vec<_>>(), "name").map_err(fault)
    }

    #[test]
    fn tables_are_joined_on_a_key() {
        let text = joined(&[
            "\u{feff}name,a\r\nx,1\r\ny,\"2,\"\"\"\r\n",
            "b;name\n'=1;z\n\"l\n\";x\n",
            "name\tc\nz\t[a]\n",
            "name\nw\n",
        ]);
        let expected = "name,a,b,c\r\nx,1,\"l\n\",\r\ny,\"2,\"\"\",,\r\nz,,'=1,[a]\r\nw,,,\r\n";
        assert_eq!(text.as_deref(), Ok(expected));
        assert_eq!(joined(&[]).as_deref(), Ok("name\r\n"));
    }

    #[test]
    fn what_cannot_be_joined_is_said() {
        let cases: [(&[&str], _, _); 5] = [
            (&["name,a\nx,1\n", "b\n1\n"], "import/missing-key-column", ""),
            (&["name,a\nx,1\nx,2\n"], "import/duplicate-key-value", "x"),
            (&["name,a\nx,1\n", "name,a\n"], "import/duplicate-column", "a"),
            (&["name,a\nx\n"], "import/ragged-row", "x"),
            (&["name,a\n\"x,1\n"], "import/unclosed-quote", "\""),
        ];
        for (texts, rule, place) in cases {
            assert_eq!(joined(texts), Err((rule, place.to_owned())), "{texts:?}");
        }
    }
}
