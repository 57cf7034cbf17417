//! What the columns of a table are called, and how its cells are kept from being run.
//!
//! | column | what its cells are |
//! |---|---|
//! | `path` | the question's file |
//! | `id`, `title`, … | a key of the front matter: a known one, or one that begins with `x-` |
//! | `key: name` | a key of any name |
//! | `body` | Markdown that has no column of its own |
//! | `Answer`, … | the Markdown of a section that the default schema knows |
//! | `## Name` | the Markdown of a section of any name |

use std::borrow::Cow;

use crate::question::key;
use crate::schema::default_names;
use crate::source::Span;
use crate::value::{Node, Value, yaml};

/// The name of the column with the questions' files.
pub const PATH: &str = "path";

/// The name of the column with Markdown that has no other.
pub const BODY: &str = "body";

/// What stands before the name of a key that is not known.
const KEY: &str = "key: ";

/// What stands before the name of a section that is not known.
const HEADING: &str = "## ";

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// The questions' files.
    Path,
    /// A key of the front matter.
    Key(String),
    /// Markdown that has no column of its own.
    Body,
    /// A section.
    Section(String),
}

impl Column {
    /// What a column of that name holds; nothing known if it is none of the names in the module's
    /// table. Known names may be written in any case.
    pub fn of(name: &str) -> Option<Column> {
        if let Some(section) = name.strip_prefix(HEADING) {
            return Some(Column::Section(section.to_owned()));
        }
        if let Some(key) = name.strip_prefix(KEY) {
            return Some(Column::Key(key.to_owned()));
        }
        let name = name.trim();
        let is_it = |known: &&str| known.eq_ignore_ascii_case(name);
        if is_it(&PATH) {
            return Some(Column::Path);
        }
        if is_it(&BODY) {
            return Some(Column::Body);
        }
        let known = key::ALL.iter().copied().find(is_it);
        if let Some(key) = known.or_else(|| name.starts_with("x-").then_some(name)) {
            return Some(Column::Key(key.to_owned()));
        }
        let section = default_names().all().find(is_it);
        let alias = || default_names().rank(name).map(|_| name);
        section.or_else(alias).map(|section| Column::Section(section.to_owned()))
    }

    /// The name of a column that holds this.
    pub fn name(&self) -> Cow<'_, str> {
        let (plain, marked) = match self {
            Column::Path => return PATH.into(),
            Column::Body => return BODY.into(),
            Column::Key(key) => (key, format!("{KEY}{key}")),
            Column::Section(section) => (section, format!("{HEADING}{section}")),
        };
        let is_plain = Column::of(plain).as_ref() == Some(self);
        if is_plain { Cow::Borrowed(plain) } else { Cow::Owned(marked) }
    }
}

/// The value of a cell of a key, its places counted from the start of the cell.
///
/// What begins with `[`, `{` or `"` and is YAML is that; so is what YAML takes for a number, a truth
/// value or `null`. All else is text.
pub fn value(cell: &str) -> Node {
    let span = Span::new(0..cell.len(), 0);
    if !cell.starts_with(['[', '{', '"']) {
        return Node { value: yaml::resolve(cell), span };
    }
    match yaml::parse(cell, 0) {
        Ok(parsed) if parsed.duplicates.is_empty() => parsed.node,
        // A title may begin with a quote or a bracket.
        _ => Node { value: Value::String(cell.to_owned()), span },
    }
}

/// Whether a cell of a key is read as the text that it is.
pub fn is_text(cell: &str) -> bool {
    match cell.starts_with(['[', '{', '"']) {
        false => yaml::beyond_text(cell).is_none(),
        true => value(cell).value == Value::String(cell.to_owned()),
    }
}

/// A cell as it is written: with a `'` before it if a spreadsheet would run it as a formula and
/// that is to be kept from happening (`all`).
///
/// Text that itself looks like a guarded cell always gets one more `'`, so that [`unguard`] needs
/// not know whether cells were guarded.
pub fn guard(cell: &str, all: bool) -> Cow<'_, str> {
    let bare = cell.trim_start_matches('\'');
    let guarded = is_formula(bare) && (all || bare.len() < cell.len());
    if guarded { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell that was written, its guard taken off.
pub fn unguard(cell: &str) -> &str {
    let guarded = cell.strip_prefix('\'');
    guarded.filter(|rest| is_formula(rest.trim_start_matches('\''))).unwrap_or(cell)
}

/// Whether a spreadsheet would run a cell. The characters are those of OWASP's page "CSV
/// Injection".
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn names_are_marked_only_where_they_must_be() {
        let key = |name: &str| Column::Key(name.to_owned());
        let section = |name: &str| Column::Section(name.to_owned());
        let cases = [
            (Column::Path, "path"),
            (Column::Body, "body"),
            (key("title"), "title"),
            (key("Title"), "key: Title"),
            (key("x-origin"), "x-origin"),
            (key("x-origin "), "key: x-origin "),
            (key("origin"), "key: origin"),
            (key("path"), "key: path"),
            (key("Answer"), "key: Answer"),
            (key("## a"), "key: ## a"),
            (section("Answer"), "Answer"),
            (section("answer"), "## answer"),
            (section("Own"), "## Own"),
            (section("title"), "## title"),
            (section(""), "## "),
        ];
        for (column, name) in cases {
            assert_eq!(column.name(), name);
        }
        assert_eq!(Column::of("ANSWER"), Some(section("Answer")));
        assert_eq!(Column::of(" ID "), Some(key("id")));
        assert_eq!(Column::of("Note"), None);
    }

    #[test]
    fn only_what_needs_it_is_guarded() {
        let cases = [
            ("a", "a", "a"),
            ("=1", "=1", "'=1"),
            ("'=1", "''=1", "''=1"),
            ("''@", "'''@", "'''@"),
            ("'a", "'a", "'a"),
            ("-", "-", "'-"),
            ("\t", "\t", "'\t"),
            ("", "", ""),
        ];
        for (cell, plain, guarded) in cases {
            assert_eq!(guard(cell, false), plain);
            assert_eq!(guard(cell, true), guarded);
        }
    }

    proptest! {
        #[test]
        fn a_guard_comes_off(cell in "'{0,3}[-=+@\t\ra]{0,2}", all in any::<bool>()) {
            let written = guard(&cell, all);
            prop_assert_eq!(unguard(&written), &cell);
            prop_assert!(!all || !is_formula(&written));
        }

        #[test]
        fn a_column_is_known_by_its_name(
            name in "(## )?(key: )?(title|answer|Answer|path|x-|a)? ?", of_key in any::<bool>()
        ) {
            let column = if of_key { Column::Key(name) } else { Column::Section(name) };
            prop_assert_eq!(Column::of(&column.name()), Some(column.clone()));
        }
    }
}
