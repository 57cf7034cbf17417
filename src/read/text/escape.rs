//! Plain text as Markdown that reads as the same text.
//!
//! Which characters need a backslash is not decided by rules of our own: the Markdown parser reads
//! the text, and what it takes for markup is escaped, until it takes nothing for markup.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Line;
use crate::document::math;
use crate::question::Body;
use crate::source::Span;

/// How often the parser is asked. An escape can bring out markup that another hid, seldom twice;
/// text that is still not plain after this gets a backslash before all its punctuation.
const ROUNDS: usize = 8;

/// Adds `lines` as one paragraph behind `marker` (nothing, or the marker of a list item), each
/// byte with its place.
pub(in crate::read) fn push_plain(body: &mut Body<'_>, marker: &str, lines: &[Line<'_>]) {
    let Some(first) = lines.first() else { return };
    body.push_for(marker, Span::at(first.excerpt.start));
    let text = lines.iter().map(|line| line.excerpt.text).collect::<Vec<_>>().join("\n");
    let escapes = escapes(marker, &text);
    let mut escapes = escapes.iter().copied().peekable();
    let mut at = 0;
    let mut before = None;
    for Line { excerpt, .. } in lines {
        if let Some(end) = before {
            body.push_for("\n", Span { start: end, end: excerpt.start });
        }
        let mut done = 0;
        while let Some(escape) = escapes.next_if(|escape| *escape < at + excerpt.text.len()) {
            let plain = excerpt.cut(done..escape - at);
            let special = excerpt.cut(escape - at..escape - at + 1);
            body.push(plain.text, plain.start);
            body.push_for(&format!("\\{}", special.text), special.span());
            done = escape - at + 1;
        }
        let rest = excerpt.cut(done..excerpt.text.len());
        body.push(rest.text, rest.start);
        at += excerpt.text.len() + 1;
        before = Some(excerpt.span().end);
    }
}

/// The bytes of `text` that need a backslash for it to be plain behind `marker`.
fn escapes(marker: &str, text: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for _ in 0..ROUNDS {
        let markup = Escaped::new(marker, text, &found).markup();
        if markup.is_empty() {
            return found;
        }
        found.extend(markup);
    }
    let punctuation = text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_punctuation());
    punctuation.map(|(at, _)| at).collect()
}

/// A text with a marker before it and backslashes in it.
struct Escaped {
    text: String,
    marker: usize,
    /// Where the backslashes stand in `text`.
    backslashes: Vec<usize>,
}

impl Escaped {
    fn new(marker: &str, plain: &str, escapes: &BTreeSet<usize>) -> Escaped {
        let mut text = marker.to_owned();
        let mut backslashes = Vec::new();
        let mut done = 0;
        for &at in escapes {
            text.push_str(&plain[done..at]);
            backslashes.push(text.len());
            text.push('\\');
            done = at;
        }
        text.push_str(&plain[done..]);
        Escaped { text, marker: marker.len(), backslashes }
    }

    /// The bytes of the plain text that begin what the parser takes for markup.
    fn markup(&self) -> Vec<usize> {
        let mut marks = Vec::new();
        let mut gaps = Vec::new();
        let mut read = self.marker;
        for (event, range) in math::events(&self.text) {
            match event {
                Event::Text(part) if self.text[range.clone()] == *part => {
                    gaps.push(read..range.start.max(read));
                    read = range.end;
                }
                // The item that the marker begins.
                Event::Start(Tag::List(_) | Tag::Item) if range.start < self.marker => {}
                event => marks.extend(self.marks(&event, range)),
            }
        }
        gaps.push(read..self.text.len().max(read));
        if marks.is_empty() {
            // What leaves no event: backslashes, definitions of links.
            marks.extend(gaps.into_iter().filter_map(|gap| self.first_mark(gap)));
        }
        marks.into_iter().filter_map(|at| self.plain(at)).collect()
    }

    /// The bytes that have to lose their meaning for `event` not to happen.
    fn marks(&self, event: &Event<'_>, range: Range<usize>) -> Range<usize> {
        let start = range.start.max(self.marker);
        let text = &self.text[start..range.end.max(start)];
        let one = |offset: usize| start + offset..start + offset + 1;
        match event {
            Event::Start(Tag::Strong) => start..start + 2,
            Event::Start(Tag::Strikethrough) => {
                start..start + text.len() - text.trim_start_matches('~').len()
            }
            Event::Start(Tag::Image { .. }) => one(1),
            Event::Start(Tag::List(Some(_))) => {
                one(text.bytes().take_while(u8::is_ascii_digit).count())
            }
            // The underline makes the heading.
            Event::Start(Tag::Heading { .. }) if !text.starts_with('#') => {
                one(text.trim_end().rfind('\n').map_or(0, |at| at + 1))
            }
            // So does the second line the table.
            Event::Start(Tag::Table(_)) => one(text.find('\n').map_or(0, |at| at + 1)),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableHead | Tag::TableRow)
            | Event::Start(Tag::TableCell)
            | Event::End(_)
            | Event::SoftBreak
            | Event::Html(_) => start..start,
            _ => one(0),
        }
    }

    /// The first punctuation of a gap that is not an escape of ours.
    fn first_mark(&self, gap: Range<usize>) -> Option<usize> {
        let is_mark = |at: &usize| {
            self.text.as_bytes()[*at].is_ascii_punctuation()
                && self.backslashes.binary_search(at).is_err()
        };
        gap.into_iter().find(is_mark)
    }

    /// Where a byte stands in the plain text, if a backslash before it means something.
    fn plain(&self, at: usize) -> Option<usize> {
        let ours = self.backslashes.partition_point(|&backslash| backslash < at);
        let punctuation = self.text.as_bytes().get(at)?.is_ascii_punctuation();
        (punctuation && self.backslashes.get(ours) != Some(&at)).then(|| at - self.marker - ours)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::*;
    use crate::read::text::{Excerpt, lines};
    use crate::source::Source;

    fn markdown(marker: &str, text: &str) -> String {
        let source = Source { text: text.to_owned(), ..Source::default() };
        let mut body = Body::default();
        push_plain(&mut body, marker, &lines(&source));
        body.text().to_owned()
    }

    /// The text of one paragraph of Markdown, line feeds kept; `None` if there is any markup.
    fn plain(markdown: &str) -> Option<String> {
        let mut text = String::new();
        for (event, _) in math::events(markdown) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::SoftBreak => text.push('\n'),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                _ => return None,
            }
        }
        Some(text)
    }

    #[test]
    fn only_what_is_markup_is_escaped() {
        let cases = [
            ("snake_case, 2 * 3 * 4, a < b > c", "snake_case, 2 * 3 * 4, a < b > c"),
            ("[x for x in xs if x] and df['a']", "[x for x in xs if x] and df['a']"),
            ("__init__ and __exit__", "\\_\\_init__ and \\_\\_exit__"),
            ("pass *args and **kwargs", "pass *args and **kwargs"),
            ("*args, **kwargs*", "\\*args, \\*\\*kwargs*"),
            ("# no heading", "\\# no heading"),
            ("#tag", "#tag"),
            ("1. not a list", "1\\. not a list"),
            ("1) not a list", "1\\) not a list"),
            ("3.14 is a number", "3.14 is a number"),
            ("- not a list", "\\- not a list"),
            ("+ plus", "\\+ plus"),
            ("> not a quote", "\\> not a quote"),
            ("the <b> tag", "the \\<b> tag"),
            ("<div>\nx", "\\<div>\nx"),
            ("Dict<str, int>", "Dict<str, int>"),
            ("[x](y)", "\\[x](y)"),
            ("![x](y)", "!\\[x](y)"),
            ("[x]: y", "\\[x]: y"),
            ("<https://a.b>", "\\<https://a.b>"),
            ("use `x` here", "use \\`x` here"),
            ("a ` alone", "a ` alone"),
            ("&lt; and AT&T", "\\&lt; and AT&T"),
            ("C:\\dir and \\d and \\*", "C:\\dir and \\d and \\\\*"),
            ("ends in \\\nbackslash", "ends in \\\\\nbackslash"),
            ("text\n---", "text\n\\---"),
            ("text\n===", "text\n\\==="),
            ("a | b\n--|--\nc | d", "a | b\n\\--|--\nc | d"),
            ("~~gone~~ ~ 5", "\\~\\~gone~~ ~ 5"),
            ("[^1] and\n[^1]: x", "\\[^1] and\n\\[^1]: x"),
            ("***", "\\***"),
        ];
        for (text, expected) in cases {
            let seen = markdown("", text);
            assert_eq!(plain(&seen).as_deref(), Some(text), "{seen}");
            assert_eq!(seen, expected, "{text}");
        }
        assert_eq!(markdown("- ", "[ ] open"), "- \\[ ] open");
        assert_eq!(markdown("- ", "--- x"), "- --- x");
        assert_eq!(markdown("- ", "---"), "- \\---");
    }

    #[test]
    fn an_escape_stands_for_the_byte_it_escapes() {
        let mut body = Body::default();
        let excerpt = Excerpt { text: "a <b> c", start: 100 };
        push_plain(&mut body, "", &[Line { excerpt, gap: true }]);
        assert_eq!(body.text(), "a \\<b> c");
        assert_eq!(body.locate(2..4), Span { start: 102, end: 103 });
        assert_eq!(body.locate(4..6), Span { start: 103, end: 105 });
    }

    #[test]
    fn stubborn_text_is_plain_in_the_end() {
        let text = format!("{}a{}", "[".repeat(60), "](b)".repeat(60));
        assert_eq!(plain(&markdown("", &text)).as_deref(), Some(&*text));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn any_text_reads_as_itself(text in r"[-+*_~#`<>!&|:=.)(\[\]\\/a-c1 \n^;]{1,24}") {
            let source = Source { text, ..Source::default() };
            // One paragraph: a blank line is not a matter of escapes.
            let lines: Vec<_> = lines(&source);
            let plain_text = lines.iter().map(|line| line.excerpt.text).collect::<Vec<_>>();
            let mut body = Body::default();
            push_plain(&mut body, "", &lines);
            prop_assert_eq!(plain(body.text()).unwrap_or_default(), plain_text.join("\n"));
        }
    }
}
