//! Tables that are joined are judged as one text; what is found there is shown where it stands.

use crate::cmd::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::failure::Result;
use crate::read;
use crate::source::{FileId, Source, Span};

use super::pass::Checked;

/// Where the numbers of tables begin that no file of the corpus has.
const FIRST: u32 = 1 << 31;

/// The same findings, in the tables themselves; none if no tables were joined.
pub(super) fn apart(corpus: &Corpus, checked: &Checked) -> Result<Option<Checked>> {
    let joined = corpus.files.iter().enumerate().filter(|(_, file)| file.is_joined());
    let mut apart: Option<Checked> = None;
    let mut next = FIRST;
    for (at, file) in joined {
        let whole = FileId(at as u32);
        if !checked.sources.contains_key(&whole) {
            continue;
        }
        let mut tables: Vec<Source> = Vec::new();
        for entry in file.tables() {
            let id = if tables.is_empty() { whole } else { FileId(next) };
            next += 1;
            tables.push(corpus.table(file, entry, id)?);
        }
        let key = corpus.key(file).unwrap_or_default();
        let Ok(places) = read::places(&tables.iter().collect::<Vec<_>>(), key) else { continue };
        let shown = apart.get_or_insert_with(|| Checked {
            diagnostics: checked.diagnostics.clone(),
            sources: checked.sources.clone(),
            summary: checked.summary,
            entries: checked.entries.clone(),
            known: checked.known,
        });
        for one in &mut shown.diagnostics {
            place(one, whole, &places);
        }
        shown.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        shown.entries.retain(|entry| entry.file != whole);
        shown.sources.extend(tables.into_iter().map(|table| (table.file, table)));
    }
    Ok(apart)
}

/// Moves a finding of the joined text, and the places that it names.
fn place(one: &mut Diagnostic, whole: FileId, places: &[(Span, FileId, Span)]) {
    let moved = |file: &mut FileId, span: &mut Span| {
        let behind = places.partition_point(|(cell, ..)| cell.start <= span.start);
        if let Some((_, table, cell)) = places[..behind].last().filter(|_| *file == whole) {
            (*file, *span) = (*table, *cell);
        }
    };
    for related in &mut one.related {
        moved(&mut related.file, &mut related.span);
    }
    moved(&mut one.file, &mut one.span);
}
