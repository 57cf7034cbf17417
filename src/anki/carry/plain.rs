//! Markdown that comes back from its HTML as it was: what most questions are, so that most need not
//! be read back to know.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};
use unicode_normalization::is_nfc;

use super::fields::TOLD;
use crate::anki::note_type::{CHOICE, INTERVIEW, NoteType, QUESTION};
use crate::document::{Document, Section, markdown_options};
use crate::question::section;

/// The sections that fields put first, in that order; of others the order is that of the file.
const FIRST: &[&str] =
    &[section::QUESTION, section::OPTIONS, section::ANSWER, section::EXPLANATION];

/// Whether the fields of such notes surely give back the body of a question, but for the order of its
/// sections.
pub(super) fn is_plain(document: &Document<'_>, note_type: &NoteType) -> bool {
    let text = document.question.body.text().trim_end_matches('\n');
    let fits = match note_type.id {
        id if id == QUESTION.id || id == CHOICE.id => !are_double(document, note_type),
        id if id == INTERVIEW.id => is_talk(document),
        _ => false,
    };
    fits && is_kept(text)
        && !text.contains("{{")
        // Blanks at the end of a line, of which no event tells.
        && !text.contains(" \n")
        && !text.ends_with(' ')
        && !has_definitions(text)
        && document.sections.iter().all(|section| is_whole(section, document))
        && Look { text, document, lists: 0, list: 0, items: 0 }.all()
}

/// Whether neither Anki nor the reader of HTML changes a character.
fn is_kept(text: &str) -> bool {
    if text.is_ascii() {
        // All of them: many bytes at once are quicker than one after the other.
        let odd = |byte: u8| byte.is_ascii_control() & (byte != b'\n');
        return !text.bytes().fold(false, |found, byte| found | odd(byte));
    }
    let odd = |c: char| c.is_control() && c != '\n' || c == '\u{a0}' || c >= '\u{f0000}';
    !text.contains(odd) && is_nfc(text)
}

/// Whether a text defines where links lead that refer to it: no event tells of that.
fn has_definitions(text: &str) -> bool {
    text.contains("]:") && {
        let parser = Parser::new_ext(text, markdown_options());
        parser.reference_definitions().iter().next().is_some()
    }
}

/// Where the fields of a note type put a section: behind those that they put first, others stand in
/// the order of the file.
fn rank(section: &Section, note_type: &NoteType) -> usize {
    // Each note type has a field for some of them only.
    let has = match section.name.as_str() {
        section::ANSWER => note_type.id == QUESTION.id,
        section::OPTIONS | section::EXPLANATION => note_type.id == CHOICE.id,
        _ => true,
    };
    let first = FIRST.iter().position(|first| *first == section.name && has);
    first.unwrap_or(FIRST.len())
}

/// Whether the fields have the sections in another order than the file.
pub(super) fn are_moved(document: &Document<'_>, note_type: &NoteType) -> bool {
    note_type.id != INTERVIEW.id
        && !document.sections.iter().map(|section| rank(section, note_type)).is_sorted()
}

/// Whether there are two of a section that has a field of its own.
fn are_double(document: &Document<'_>, note_type: &NoteType) -> bool {
    let mut seen = [false; FIRST.len()];
    document.sections.iter().any(|section| {
        let seen = seen.get_mut(rank(section, note_type));
        seen.is_some_and(|seen| std::mem::replace(seen, true))
    })
}

/// Whether the steps of an interview stand behind what sets the scene, and what is said in each stands
/// first, as the fields have it.
fn is_talk(document: &Document<'_>) -> bool {
    let scene = [section::ROLE, section::SCENARIO];
    let sets = |section: &Section| scene.iter().position(|name| *name == section.name);
    let ranks = document.sections.iter().map(|section| sets(section).unwrap_or(scene.len()));
    let mut steps = document.sections.iter().filter(|section| sets(section).is_none());
    ranks.is_sorted_by(|a, b| a < b || *b == scene.len())
        && steps.all(|step| is_step(step, document))
}

fn is_step(step: &Section, document: &Document<'_>) -> bool {
    let text = document.question.body.text();
    let told = |part: &Section| TOLD.iter().position(|name| *name == part.name);
    let whole = |part: &Section| {
        let line = text[part.heading.line.clone()].trim_end_matches('\n');
        !part.body.is_empty() && line.strip_prefix("### ") == Some(&part.name)
    };
    let ranks = step.subsections.iter().map(|part| told(part).unwrap_or(TOLD.len()));
    let mut said = step.subsections.iter().filter(|part| told(part).is_some());
    let parts = step.subsections.first();
    let before = step.body.start..parts.map_or(step.body.end, |part| part.heading.line.start);
    ranks.is_sorted_by(|a, b| a < b || *b == TOLD.len())
        && said.all(whole)
        // A line of code may look like the heading of a part.
        && !text.get(before).unwrap_or_default().contains("### ")
}

/// Whether a section is called what it is, and has a body; options are one list.
fn is_whole(section: &Section, document: &Document<'_>) -> bool {
    let line = &document.question.body.text()[section.heading.line.clone()];
    let named = line.trim_end_matches('\n').strip_prefix("## ") == Some(&section.name);
    let odd = section.name.contains(['*', '_', '`', '[', '<', '&', '#', '~', '|', '!', '>']);
    let events = &document.events[section.events.clone()];
    let list = || match events {
        [(Event::Start(Tag::List(None)), range), .., (Event::End(TagEnd::List(_)), end)] => {
            range == end && document.items(section).iter().all(|item| item.checked.is_some())
        }
        _ => false,
    };
    named && !odd && !section.body.is_empty() && (section.name != section::OPTIONS || list())
}

/// Looks at each event in its spelling.
struct Look<'d, 'q> {
    text: &'d str,
    document: &'d Document<'q>,
    /// How many lists are open.
    lists: usize,
    /// Where the last list at the top begins.
    list: usize,
    /// How many blocks stand beside each other at the top, for two lists in a row.
    items: usize,
}

impl Look<'_, '_> {
    fn all(mut self) -> bool {
        let mut depth = 0;
        let mut code = false;
        for (event, range) in &self.document.events {
            let top = depth == 0;
            let fits = match event {
                Event::Start(tag) => {
                    depth += 1;
                    code |= matches!(tag, Tag::CodeBlock(_));
                    (!top || self.apart(range.start)) && self.start(tag, range, top)
                }
                Event::End(end) => {
                    depth -= 1;
                    code &= !matches!(end, TagEnd::CodeBlock);
                    if let TagEnd::List(_) = end {
                        self.lists -= 1;
                    }
                    true
                }
                Event::Text(shown) if code => self.text.get(range.clone()) == Some(&**shown),
                Event::Text(shown) => self.shown(shown, range),
                Event::Code(shown) => {
                    let written = self.text.get(range.clone()).unwrap_or_default();
                    let bare = written.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
                    bare == Some(shown) && !shown.contains(['`', '\n']) && shown.trim() == &**shown
                }
                Event::SoftBreak => self.indented(range),
                Event::TaskListMarker(_) => {
                    self.lists == 1
                        && ["[ ]", "[x]"]
                            .contains(&self.text.get(range.clone()).unwrap_or_default())
                }
                _ => false,
            };
            if !fits {
                return false;
            }
        }
        true
    }

    /// Whether exactly one blank line stands before a block.
    fn apart(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.trim_start_matches('\n').is_empty()
            || before.ends_with("\n\n") && !before.ends_with("\n\n\n")
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, top: bool) -> bool {
        let written = self.text.get(range.start..).unwrap_or_default();
        match tag {
            Tag::Paragraph => {
                self.items = 0;
                top
            }
            Tag::Heading { level, .. } => {
                self.items = 0;
                let marks = match level {
                    HeadingLevel::H2 => "## ",
                    // Without a section around it, it is no heading of a part.
                    HeadingLevel::H3 if self.in_section(range.start) => "### ",
                    HeadingLevel::H4 => "#### ",
                    _ => return false,
                };
                let line = written.lines().next().unwrap_or_default();
                let name = line.strip_prefix(marks).unwrap_or_default();
                let empty = name.is_empty() || name.contains(['`', '*', '[']);
                top && !empty && name.trim() == name && !name.ends_with('#')
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.items = 0;
                top && is_fenced(info, written.get(..range.len()).unwrap_or(written))
            }
            Tag::List(None) => {
                self.lists += 1;
                if self.lists == 1 {
                    self.list = range.start;
                }
                // Two lists in a row are told apart by their marks.
                self.items += usize::from(top);
                self.items < 2 && self.lists < 4
            }
            Tag::Item => {
                let column = 2 * (self.lists - 1);
                let line = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
                let blank = self.text[..line].ends_with("\n\n");
                written.starts_with("- ")
                    && !written.starts_with("-  ")
                    && !written.starts_with("- \n")
                    && range.start - line == column
                    && (!blank || self.first_of_list(range.start))
            }
            Tag::Emphasis => written.starts_with('*') && !written.starts_with("**"),
            Tag::Strong => written.starts_with("**") && !written.starts_with("***"),
            Tag::Link { link_type: LinkType::Inline, dest_url, title, .. } => {
                let plain = |c: char| c.is_ascii_alphanumeric() || ":/._-#?=%+,".contains(c);
                let written = written.get(..range.len()).unwrap_or_default();
                let end = format!("]({dest_url})");
                (dest_url.starts_with("https://") || dest_url.starts_with("http://"))
                    && title.is_empty()
                    && dest_url.chars().all(plain)
                    && written.ends_with(&end)
                    && written.len() > end.len() + 1
            }
            _ => false,
        }
    }

    fn in_section(&self, at: usize) -> bool {
        let first = self.document.sections.first();
        first.is_some_and(|section| section.heading.line.start <= at)
    }

    /// Whether an item that stands behind a blank line is the first of its list.
    fn first_of_list(&self, at: usize) -> bool {
        self.lists == 1 && self.list == at
    }

    /// Whether a line goes on where its list item begins.
    fn indented(&self, range: &Range<usize>) -> bool {
        let before = self.text.get(..range.start).unwrap_or_default();
        let after = self.text.get(range.end..).unwrap_or_default();
        let written = self.text.get(range.clone()).unwrap_or_default();
        let blanks = after.len() - after.trim_start_matches(' ').len();
        written == "\n" && !before.ends_with(' ') && blanks == 2 * self.lists
    }

    /// Whether text stands for itself, and needs no escape.
    fn shown(&self, shown: &str, range: &Range<usize>) -> bool {
        if self.text.get(range.clone()) != Some(shown) {
            return false;
        }
        let bytes = self.text.as_bytes();
        // What was escaped would come back so, or not.
        if range.start.checked_sub(1).is_some_and(|before| bytes[before] == b'\\') {
            return false;
        }
        let at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b'\n');
        let fits = |(index, byte): (usize, u8)| {
            let place = range.start + index;
            let (before, after) = (at(place.checked_sub(1)), at(Some(place + 1)));
            let inside = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
            match byte {
                b' ' => after != b' ',
                b'+' | b'=' => inside || index > 0 && before == b' ' && after == b' ',
                b'_' => inside,
                b'!' => before.is_ascii_alphanumeric(),
                _ => !is_mark(byte),
            }
        };
        let line =
            self.text[..range.start].ends_with('\n') || self.text[..range.start].ends_with("- ");
        let letter =
            shown.starts_with(|c: char| c.is_alphabetic() || ['"', '(', '\''].contains(&c));
        shown.bytes().enumerate().all(fits)
            && (!line || letter || self.text[..range.start].ends_with(' '))
    }
}

/// Whether a character may be markup, for Markdown or for math.
fn is_mark(byte: u8) -> bool {
    matches!(
        byte,
        b'*' | b'[' | b']' | b'<' | b'>' | b'&' | b'#' | b'~' | b'|' | b'^' | b'`' | b'$' | b'\\'
    )
}

/// Whether a block of code is between the shortest fences, with no more than a language.
fn is_fenced(info: &str, written: &str) -> bool {
    let block = written.trim_end_matches('\n');
    let inside = block.strip_prefix("```").and_then(|rest| rest.strip_suffix("\n```"));
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
    let fits = |code: &str| {
        let blank = code.starts_with("\n\n") || code.ends_with('\n');
        code.len() > 1 && !blank && !code.contains("```")
    };
    let code = inside.and_then(|rest| rest.strip_prefix(info));
    info.chars().all(plain) && info.len() <= 30 && code.is_some_and(fits)
}
