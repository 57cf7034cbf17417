//! From a block to a question.

use super::super::text::{Excerpt, Line, paragraphs, push_plain, split};
use super::block::{Block, Section, report};
use super::label::{Label, difficulty, label};
use super::page::Facts;
use super::{Notes, vocabulary};
use crate::diagnostic::{Applicability, Severity};
use crate::question::{Body, Carries, Question, key, section};
use crate::source::Span;
use crate::value::{Entry, Node, Value};

/// What a page has room for.
const CARRIES: Carries = Carries {
    keys: &[key::ID, key::TITLE, key::TECHNOLOGY, key::CATEGORY, key::LEVEL, key::DIFFICULTY],
    sections: vocabulary::HEADINGS,
};

/// Where a page says what a question is.
#[derive(Clone, Copy, Debug, Default)]
struct Card<'s> {
    id: Option<Excerpt<'s>>,
    title: Option<Excerpt<'s>>,
    technology: Option<Excerpt<'s>>,
    category: Option<Excerpt<'s>>,
    level: Option<Excerpt<'s>>,
    difficulty: Option<Excerpt<'s>>,
}

/// The question of a block.
pub(super) fn question<'s>(
    block: &Block<'_, 's>,
    facts: &Facts<'s>,
    notes: &mut Notes<'s>,
) -> Question<'s> {
    let mut card = title(block.title.excerpt);
    header(&mut card, block.header, facts, notes);
    if let Some(line) = block.footer {
        footer(&mut card, line.excerpt, notes);
    }
    if card.id.is_none() {
        notes.unread(block.title.excerpt.span(), "no id stands before this title");
    }
    if card.title.is_none() {
        notes.unread(block.title.excerpt.span(), "no title stands behind this id");
    }
    compare_with_filter(&card, facts, notes);
    let mut body = Body::default();
    for section in &block.sections {
        push_section(&mut body, section, notes);
    }
    Question {
        carries: Some(&CARRIES),
        opening: block.title.excerpt.span(),
        fields: fields(&card),
        ..Question::bare(notes.source, body)
    }
}

/// Reads `ID Title`.
fn title(line: Excerpt<'_>) -> Card<'_> {
    let (id, title) = match label(line) {
        Label::Title { id, title } => (Some(id), Some(title).filter(|t| !t.text.is_empty())),
        _ => (None, Some(line)),
    };
    Card { id, title, ..Card::default() }
}

/// Reads what stands between the title and the first section.
fn header<'s>(card: &mut Card<'s>, lines: &[Line<'s>], facts: &Facts<'s>, notes: &mut Notes<'s>) {
    let number = lines.iter().find_map(|line| match label(line.excerpt) {
        Label::Difficulty(number) => Some(number),
        _ => None,
    });
    card.difficulty = number;
    let is_number = |line: &Line<'_>| {
        number.is_some_and(|number| line.excerpt.span().range().contains(&(number.start as usize)))
    };
    // The line with a known word; if there is none, the line in the right place.
    let has_word = |line: &&Line<'s>| {
        vocabulary::level(line.excerpt).is_some()
            || vocabulary::technology(line.excerpt, facts.others()).is_some()
    };
    let in_place = || lines.get(1).filter(|line| is_number(line)).and(lines.first());
    let metadata = lines.iter().find(has_word).or_else(in_place);
    if let Some(line) = metadata {
        classify(card, line.excerpt, facts, notes);
    }
    let known = |line: &Line<'_>| is_number(line) || metadata == Some(line);
    for run in lines.chunk_by(|a, b| known(a) == known(b)).filter(|run| !known(&run[0])) {
        report(Some(run), notes, "text before the first section");
    }
}

/// Reads `Technology Category Level`.
fn classify<'s>(card: &mut Card<'s>, line: Excerpt<'s>, facts: &Facts<'s>, notes: &mut Notes<'s>) {
    card.level = vocabulary::level(line);
    card.technology = vocabulary::technology(line, facts.others());
    let missing = match (card.technology, card.level) {
        (Some(technology), Some(level)) => {
            let rest = technology.text.len()..(level.start - line.start) as usize;
            card.category = Some(line.cut(rest).trimmed()).filter(|rest| !rest.text.is_empty());
            "category"
        }
        // Without both ends, nothing says where the category begins or ends.
        (Some(_), None) => "level",
        (None, Some(_)) => "technology",
        (None, None) => "technology and no level",
    };
    if card.category.is_none() {
        let message = format!("no {missing} recognised in `{}`", line.text);
        let severity = Severity::Warning;
        notes
            .add("import/unrecognised-metadata", severity, line.span(), message)
            .help("expected `Technology Category Level`; what cannot be told apart is left out");
    }
}

/// Reads the last line, fills what is missing, and compares the rest.
fn footer<'s>(card: &mut Card<'s>, line: Excerpt<'s>, notes: &mut Notes<'s>) {
    for part in line.split('·').map(Excerpt::trimmed) {
        let (name, value) = part.split_once(':').unwrap_or((part, part.cut(0..0)));
        let value = value.trimmed();
        let (field, value) = match name.text.trim() {
            "ID" => (&mut card.id, Some(value)),
            "Difficulty" => (&mut card.difficulty, difficulty(value)),
            "Level" => (&mut card.level, Some(value)),
            _ => (&mut card.id, None),
        };
        let Some(value) = value.filter(|value| !value.text.is_empty()) else {
            let message = format!("`{}` is not understood", part.text);
            notes.add("import/unrecognised-metadata", Severity::Warning, part.span(), message);
            continue;
        };
        match *field {
            Some(first) if first.text != value.text => {
                let name = name.text.trim().to_lowercase();
                notes.conflict(&name, (first.span(), first.text), (value.span(), value.text));
            }
            Some(_) => {}
            None => *field = Some(value),
        }
    }
}

/// A question that the page's filter does not let through is not what it claims to be.
fn compare_with_filter(card: &Card<'_>, facts: &Facts<'_>, notes: &mut Notes<'_>) {
    let level = (card.level, facts.levels().collect::<Vec<_>>(), "level");
    let technology = (card.technology, facts.technologies().collect(), "technology");
    for (value, allowed, what) in [level, technology] {
        if let Some(value) = value
            && let Some(first) = allowed.first()
            && !allowed.iter().any(|other| other.text.eq_ignore_ascii_case(value.text))
        {
            notes.conflict(what, (first.span(), first.text), (value.span(), value.text));
        }
    }
}

fn fields(card: &Card<'_>) -> Vec<Entry> {
    let text = |excerpt: Excerpt<'_>| Value::String(excerpt.text.to_owned());
    // A number beyond 64 bits stays text, which the schema then refuses.
    let number =
        |excerpt: Excerpt<'_>| excerpt.text.parse().map_or_else(|_| text(excerpt), Value::Integer);
    [
        (key::ID, card.id),
        (key::TITLE, card.title),
        (key::TECHNOLOGY, card.technology),
        (key::CATEGORY, card.category),
        (key::LEVEL, card.level),
        (key::DIFFICULTY, card.difficulty),
    ]
    .into_iter()
    .filter_map(|(key, excerpt)| {
        let excerpt = excerpt?;
        let span = excerpt.span();
        let value = if key == key::DIFFICULTY { number(excerpt) } else { text(excerpt) };
        Some(Entry { key: key.to_owned(), key_span: span, node: Node { value, span } })
    })
    .collect()
}

fn push_section(body: &mut Body<'_>, section: &Section<'_, '_>, notes: &mut Notes<'_>) {
    let before = if body.text().is_empty() { "" } else { "\n" };
    let heading = section.name.span();
    body.push_for(&format!("{before}## {}\n", section.name.text), heading);
    if section.name.text == section::FOLLOW_UPS {
        body.push_for("\n", Span::at(heading.end));
        section.lines.iter().for_each(|line| push_questions(body, line.excerpt, notes));
        return;
    }
    for paragraph in paragraphs(section.lines) {
        let Some(first) = paragraph.first() else { continue };
        body.push_for("\n", Span::at(first.excerpt.start));
        push_plain(body, "", paragraph);
        body.push_for("\n", Span::at(first.excerpt.start));
    }
}

/// Makes list items of the questions of one line.
fn push_questions(body: &mut Body<'_>, line: Excerpt<'_>, notes: &mut Notes<'_>) {
    let asked = split(line);
    if asked.len() > 1 {
        let message = format!("{} questions on one line; made a list of them", asked.len());
        notes.add("import/split-follow-ups", Severity::Warning, line.span(), message);
    }
    for question in asked {
        if let Some(marks) = question.doubled {
            let message = format!("`{}` read as `?`", marks.text);
            notes.add("import/doubled-punctuation", Severity::Warning, marks.span(), message).fix(
                Applicability::Safe,
                marks.span(),
                "?",
            );
        }
        push_plain(body, "- ", &[Line { excerpt: question.text, gap: true }]);
        body.push_for("\n", Span::at(question.text.span().end));
    }
}
