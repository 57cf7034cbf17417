//! Tables that fit the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::plain::printable;

/// A table of text cells; the first row is the head.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// The columns that hold numbers, and so end at one line.
    numbers: Vec<usize>,
    /// The column that is clipped if the table is wider than the window.
    flexible: usize,
    /// Whether what is clipped loses its start: of paths, the end tells them apart.
    paths: bool,
}

/// What stands between two columns.
const GAP: &str = "  ";

/// The flexible column is not made narrower than this.
const MIN_FLEXIBLE: usize = 10;

impl Table {
    pub(super) fn new(head: &[&str], numbers: &[usize], flexible: usize) -> Table {
        let head = head.iter().map(|&cell| cell.to_owned()).collect();
        Table { rows: vec![head], numbers: numbers.to_vec(), flexible, paths: false }
    }

    /// The table, if what may be clipped are paths.
    pub(super) fn of_paths(self) -> Table {
        Table { paths: true, ..self }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        // One cell, one line, and nothing that steers the terminal.
        let clean =
            |cell: String| printable(&cell.split_whitespace().collect::<Vec<_>>().join(" "));
        self.rows.push(cells.into_iter().map(clean).collect());
    }

    /// The text, each line at most `width` columns if the flexible column allows it.
    pub(super) fn render(&self, width: usize) -> String {
        let columns = self.rows.first().map_or(0, Vec::len);
        let widest = |at| {
            let cells = self.rows.iter().filter_map(|row: &Vec<String>| row.get(at));
            cells.map(|cell: &String| cell.width()).max().unwrap_or_default()
        };
        let mut widths: Vec<usize> = (0..columns).map(widest).collect();
        let total = widths.iter().sum::<usize>() + GAP.len() * columns.saturating_sub(1);
        if let Some(flexible) = widths.get_mut(self.flexible) {
            let spare = flexible.saturating_sub(total.saturating_sub(width));
            *flexible = spare.max(MIN_FLEXIBLE.min(*flexible));
        }
        let mut text = String::new();
        for row in &self.rows {
            let cells = row.iter().zip(&widths).enumerate();
            let cells: Vec<_> =
                cells.map(|(at, (cell, &width))| self.cell(at, cell, width)).collect();
            text.push_str(cells.join(GAP).trim_end());
            text.push('\n');
        }
        text
    }

    fn cell(&self, at: usize, cell: &str, width: usize) -> String {
        let cell = match self.paths {
            true => clip(cell.chars().rev(), cell.width(), width).chars().rev().collect(),
            false => clip(cell.chars(), cell.width(), width),
        };
        let blanks = " ".repeat(width - cell.width().min(width));
        if self.numbers.contains(&at) { blanks + &cell } else { cell + &blanks }
    }
}

/// Text of a number of columns in at most `width` of them.
fn clip(text: impl Iterator<Item = char>, columns: usize, width: usize) -> String {
    if columns <= width {
        return text.collect();
    }
    let mut used = 1; // The ellipsis.
    let fits = |c: &char| {
        used += c.width().unwrap_or_default();
        used <= width
    };
    text.take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_fits_its_window() {
        let mut table = Table::new(&["id", "title", "n"], &[2], 1);
        table.row(vec!["A".into(), "short".into(), "7".into()]);
        table.row(vec!["B".into(), "日本語の長い題名 and more\nthan that".into(), "10".into()]);
        let expected = "id  title          n\nA   short          7\nB   日本語の長…   10\n";
        assert_eq!(table.render(20), expected);
        assert!(table.render(80).contains("and more than that  10"));
        let mut table = Table::new(&["file", "n"], &[1], 0).of_paths();
        table.row(vec!["bank/questions/one.md".into(), "1".into()]);
        assert_eq!(table.render(15), "file          n\n…ions/one.md  1\n");
    }
}
