//! Markdown that comes back from its HTML as it was: what most questions are, so that most need not
//! be read back to know.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};
use unicode_normalization::is_nfc;

use crate::anki::note_type::{CHOICE, NoteType, QUESTION};
use crate::document::{Document, Section};
use crate::question::section;

/// The sections that fields put first, in that order; of others the order is that of the file.
const FIRST: &[&str] =
    &[section::QUESTION, section::OPTIONS, section::ANSWER, section::EXPLANATION];

/// Whether the fields of such a note surely give back the body of a question.
pub(super) fn is_plain(document: &Document<'_>, note_type: &NoteType) -> bool {
    let text = document.question.body.text().trim_end_matches('\n');
    [QUESTION.id, CHOICE.id].contains(&note_type.id)
        && !text.contains(['\r', '\t', '\u{a0}', '$', '\\'])
        && !text.contains("{{")
        && !text.chars().any(|c| (c.is_control() && c != '\n') || c >= '\u{f0000}')
        && (text.is_ascii() || is_nfc(text))
        && are_in_order(&document.sections, note_type)
        && document.sections.iter().all(|section| is_whole(section, document))
        && Look { text, document, lists: 0, items: 0 }.all()
}

fn are_in_order(sections: &[Section], note_type: &NoteType) -> bool {
    // Each note type has a field for some of them only.
    let has = |name: &str| match name {
        section::ANSWER => note_type.id == QUESTION.id,
        section::OPTIONS | section::EXPLANATION => note_type.id == CHOICE.id,
        name => FIRST.contains(&name),
    };
    let rank = |name: &str| {
        FIRST.iter().position(|first| *first == name && has(name)).unwrap_or(FIRST.len())
    };
    let ranks = sections.iter().map(|section| rank(&section.name));
    let twice = |section: &Section| {
        rank(&section.name) < FIRST.len()
            && sections.iter().filter(|other| other.name == section.name).count() > 1
    };
    ranks.is_sorted() && !sections.iter().any(twice)
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
                    HeadingLevel::H3 => "### ",
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
                let block = written.get(..range.len()).unwrap_or(written).trim_end_matches('\n');
                let inside = block.strip_prefix("```").and_then(|rest| rest.strip_suffix("\n```"));
                let inside = inside.and_then(|rest| rest.strip_prefix(&**info));
                let plain = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
                let fits = |code: &str| {
                    code.len() > 1
                        && !code.starts_with("\n\n")
                        && !code.ends_with('\n')
                        && !code.contains("```")
                };
                top && info.chars().all(plain) && info.len() <= 30 && inside.is_some_and(fits)
            }
            Tag::List(None) => {
                self.lists += 1;
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

    /// Whether an item that stands behind a blank line is the first of its list.
    fn first_of_list(&self, at: usize) -> bool {
        let starts = self
            .document
            .events
            .iter()
            .filter(|(event, _)| matches!(event, Event::Start(Tag::List(_))));
        let mut starts = starts.map(|(_, range)| range.start);
        self.lists == 1 && starts.any(|start| start == at)
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
        if self.text.get(range.clone()) != Some(shown) || shown.contains("  ") {
            return false;
        }
        let marks = ['*', '_', '[', ']', '<', '>', '&', '#', '~', '|', '!', '^', '`', '+', '='];
        let bytes = self.text.as_bytes();
        let word = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric)
        };
        let apart = |(at, c): (usize, char)| {
            let at = range.start + at;
            let inside = word(at.checked_sub(1)) && word(Some(at + 1));
            let ends = word(at.checked_sub(1)) && c == '!';
            !marks.contains(&c) || (inside && ['_', '+', '='].contains(&c)) || ends
        };
        let line =
            self.text[..range.start].ends_with('\n') || self.text[..range.start].ends_with("- ");
        let letter =
            shown.starts_with(|c: char| c.is_alphabetic() || ['"', '(', '\''].contains(&c));
        shown.char_indices().all(apart)
            && (!line || letter || self.text[..range.start].ends_with(' '))
    }
}
