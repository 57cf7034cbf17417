//! From a block to a question.

use pulldown_cmark::{Event, Parser, TagEnd};

use super::block::Block;
use super::choice::Choice;
use super::row::Row;
use super::{Excerpt, Notes};
use crate::diagnostic::Severity;
use crate::document::markdown_options;
use crate::question::{Body, Carries, Question, key, section};
use crate::source::{Source, Span};
use crate::value::{Entry, Node, Value};

/// What a quiz has room for.
const CARRIES: Carries = Carries { keys: &[key::TITLE, key::KIND], sections: &[section::OPTIONS] };

/// The question of a block.
pub(super) fn question<'s>(block: &Block<'s>, notes: &mut Notes<'s>) -> Question<'s> {
    let heading = block.heading;
    let mut body = Body::default();
    let (stem, tail) = (text(&block.stem), text(&block.tail));
    let remarks = if is_remark(stem) && !block.choices.is_empty() { stem } else { &[] };
    if swallows(&block.stem) {
        let message = "an HTML tag here hides the options from Markdown programs; left out";
        let span = stem.iter().map(|row| row.trimmed().span()).reduce(Span::to);
        notes.add("import/unread-text", Severity::Error, span.unwrap_or_default(), message);
    } else if remarks.is_empty() {
        push_text(&mut body, section::QUESTION, stem);
    }
    if let Some(first) = block.choices.first() {
        push_heading(&mut body, section::OPTIONS, first.marker.start);
        push_rows(&mut body, remarks);
        block.choices.iter().for_each(|choice| push_choice(&mut body, choice, notes.source));
    }
    if is_remark(tail) {
        body.push_for("\n", tail[0].end.span());
        push_rows(&mut body, tail);
    } else {
        push_text(&mut body, section::EXPLANATION, tail);
    }
    let number = heading.number.map(|number| number.text.to_owned());
    Question {
        carries: Some(&CARRIES),
        slug: Some(number.unwrap_or_else(|| slug(heading.title.text))),
        opening: heading.line.span(),
        fields: fields(heading.title, heading.line),
        ..Question::bare(notes.source, body)
    }
}

fn fields(title: Excerpt<'_>, line: Excerpt<'_>) -> Vec<Entry> {
    let entry = |key: &str, text: String, span: Span| Entry {
        key: key.to_owned(),
        key_span: span,
        node: Node { value: Value::String(text), span },
    };
    let shown =
        (!title.text.is_empty()).then(|| entry(key::TITLE, plain(title.text), title.span()));
    shown.into_iter().chain([entry(key::KIND, "mcq".to_owned(), line.span())]).collect()
}

/// A heading's Markdown as a title: its code keeps the backticks, other markup goes.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for (event, range) in Parser::new_ext(markdown, markdown_options()).into_offset_iter() {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) => {
                text.push_str(markdown.get(range).unwrap_or_default().trim_end());
            }
            _ => {}
        }
    }
    text
}

/// The words of a title in lower case, with `-` between.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The rows without blank ones at the ends, nor the rules that divide questions.
fn text<'r, 's>(rows: &'r [Row<'s>]) -> &'r [Row<'s>] {
    let written = |row: &Row<'_>| !row.is_blank() && !row.is_rule();
    let start = rows.iter().position(written).unwrap_or(rows.len());
    let end = rows.iter().rposition(written).map_or(start, |last| last + 1);
    &rows[start..end]
}

/// Whether these lines are comments, which make no section: what one is about stands next to it.
fn is_remark(rows: &[Row<'_>]) -> bool {
    let is_comment =
        |text: &str| text.starts_with("<!--") && text.find("-->") == Some(text.len() - 3);
    let is_remark = |row: &Row<'_>| row.is_blank() || is_comment(row.trimmed().text);
    !rows.is_empty() && rows.iter().all(is_remark)
}

/// Whether HTML in the stem is open at its end, so that no heading can follow.
fn swallows(rows: &[Row<'_>]) -> bool {
    if !rows.iter().any(|row| row.trimmed().text.starts_with('<')) {
        return false;
    }
    let mut stem = Body::default();
    push_text(&mut stem, section::QUESTION, rows);
    let markdown = format!("{}\n# end\n", stem.text());
    let last = Parser::new_ext(&markdown, markdown_options()).last();
    !matches!(last, Some(Event::End(TagEnd::Heading(_))))
}

fn push_heading(body: &mut Body<'_>, name: &str, at: u32) {
    let before = if body.text().is_empty() { "" } else { "\n" };
    body.push_for(&format!("{before}## {name}\n\n"), Span::at(at));
}

/// Adds a section of text as it stands in the file.
fn push_text(body: &mut Body<'_>, name: &str, rows: &[Row<'_>]) {
    let Some(first) = rows.first() else { return };
    push_heading(body, name, first.trimmed().start);
    push_rows(body, rows);
}

fn push_rows(body: &mut Body<'_>, rows: &[Row<'_>]) {
    let mut before: Option<&Row<'_>> = None;
    for row in rows {
        if row.is_rule() && before.is_some_and(|before| !before.is_blank() && !before.code) {
            // Under a line of text it would make that a heading.
            body.push_for("\n", Span::at(row.text.start));
        }
        body.push(row.text.text, row.text.start);
        end_row(body, row, "");
        before = Some(row);
    }
}

/// Ends a line, and a code block that nothing else ends.
fn end_row(body: &mut Body<'_>, row: &Row<'_>, indent: &str) {
    let end = Span::at(row.text.span().end);
    match row.end.text {
        // The Markdown parser does not know a line end without a line feed everywhere.
        "" | "\r" => body.push_for("\n", row.end.span()),
        text => body.push(text, row.end.start),
    }
    if let Some(marks) = row.close {
        body.push_for(&format!("{indent}{}\n", marks.text), end);
    }
}

/// Adds an option, and what hangs under it indented as a part of it.
fn push_choice(body: &mut Body<'_>, choice: &Choice<'_>, source: &Source) {
    let mark = if choice.checked { 'x' } else { ' ' };
    body.push_for(&format!("- [{mark}]"), choice.marker.span());
    let end = choice.rows.iter().rposition(|row| !row.is_blank()).map_or(0, |last| last + 1);
    let mut rows = &choice.rows[..end];
    let mut text = choice.text;
    if text.text.is_empty() {
        // Behind an empty box no blank line may follow, or Markdown makes no task of it; a
        // picture or text under it moves up.
        let blank = rows.iter().take_while(|row| row.is_blank()).count();
        rows = &rows[blank..];
        if let Some(row) = rows.first().filter(|row| !row.code) {
            text = row.trimmed();
            rows = &rows[1..];
        }
    }
    if !text.text.is_empty() {
        body.push_for(" ", Span::at(text.start));
        body.push(text.text, text.start);
        let end = text.span().end;
        if source.text[end as usize..].starts_with("  ")
            && rows.first().is_some_and(|r| !r.is_blank())
        {
            // A line break inside the option.
            body.push("  ", end);
        }
    }
    body.push_for("\n", Span::at(text.span().end));
    push_hanging(body, choice, rows);
}

fn push_hanging(body: &mut Body<'_>, choice: &Choice<'_>, rows: &[Row<'_>]) {
    const INDENT: &str = "  ";
    let content = choice.indent + INDENT.len();
    let mut fence = 0;
    for (at, row) in rows.iter().enumerate() {
        if row.opens {
            // A fence right behind the box says nothing about the indentation: its end does.
            let behind_box = row.text.start == choice.text.start;
            let sample =
                if behind_box { rows[at..].iter().take_while(|row| row.code).last() } else { None };
            fence = sample.unwrap_or(row).indent();
        }
        if !row.is_blank() {
            let text = row.outdented(if row.code { fence } else { content });
            body.push_for(INDENT, Span::at(text.start));
            body.push(text.text, text.start);
        }
        end_row(body, row, INDENT);
    }
}
