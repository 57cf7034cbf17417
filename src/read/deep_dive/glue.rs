//! Paragraphs that ran together on one line.

use std::collections::BTreeSet;

use super::super::text::{Excerpt, depths};

/// Where one paragraph ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut<'s> {
    /// The first byte of the second paragraph.
    pub at: usize,
    /// The word before and the word behind.
    pub glue: Excerpt<'s>,
}

/// The names with a dot that a page uses: they look like two sentences without a blank.
#[derive(Debug, Default)]
pub(super) struct Names<'s> {
    /// `threading`, `Lock`.
    pairs: BTreeSet<(&'s str, &'s str)>,
    /// What code imports.
    modules: BTreeSet<&'s str>,
}

impl<'s> Names<'s> {
    /// The names in the lines of a page, each with whether names in it are whole.
    pub(super) fn of(lines: impl Iterator<Item = (&'s str, bool)>) -> Names<'s> {
        let mut names = Names::default();
        for text in lines.filter(|(_, exact)| *exact).map(|(text, _)| text) {
            for (at, _) in text.match_indices('.') {
                let (head, tail) = (last_word(&text[..at]), first_word(&text[at + 1..]));
                if !head.is_empty() && !tail.is_empty() {
                    names.pairs.insert((head, tail));
                }
            }
            let mut words = text.split_whitespace();
            let (Some("import" | "from"), Some(module)) = (words.next(), words.next()) else {
                continue;
            };
            let module = module.trim_end_matches([',', ';']);
            names.modules.insert(module);
            for name in words.skip(1).map(|name| name.trim_end_matches(',')) {
                names.pairs.insert((module, name));
            }
        }
        names
    }

    /// Whether `head.tail` is one name.
    fn has(&self, head: &str, tail: &str) -> bool {
        let inner = tail.chars().skip(1).any(char::is_uppercase);
        self.pairs.contains(&(head, tail)) || inner && self.modules.contains(head)
    }
}

/// Where paragraphs ran together: a sentence ends, outside brackets and quotes, right before a
/// capital letter.
pub(super) fn cuts<'s>(line: Excerpt<'s>, names: &Names<'_>) -> Vec<Cut<'s>> {
    const CLOSERS: [char; 4] = ['”', '’', ')', '"'];
    let depth = depths(line.text);
    let mut found = Vec::new();
    for (at, c) in line.text.char_indices() {
        let before = &line.text[..at];
        // Only what touches the end of a sentence is looked at closely.
        if !(c.is_uppercase() || c == '“') || !before.ends_with(['.', '?', '!', '”', '’', ')', '"'])
        {
            continue;
        }
        let sentence = before.trim_end_matches(CLOSERS);
        let Some(end) = sentence.strip_suffix(['.', '?', '!']) else { continue };
        let head = last_word(end);
        let tail = first_word(&line.text[at..]);
        let quoted = sentence.len() < before.len();
        let behind = &line.text[at + tail.len()..];
        let name = !quoted && sentence.ends_with('.') && is_name(head, tail, behind, names);
        if depth[at] == i32::from(c == '“') && !name && !end.ends_with('.') {
            found.push(Cut { at, glue: glue(line, at) });
        }
    }
    found
}

/// Where a sentence ends right before a name with a dot that the page uses:
/// `at the end.queue.put waits`.
pub(super) fn cut_before_name<'s>(line: Excerpt<'s>, names: &Names<'_>) -> Option<Cut<'s>> {
    let dots = line.text.match_indices('.').map(|(at, _)| at);
    let at = dots.into_iter().find(|&at| {
        let (before, behind) = (last_word(&line.text[..at]), first_word(&line.text[at + 1..]));
        let rest = &line.text[at + 1 + behind.len()..];
        let last = rest.strip_prefix('.').map(first_word).unwrap_or_default();
        names.pairs.contains(&(behind, last)) && !names.pairs.contains(&(before, behind))
    })?;
    Some(Cut { at: at + 1, glue: glue(line, at + 1) })
}

/// The words around byte `at`, which touch.
fn glue<'s>(line: Excerpt<'s>, at: usize) -> Excerpt<'s> {
    let (before, behind) = (&line.text[..at], &line.text[at..]);
    let word = before.trim_end_matches(|c: char| !is_word(c) && !c.is_whitespace());
    let start = word.len() - last_word(word).len();
    let first = behind.chars().next().map_or(0, char::len_utf8);
    line.cut(start..at + first_word(behind).len().max(first))
}

/// Whether two words with a dot between them are a name, not the ends of two sentences.
fn is_name(head: &str, tail: &str, behind: &str, names: &Names<'_>) -> bool {
    let letter = |word: &str| word.len() == 1;
    let number = head.starts_with(|c: char| c.is_ascii_digit());
    behind.starts_with('(')
        || names.has(head, tail)
        || letter(head) && !number
        || letter(tail) && number
}

fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(is_word).len()..]
}

fn first_word(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(is_word).len()]
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_name_begins_a_paragraph() {
        let names = Names::of([("queue.put(1)", true), ("self.queue.get()", true)].into_iter());
        let cases = [
            ("It ends at the end.queue.put waits:", Some("end.queue")),
            ("Call self.queue.put here:", None),
            ("It ends.stack.put waits:", None),
        ];
        for (text, expected) in cases {
            let cut = cut_before_name(Excerpt { text, start: 0 }, &names);
            assert_eq!(cut.map(|cut| cut.glue.text), expected, "{text}");
        }
    }

    #[test]
    fn paragraphs_end_where_a_sentence_touches_the_next() {
        let page = [
            ("lock = threading.Lock()", true),
            ("from abc import ABC", true),
            ("import aio", true),
            ("Oranges.Apples stand in a paragraph.", false),
        ];
        let names = Names::of(page.into_iter());
        let cases: [(&str, &[&str]); 13] = [
            ("It is a lock.Why locks?", &["lock.Why"]),
            ("It is “fast.”Nobody (or few).The end.", &["fast.”Nobody", "few).The"]),
            ("Is it so?Yes!No.", &["so?Yes", "Yes!No"]),
            ("Use threading.Lock or abc.ABC here.", &[]),
            ("Use aio.TaskGroup, not aio.Other things.", &["aio.Other"]),
            ("Call queue.Queue(3) twice.", &[]),
            ("Raises (Wrong.NAME is one) here.", &[]),
            ("A sentence. Another one.", &[]),
            ("Wait...What?", &[]),
            ("e.g.Foo, version 3.A, twice 2.Next.", &["2.Next"]),
            ("It is plain.“Quoted” text.", &["plain.“"]),
            ("lower.case and node.js", &[]),
            ("Oranges.Apples", &["Oranges.Apples"]),
        ];
        for (text, expected) in cases {
            let cuts = cuts(Excerpt { text, start: 0 }, &names);
            let seen: Vec<_> = cuts.iter().map(|cut| cut.glue.text).collect();
            assert_eq!(seen, expected, "{text}");
            assert!(cuts.iter().all(|cut| text.is_char_boundary(cut.at)));
        }
    }
}
