//! The prose of a question: what a reader reads as sentences.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::Document;
use crate::question::key;
use crate::source::Span;
use crate::title::{Part, parts};

/// A run of text on one line, without code, HTML, addresses and comments. Emphasis and links end a
/// run, and so does an escaped character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its bytes in the body. The text is as written there: `&amp;` is five letters.
    pub range: Range<usize>,
    /// Whether a line begins with it.
    pub begins: bool,
}

/// HTML elements whose text is no prose.
const NOT_PROSE: &[&str] = &["code", "kbd", "pre", "samp", "script", "style", "svg", "tt", "var"];

impl Document<'_> {
    /// The runs of prose, in order.
    pub fn prose(&self) -> Prose<'_> {
        Prose { document: self, at: 0, skipped: 0, line: true }
    }

    /// The text of a run.
    pub fn text(&self, run: &Run) -> &str {
        self.question.body.text().get(run.range.clone()).unwrap_or_default()
    }

    /// The plain runs of the title and their bytes in the file; none if the file does not hold the
    /// title as it is.
    pub fn title_prose(&self) -> Vec<(&str, Span)> {
        let Some(node) = self.question.value(key::TITLE) else { return Vec::new() };
        let title = self.question.title();
        let written = self.question.source.slice(node.span);
        // Most titles stand there without quotes.
        let found = if written.starts_with(title) { Some(0) } else { written.find(title) };
        let Some(at) = found else { return Vec::new() };
        let base = node.span.start as usize + at;
        let place = |text: &str| text.as_ptr() as usize - title.as_ptr() as usize;
        let plain = |part| match part {
            Part::Text(text) => {
                Some((text, Span::from(base + place(text)..base + place(text) + text.len())))
            }
            Part::Code(_) => None,
        };
        parts(title).into_iter().filter_map(plain).collect()
    }

    /// The bytes of the body that are code or math.
    pub fn code(&self) -> Vec<Range<usize>> {
        let code = |event: &Event<'_>| {
            matches!(
                event,
                Event::Start(Tag::CodeBlock(_))
                    | Event::Code(_)
                    | Event::InlineMath(_)
                    | Event::DisplayMath(_)
            )
        };
        self.events
            .iter()
            .filter(|(event, _)| code(event))
            .map(|(_, range)| range.clone())
            .collect()
    }
}

/// See [`Document::prose`].
#[derive(Debug)]
pub struct Prose<'d> {
    document: &'d Document<'d>,
    /// The next event.
    at: usize,
    /// How many elements are open whose text is no prose.
    skipped: usize,
    /// Whether nothing stands before the next event on its line.
    line: bool,
}

impl Iterator for Prose<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        loop {
            let (event, range) = self.document.events.get(self.at)?;
            self.at += 1;
            match event {
                Event::Text(_) if self.skipped == 0 => return Some(self.run(range.clone())),
                Event::Text(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                    self.line = false;
                }
                Event::Start(tag) if is_literal(tag) => self.skipped += 1,
                Event::End(TagEnd::CodeBlock) => self.skipped = self.skipped.saturating_sub(1),
                // An address in angle brackets is the whole link.
                Event::End(TagEnd::Link) if self.skipped > 0 && self.is_autolink() => {
                    self.skipped -= 1;
                }
                Event::InlineHtml(html) => self.html(html),
                Event::SoftBreak | Event::HardBreak => self.line = true,
                Event::Start(tag) if !is_inline(tag) => {
                    self.line = true;
                    // What is not closed inside a block ends with it.
                    self.skipped = 0;
                }
                _ => {}
            }
        }
    }
}

impl Prose<'_> {
    /// A run with all text that follows it at once: the parser parts text at each character that
    /// could be markup.
    fn run(&mut self, mut range: Range<usize>) -> Run {
        while let Some((Event::Text(_), next)) = self.document.events.get(self.at)
            && next.start == range.end
        {
            range.end = next.end;
            self.at += 1;
        }
        Run { range, begins: std::mem::take(&mut self.line) }
    }

    fn is_autolink(&self) -> bool {
        let before = self.document.events[..self.at - 1].iter().rev();
        before.into_iter().find_map(|(event, _)| match event {
            Event::Start(tag) => Some(is_literal(tag)),
            _ => None,
        }) == Some(true)
    }

    fn html(&mut self, html: &str) {
        let Some(tag) = html.strip_prefix('<') else { return };
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        if NOT_PROSE.iter().any(|known| name[..end].eq_ignore_ascii_case(known)) {
            self.skipped = usize::from(!tag.starts_with('/') && !tag.ends_with("/>"));
        }
        self.line = false;
    }
}

/// Whether the text of an element is code or an address.
fn is_literal(tag: &Tag<'_>) -> bool {
    let is_address = |kind: &LinkType| matches!(kind, LinkType::Autolink | LinkType::Email);
    match tag {
        Tag::CodeBlock(_) => true,
        Tag::Link { link_type, .. } => is_address(link_type),
        _ => false,
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::with;

    #[test]
    fn code_addresses_and_html_are_no_prose() {
        let text = "## A & b\n\nOne `two` *three*\nfour <https://x.y> [five](z.md) <code>six</code>\n\n    seven\n\n- <b>eight</b> \\* nine\n\n<p>\nten\n</p>\n\n```\neleven\n```\n\n| twelve | `x` |\n|--|--|\n";
        with(text, |document| {
            let runs: Vec<_> =
                document.prose().map(|run| (document.text(&run).to_owned(), run.begins)).collect();
            let expected = [
                ("A & b", true),
                ("One ", true),
                (" ", false),
                ("three", false),
                ("four ", true),
                (" ", false),
                ("five", false),
                (" ", false),
                ("eight", false),
                (" ", false),
                ("* nine", false),
                ("twelve", true),
            ];
            let expected: Vec<_> = expected.map(|(text, begins)| (text.to_owned(), begins)).into();
            assert_eq!(runs, expected);
        });
    }
}
