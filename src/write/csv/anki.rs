//! A table that Anki imports as the notes that the package has: same guids, note types, decks,
//! fields and tags.
//!
//! A table cannot carry note types: they must be there, from an earlier import of a package. A note
//! whose guid is known is updated, and left alone if nothing changed.

use std::collections::HashSet;
use std::fmt::Write;

use csv::{QuoteStyle, WriterBuilder};

use super::super::{Artifact, Corpus, Written, apkg};
use crate::anki::note_type;
use crate::failure::{Failure, Result};

/// Columns before those of the fields: guid, note type, deck.
const BEFORE: usize = 3;

pub(super) fn write(corpus: &Corpus<'_>) -> Result<Written> {
    let (rows, diagnostics) = apkg::rows(corpus);
    let names = names();
    let failed = |error: csv::Error| Failure(format!("cannot write CSV: {error}"));
    // Everything is quoted: a record that began with `#` would be a comment.
    let mut writer = WriterBuilder::new()
        .delimiter(b'\t')
        .quote_style(QuoteStyle::Always)
        .from_writer(head(&names).into_bytes());
    for row in &rows {
        let fields = row.fields.iter().map(String::as_str);
        let fields = fields.chain(std::iter::repeat("")).take(names.len());
        let cells = [row.guid.as_str(), row.note_type, row.deck.as_str()].into_iter();
        writer.write_record(cells.chain(fields).chain([row.tags.as_str()])).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.into_error().into()))?;
    let mut written = Written { diagnostics, ..Written::default() };
    written.cards = Some(rows.iter().map(|row| row.cards).sum());
    if written.diagnostics.is_empty() {
        written.artifacts.push(Artifact { path: "".into(), bytes });
    }
    Ok(written)
}

/// The lines that tell Anki what the columns are; the order of the lines matters.
fn head(names: &[String]) -> String {
    let tags = BEFORE + names.len() + 1;
    let mut head = String::from(
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n",
    );
    // Writing to a string cannot fail.
    _ = write!(
        head,
        "#tags column:{tags}\n#columns:guid\tnotetype\tdeck\t{}\ttags\n",
        names.join("\t")
    );
    head + "#if matches:update current\n"
}

/// What the columns of the fields are called, which is only for people: a column holds a field of
/// each note type, and nothing for those that have fewer.
fn names() -> Vec<String> {
    let longest = note_type::ALL.iter().map(|kind| kind.fields.len()).max().unwrap_or_default();
    let name = |at: usize| {
        let names = note_type::ALL.iter().filter_map(|kind| kind.fields.get(at));
        let mut names: Vec<_> = names.map(|(name, _)| *name).collect();
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(*name));
        names.join(" / ")
    };
    (0..longest).map(name).collect()
}

#[cfg(test)]
mod tests {
    use crate::write::Options;
    use crate::write::csv::ITEM;
    use crate::write::sample;

    #[test]
    fn notes_are_records() {
        let options = Options { anki: true, ..Options::default() };
        let artifacts = sample::write_with(&ITEM, sample::FILES, &options);
        let text = sample::show(&artifacts).replace('\t', "⇥");
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/write"),
            prepend_module_to_snapshot => false,
        }, {
            insta::assert_snapshot!("csv-anki", text);
        });
    }
}
