//! The options of a multiple-choice question.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Document, Item, Spanned};
use crate::question::section;

/// An option of a multiple-choice question.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The item of the list.
    pub item: Item,
    /// The bytes of what stands behind its box.
    pub range: Range<usize>,
    /// Whether it is marked as correct.
    pub marked: bool,
    /// Its words, code and the addresses of its images, markup dropped, blanks folded.
    pub text: String,
    /// Whether it is words alone: no code, no image, no HTML.
    pub is_prose: bool,
}

impl Document<'_> {
    /// The options of a multiple-choice question; none for another.
    pub fn choices(&self) -> &[Choice] {
        self.choices.get_or_init(|| {
            let Some(options) = self.section(section::OPTIONS) else { return Vec::new() };
            self.items(options).into_iter().map(|item| self.choice(item)).collect()
        })
    }

    fn choice(&self, item: Item) -> Choice {
        let events = &self.events[item.events.clone()];
        let mut text = self.plain(item.events.clone());
        let mut is_prose = true;
        for (event, _) in events {
            if let Event::Start(Tag::Image { dest_url, .. }) = event {
                // Two pictures without words are told apart by where they lie.
                text.extend([" ", dest_url]);
            }
            is_prose &= !matches!(
                event,
                Event::Code(_)
                    | Event::InlineMath(_)
                    | Event::DisplayMath(_)
                    | Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::Start(Tag::CodeBlock(_) | Tag::Image { .. })
            );
        }
        let marker = |(event, range): &Spanned<'_>| {
            matches!(event, Event::TaskListMarker(_)).then_some(range.end)
        };
        let body = self.question.body.text();
        let inner = item.events.start.saturating_sub(1)..item.events.end;
        let start = item.checked.and_then(|_| self.events[inner].iter().find_map(marker));
        let first = events.first().map(|(_, range)| range.start);
        let start = start.or(first).unwrap_or(item.range.start).min(item.range.end);
        let text_start = item.range.end - body[start..item.range.end].trim_start().len();
        let range = text_start..start + body[start..item.range.end].trim_end().len();
        Choice {
            marked: item.checked == Some(true),
            text: text.trim().to_owned(),
            range: if range.start < range.end { range } else { item.range.clone() },
            item,
            is_prose,
        }
    }
}
