//! Tables of SQLite, page by page.
//!
//! The tables of a package are large and only ever grow at their end. Written here, their pages are
//! done one after the other and need not be in memory together; what SQLite makes of the same rows is
//! the same, but for where the pages lie (<https://sqlite.org/fileformat2.html>).

/// How large a page is: so large that a note fits. Spread over pages it would be a tenth larger when
/// packed.
pub(super) const SIZE: usize = 65_536;

/// How much of a row may stand in its page, and how much at least does.
const MOST: usize = SIZE - 35;
const LEAST: usize = (SIZE - 12) * 32 / 255 - 23;

/// How many pages one above them holds: each takes its number, the last id, and where that stands. In
/// tests few, so that trees grow high.
const FAN: usize = if cfg!(test) { 3 } else { (SIZE - 12) / (4 + 9 + 2) };

/// The sorts of pages, and how long their heads are.
const LEAF: (u8, usize) = (13, 8);
const INNER: (u8, usize) = (5, 12);

/// A value of a row. The id of the row is `Null`: it stands before the row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell<'c> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'c str),
}

/// The pages that are done.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) bytes: Vec<u8>,
    /// The number that the last of them has; they are counted from 1.
    pub(super) last: u32,
}

/// A table that rows are added to, in the order of their ids.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The page that is being filled: its rows, and how long each is.
    rows: Vec<u8>,
    lengths: Vec<usize>,
    /// The id of the last row.
    id: i64,
    /// The pages that are done.
    done: Vec<Child>,
}

/// A page below another one: its number, and the last id in it.
#[derive(Clone, Copy, Debug)]
struct Child {
    page: u32,
    id: i64,
}

impl Pages {
    fn add(&mut self, page: &[u8]) -> u32 {
        self.bytes.extend_from_slice(page);
        self.last += 1;
        self.last
    }
}

impl Table {
    /// Adds a row, as [`row`] writes it.
    pub(super) fn add(&mut self, id: i64, row: &[u8], pages: &mut Pages) {
        let mut cell = Vec::with_capacity(MOST.min(row.len()) + 16);
        varint(&mut cell, row.len() as u64);
        varint(&mut cell, id as u64);
        let here = local(row.len());
        cell.extend_from_slice(&row[..here]);
        if here < row.len() {
            cell.extend((pages.last + 1).to_be_bytes());
            overflow(&row[here..], pages);
        }
        let taken = LEAF.1 + 2 * (self.lengths.len() + 1) + self.rows.len() + cell.len();
        if taken > SIZE {
            self.turn(pages);
        }
        self.rows.extend_from_slice(&cell);
        self.lengths.push(cell.len());
        self.id = id;
    }

    /// Ends the page.
    fn turn(&mut self, pages: &mut Pages) {
        let page = pages.add(&page(LEAF, &self.lengths, &self.rows));
        self.done.push(Child { page, id: self.id });
        self.rows.clear();
        self.lengths.clear();
    }

    /// The page at the top of the table, once all others are done; none if there are no rows.
    pub(super) fn finish(mut self, pages: &mut Pages) -> Option<Vec<u8>> {
        if self.done.is_empty() {
            return (!self.lengths.is_empty()).then(|| page(LEAF, &self.lengths, &self.rows));
        }
        self.turn(pages);
        let mut children = self.done;
        while children.len() > FAN {
            let parents = children.len().div_ceil(FAN);
            let above = |below: &[Child]| {
                below.last().map(|last| Child { page: pages.add(&parent(below)), id: last.id })
            };
            children =
                children.chunks(children.len().div_ceil(parents)).filter_map(above).collect();
        }
        Some(parent(&children))
    }
}

/// How much of a row of this length stands in its page.
fn local(length: usize) -> usize {
    let rest = LEAST + length.saturating_sub(LEAST) % (SIZE - 4);
    match length {
        0..=MOST => length,
        _ if rest <= MOST => rest,
        _ => LEAST,
    }
}

/// Writes what does not stand in the page of a row: pages that name the next one.
fn overflow(rest: &[u8], pages: &mut Pages) {
    let mut parts = rest.chunks(SIZE - 4).peekable();
    while let Some(part) = parts.next() {
        let next = if parts.peek().is_some() { pages.last + 2 } else { 0 };
        let mut page = next.to_be_bytes().to_vec();
        page.extend_from_slice(part);
        page.resize(SIZE, 0);
        pages.add(&page);
    }
}

/// A page over others.
fn parent(children: &[Child]) -> Vec<u8> {
    let (mut cells, mut lengths) = (Vec::new(), Vec::new());
    let Some((last, before)) = children.split_last() else { return Vec::new() };
    for child in before {
        let start = cells.len();
        cells.extend(child.page.to_be_bytes());
        varint(&mut cells, child.id as u64);
        lengths.push(cells.len() - start);
    }
    let mut page = page(INNER, &lengths, &cells);
    page[LEAF.1..INNER.1].copy_from_slice(&last.page.to_be_bytes());
    page
}

/// A page: its sort, where its cells are, and at its end the cells.
fn page((sort, head): (u8, usize), lengths: &[usize], cells: &[u8]) -> Vec<u8> {
    let mut at = SIZE - cells.len();
    let mut page = Vec::with_capacity(SIZE);
    // No free blocks; how many cells, where the first is, no bytes between them.
    page.extend([sort, 0, 0]);
    page.extend((lengths.len() as u16).to_be_bytes());
    page.extend((at as u16).to_be_bytes());
    page.resize(head, 0);
    for length in lengths {
        page.extend((at as u16).to_be_bytes());
        at += length;
    }
    page.resize(SIZE - cells.len(), 0);
    page.extend_from_slice(cells);
    page
}

/// Values as a row: the sorts of all of them, then the values.
pub(super) fn row(values: &[Cell<'_>]) -> Vec<u8> {
    let (mut sorts, mut content) = (Vec::new(), Vec::new());
    for value in values {
        match value {
            Cell::Null => sorts.push(0),
            Cell::Integer(number) => sorts.push(integer(&mut content, *number)),
            Cell::Real(number) => {
                sorts.push(7);
                content.extend(number.to_be_bytes());
            }
            Cell::Text(text) => {
                varint(&mut sorts, 2 * text.len() as u64 + 13);
                content.extend_from_slice(text.as_bytes());
            }
        }
    }
    let mut row = Vec::with_capacity(1 + sorts.len() + content.len());
    // Itself included: no table has so many columns that it takes two bytes.
    row.push(sorts.len() as u8 + 1);
    row.append(&mut sorts);
    row.append(&mut content);
    row
}

/// Writes a number in as few bytes as hold it; gives its sort.
fn integer(content: &mut Vec<u8>, number: i64) -> u8 {
    let widths = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 6)];
    let fits = |width: usize| number == number << (64 - 8 * width) >> (64 - 8 * width);
    let (sort, width) = match number {
        0 => (8, 0),
        1 => (9, 0),
        _ => widths.into_iter().find(|&(_, width)| fits(width)).unwrap_or((6, 8)),
    };
    content.extend_from_slice(&number.to_be_bytes()[8 - width..]);
    sort
}

/// Writes a number, seven bits to a byte. No length and no id takes more than eight bytes.
fn varint(bytes: &mut Vec<u8>, number: u64) {
    for group in (1..8).rev().filter(|group| number >> (7 * group) > 0) {
        bytes.push((number >> (7 * group)) as u8 | 0x80);
    }
    bytes.push(number as u8 & 0x7f);
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use rusqlite::{Connection, MAIN_DB};

    use super::*;

    /// A table with these texts beside numbers, read by SQLite.
    fn check(texts: &[String], numbers: &[i64]) {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(&format!("PRAGMA page_size = {SIZE}")).unwrap();
        db.execute_batch("CREATE TABLE t (id integer PRIMARY KEY, a integer, b real, c text)")
            .unwrap();
        let mut file = db.serialize(MAIN_DB).unwrap().to_vec();
        let mut pages = Pages { bytes: Vec::new(), last: (file.len() / SIZE) as u32 };
        let mut table = Table::default();
        let rows = (0..).zip(texts.iter().zip(numbers.iter().cycle()));
        for (at, (text, &number)) in rows.clone() {
            let values = [Cell::Null, Cell::Integer(number), Cell::Real(0.5), Cell::Text(text)];
            table.add(at * 1000, &row(&values), &mut pages);
        }
        if let Some(top) = table.finish(&mut pages) {
            file[SIZE..2 * SIZE].copy_from_slice(&top);
        }
        file[28..32].copy_from_slice(&pages.last.to_be_bytes());
        file.extend(pages.bytes);
        let mut db = Connection::open_in_memory().unwrap();
        db.deserialize_read_exact(MAIN_DB, Cursor::new(&file), file.len(), true).unwrap();
        let says: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(says, "ok");
        let mut found = db.prepare("SELECT id, a, b, c FROM t ORDER BY id").unwrap();
        let found = found.query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, f64>(2)?, row.get::<_, String>(3)?))
        });
        let found: Vec<(i64, i64, f64, String)> = found.unwrap().map(Result::unwrap).collect();
        assert_eq!(found.len(), texts.len());
        for ((at, (text, &number)), (id, a, b, c)) in rows.zip(found) {
            assert!((at * 1000, number, 0.5, text) == (id, a, b, &c), "{at} {}", text.len());
        }
    }

    #[test]
    fn sqlite_reads_rows_of_all_lengths() {
        let numbers: Vec<_> = [0, 1, 127, 1 << 15, 1 << 23, 1 << 31, 1 << 47, i64::MAX]
            .into_iter()
            .flat_map(|number: i64| [number, -number, -number - 1])
            .collect();
        let text = |length: usize| "ab".repeat(length.div_ceil(2));
        check(&[], &[0]);
        check(&[text(5)], &[7]);
        check(&(0..2000).map(|at| text(at % 300)).collect::<Vec<_>>(), &numbers);
        // Around the lengths at which a row leaves its page, and fills the next ones.
        let lengths = (SIZE - 60..SIZE).chain(2 * SIZE - 60..2 * SIZE).chain(73_690..73_740);
        let mixed = lengths.flat_map(|length| [text(length), text(length % 50)]);
        check(&mixed.collect::<Vec<_>>(), &numbers);
    }
}
