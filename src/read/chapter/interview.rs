//! The mock interview.

use super::super::text::{Excerpt, Line, push_plain};
use super::prose::{Style, blocks, push_blocks, push_heading, report_pieces};
use super::{Head, Notes};
use crate::diagnostic::Severity;
use crate::question::{Body, Carries, Question, key, section};
use crate::source::Span;

/// What an interview has room for. Of its steps the reader says what they lack.
const CARRIES: Carries = Carries { keys: &[key::TITLE, key::KIND], sections: &[section::SCENARIO] };

/// What a step holds, by its labels.
const LABELS: [(&str, &str); 5] = [
    ("Interviewer:", "Interviewer"),
    ("Candidate:", "Candidate"),
    ("Key Points:", "Key Points"),
    ("Red Flags to Avoid:", "Red Flags"),
    ("Red Flags:", "Red Flags"),
];

/// The interview of `lines`, the first of which is the heading; none if there is no step.
pub(super) fn question<'s>(lines: &[Line<'s>], notes: &mut Notes<'s>) -> Option<Question<'s>> {
    let opening = lines[0];
    let starts: Vec<_> = (1..lines.len()).filter(|&at| step(lines[at].excerpt).is_some()).collect();
    let Some(&first) = starts.first() else {
        let span = opening.excerpt.span().to(lines[lines.len() - 1].excerpt.span());
        let message = "a mock interview without a step `Q1: …`; left out";
        notes.add("import/unread-text", Severity::Error, span, message);
        return None;
    };
    let closing = lines[first..].iter().position(|line| is_closing(line.excerpt.text));
    let end = closing.map_or(lines.len(), |at| first + at);
    let mut body = Body::default();
    push_scene(&mut body, &lines[1..first], notes);
    let ends = starts.iter().skip(1).copied().chain([end]);
    let said = lines[1..first].iter().find(|line| line.excerpt.text.starts_with("Interviewer:"));
    let mut said = said.map(|line| line.excerpt.span());
    for (&start, end) in starts.iter().zip(ends).filter(|(start, _)| **start < end) {
        push_step(&mut body, &lines[start..end.max(start + 1)], said.take(), notes);
    }
    if let (Some(first), Some(last)) = (lines.get(end), lines.last()) {
        let span = first.excerpt.span().to(last.excerpt.span());
        let message = "what is said behind the last step; left out";
        notes.add("import/left-out", Severity::Info, span, message);
    }
    let head = Head {
        kind: "mock-interview",
        carries: &CARRIES,
        slug: "mock-interview".to_owned(),
        opening,
        title: &lines[..1],
        category: None,
    };
    Some(head.with(body, notes.source))
}

/// The title of a step: `Q1: Title`.
fn step(line: Excerpt<'_>) -> Option<Excerpt<'_>> {
    let (number, title) = line.split_once(':')?;
    let digits = number.text.strip_prefix('Q')?;
    let fits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    Some(title.trimmed()).filter(|title| fits && !title.text.is_empty())
}

/// `Interviewer (Concluding): …`: no step has room for it.
fn is_closing(line: &str) -> bool {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let rest = line.strip_prefix("Interviewer (").and_then(|rest| rest.split_once(')'));
    rest.is_some_and(|(_, rest)| rest.starts_with(':'))
}

/// Adds role and scenario, which may share a line, and what else is said before the first step.
fn push_scene<'s>(body: &mut Body<'s>, lines: &[Line<'s>], notes: &mut Notes<'s>) {
    let labels = [("Role:", section::ROLE), ("Scenario:", section::SCENARIO)];
    let mut parts: Vec<(&str, Span, Vec<Line<'s>>)> = Vec::new();
    let mut unplaced = Vec::new();
    for line in lines.iter().flat_map(cut_scene) {
        let text = line.excerpt.text;
        // Announces the steps.
        if text.starts_with("Candidate") && text.ends_with(':') {
            continue;
        }
        let label = labels.into_iter().find(|(label, _)| text.starts_with(label));
        let rest = label.map_or(0, |(label, _)| label.len());
        if let Some((_, name)) = label {
            parts.push((name, line.excerpt.cut(0..rest).span(), Vec::new()));
        }
        let rest = Line { excerpt: line.excerpt.cut(rest..text.len()).trimmed(), ..line };
        match parts.last_mut() {
            _ if rest.excerpt.text.is_empty() => {}
            Some((.., lines)) => lines.push(rest),
            None => unplaced.push(rest),
        }
    }
    for line in unplaced {
        let message = "this stands before `Role:` and `Scenario:`";
        notes.add("import/unread-text", Severity::Error, line.excerpt.span(), message);
    }
    for (name, label, lines) in parts {
        push_heading(body, 2, name, label);
        push_blocks(body, &blocks(&lines, Style::Prose, notes));
    }
}

/// Cuts `Role: … Scenario: …` in two.
fn cut_scene<'s>(line: &Line<'s>) -> Vec<Line<'s>> {
    let text = line.excerpt.text;
    let at = text.find(" Scenario:").filter(|_| text.starts_with("Role:"));
    let parts = match at {
        Some(at) => vec![line.excerpt.cut(0..at), line.excerpt.cut(at..text.len()).trimmed()],
        None => vec![line.excerpt],
    };
    parts.into_iter().map(|excerpt| Line { excerpt, ..*line }).collect()
}

/// Cuts a line before the labels inside of it: `… it? - Candidate: …`.
fn cut_step<'s>(line: Line<'s>, notes: &mut Notes<'s>) -> Vec<Line<'s>> {
    let text = line.excerpt.text;
    let is_label = |at: usize| LABELS.iter().any(|(label, _)| text[at + 2..].starts_with(label));
    let cuts: Vec<_> = text.match_indices("- ").map(|(at, _)| at).collect();
    let cuts = cuts.into_iter().filter(|&at| at > 0 && is_label(at));
    let mut parts = Vec::new();
    let mut start = 0;
    for at in cuts.chain([text.len()]) {
        parts.push(Line { excerpt: line.excerpt.cut(start..at).trimmed(), ..line });
        start = at;
    }
    report_pieces(line.excerpt, parts.len(), notes);
    parts
}

/// Adds a step. `said` is what the interviewer says before the first one.
fn push_step<'s>(
    body: &mut Body<'s>,
    lines: &[Line<'s>],
    said: Option<Span>,
    notes: &mut Notes<'s>,
) {
    let opening = lines[0];
    let title = step(opening.excerpt).unwrap_or(opening.excerpt);
    body.push_for("\n## ", opening.excerpt.span());
    push_plain(body, "", &[Line { excerpt: title, ..opening }]);
    body.push_for("\n", Span::at(title.span().end));
    let mut parts: Vec<(&str, Span, Vec<Line<'s>>)> = Vec::new();
    let cut: Vec<_> = lines[1..].iter().flat_map(|line| cut_step(*line, notes)).collect();
    for line in cut {
        let marker = if line.excerpt.text.starts_with("- ") { 2 } else { 0 };
        let excerpt = line.excerpt.cut(marker..line.excerpt.text.len()).trimmed();
        let label = LABELS.into_iter().find(|(label, _)| excerpt.text.starts_with(label));
        if let Some((label, name)) = label {
            let rest = excerpt.cut(label.len()..excerpt.text.len()).trimmed();
            let lines = Some(Line { excerpt: rest, ..line }).filter(|_| !rest.text.is_empty());
            parts.push((name, excerpt.cut(0..label.len()).span(), lines.into_iter().collect()));
        } else if let Some((.., lines)) = parts.last_mut() {
            lines.push(line);
        } else {
            let message = "nobody is named who says this";
            notes.add("import/unread-text", Severity::Error, line.excerpt.span(), message);
        }
    }
    for (label, name) in [LABELS[0], LABELS[1]] {
        if parts.iter().all(|(part, ..)| *part != name) {
            let message = format!("this step has no line `{label}`");
            let file = notes.source.file;
            let span = opening.excerpt.span();
            let note = notes.add("import/missing-part", Severity::Warning, span, message);
            note.help(format!("write `{label}` before what is said there"));
            if let Some(said) = said.filter(|_| name == "Interviewer") {
                note.related(file, said, "what is said here stands in the scenario");
            }
        }
    }
    for (name, label, lines) in parts {
        push_heading(body, 3, name, label);
        push_blocks(body, &blocks(&lines, Style::Spoken, notes));
    }
}
