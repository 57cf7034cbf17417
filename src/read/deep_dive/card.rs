//! From a block to a question.

use super::super::text::{Excerpt, Line, push_plain};
use super::block::{Block, Part};
use super::element::{Element, elements};
use super::glue::cuts;
use super::page::{Page, unread};
use super::{Notes, code, language};
use crate::diagnostic::Severity;
use crate::question::{Body, Carries, Question, key, section};
use crate::source::Span;
use crate::value::{Entry, Node, Value};

/// The section of what interviewers test.
const TESTING: &str = "What Interviewers Are Really Testing";
/// The section of the answer not to give.
const RED_FLAG: &str = "Red Flag Answer";

/// What a page has room for: the titles of its questions are not in its text.
const CARRIES: Carries = Carries {
    keys: &[key::KIND, key::CATEGORY],
    sections: &[TESTING, section::ANSWER, RED_FLAG, section::FOLLOW_UPS],
};

/// The question of a block.
pub(super) fn question<'s>(
    block: &Block<'_, 's>,
    page: &Page<'_, 's>,
    notes: &mut Notes<'s>,
) -> Question<'s> {
    let parts = block.parts(notes.source, &page.names);
    let opening = parts.testing.mark.map(Excerpt::span).unwrap_or_default();
    let message = format!("question {} has no title", block.number);
    notes
        .add("import/title-missing", Severity::Warning, opening, message)
        .help("the text of the page does not have it; write one");
    if let Some(glue) = parts.glued {
        parted(glue, notes);
    }
    if parts.doubtful {
        let span = parts.testing.lines.first().map_or(opening, |line| line.excerpt.span());
        let message = "the answer seems to begin in here, but not where is clear";
        notes.warn("import/glued-paragraphs", span, message);
    }
    let mut writer = Writer { body: Body::default(), page, notes };
    writer.section(TESTING, opening, &parts.testing);
    // The answer has no mark of its own: its first line stands for its heading.
    if let Some(first) = parts.answer.lines.first() {
        writer.section(section::ANSWER, first.excerpt.span(), &parts.answer);
    }
    for (name, part) in [(RED_FLAG, &parts.red_flag), (section::FOLLOW_UPS, &parts.follow_ups)] {
        if let Some(mark) = part.mark {
            writer.section(name, mark.span(), part);
        }
    }
    let body = writer.body;
    unread(&parts.rest, notes);
    Question {
        carries: Some(&CARRIES),
        slug: Some(block.number.to_string()),
        opening,
        fields: fields(block, opening),
        ..Question::bare(notes.source, body)
    }
}

fn fields(block: &Block<'_, '_>, opening: Span) -> Vec<Entry> {
    let entry = |key: &str, text: &str, span| Entry {
        key: key.to_owned(),
        key_span: span,
        node: Node { value: Value::String(text.to_owned()), span },
    };
    let mut fields = vec![entry(key::KIND, "deep-dive", opening)];
    fields.extend(block.category.map(|name| entry(key::CATEGORY, name.text, name.span())));
    fields
}

/// Reports where paragraphs were parted.
fn parted(glue: Excerpt<'_>, notes: &mut Notes<'_>) {
    let message = format!("two paragraphs ran together at `{}`; parted them", glue.text);
    notes.warn("import/glued-paragraphs", glue.span(), message);
}

/// Writes the Markdown of a question.
struct Writer<'w, 's> {
    body: Body<'s>,
    page: &'w Page<'w, 's>,
    notes: &'w mut Notes<'s>,
}

impl<'s> Writer<'_, 's> {
    fn section(&mut self, name: &str, place: Span, part: &Part<'s>) {
        let before = if self.body.text().is_empty() { "" } else { "\n" };
        self.body.push_for(&format!("{before}## {name}\n"), place);
        let is_list = name == section::FOLLOW_UPS;
        let mut list = None;
        for element in elements(self.notes.source, &part.lines) {
            let numbered = match &element {
                Element::Item(marker, _) => Some(!is_list && marker != "- "),
                _ => None,
            };
            // The items of one list stand close together.
            if numbered.is_none() || numbered != list {
                self.body.push_for("\n", Span::at(element.start()));
            }
            list = numbered;
            match element {
                // What is asked next is a list, whatever it was numbered like.
                Element::Item(_, item) if is_list => self.plain("- ", item),
                Element::Item(marker, item) => self.plain(&marker, item),
                Element::Text(line) => self.paragraphs(line),
                Element::Code(lines) => self.code(lines),
                Element::Table(rows) => self.table(rows),
            }
        }
    }

    /// A line of plain text.
    fn plain(&mut self, marker: &str, line: Line<'s>) {
        self.references(line.excerpt);
        push_plain(&mut self.body, marker, &[line]);
        self.body.push_for("\n", Span::at(line.excerpt.span().end));
    }

    /// The paragraphs of a line.
    fn paragraphs(&mut self, line: Line<'s>) {
        let mut start = 0;
        for cut in cuts(line.excerpt, &self.page.names) {
            parted(cut.glue, self.notes);
            self.plain("", Line { excerpt: line.excerpt.cut(start..cut.at).trimmed(), ..line });
            self.body.push_for("\n", Span::at(line.excerpt.start + cut.at as u32));
            start = cut.at;
        }
        let rest = line.excerpt.cut(start..line.excerpt.text.len()).trimmed();
        self.plain("", Line { excerpt: rest, ..line });
    }

    /// Lines of code, in a fence.
    fn code(&mut self, lines: &[Line<'s>]) {
        let source = self.notes.source;
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let indent = |line: &Line<'_>| code::indent(source, line.excerpt);
        let margin = || lines.iter().filter(|line| indent(line).is_empty());
        let plain = lines.iter().any(|line| code::is_code(line.excerpt.text));
        let texts = margin().map(|line| line.excerpt.text);
        let language = language::of(texts, self.page.language, plain);
        let span = first.excerpt.span().to(last.excerpt.span());
        let message = match language {
            Some(name) => format!("code without a fence; put it into one of `{name}`"),
            None => "code without a fence, in no language that is clear; put it into a bare one"
                .to_owned(),
        };
        self.notes.warn("import/unfenced-code", span, message);
        let fence = "`".repeat(longest_ticks(source.slice(span)).max(2) + 1);
        let language = language.unwrap_or_default();
        self.body.push_for(&format!("{fence}{language}\n"), Span::at(first.excerpt.start));
        let mut before: Option<Span> = None;
        for line in lines {
            let blanks = indent(line);
            let start = line.excerpt.start - blanks.len() as u32;
            if let Some(before) = before {
                let between = Span { start: before.end, end: start };
                let ends = line_ends(source.slice(between)).max(1);
                self.body.push_for(&"\n".repeat(ends), between);
            }
            self.body.push(blanks, start);
            self.body.push(line.excerpt.text, line.excerpt.start);
            before = Some(line.excerpt.span());
        }
        self.body.push_for(&format!("\n{fence}\n"), Span::at(span.end));
    }

    /// The rows of a table that cannot be told into cells, a paragraph each.
    fn table(&mut self, rows: &[Line<'s>]) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        let span = first.excerpt.span().to(last.excerpt.span());
        let message = format!("the cells of {} rows ran together; kept as text", rows.len());
        self.notes.warn("import/squashed-table", span, message);
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.body.push_for("\n", Span::at(row.excerpt.start));
            }
            self.plain("", *row);
        }
    }

    /// Reports references to numbers of the page.
    fn references(&mut self, text: Excerpt<'_>) {
        for reference in references(text) {
            let message =
                format!("`{}` is a number on the page, which leads nowhere", reference.text);
            self.notes.warn("import/dangling-reference", reference.span(), message);
        }
    }
}

impl Element<'_, '_> {
    /// Where it begins.
    fn start(&self) -> u32 {
        let line = match self {
            Element::Text(line) | Element::Item(_, line) => Some(line),
            Element::Code(lines) | Element::Table(lines) => lines.first(),
        };
        line.map_or(0, |line| line.excerpt.start)
    }
}

/// What stands behind a `see` and is a number: `Q5`, `question 5`.
fn references(text: Excerpt<'_>) -> Vec<Excerpt<'_>> {
    let found = text.text.match_indices("ee ").filter_map(|(at, see)| {
        let before = text.text[..at].strip_suffix(['s', 'S'])?;
        let start = at + see.len();
        let rest = &text.text[start..];
        let names = ["Q", "question ", "Question ", "section ", "Section "];
        let name = names.into_iter().find(|name| rest.starts_with(name))?;
        let digits = rest[name.len()..].bytes().take_while(u8::is_ascii_digit).count();
        let whole = !before.ends_with(char::is_alphanumeric) && digits > 0;
        whole.then(|| text.cut(start..start + name.len() + digits))
    });
    found.collect()
}

/// The length of the longest run of backticks.
fn longest_ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// How many lines end in a text.
fn line_ends(text: &str) -> usize {
    let feeds = text.matches('\n').count();
    feeds + text.matches('\r').count() - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_behind_a_see() {
        let cases: [(&str, &[&str]); 6] = [
            ("A decorator (see Q5).", &["Q5"]),
            ("See question 12 and see section 3.", &["question 12", "section 3"]),
            ("In Q1 we see Questions and Q2.", &[]),
            ("Sales in Q3, see below.", &[]),
            ("We foresee Q4.", &[]),
            ("see Q", &[]),
        ];
        for (text, expected) in cases {
            let seen: Vec<_> =
                references(Excerpt { text, start: 0 }).iter().map(|found| found.text).collect();
            assert_eq!(seen, expected, "{text}");
        }
    }

    #[test]
    fn lines_end_in_any_way() {
        for (text, ends) in [("", 0), ("\n", 1), ("\r\n", 1), ("\r\r", 2), ("\r\n \n", 2)] {
            assert_eq!(line_ends(text), ends, "{text:?}");
        }
    }
}
