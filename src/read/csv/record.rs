//! The records of a CSV text, each cell with its bytes.
//!
//! The `csv` crate does not say where a cell stands; what it makes of a text is what is made of it
//! here, which a test compares.

use std::borrow::Cow;
use std::ops::Range;

use crate::question::Body;
use crate::source::Span;

/// What stands for a quote in a cell in quotes.
const DOUBLED: &str = "\"\"";

/// A cell, as the runs of bytes that its text consists of. None is empty; [`DOUBLED`] is a run of
/// its own, and no other run reads like that.
#[derive(Clone, Debug)]
pub(super) struct Cell<'s> {
    text: &'s str,
    span: Span,
    pieces: Vec<Range<usize>>,
}

/// A line of the table.
#[derive(Clone, Debug)]
pub(super) struct Record<'s> {
    pub(super) cells: Vec<Cell<'s>>,
    /// A quote that nothing closes: the text behind it is in no cell.
    pub(super) unclosed: Option<Span>,
    /// Quotes inside quoted cells that are not doubled.
    pub(super) undoubled: Vec<Span>,
}

/// Goes through the records of a text.
#[derive(Clone, Debug)]
pub(super) struct Records<'s> {
    text: &'s str,
    delimiter: u8,
    at: usize,
}

impl<'s> Records<'s> {
    /// The records from byte `at` on.
    pub(super) fn new(text: &'s str, at: usize, delimiter: u8) -> Self {
        Records { text, delimiter, at }
    }

    /// The first of these bytes from `at` on, or the end.
    fn seek(&self, at: usize, is_it: impl Fn(u8) -> bool) -> usize {
        let rest = &self.text.as_bytes()[at..];
        rest.iter().position(|&byte| is_it(byte)).map_or(self.text.len(), |found| at + found)
    }

    fn cell(&mut self, record: &mut Record<'s>) {
        let mut pieces = Vec::new();
        let opening = self.at;
        let mut closing = None;
        if self.text[opening..].starts_with('"') {
            self.at += 1;
            let mut start = self.at;
            loop {
                let quote = self.seek(self.at, |byte| byte == b'"');
                if quote == self.text.len() {
                    self.at = quote;
                    record.unclosed = Some(Span::new(opening..opening + 1, 0));
                    return;
                }
                self.at = quote + 1;
                if !self.text[self.at..].starts_with('"') {
                    pieces.push(start..quote);
                    closing = Some(quote);
                    break;
                }
                self.at += 1;
                pieces.extend([start..quote, quote..self.at]);
                start = self.at;
            }
        }
        let delimiter = self.delimiter;
        let end = self.seek(self.at, |byte| byte == delimiter || byte == b'\n' || byte == b'\r');
        let stray = self.at..end;
        self.at = end;
        let inner = match closing {
            Some(quote) if stray.is_empty() => opening + 1..quote,
            Some(quote) => {
                record.undoubled.push(Span::new(quote..quote + 1, 0));
                opening + 1..end
            }
            None => opening..end,
        };
        pieces.push(stray);
        pieces.retain(|piece| !piece.is_empty());
        record.cells.push(Cell { text: self.text, span: Span::new(inner, 0), pieces });
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        // Empty lines are no records.
        self.at = self.seek(self.at, |byte| byte != b'\n' && byte != b'\r');
        if self.at == self.text.len() {
            return None;
        }
        let mut record = Record { cells: vec![], unclosed: None, undoubled: vec![] };
        loop {
            self.cell(&mut record);
            if record.unclosed.is_some()
                || self.text.as_bytes().get(self.at) != Some(&self.delimiter)
            {
                return Some(record);
            }
            self.at += 1;
        }
    }
}

impl<'s> Cell<'s> {
    /// What it says.
    pub(super) fn text(&self) -> Cow<'s, str> {
        let mut parts = self.pieces.iter().map(|piece| match &self.text[piece.clone()] {
            DOUBLED => "\"",
            text => text,
        });
        match (parts.next(), self.pieces.len()) {
            (Some(only), 1) => Cow::Borrowed(only),
            (first, _) => first.into_iter().chain(parts).collect(),
        }
    }

    /// Its bytes without the quotes around it.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The bytes of its first line: a place for what is said of all of it.
    pub(super) fn first_line(&self) -> Span {
        let line = self.text[self.span.range()].lines().next().unwrap_or_default();
        Span::new(0..line.len(), self.span.start)
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The cell without its first byte, which must be ASCII.
    pub(super) fn without_first(mut self) -> Self {
        if let Some(first) = self.pieces.first_mut() {
            first.start += 1;
            self.span.start += 1;
        }
        self
    }

    /// Adds what it says to a body.
    pub(super) fn push_to(&self, body: &mut Body<'_>) {
        for piece in &self.pieces {
            match &self.text[piece.clone()] {
                DOUBLED => body.push_for("\"", Span::new(piece.clone(), 0)),
                text => body.push(text, piece.start as u32),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let row =
            |record: Record<'_>| record.cells.iter().map(|cell| cell.text().into_owned()).collect();
        Records::new(text, 0, b',').map(row).collect()
    }

    #[test]
    fn a_cell_knows_its_bytes() {
        let text = "a,\"b \"\"c\"\"\",\r\n\"d\"e,\"open";
        let records: Vec<_> = Records::new(text, 0, b',').collect();
        let cut = |cell: &Cell<'_>| (cell.text().into_owned(), &text[cell.span().range()]);
        let cuts: Vec<Vec<_>> =
            records.iter().map(|record| record.cells.iter().map(cut).collect()).collect();
        let own = |text: &str, bytes: &'static str| (text.to_owned(), bytes);
        assert_eq!(cuts[0], [own("a", "a"), own("b \"c\"", "b \"\"c\"\""), own("", "")]);
        assert_eq!(cuts[1], [own("de", "d\"e")]);
        assert_eq!(records[1].undoubled, [Span { start: 16, end: 17 }]);
        assert_eq!(records[1].unclosed, Some(Span { start: 19, end: 20 }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn records_are_those_of_the_csv_crate(text in "([ab,\"\n\r]|\"\"|\r\n|é){0,20}") {
            let unclosed =
                Records::new(&text, 0, b',').any(|record| record.unclosed.is_some());
            if !unclosed {
                let mut reader = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .from_reader(text.as_bytes());
                let expected: Vec<Vec<String>> = reader
                    .records()
                    .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                    .collect();
                prop_assert_eq!(rows(&text), expected);
            }
        }
    }
}
