//! The lines of one question, and which of them belong to its options.

use super::choice::{Choice, bare};
use super::heading::Heading;
use super::row::Row;
use super::{Excerpt, Notes};

/// One question.
#[derive(Debug)]
pub(super) struct Block<'s> {
    /// Number and title.
    pub heading: Heading<'s>,
    /// What stands between the heading and the options.
    pub stem: Vec<Row<'s>>,
    /// The options.
    pub choices: Vec<Choice<'s>>,
    /// What stands behind them.
    pub tail: Vec<Row<'s>>,
}

impl<'s> Block<'s> {
    /// A question of which only the heading is known.
    pub(super) fn new(heading: Heading<'s>) -> Block<'s> {
        Block { heading, stem: vec![], choices: vec![], tail: vec![] }
    }

    /// Whether this can be nothing else than a question of a quiz. A plan in a README has numbers
    /// and boxes too, but asks nothing.
    pub(super) fn is_quiz(&self) -> bool {
        let marked = self.choices.iter().filter(|choice| choice.checked).count();
        let asks = self.heading.asks
            || self.heading.title.text.ends_with('?') && (1..self.choices.len()).contains(&marked);
        asks && self.heading.number.is_some() && self.choices.len() > 1
    }

    /// Adds a line that is no option.
    pub(super) fn push(&mut self, row: Row<'s>) {
        if self.choices.is_empty() { self.stem.push(row) } else { self.tail.push(row) }
    }

    /// Adds the options of a line. What stood between them and the option before hangs under that.
    pub(super) fn push_choices(&mut self, choices: Vec<Choice<'s>>, notes: &mut Notes<'s>) {
        if let Some(last) = self.choices.last_mut() {
            let rows = std::mem::take(&mut self.tail);
            if let Some(text) = text_between(&rows) {
                let message = "text between two options: kept under the one above";
                notes
                    .warn("import/text-between-options", text.span(), message)
                    .help("if a question begins here, give it a heading; else move the text behind the options");
            }
            last.rows.extend(rows);
        }
        self.choices.extend(choices);
    }

    /// Whether `row` is an item of the list of options that lacks its box.
    pub(super) fn lacks_box(&self, row: &Row<'s>) -> bool {
        let Some(last) = self.choices.last() else { return false };
        self.tail.is_empty()
            && !row.code
            && !row.is_rule()
            && row.indent() == last.indent
            && bare(row.text).is_some()
    }

    /// Ends the question: what hangs under the last option is told from the explanation.
    pub(super) fn finish(&mut self, notes: &mut Notes<'s>) {
        if self.choices.is_empty() && self.heading.asks {
            self.find_bare_options(notes);
        }
        let count = self.hanging();
        if let Some(last) = self.choices.last_mut() {
            last.rows.extend(self.tail.drain(..count));
        }
        // A reference right behind an option may be indented as if it were a part of it.
        for row in self.tail.iter_mut().take_while(|row| is_reference(row.trimmed())) {
            row.text = row.trimmed();
        }
        if let Some(first) = self.tail.iter_mut().find(|row| !row.is_blank()) {
            first.text = without_label(first.text);
        }
        for choice in self.choices.iter().filter(|choice| choice.is_empty()) {
            notes
                .warn(
                    "import/empty-option",
                    choice.span(),
                    "nothing stands behind this box; left out",
                )
                .help("write the option behind it, or delete the line");
        }
        self.choices.retain(|choice| !choice.is_empty());
    }

    /// How many lines behind the last option hang under it.
    fn hanging(&self) -> usize {
        let Some((last, others)) = self.choices.split_last() else { return 0 };
        let carries_on = |row: &&Row<'_>| !row.is_blank() && row.indent() > last.indent + 1;
        let carries_on =
            |row: &&Row<'_>| carries_on(row) && !row.code && !is_reference(row.trimmed());
        let lines = self.tail.iter().take_while(carries_on).count();
        // Code and pictures belong to the explanation, unless the options are made of them.
        let hangs = |choice: &Choice<'_>| choice.rows.iter().any(is_block);
        let expected = if last.is_label() {
            last.text.text.is_empty() || others.iter().any(hangs)
        } else {
            others.iter().any(|other| hangs(other) && !other.is_label())
        };
        let blanks = self.tail[lines..].iter().take_while(|row| row.is_blank()).count();
        let block = &self.tail[lines + blanks..];
        match block.first() {
            Some(row) if row.code && expected => lines + blanks + code_length(block),
            Some(row) if is_block(row) && expected => lines + blanks + 1,
            // Indented as deep as the option's text, it is a part of it anyhow.
            Some(row) if row.code && blanks == 0 && row.indent() > last.indent + 1 => {
                lines + code_length(block)
            }
            _ => lines,
        }
    }

    /// Takes a list without boxes for the options: `a) …`, `- …`. None of them is marked.
    fn find_bare_options(&mut self, notes: &mut Notes<'s>) {
        let is_bare = |row: &Row<'s>| !row.code && bare(row.text).is_some();
        let Some(first) = self.stem.iter().position(is_bare) else { return };
        let Some(last) = self.stem.iter().rposition(is_bare).filter(|last| *last > first) else {
            return;
        };
        let rows = self.stem.split_off(first);
        let span = rows[0].trimmed().span().to(rows[last - first].trimmed().span());
        notes
            .warn("import/lost-checkbox", span, "these options have no boxes; read as not marked")
            .help("write `- [ ]` before each, and `- [x]` before the right one");
        for row in rows {
            match bare(row.text).filter(|_| !row.code) {
                Some(choice) => self.push_choices(vec![choice], notes),
                None => self.push(row),
            }
        }
    }
}

/// Whether a line is code or a picture.
fn is_block(row: &Row<'_>) -> bool {
    row.code || row.trimmed().text.starts_with("![") || row.trimmed().text.starts_with("<img")
}

/// How many lines the code block has that `rows` begin with.
fn code_length(rows: &[Row<'_>]) -> usize {
    let next = rows.iter().skip(1).position(|row| !row.code || row.opens);
    next.map_or(rows.len(), |next| next + 1)
}

/// Whether a line begins the explanation, even if it is indented like an option.
fn is_reference(line: Excerpt<'_>) -> bool {
    let word = line.text.trim_start_matches(['[', '*', '_', '(']);
    let starts = |name: &str| word.get(..name.len()).is_some_and(|w| w.eq_ignore_ascii_case(name));
    word.len() < line.text.len() && ["reference", "source", "explanation"].into_iter().any(starts)
        || starts("explanation:")
}

/// A line without the `**Explanation:**` at its start: the heading of the section says it.
fn without_label(line: Excerpt<'_>) -> Excerpt<'_> {
    let labels = ["**Explanation:**", "**Explanation**:", "**Explanation**", "Explanation:"];
    let rest = |label: &&str| line.text.strip_prefix(*label);
    let Some(rest) = labels.iter().find_map(rest) else { return line };
    let start = line.text.len() - rest.len();
    // What is left must not become a list or a heading, being now at the start of a line.
    let text = rest.trim_start();
    let word = rest != text && text.starts_with(|c: char| c.is_alphabetic() || c == '`');
    let plain = text.is_empty() || word && !text.starts_with("```");
    if plain { line.cut(start..line.text.len()).trimmed() } else { line }
}

/// The first line that is a paragraph of its own and no part of an option.
fn text_between<'s>(rows: &[Row<'s>]) -> Option<Excerpt<'s>> {
    let own = |pair: &&[Row<'_>]| {
        let [before, row] = pair else { return false };
        before.is_blank() && !row.is_blank() && !is_block(row) && row.indent() < 2
    };
    rows.windows(2).find(own).map(|pair| pair[1].trimmed())
}
