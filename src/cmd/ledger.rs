//! The ledger, `qlint.lock`: what the content of each question was and when it last changed.
//!
//! A text file beside `qlint.toml`, one line for each id ever published, sorted, so that branches
//! that add or change different questions seldom conflict:
//!
//! ```text
//! # qlint.lock, version 1: …
//! PY-ADV-001 9bd2c3d85a1f1a0c9d27 2026-11-21T18:50:52Z
//! ```

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::content::Hash;
use super::stamp;
use crate::config;
use crate::failure::{Failure, Result};
use crate::output;
use crate::rules::index::Published;
use crate::source::{FileId, Span};
use crate::walk::{self, Root};

/// What the first line begins with; the version follows.
const HEADER: &str = "# qlint.lock, version ";
/// The version of the format that is written.
const VERSION: &str = "1";
/// What the first line says to people.
const WORDS: &str =
    "id, hash of the content, when it last changed. Written by `qlint lock`; commit it.";

/// What is known of each question, by its id.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) lines: BTreeMap<String, Line>,
    /// The text that it was read from.
    pub(super) text: String,
}

/// What is known of a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) hash: Hash,
    /// When its content last changed, in seconds since 1970.
    pub(super) changed: i64,
    /// Where its id stands; nowhere yet in a line that is new.
    pub(super) span: Span,
}

impl Ledger {
    /// The ledger of a corpus, if it has one.
    pub(super) fn of(root: &Root) -> Result<Option<Ledger>> {
        let path = Ledger::place(root);
        if !path.exists() {
            return Ok(None);
        }
        Ledger::parse(walk::text(&path)?, &path.display().to_string()).map(Some)
    }

    fn place(root: &Root) -> PathBuf {
        root.folder.join(config::LEDGER)
    }

    /// Reads the text of the file at `path`; a line that is none is a failure that names it.
    pub(super) fn parse(text: String, path: &str) -> Result<Ledger> {
        let mut lines: BTreeMap<String, (usize, Line)> = BTreeMap::new();
        let mut at = 0;
        for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
            let fail = |words: String| Failure(format!("{path}:{number}: {words}"));
            let (start, line) = (at, whole.trim_end_matches(['\n', '\r']));
            at += whole.len();
            if number == 1 {
                // Some editors put a mark of the byte order before it.
                header(line.trim_start_matches('\u{feff}')).map_err(fail)?;
            } else if !line.is_empty() {
                let (id, written, hash, changed) = entry(line).map_err(fail)?;
                let span = Span::from(start..start + written);
                if let Some((first, _)) = lines.get(&id) {
                    return Err(fail(format!(
                        "`{id}` stands on line {first} too: keep the line with the later time"
                    )));
                }
                lines.insert(id, (number, Line { hash, changed, span }));
            }
        }
        let lines = lines.into_iter().map(|(id, (_, line))| (id, line)).collect();
        Ok(Ledger { lines, text })
    }

    /// Its ids, for rules; `file` is its number in the run.
    pub(super) fn published(&self, file: FileId) -> Published {
        let ids = self.lines.iter().map(|(id, line)| (id.clone(), line.span)).collect();
        Published { file, ids }
    }

    /// The text of the file.
    fn render(&self) -> String {
        let mut text = format!("{HEADER}{VERSION}: {WORDS}\n");
        for (id, Line { hash, changed, .. }) in &self.lines {
            text.push_str(&format!("{} {hash} {}\n", written(id), stamp::written(*changed)));
        }
        text
    }

    /// Writes the file.
    pub(super) fn write(&self, root: &Root) -> Result<()> {
        output::write(&Ledger::place(root), self.render().as_bytes())
    }
}

fn header(line: &str) -> std::result::Result<(), String> {
    let version = line.strip_prefix(HEADER).and_then(|rest| rest.split(':').next());
    match version {
        Some(VERSION) => Ok(()),
        Some(other) => Err(format!(
            "this is version {other} of the ledger, and this qlint knows version {VERSION}"
        )),
        None if is_marker(line) => Err(CONFLICT.to_owned()),
        None => Err(format!("a ledger begins with `{HEADER}{VERSION}`")),
    }
}

/// What is said of a line that git left.
const CONFLICT: &str = "a merge conflict: keep of each id the line with the later time, take out \
                        the lines with `<<<<<<<`, `=======` and `>>>>>>>`, then run `qlint lock`";

/// Whether a line is one that git puts around a conflict.
fn is_marker(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker))
}

/// The id, how many bytes it takes, the hash and the time of a line.
fn entry(line: &str) -> std::result::Result<(String, usize, Hash, i64), String> {
    if is_marker(line) {
        return Err(CONFLICT.to_owned());
    }
    let parts = || {
        let (rest, time) = line.rsplit_once(' ')?;
        let (id, hash) = rest.rsplit_once(' ')?;
        let name = if id.starts_with('"') { serde_json::from_str(id).ok()? } else { id.to_owned() };
        Some((name, id.len(), Hash::read(hash)?, stamp::read(time)?))
    };
    let read = parts().filter(|(id, ..)| !id.is_empty());
    read.ok_or_else(|| "a line is `ID HASH TIME`, as `qlint lock` writes it".to_owned())
}

/// An id as it stands in the file: as it is, or where that would be no line, as a JSON string.
fn written(id: &str) -> String {
    let odd = id.starts_with(['"', '#', ' ']) || is_marker(id) || id.ends_with(' ');
    if odd || id.contains(char::is_control) {
        serde_json::Value::from(id).to_string()
    } else {
        id.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "0123456789abcdef0123";

    fn line(changed: i64) -> Line {
        Line { hash: Hash::read(HASH).unwrap(), changed, span: Span::default() }
    }

    #[test]
    fn what_is_written_is_read() {
        let ids =
            ["PY-ADV-001", "a b/c.md#what-is it~2", "\"", "# x", " x ", "a\nb", "=======", "ä"];
        let lines = (1..).zip(ids).map(|(at, id)| (id.to_owned(), line(at * 10_000_000)));
        let ledger = Ledger { lines: lines.collect(), text: String::new() };
        let text = ledger.render();
        assert_eq!(text.lines().count(), 1 + ids.len());
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let mut again = Ledger::parse(text, "x").unwrap();
            assert_eq!(again.text[again.lines["ä"].span.range()], *"ä");
            again.lines.values_mut().for_each(|line| line.span = Span::default());
            assert_eq!(again.lines, ledger.lines);
        }
    }

    #[test]
    fn what_is_no_line_is_named() {
        let good = format!("a {HASH} 2026-01-01T00:00:00Z\n");
        let head = format!("{HEADER}1: words\n");
        let cases = [
            (String::new(), None),
            (head.clone() + &good + "\n", None),
            ("\u{feff}".to_owned() + &head + &good, None),
            (good.clone(), Some("x:1: a ledger begins with `# qlint.lock, version 1`")),
            (head.replace('1', "2"), Some("x:1: this is version 2 of the ledger")),
            (head.clone() + &good + &good, Some("x:3: `a` stands on line 2 too")),
            (head.clone() + "<<<<<<< HEAD\n" + &good, Some("x:2: a merge conflict")),
            ("<<<<<<< HEAD\n".to_owned() + &head, Some("x:1: a merge conflict")),
            (head.clone() + &good.replace("-01T", "-32T"), Some("x:2: a line is `ID HASH TIME`")),
            (head.clone() + &good.replace("f0", "g0"), Some("x:2: a line is")),
            (head.clone() + "a\n", Some("x:2: a line is")),
        ];
        for (text, expected) in cases {
            let words = Ledger::parse(text.clone(), "x").err().map(|failure| failure.0);
            let fits = match (&words, expected) {
                (Some(words), Some(expected)) => words.starts_with(expected),
                (words, expected) => words.is_none() && expected.is_none(),
            };
            assert!(fits, "{text}\n{words:?}");
        }
    }
}
