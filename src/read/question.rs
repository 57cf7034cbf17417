//! The native format: front matter (YAML between `---`, TOML between `+++`), then sections.

use std::ops::Range;

use super::{Options, Reader, Reading};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::question::{Body, Question};
use crate::source::{MAX_BYTES, Source, Span};
use crate::value::{self, Entry, Parsed, SyntaxError, Value};

/// See the module.
pub(super) const ITEM: Reader = Reader {
    help: "qlint's own question files: front matter, then Markdown sections",
    endings: &["md"],
    max_bytes: MAX_BYTES,
    decode: None,
    editable: true,
    read,
};

fn read<'s>(source: &'s Source, _options: &Options) -> Reading<'s> {
    let mut reading = Reading::default();
    let mut question = Question {
        source,
        carries: None,
        slug: None,
        path: None,
        opening: Span::at(bom(&source.text) as u32),
        fields: Vec::new(),
        body: Body::verbatim(&source.text, 0),
        unreadable: true,
    };
    match FrontMatter::find(&source.text) {
        Some(front) => {
            question.opening = Span::new(front.opening.clone(), 0);
            if let Some(fields) = fields(source, &front, &mut reading.diagnostics) {
                question.fields = fields;
                question.unreadable = false;
            }
            // Without a closing fence nobody knows where the body begins.
            if !question.unreadable || front.is_closed(&source.text) {
                question.body = Body::verbatim(&source.text[front.body..], front.body as u32);
            }
        }
        None => reading.diagnostics.push(missing(source)),
    }
    reading.questions.push(question);
    reading
}

/// The length of the byte-order mark that a text begins with.
fn bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// What stands between the fences at the top of a file.
struct FrontMatter {
    /// The opening fence.
    opening: Range<usize>,
    /// Whether it is TOML.
    toml: bool,
    /// Between the fences; none if there is no closing one.
    block: Option<Range<usize>>,
    /// Where the body begins.
    body: usize,
}

impl FrontMatter {
    fn find(text: &str) -> Option<FrontMatter> {
        let start = bom(text);
        let first = text[start..].split(['\n', '\r']).next()?;
        let fence = first.trim_end();
        let toml = match fence {
            "---" => false,
            "+++" => true,
            _ => return None,
        };
        let opening = start..start + fence.len();
        let block = start + first.len();
        let block = block + line_end(&text[block..]);
        let mut at = block;
        for line in lines(&text[block..]) {
            if line.trim_end() == fence {
                let body = at + line.len();
                return Some(FrontMatter { opening, toml, block: Some(block..at), body });
            }
            at += line.len();
        }
        Some(FrontMatter { opening, toml, block: None, body: text.len() })
    }

    /// Whether the closing fence found is its own; behind a section it belongs to something else.
    fn is_closed(&self, text: &str) -> bool {
        let block = self.block.clone().map(|block| &text[block]);
        block.is_some_and(|block| !block.lines().any(|line| line.starts_with("## ")))
    }
}

/// The length of the line end that a text begins with: `\n`, `\r\n` or `\r`.
fn line_end(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// The lines of a text with their ends.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let (line, after) = rest.split_at_checked(end + line_end(&rest[end..]))?;
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// The fields, or none and a diagnostic that says why not.
fn fields(
    source: &Source,
    front: &FrontMatter,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Entry>> {
    let Some(block) = front.block.clone() else {
        diagnostics.push(unclosed(source, front));
        return None;
    };
    let text = &source.text[block.clone()];
    let base = block.start as u32;
    let parsed =
        if front.toml { value::toml::parse(text, base) } else { value::yaml::parse(text, base) };
    let Parsed { node, duplicates } = match parsed {
        Ok(parsed) => parsed,
        Err(_) if !front.is_closed(&source.text) => {
            diagnostics.push(unclosed(source, front));
            return None;
        }
        Err(error) => {
            diagnostics.push(invalid(source, front, error));
            return None;
        }
    };
    let twice = !duplicates.is_empty();
    for duplicate in duplicates {
        let message = format!("the key `{}` stands twice", duplicate.key);
        let mut diagnostic = Diagnostic::new(
            "front-matter/duplicate-key",
            Severity::Error,
            source.file,
            duplicate.second,
            message,
        );
        diagnostic
            .related(source.file, duplicate.first, "it stands here first")
            .help("keep one of the two: programs differ in which one they read");
        diagnostics.push(diagnostic);
    }
    match node.value {
        Value::Map(mut entries) => {
            // What stands again was said; the first one is the value, as the diagnostic says.
            if twice {
                let mut seen = std::collections::HashSet::new();
                entries.retain(|entry| seen.insert(entry.key.clone()));
            }
            Some(entries)
        }
        Value::Null => Some(Vec::new()),
        _ => {
            let message = "the front matter is not a list of `key: value` lines".to_owned();
            diagnostics.push(invalid(source, front, SyntaxError { message, span: node.span }));
            None
        }
    }
}

/// Characters that no editor shows: a byte-order mark behind the first, a blank without width.
const INVISIBLE: [char; 4] = ['\u{feff}', '\u{200b}', '\u{200c}', '\u{2060}'];

fn missing(source: &Source) -> Diagnostic {
    let start = source.text.len() - source.text[bom(&source.text)..].trim_start().len();
    let line = source.text[start..].lines().next().unwrap_or_default().trim_end();
    let fence = line.trim_start_matches(INVISIBLE);
    let unseen = line.len() - fence.len();
    let is_fence = ["---", "+++"].contains(&fence);
    let shown = if is_fence && unseen > 0 { unseen } else { line.len() };
    let span = Span::new(start..start + shown, 0);
    let (message, help) = match line.chars().next() {
        Some(c) if is_fence && unseen > 0 => (
            format!("the invisible character U+{:04X} stands before the front matter", c as u32),
            "delete it: with it the first line is no `---`".to_owned(),
        ),
        _ if is_fence => (
            "the front matter does not start on the first line".to_owned(),
            format!("delete what stands before the `{line}`"),
        ),
        _ => (
            "the file has no front matter".to_owned(),
            "start the file with a line `---`, the keys (`id: …`, `title: …`), and a line `---`"
                .to_owned(),
        ),
    };
    let rule = "front-matter/missing-front-matter";
    let mut diagnostic = Diagnostic::new(rule, Severity::Error, source.file, span, message);
    diagnostic.help(help);
    if is_fence && unseen > 0 {
        diagnostic.fix(Applicability::Safe, span, "");
    }
    diagnostic
}

fn unclosed(source: &Source, front: &FrontMatter) -> Diagnostic {
    let fence = if front.toml { "+++" } else { "---" };
    let span = Span::new(front.opening.clone(), 0);
    let message = format!("the front matter that this `{fence}` opens is never closed");
    let mut diagnostic = invalid(source, front, SyntaxError { message, span });
    diagnostic.help(format!("put a line `{fence}` between the last key and the first section"));
    diagnostic
}

fn invalid(source: &Source, front: &FrontMatter, error: SyntaxError) -> Diagnostic {
    let (rule, language) = if front.toml {
        ("front-matter/invalid-toml", "TOML")
    } else {
        ("front-matter/invalid-yaml", "YAML")
    };
    let is_whole = ["the front matter", "the tag"].iter().any(|own| error.message.starts_with(own));
    let message = if is_whole {
        error.message
    } else {
        format!("this is not valid {language}: {}", error.message.trim_end_matches('.'))
    };
    Diagnostic::new(rule, Severity::Error, source.file, error.span, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source { text: text.to_owned(), ..Source::default() }
    }

    fn rules(text: &str) -> Vec<(&'static str, String)> {
        let source = source(text);
        let reading = read(&source, &Options::default());
        let cut = |d: &Diagnostic| (d.rule, source.slice(d.span).to_owned());
        reading.diagnostics.iter().map(cut).collect()
    }

    #[test]
    fn fields_and_body_are_cut_exactly_in_any_line_ending() {
        for text in [
            "---\nid: A\ntitle: 'Ä?'\n---\n\n## Answer\n",
            "\u{feff}---\r\nid: A\r\ntitle: 'Ä?'\r\n---\r\n\r\n## Answer\r\n",
            "+++\nid = \"A\"\ntitle = 'Ä?'\n+++\n\n## Answer",
            "---  \nid: A\n\ntitle: 'Ä?' # why\n---\t\n## Answer",
            "---\rid: A\rtitle: 'Ä?'\r---\r\r## Answer\r",
        ] {
            let source = source(text);
            let reading = read(&source, &Options::default());
            assert_eq!(reading.diagnostics, [], "{text:?}");
            let question = &reading.questions[0];
            assert_eq!((question.id(), question.title()), (Some("A"), "Ä?"), "{text:?}");
            let title = question.value("title").unwrap();
            assert_eq!(source.slice(title.span), "'Ä?'");
            assert_eq!(question.body.text().trim(), "## Answer");
            let at = question.body.text().find("Answer").unwrap();
            assert_eq!(source.slice(question.body.locate(at..at + 6)), "Answer");
        }
    }

    #[test]
    fn each_broken_front_matter_gives_one_diagnostic() {
        let missing = "front-matter/missing-front-matter";
        let invalid = "front-matter/invalid-yaml";
        let cases = [
            ("", missing, ""),
            ("# Title\n", missing, "# Title"),
            ("\n---\nid: A\n---\n", missing, "---"),
            ("---\nid: A\n", invalid, "---"),
            ("---\nid: A\n\n## Answer\n\nYes: no: maybe\n\n---\n", invalid, "---"),
            ("---\nid: [A\n---\n", invalid, "["),
            ("---\n- id\n---\n", invalid, "- id"),
            ("---\njust text\n---\n", invalid, "just text"),
            ("+++\nid = \n+++\n", "front-matter/invalid-toml", ""),
            ("+++\nid = 1\n", "front-matter/invalid-toml", "+++"),
            ("---\nid: A\nid: B\n---\n", "front-matter/duplicate-key", "id"),
            ("+++\nid = 1\nid = 2\n+++\n", "front-matter/duplicate-key", "id"),
        ];
        for (text, rule, label) in cases {
            assert_eq!(rules(text), [(rule, label.to_owned())], "{text:?}");
        }
        assert_eq!(rules("---\n---\n"), []);
    }

    #[test]
    fn the_body_begins_behind_broken_front_matter_if_that_is_closed() {
        for (text, body) in [
            ("---\nid: [A\n<!-- a\n---\nb -->\n", "b -->\n"),
            ("---\nid: A\n\n## Answer\n\n- [\n---\n", "---\nid: A\n\n## Answer\n\n- [\n---\n"),
            ("---\nid: A\n", "---\nid: A\n"),
        ] {
            let source = source(text);
            let question = &read(&source, &Options::default()).questions[0];
            assert!(question.unreadable, "{text:?}");
            assert_eq!(question.body.text(), body, "{text:?}");
        }
    }

    #[test]
    fn a_bomb_or_a_tower_is_one_diagnostic() {
        let tower = format!("---\na: {}\n---\n", "[".repeat(10_000));
        assert_eq!(rules(&tower).len(), 1);
    }
}
