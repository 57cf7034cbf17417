//! Markdown with a fold for each question.
//!
//! ```text
//! # Git                              the technology
//! ### Basics                         the category: the nearest heading
//! <details>
//! <summary>What is …?</summary><br><b>
//! the answer
//! </b></details>
//! ```
//!
//! `<br>` and `<b>` around the answer are markup of the format. A fold inside an answer is a part
//! of it; a fold that holds nothing but folds is a group, and its summary their category. What
//! stands around the questions is the page's own.

mod answer;
mod fold;
mod scan;
mod summary;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::{
    Heading, Place, behind_mark, entry, events, headings, normalised, push_heading, slug,
};
use super::notes::Notes;
use super::{Options, Reader, Reading};
use crate::diagnostic::Severity;
use crate::question::{Body, Carries, Question, key, section};
use crate::source::{MAX_BYTES, Source, Span};
use crate::value::Entry;
use fold::Fold;

/// See the module.
pub(super) const ITEM: Reader = Reader {
    help: "Markdown with `<details><summary>question</summary>answer</details>`",
    endings: &["md"],
    max_bytes: MAX_BYTES,
    decode: None,
    editable: true,
    read,
};

/// What such a file has room for.
const CARRIES: Carries =
    Carries { keys: &[key::TITLE, key::TECHNOLOGY, key::CATEGORY], sections: &[section::ANSWER] };

/// Summaries that ask nothing: the fold hides a part of something else.
const LABELS: &[&str] = &[
    "answer",
    "click me",
    "click to expand",
    "details",
    "expand",
    "explanation",
    "hint",
    "reveal answer",
    "show answer",
    "show solution",
    "solution",
    "spoiler",
];

/// Summaries of folds that are a part of the page.
const FURNITURE: &[&str] = &["contents", "table of contents", "toc"];

fn read<'s>(source: &'s Source, _options: &Options) -> Reading<'s> {
    let text = &*normalised(&source.text);
    let mut notes = Notes::new(source);
    let scan = scan::scan(text);
    let folds = fold::folds(text, &scan, &mut notes);
    let items = items(text, &folds);
    if is_native(text) || !items.iter().any(Item::is_question) {
        return nothing(source);
    }
    let gaps: Vec<_> = items.iter().map(|item| Gap::new(text, item.gap.clone())).collect();
    let mut place = Place::default();
    let mut questions = Vec::new();
    for (at, (item, gap)) in items.iter().zip(&gaps).enumerate() {
        gap.headings.iter().for_each(|heading| place.enter(heading));
        // Before the first question and around headings the page has text of its own.
        if let Some(range) = gap.text.clone().filter(|_| at > 0 && gap.headings.is_empty()) {
            notes.unread(range, "this belongs to no question");
        }
        if item.is_question() {
            let body = body(text, item, &scan.open_fences, &mut notes);
            questions.push(Question {
                carries: Some(&CARRIES),
                slug: slug(&item.name),
                opening: item.opening(),
                fields: fields(text, item, &place),
                ..Question::bare(source, body)
            });
        } else {
            report_unread(text, item, &mut notes);
        }
    }
    Reading { questions, diagnostics: notes.finish(), ..Reading::default() }
}

fn nothing(source: &Source) -> Reading<'_> {
    let mut notes = Notes::new(source);
    notes.add("import/nothing-recognised", Severity::Error, 0..0, "no question found").help(
        "a question stands in `<details>` between `<summary>` and `</summary>`, and its answer \
         behind that",
    );
    Reading { questions: vec![], diagnostics: notes.finish(), ..Reading::default() }
}

/// Whether this is a question file of our own: there a fold is a part of a section.
fn is_native(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_end);
    let fence = lines.next().filter(|line| ["---", "+++"].contains(line));
    fence.is_some_and(|fence| {
        let mut keys = lines.take_while(|line| *line != fence);
        keys.any(|line| line.starts_with("id:") || line.starts_with("id "))
    })
}

/// A fold that is no part of an answer.
struct Item<'f> {
    fold: &'f Fold,
    /// The question, and what stands under it in the summary.
    title: Option<(Range<usize>, Range<usize>)>,
    /// The title in plain text.
    name: String,
    /// The summary of the group that it stands in.
    group: Option<Range<usize>>,
    /// What stands between it and the one before.
    gap: Range<usize>,
}

impl Item<'_> {
    fn is_question(&self) -> bool {
        self.title.is_some() && ![LABELS, FURNITURE].iter().any(|names| self.is_one_of(names))
    }

    /// Its title; the whole tag if it has none.
    fn opening(&self) -> Span {
        let title = self.title.as_ref().map(|(title, _)| title).filter(|title| !title.is_empty());
        Span::new(title.unwrap_or(&self.fold.tag).clone(), 0)
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        let bare = self.name.trim_end_matches([':', '.', '!', '?']).to_lowercase();
        names.contains(&&*bare)
    }
}

fn items<'f>(text: &str, folds: &'f [Fold]) -> Vec<Item<'f>> {
    let mut items = Vec::new();
    let mut is_group = vec![false; folds.len()];
    let mut end = behind_mark(text).start;
    for (at, fold) in folds.iter().enumerate() {
        if fold.parent.is_some_and(|parent| !is_group[parent]) {
            continue;
        }
        is_group[at] = holds_only_folds(text, fold, folds);
        if is_group[at] {
            continue;
        }
        let title = fold.summary.clone().map(|range| summary::cut(text, range));
        let name = title.as_ref().map(|(title, _)| summary::plain(&text[title.clone()]));
        let group = fold.parent.and_then(|parent| folds[parent].summary.clone());
        let gap = end..fold.range.start.max(end);
        end = fold.range.end.max(end);
        items.push(Item { fold, title, name: name.unwrap_or_default(), group, gap });
    }
    items
}

/// Whether there are folds in a fold, two at least if it has a summary, and no text.
fn holds_only_folds(text: &str, fold: &Fold, folds: &[Fold]) -> bool {
    if fold.children.len() < 1 + usize::from(fold.summary.is_some()) {
        return false;
    }
    let mut at = fold.content.start;
    let children = fold.children.iter().map(|&child| folds[child].range.clone());
    let end = fold.content.end..fold.content.end;
    children.chain([end]).all(|next| {
        let between = at..next.start.max(at);
        at = next.end;
        Gap::new(text, between).text.is_none()
    })
}

/// What stands between two questions.
struct Gap {
    headings: Vec<Heading>,
    /// Where text stands that is no heading and no link.
    text: Option<Range<usize>>,
}

impl Gap {
    fn new(text: &str, range: Range<usize>) -> Gap {
        let events = events(text, range);
        let mut seen: Option<Range<usize>> = None;
        let mut hidden = 0_usize;
        for (event, range) in &events {
            match event {
                Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. }) => {
                    hidden += 1;
                }
                Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) => {
                    hidden = hidden.saturating_sub(1);
                }
                Event::Text(part)
                | Event::Code(part)
                | Event::InlineMath(part)
                | Event::DisplayMath(part)
                    if hidden == 0 && part.contains(char::is_alphanumeric) =>
                {
                    seen = Some(seen.map_or(range.start, |seen| seen.start)..range.end);
                }
                _ => {}
            }
        }
        Gap { headings: headings(&events), text: seen }
    }
}

/// Reports a fold that is no question.
fn report_unread(text: &str, item: &Item<'_>, notes: &mut Notes<'_>) {
    let content = &text[item.fold.content.clone()];
    let start = item.fold.content.start + content.len() - content.trim_start().len();
    let range = start..start + content.trim().len();
    if range.is_empty() || item.is_one_of(FURNITURE) {
        return;
    }
    if item.title.is_none() {
        notes
            .unread(range, "this `<details>` has no `<summary>`")
            .help("put the question between `<summary>` and `</summary>`");
    } else {
        notes.unread(range, "the summary of this fold asks nothing");
    }
}

fn body<'s>(
    text: &str,
    item: &Item<'_>,
    fences: &[Range<usize>],
    notes: &mut Notes<'_>,
) -> Body<'s> {
    let mut body = Body::default();
    if let (Some(whole), Some((_, below))) = (&item.fold.summary, &item.title)
        && !trimmed(text, below.clone()).is_empty()
    {
        let below = answer::below(text, whole, below.clone(), fences);
        push_heading(&mut body, section::QUESTION, Span::new(below.range.clone(), 0));
        below.push(&mut body, text);
    }
    push_heading(&mut body, section::ANSWER, item.opening());
    let answer = answer::answer(text, item.fold.content.clone(), fences);
    answer.push(&mut body, text);
    if answer.fence.is_none() {
        answer.unbalanced.iter().for_each(|tag| report_unbalanced(text, tag, notes));
    }
    body
}

/// Reports a `<b>` or `</b>` without a partner, which the body does without.
fn report_unbalanced(text: &str, tag: &Range<usize>, notes: &mut Notes<'_>) {
    let (message, help) = if text[tag.clone()].starts_with("</") {
        ("this `</b>` closes nothing", "delete it, or write the `<b>` that it should close")
    } else {
        ("this `<b>` is never closed", "put `</b>` behind what it makes bold, or delete it")
    };
    notes.warn("import/unbalanced-markup", tag.clone(), message).help(help);
}

fn fields(text: &str, item: &Item<'_>, place: &Place<'_>) -> Vec<Entry> {
    let opening = item.opening();
    let mut fields = Vec::new();
    if !item.name.is_empty() {
        fields.push(entry(key::TITLE, &*item.name, opening));
    }
    fields.push(entry(key::KIND, "flashcard", opening));
    let group = item.group.clone().map(|range| trimmed(text, range));
    let group = group.map(|range| (summary::plain(&text[range.clone()]), Span::new(range, 0)));
    let group = group.filter(|(name, _)| !name.is_empty());
    fields.extend(
        place.fields().into_iter().filter(|field| group.is_none() || field.key != key::CATEGORY),
    );
    fields.extend(group.map(|(name, span)| entry(key::CATEGORY, name, span)));
    fields
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests;
