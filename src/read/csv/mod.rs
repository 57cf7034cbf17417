//! CSV tables (RFC 4180): a header, one record for each question.
//!
//! [`crate::column`] says what columns hold; the module of the writer, how a value is written in a
//! cell. What the writer makes of a corpus is read back as the same questions. Of other tables
//! the columns are read that the table there or the settings (`columns`) name; cells may be
//! divided by `,`, `;` or tabs. A table that knows of no file, id, kind or section but the answer
//! holds flashcards, and its tags may be divided as elsewhere.

mod join;
mod record;
mod row;

use super::notes::Notes;
use super::{MAX_CORPUS_BYTES, Options, Reader, Reading};
use crate::column::Column;
use crate::diagnostic::Severity;
use crate::question::{key, section};
use crate::source::{Source, Span};
pub use join::{join, places};
use record::{Cell, Record, Records};

/// See the module.
pub(super) const ITEM: Reader = Reader {
    help: "tables (CSV), a column for each key and section",
    endings: &["csv", "tsv"],
    max_bytes: MAX_CORPUS_BYTES,
    decode: None,
    editable: false,
    read,
};

/// What may stand between cells; the first one where several fit.
const DELIMITERS: &[u8] = b",;\t";

fn read<'s>(source: &'s Source, options: &Options) -> Reading<'s> {
    let mut notes = Notes::new(source);
    let Some((header, records)) = open(source, options) else {
        notes
            .add("import/nothing-recognised", Severity::Error, Span::at(0), "no question found")
            .help(
                "the first line of a table names its columns: `title` or `id`, other keys, and \
                 sections such as `Answer`; `columns` in `qlint.toml` says what others hold",
            );
        return Reading { questions: vec![], diagnostics: notes.list, ..Reading::default() };
    };
    let columns = columns(&header, options, &mut notes);
    let are_cards = are_cards(&columns);
    let mut questions = Vec::new();
    for record in records {
        notes.about(&record, columns.len());
        // A record without an end is none.
        if record.unclosed.is_none() {
            questions.extend(row::question(source, &columns, &record, are_cards));
        }
    }
    if questions.is_empty() && notes.list.is_empty() {
        notes.add(
            "import/nothing-recognised",
            Severity::Error,
            Span::at(0),
            "the table has columns, but no question",
        );
    }
    Reading { questions, diagnostics: notes.list, ..Reading::default() }
}

/// The header of a table and what follows; nothing if the text is no table of questions.
fn open<'s>(source: &'s Source, options: &Options) -> Option<(Record<'s>, Records<'s>)> {
    let text = source.text.as_str();
    let tables = DELIMITERS.iter().filter_map(|&delimiter| {
        let mut records = Records::new(text, start(text), delimiter);
        let header = records.next().filter(|header| header.unclosed.is_none())?;
        let named: Vec<_> = header.cells.iter().filter_map(|cell| target(cell, options)).collect();
        let is_question = |column: &Column| match column {
            Column::Path => header.cells[0].text() == Column::Path.name(),
            Column::Key(key) => [key::TITLE, key::ID].contains(&key.as_str()) && named.len() > 1,
            _ => false,
        };
        // A table that the writer made may hold anything else in its header.
        let ours = header.cells[0].text() == Column::Path.name();
        named.iter().any(is_question).then_some(((ours, named.len()), header, records))
    });
    // Of equals the first.
    let best = tables.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    Some((best.1, best.2))
}

/// Whether a table was made for cards, not for questions as they are here.
fn are_cards(columns: &[Option<Column>]) -> bool {
    columns.iter().flatten().all(|column| match column {
        Column::Path | Column::Body => false,
        Column::Key(key) => ![key::ID, key::KIND].contains(&key.as_str()),
        Column::Section(name) => name == section::ANSWER || !section::ALL.contains(&name.as_str()),
    })
}

/// Where a text begins, behind its byte-order mark.
fn start(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// What the column under a cell of the header holds; nothing if no one says.
fn target(cell: &Cell<'_>, options: &Options) -> Option<Column> {
    let name = row::unguarded(cell).text();
    let mapped = options.columns.get(name.trim()).or_else(|| options.columns.get(&*name));
    Column::of(mapped.map_or(&*name, String::as_str))
}

/// What each column holds; nothing where it is left out.
fn columns(header: &Record<'_>, options: &Options, notes: &mut Notes<'_>) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = Vec::new();
    for cell in &header.cells {
        let column = target(cell, options);
        let name = cell.text();
        let first = columns.iter().position(|other| column.is_some() && *other == column);
        if let Some(first) = first {
            let message = format!("the column `{}` stands twice", name.trim());
            let first = header.cells[first].span();
            let file = notes.source.file;
            notes
                .add("import/duplicate-column", Severity::Error, cell.span(), message)
                .related(file, first, "it stands here first")
                .help("the cells of the second one are left out; delete it or rename it");
        }
        let dropped = options.columns.get(name.trim()).is_some_and(String::is_empty);
        if column.is_none() && !dropped {
            notes.unknown(cell, options.columns.get(name.trim()));
        }
        columns.push(column.filter(|_| first.is_none()));
    }
    columns
}

impl Notes<'_> {
    /// A column that is left out, because it is not known or mapped to what is not known.
    fn unknown(&mut self, cell: &Cell<'_>, mapped: Option<&String>) {
        let name = cell.text();
        let name = name.trim();
        let message = match mapped {
            Some(mapped) => format!("`{mapped}`, which `columns` says for `{name}`, is not known"),
            None => format!("the column `{name}` is no known key and no known section"),
        };
        self.add("import/unknown-column", Severity::Warning, cell.span(), message).help(format!(
            "it is left out; under `columns` in `qlint.toml` write \"{name}\" = \"key: …\", \
             \"## …\", or \"\" to leave it out for good"
        ));
    }

    /// What is wrong with the form of a record.
    fn about(&mut self, record: &Record<'_>, columns: usize) {
        for quote in &record.undoubled {
            let message = "a quote inside a cell that is in quotes must be doubled";
            self.add("import/undoubled-quote", Severity::Warning, *quote, message)
                .help("write `\"\"` for each quote that belongs to the text");
        }
        if let Some(quote) = record.unclosed {
            let message = "nothing closes this quote, so that the rest of the file is one cell";
            self.add("import/unclosed-quote", Severity::Error, quote, message)
                .help("the record is left out, and what follows; quotes within cells are doubled");
            return;
        }
        let cells = record.cells.len();
        let spare = record.cells.get(columns..).unwrap_or_default();
        let (span, message) = match spare.iter().find(|cell| !cell.is_empty()) {
            // Commas at the end mean nothing.
            None if cells >= columns => return,
            None => (record.cells[cells - 1].span(), "the other columns have no cell here"),
            Some(cell) => (cell.span(), "no column is above this cell"),
        };
        let message = format!("{message}: the record has {cells} cells, the header {columns}");
        self.add("import/ragged-row", Severity::Error, span, message)
            .help("set a cell that holds a comma in quotes; add the cells that are missing");
    }
}

#[cfg(test)]
mod tests;
