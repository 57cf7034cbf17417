//! Words and where they stand, code and other markup left out.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Choice, Document, Section};
use crate::question::key;
use crate::source::Span;
use crate::title::{self, Part};

/// Stands for each byte of what is no prose. It is part of no word and ends none.
const BLOT: char = '`';

/// A word of a prose and the bytes that it covers there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Its text, punctuation around it left out; quotation marks and brackets of code stay, so
    /// that `"not"` and `all()` are no words of the sentence.
    pub text: &'t str,
    /// Where it begins.
    pub start: usize,
    /// Whether a sentence or a clause ends behind it.
    pub ends: Option<char>,
}

impl Word<'_> {
    /// Whether it is that word, which is in lower case.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of those words, which are in lower case.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// The words of a text.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().filter_map(move |token| {
        let end = token.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '_', '\u{2026}']);
        let ends = token[end.len()..].chars().find(|c| ".,;:!?".contains(*c));
        let text = end.trim_start_matches(['(', '*', '_']);
        (!text.is_empty()).then(|| Word { text, start: place(text), ends })
    })
}

/// A title with its code blotted out, byte for byte.
pub fn title_prose(title: &str) -> Cow<'_, str> {
    if !title.contains('`') {
        return Cow::Borrowed(title);
    }
    let mut prose = BLOT.to_string().repeat(title.len());
    for part in title::parts(title) {
        if let Part::Text(text) = part {
            let at = text.as_ptr() as usize - title.as_ptr() as usize;
            prose.replace_range(at..at + text.len(), text);
        }
    }
    Cow::Owned(prose)
}

impl Document<'_> {
    /// The Markdown of a section with code, HTML, images and what is emphasised blotted out.
    pub fn blotted(&self, section: &Section) -> String {
        let body = section.body.clone();
        let mut prose = self.question.body.text()[body.clone()].to_owned();
        for (event, at) in &self.events[section.events.clone()] {
            let is_other = matches!(
                event,
                Event::Code(_)
                    | Event::InlineMath(_)
                    | Event::DisplayMath(_)
                    | Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::Start(
                        Tag::CodeBlock(_) | Tag::Image { .. } | Tag::Strong | Tag::Emphasis
                    )
            );
            if is_other && body.start <= at.start && at.end <= body.end {
                let at = at.start - body.start..at.end - body.start;
                let blots = BLOT.to_string().repeat(at.len());
                prose.replace_range(at, &blots);
            }
        }
        prose
    }

    /// The words of an option that are no code, with their bytes in the body.
    pub fn choice_words<'d>(&'d self, choice: &Choice) -> impl Iterator<Item = Word<'d>> {
        let mut code = false;
        let texts = self.events[choice.item.events.clone()].iter().filter_map(move |event| {
            match event {
                (Event::Start(Tag::CodeBlock(_)), _) => code = true,
                (Event::End(TagEnd::CodeBlock), _) => code = false,
                (Event::Text(text), at) if !code && text.len() == at.len() => {
                    return Some((&**text, at.start));
                }
                _ => {}
            }
            None
        });
        texts.flat_map(|(text, start)| {
            words(text).map(move |word| Word { start: start + word.start, ..word })
        })
    }

    /// Where bytes of the title stand in the file, and whether they stand there as they are: else
    /// it is the whole title, which the file writes in another way.
    pub fn locate_title(&self, range: Range<usize>) -> (Span, bool) {
        let title = self.question.title();
        let Some(node) = self.question.value(key::TITLE) else {
            return (self.question.opening, false);
        };
        let written = self.question.source.text.get(node.span.range()).unwrap_or_default();
        if let Some(at) = written.find(title) {
            return (Span::new(at + range.start..at + range.end, node.span.start), true);
        }
        let part = &title[range];
        let mut places = written.match_indices(part);
        match (places.next(), places.next()) {
            (Some((at, _)), None) => (Span::new(at..at + part.len(), node.span.start), true),
            _ => (node.span, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_places() {
        let text = "Is (it) all() \"not\", or *so*?";
        let found: Vec<_> = words(text).map(|word| (word.text, word.ends)).collect();
        let expected = [
            ("Is", None),
            ("it", None),
            ("all(", None),
            ("\"not\"", Some(',')),
            ("or", None),
            ("so", Some('?')),
        ];
        assert_eq!(found, expected);
        assert!(words(text).all(|word| text[word.range()] == *word.text));
    }

    #[test]
    fn the_code_of_a_title_is_blotted_out() {
        assert_eq!(title_prose("What is `not`?"), "What is `````?");
        assert_eq!(title_prose("What is not?"), "What is not?");
    }
}
