//! One pass over some events of a question: what goes into the HTML, and as what.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd, html};

use super::url::{Target, encoded, target};
use super::{HEADING_LEVEL, LocalImage, code};
use crate::document::Spanned;

/// Collects the events of one piece of HTML.
pub(super) struct Pass<'e, 'q> {
    events: &'e [Spanned<'q>],
    footnotes: &'e [(CowStr<'q>, Range<usize>)],
    out: Vec<Event<'q>>,
    /// Whether each open link or image is kept, the innermost last.
    kept: Vec<bool>,
    /// The footnotes referred to, as places in `footnotes`; the first is number 1.
    referred: Vec<usize>,
    local_images: Vec<LocalImage>,
}

impl<'e, 'q> Pass<'e, 'q> {
    pub(super) fn new(
        events: &'e [Spanned<'q>],
        footnotes: &'e [(CowStr<'q>, Range<usize>)],
    ) -> Self {
        let (out, kept, referred) = (Vec::new(), Vec::new(), Vec::new());
        Pass { events, footnotes, out, kept, referred, local_images: Vec::new() }
    }

    /// Adds HTML of our own.
    pub(super) fn raw(&mut self, html: impl Into<CowStr<'q>>) {
        self.out.push(Event::Html(html.into()));
    }

    /// Adds events of the question; definitions of footnotes wait for [`Self::definitions`].
    pub(super) fn blocks(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = match &self.events[at].0 {
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    self.after(at, TagEnd::FootnoteDefinition)
                }
                Event::Start(Tag::HtmlBlock) => {
                    let next = self.after(at, TagEnd::HtmlBlock);
                    self.html_block(at..next);
                    next
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let next = self.after(at, TagEnd::CodeBlock);
                    self.code_block(kind, at..next);
                    next
                }
                event => {
                    self.event(event.clone(), self.events[at].1.clone());
                    at + 1
                }
            };
        }
    }

    /// Adds the footnotes that were referred to. They may refer to further ones.
    pub(super) fn definitions(&mut self) {
        let mut number = 0;
        while let Some(&footnote) = self.referred.get(number) {
            number += 1;
            self.raw(format!("<div class=\"footnote\"><sup>{number}</sup> "));
            self.blocks(self.footnotes[footnote].1.clone());
            self.raw("</div>\n");
        }
    }

    /// The HTML, and the images that are files.
    pub(super) fn finish(self) -> (String, Vec<LocalImage>) {
        let mut text = String::new();
        html::push_html(&mut text, self.out.into_iter());
        (text, self.local_images)
    }

    /// The place behind the end of a block that holds none of its sort.
    fn after(&self, at: usize, end: TagEnd) -> usize {
        let rest = &self.events[at..];
        let length = rest.iter().position(|(event, _)| *event == Event::End(end));
        at + length.unwrap_or(rest.len() - 1) + 1
    }

    fn event(&mut self, event: Event<'q>, range: Range<usize>) {
        let event = match event {
            Event::TaskListMarker(_) => return,
            Event::InlineHtml(text) if text.starts_with("<!--") => return,
            Event::InlineHtml(text) => Event::Text(text),
            Event::FootnoteReference(name) => self.reference(name),
            Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Heading {
                level: HEADING_LEVEL,
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            }),
            Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HEADING_LEVEL)),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => return self.open(event, range),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if self.kept.pop() == Some(false) {
                    return;
                }
                event
            }
            // A box of its own, in which a wide table scrolls.
            Event::Start(Tag::Table(_)) => {
                self.raw("<div class=\"table\">");
                event
            }
            Event::End(TagEnd::Table) => {
                self.out.push(event);
                return self.raw("</div>\n");
            }
            event => event,
        };
        self.out.push(event);
    }

    /// Opens a link or an image; only its text stays if it leads nowhere from a card.
    fn open(&mut self, mut event: Event<'q>, range: Range<usize>) {
        let keep = match &mut event {
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => true,
            Event::Start(Tag::Link { dest_url, .. }) => {
                let keep = target(dest_url) == Target::Web;
                *dest_url = encoded(dest_url).into();
                keep
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let target = target(dest_url);
                if target == Target::Local {
                    self.local_images.push(LocalImage { path: dest_url.to_string(), range });
                }
                *dest_url = encoded(dest_url).into();
                target == Target::Web
            }
            _ => false,
        };
        self.kept.push(keep);
        if keep {
            self.out.push(event);
        }
    }

    /// The mark of a footnote, numbered within this piece.
    fn reference(&mut self, name: CowStr<'q>) -> Event<'q> {
        let Some(footnote) = self.footnotes.iter().position(|(known, _)| *known == name) else {
            return Event::Text(format!("[^{name}]").into());
        };
        let known = self.referred.iter().position(|&referred| referred == footnote);
        let number = known.unwrap_or_else(|| {
            self.referred.push(footnote);
            self.referred.len() - 1
        });
        Event::InlineHtml(format!("<sup>{}</sup>", number + 1).into())
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        let code: String = self.events[range]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) => Some(&**text),
                _ => None,
            })
            .collect();
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "",
        };
        self.raw(code::block(info, &code));
    }

    /// Raw HTML becomes a paragraph that shows it; comments vanish.
    fn html_block(&mut self, range: Range<usize>) {
        let html: String = self.events[range]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(text) | Event::Text(text) => Some(&**text),
                _ => None,
            })
            .collect();
        let shown = without_comments(&html);
        if shown.trim().is_empty() {
            return;
        }
        self.out.push(Event::Start(Tag::Paragraph));
        self.out.push(Event::Text(shown.trim().to_owned().into()));
        self.out.push(Event::End(TagEnd::Paragraph));
    }
}

/// HTML without `<!-- … -->`; one that is not closed goes to the end.
pub(crate) fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str(part.split_once("-->").map_or("", |(_, after)| after));
    }
    shown
}
