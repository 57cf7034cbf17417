//! The parts of one question, told apart by their marks.

use super::super::text::{Excerpt, Line};
use super::code;
use super::element::{bullet, list_item};
use super::glue::{Cut, Names, cut_before_name, cuts};
use crate::source::Source;

/// What every question begins with, behind an `Answer:`.
const TESTING: &str = "What interviewers are really testing:";
/// What a question begins with.
const ANSWER: &str = "Answer:";
/// The mark of the third part.
const RED_FLAG: &str = "Red flag answer:";
/// The mark of the last part.
const FOLLOW_UPS: &str = "Follow-up:";

/// The lines of one question.
pub(super) struct Block<'l, 's> {
    /// Which one it is on the page, from 1.
    pub number: usize,
    /// The heading of the section it stands in.
    pub category: Option<Excerpt<'s>>,
    /// Its lines, the one with the opening mark first.
    pub lines: &'l [Line<'s>],
}

/// A part: its mark, and what follows.
#[derive(Debug, Default)]
pub(super) struct Part<'s> {
    /// The mark, if the part has one.
    pub mark: Option<Excerpt<'s>>,
    /// The lines; those with marks are cut.
    pub lines: Vec<Line<'s>>,
}

/// A question, taken apart.
#[derive(Debug, Default)]
pub(super) struct Parts<'s> {
    /// What the question is asked for: one paragraph.
    pub testing: Part<'s>,
    /// The answer; it has no mark of its own.
    pub answer: Part<'s>,
    /// What should not be answered.
    pub red_flag: Part<'s>,
    /// What is asked next.
    pub follow_ups: Part<'s>,
    /// Where the answer was glued to the first part.
    pub glued: Option<Excerpt<'s>>,
    /// Whether the answer is likely to begin within the first part.
    pub doubtful: bool,
    /// What stands behind the follow-up questions.
    pub rest: Vec<Line<'s>>,
}

/// The opening mark of a question, and what follows it on the line.
pub(super) fn opening(line: Excerpt<'_>) -> Option<(Excerpt<'_>, Excerpt<'_>)> {
    let label = if line.text.starts_with(ANSWER) { ANSWER.len() } else { 0 };
    let behind = line.cut(label..line.text.len()).trimmed();
    behind.text.starts_with(TESTING).then(|| {
        let start = (behind.start - line.start) as usize;
        line.cut_in_two(start + TESTING.len())
    })
}

/// Whether a line holds the mark of the third part.
pub(super) fn has_red_flag(line: Excerpt<'_>) -> bool {
    mark(line, RED_FLAG).is_some()
}

/// Whether a line holds a mark.
pub(super) fn is_mark(line: Excerpt<'_>) -> bool {
    opening(line).is_some()
        || line.text.starts_with(ANSWER)
        || mark(line, RED_FLAG).is_some()
        || mark(line, FOLLOW_UPS).is_some()
}

/// What stands before a mark, the mark, and what stands behind it.
type Around<'s> = (Excerpt<'s>, Excerpt<'s>, Excerpt<'s>);

/// Finds a mark that begins a line, or is glued to the sentence before it.
fn mark<'s>(line: Excerpt<'s>, name: &str) -> Option<Around<'s>> {
    let (at, _) = line.text.match_indices(name).find(|(at, _)| is_glued(&line.text[..*at]))?;
    let (before, rest) = line.cut_in_two(at);
    let (mark, behind) = rest.cut_in_two(name.len());
    // Questions follow on lines of their own; a sentence behind the word makes it a common one.
    let is_list = name != FOLLOW_UPS || before.text.is_empty() || behind.text.trim().is_empty();
    is_list.then(|| (before.trimmed(), mark, behind.trimmed()))
}

/// Whether a mark may stand behind this text: nothing, or the end of a sentence.
fn is_glued(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    let quoted = before.trim_end_matches(['"', '\'']);
    let quote = quoted.len() < before.len() && !quoted.ends_with(['.', '?', '!', ')']);
    !last.is_whitespace() && !quote && !"([{`“‘".contains(last)
}

impl<'s> Block<'_, 's> {
    /// How many of the lines belong to the question, if the page may end behind it.
    pub(super) fn end(&self, source: &Source) -> usize {
        let begins = |line: &Line<'_>| mark(line.excerpt, FOLLOW_UPS).is_some();
        let Some(mark) = self.lines.iter().position(begins) else { return self.lines.len() };
        let list = &self.lines[mark + 1..];
        mark + 1 + list.iter().take_while(|line| is_follow_up(source, line)).count()
    }

    /// Takes the question apart.
    pub(super) fn parts(&self, source: &Source, names: &Names<'_>) -> Parts<'s> {
        let mut parts = Parts::default();
        let mut lines = self.lines.iter().copied();
        let Some((mark, mut first)) = lines.next().and_then(|line| opening(line.excerpt)) else {
            return parts;
        };
        first = first.trimmed();
        if first.text.is_empty() && self.lines.get(1).is_some_and(|line| !is_mark(line.excerpt)) {
            first = lines.next().map_or(first, |line| line.excerpt);
        }
        parts.testing.mark = Some(mark);
        let mut part = At::Testing;
        parts.take(&mut part, Line { excerpt: first, gap: true });
        for line in lines {
            if part == At::Testing {
                part = At::Answer;
            }
            if part == At::FollowUps && !is_follow_up(source, &line) {
                part = At::Rest;
            }
            parts.take(&mut part, line);
        }
        parts.part_testing(names);
        parts
    }
}

/// Which part a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Testing,
    Answer,
    RedFlag,
    FollowUps,
    Rest,
}

impl<'s> Parts<'s> {
    /// Puts a line where it belongs, cut at the marks in it.
    fn take(&mut self, part: &mut At, line: Line<'s>) {
        let mut line = line;
        for (name, next) in [(RED_FLAG, At::RedFlag), (FOLLOW_UPS, At::FollowUps)] {
            let open = match next {
                At::RedFlag => matches!(part, At::Testing | At::Answer),
                _ => matches!(part, At::Testing | At::Answer | At::RedFlag),
            };
            let Some((before, mark, behind)) = mark(line.excerpt, name).filter(|_| open) else {
                continue;
            };
            self.push(*part, Line { excerpt: before, ..line });
            *part = next;
            self.part(next).mark = Some(mark);
            line = Line { excerpt: behind, gap: true };
        }
        self.push(*part, line);
    }

    fn part(&mut self, part: At) -> &mut Part<'s> {
        match part {
            At::Testing => &mut self.testing,
            At::RedFlag => &mut self.red_flag,
            At::FollowUps => &mut self.follow_ups,
            At::Answer | At::Rest => &mut self.answer,
        }
    }

    fn push(&mut self, part: At, line: Line<'s>) {
        match part {
            _ if line.excerpt.text.is_empty() => {}
            At::Rest => self.rest.push(line),
            _ => self.part(part).lines.push(line),
        }
    }

    /// Parts what interviewers test from the answer that is glued to it.
    fn part_testing(&mut self, names: &Names<'_>) {
        let Some(line) = self.testing.lines.first_mut() else { return };
        // A colon leads to what stands below, so that this is not all about interviewers.
        let leads = line.excerpt.text.ends_with(':');
        let cut = cuts(line.excerpt, names).first().copied();
        let named = || cut_before_name(line.excerpt, names).filter(|_| leads);
        let Some(Cut { at, glue }) = cut.or_else(named) else {
            self.doubtful = leads;
            return;
        };
        let (testing, answer) = line.excerpt.cut_in_two(at);
        line.excerpt = testing.trimmed();
        self.answer.lines.insert(0, Line { excerpt: answer.trimmed(), gap: true });
        self.glued = Some(glue);
    }
}

/// Whether a line is an item of the list of follow-up questions.
fn is_follow_up(source: &Source, line: &Line<'_>) -> bool {
    let indented = !code::indent(source, line.excerpt).is_empty();
    bullet(line.excerpt).is_some() || indented && list_item(source, line).is_some()
}
