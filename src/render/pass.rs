//! One pass over some events of a question: what goes into the HTML, and as what.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd, html as writer};

use super::html::{self, Kept, Piece};
use super::links::Meant;
use super::media::{self, Sort};
use super::url::{Target, encoded, target};
use super::{HEADING_LEVEL, LocalImage, Renderer, code, escape, math, text};
use crate::document::address::place;
use crate::document::nesting::Depth;

/// Collects the events of one piece of HTML.
pub(super) struct Pass<'r, 'd, 'q> {
    pub(super) renderer: &'r mut Renderer<'d, 'q>,
    out: Vec<Event<'q>>,
    /// What closes each open link, the innermost last: `None` for the writer's own end.
    closes: Vec<Option<String>>,
    /// The same for `<a>` that was written as HTML.
    anchors: Vec<String>,
    /// The footnotes referred to, as places in the renderer's.
    referred: Vec<usize>,
    /// The same, to be asked.
    known: HashSet<usize>,
    /// What plays each sound, and math; it may be no HTML that [`html::clean`] knows, and waits for
    /// the end.
    late: Vec<String>,
    /// Whether HTML of the question is among ours.
    mixed: bool,
    depth: Depth,
}

impl<'r, 'd, 'q> Pass<'r, 'd, 'q> {
    pub(super) fn new(renderer: &'r mut Renderer<'d, 'q>) -> Self {
        Pass {
            renderer,
            out: Vec::new(),
            closes: Vec::new(),
            anchors: Vec::new(),
            referred: Vec::new(),
            known: HashSet::new(),
            late: Vec::new(),
            mixed: false,
            depth: Depth::default(),
        }
    }

    /// Adds HTML of our own.
    pub(super) fn raw(&mut self, html: impl Into<CowStr<'q>>) {
        self.out.push(Event::Html(html.into()));
    }

    /// Adds HTML of our own inside a line.
    fn inline(&mut self, html: impl Into<CowStr<'q>>) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    /// Adds events of the question; definitions of footnotes wait for [`Self::definitions`].
    pub(super) fn blocks(&mut self, range: Range<usize>) {
        let document = self.renderer.document;
        let mut at = range.start;
        while at < range.end {
            at = match &document.events[at].0 {
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
                Event::Start(Tag::Image { .. }) => self.image(at),
                Event::Text(_) => self.text(at, range.end),
                event => {
                    self.event(event.clone(), at);
                    at + 1
                }
            };
        }
    }

    /// Adds the footnotes that were referred to. They may refer to further ones.
    pub(super) fn definitions(&mut self) {
        let mut next = 0;
        while let Some(&footnote) = self.referred.get(next) {
            next += 1;
            let number = self.number(footnote);
            self.raw(format!("<div class=\"footnote\"><sup>{number}</sup> "));
            self.blocks(self.renderer.footnotes[footnote].1.clone());
            self.raw("</div>\n");
        }
    }

    /// The HTML.
    pub(super) fn finish(self) -> String {
        let mut text = String::new();
        writer::push_html(&mut text, self.out.into_iter());
        if self.mixed {
            text = html::clean(&text);
        }
        if self.late.is_empty() { text } else { with_late(&text, &self.late) }
    }

    /// The place behind the end of a block that holds none of its sort.
    fn after(&self, at: usize, end: TagEnd) -> usize {
        let rest = &self.renderer.document.events[at..];
        let length = rest.iter().position(|(event, _)| *event == Event::End(end));
        at + length.unwrap_or(rest.len() - 1) + 1
    }

    fn event(&mut self, event: Event<'q>, at: usize) {
        if self.depth.is_beyond(&event) {
            // Words of two items stay two.
            return self.out.push(Event::SoftBreak);
        }
        let event = match event {
            Event::TaskListMarker(checked) => {
                let checked = if checked { " checked" } else { "" };
                return self.inline(format!("<input type=\"checkbox\" disabled{checked}> "));
            }
            Event::InlineHtml(html) => return self.inline_html(&html, at),
            Event::InlineMath(latex) => return self.math(&latex, false),
            Event::DisplayMath(latex) => return self.math(&latex, true),
            Event::FootnoteReference(name) => self.reference(name),
            Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Heading {
                level: HEADING_LEVEL,
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            }),
            Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HEADING_LEVEL)),
            Event::Start(Tag::Link { .. }) => return self.link(event, at),
            Event::End(TagEnd::Link) => match self.closes.pop() {
                Some(Some(html)) => return self.inline(html),
                _ => event,
            },
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

    fn math(&mut self, latex: &str, display: bool) {
        let html = match self.renderer.links.math(latex, display) {
            Some(html) => self.later(html),
            None if display => math::display(latex),
            None => math::inline(latex),
        };
        self.inline(html);
    }

    /// What stands in the place of HTML that waits for the end.
    fn later(&mut self, html: String) -> String {
        self.late.push(html);
        place_of(self.late.len() - 1)
    }

    /// Opens a link; only its text stays if it leads nowhere.
    fn link(&mut self, mut event: Event<'q>, at: usize) {
        let Event::Start(Tag::Link { link_type, dest_url, .. }) = &mut event else { return };
        if *link_type == LinkType::Email || target(dest_url) == Target::Web {
            if *link_type != LinkType::Email {
                *dest_url = encoded(dest_url).into();
            }
            self.closes.push(None);
            return self.out.push(event);
        }
        let document = self.renderer.document;
        let text = document.plain(at + 1..self.after(at, TagEnd::Link));
        let (open, close) = self.question(dest_url, &text).unwrap_or_default();
        self.closes.push(Some(close));
        self.inline(open);
    }

    /// The tags around a link to another question; none if the address means none.
    fn question(&self, address: &str, text: &str) -> Option<(String, String)> {
        let path = self.path(address)?;
        let reference = self.renderer.links.question(Meant::Path(&path))?;
        Some(reference.tags(text))
    }

    /// The path under the root that an address means.
    fn path(&self, address: &str) -> Option<String> {
        if target(address) != Target::Local || address.is_empty() || address.starts_with('#') {
            return None;
        }
        place(&self.renderer.document.question.source.path, address)?.0
    }

    /// The address of a picture or sound; none if it is not there, which is noted.
    pub(super) fn media(&mut self, address: &str, range: Range<usize>) -> Option<String> {
        match target(address) {
            Target::Web => return self.renderer.links.shows_web().then(|| encoded(address)),
            Target::Other => return None,
            Target::Local => {}
        }
        let resolved = self.path(address);
        let name = resolved.as_deref().and_then(|path| self.renderer.links.media(path, address));
        if name.is_none() {
            let path = address.to_owned();
            self.renderer.local_images.push(LocalImage { path, resolved, range });
        }
        name
    }

    /// A picture, or what Markdown writes as one; gives the place behind it.
    fn image(&mut self, at: usize) -> usize {
        let document = self.renderer.document;
        let (event, range) = &document.events[at];
        let Event::Start(Tag::Image { link_type, dest_url, title, id }) = event else {
            return at + 1;
        };
        let next = self.behind_image(at);
        if target(dest_url) == Target::Web && !self.renderer.links.shows_web() {
            let text = document.plain(at + 1..next - 1);
            self.inline(web_link(dest_url, &text));
            return next;
        }
        let address = self.media(dest_url, range.clone());
        match (address, media::sort(dest_url)) {
            (None, _) => self.blocks(at + 1..next - 1),
            (Some(address), Sort::Picture) => {
                let (link_type, title, id) = (*link_type, title.clone(), id.clone());
                let dest_url = address.into();
                self.out.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                // The text of a picture is plain text: no math, no links.
                let inner = document.events[at + 1..next].iter();
                self.out.extend(inner.map(|(event, _)| event.clone()));
            }
            (Some(address), sort) => self.inline(media::player(sort, &address)),
        }
        next
    }

    /// The place behind the end of a picture, whose text may hold others.
    fn behind_image(&self, at: usize) -> usize {
        let events = &self.renderer.document.events;
        let mut depth = 0;
        for (next, (event, _)) in events.iter().enumerate().skip(at) {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return next + 1;
            }
        }
        events.len()
    }

    /// Text, with what else stands in it; gives the place behind it.
    fn text(&mut self, at: usize, end: usize) -> usize {
        let document = self.renderer.document;
        let (Event::Text(first), range) = &document.events[at] else { return at + 1 };
        if !first.contains(['[', '\\']) {
            self.out.push(Event::Text(first.clone()));
            return at + 1;
        }
        // The parser parts text at each character that could be markup.
        let (mut text, mut next, mut touched) = (first.to_string(), at + 1, range.end);
        while next < end
            && let (Event::Text(part), range) = &document.events[next]
            && range.start == touched
        {
            text.push_str(part);
            touched = range.end;
            next += 1;
        }
        // An escaped bracket begins nothing.
        let body = document.question.body.text().as_bytes();
        let escaped = range.start > 0 && body.get(range.start - 1) == Some(&b'\\');
        let plain = usize::from(escaped && text.starts_with('['));
        if plain > 0 {
            self.out.push(Event::Text("[".into()));
        }
        for part in text::parts(&text[plain..]) {
            self.part(part, range.start..touched);
        }
        next
    }

    fn part(&mut self, part: text::Part<'_>, range: Range<usize>) {
        let html = match part {
            text::Part::Plain(text) => return self.out.push(Event::Text(text.to_owned().into())),
            text::Part::Backslash => text::BACKSLASH.to_owned(),
            text::Part::Question(id) => {
                let reference = self.renderer.links.question(Meant::Id(id));
                let tags = reference.map(|reference| reference.tags(id));
                tags.map_or(format!("[[{}]]", escape(id)), |(open, close)| {
                    format!("{open}{}{close}", escape(id))
                })
            }
            text::Part::Sound(path) => match self.media(path, range) {
                Some(name) => self.later(self.renderer.links.sound(&name)),
                None => format!("[sound:{}]", escape(path)),
            },
        };
        self.inline(html);
    }

    /// The mark of a footnote, numbered within the question.
    fn reference(&mut self, name: CowStr<'q>) -> Event<'q> {
        let Some(&footnote) = self.renderer.named.get(&name) else {
            return Event::Text(format!("[^{name}]").into());
        };
        if self.known.insert(footnote) {
            self.referred.push(footnote);
        }
        Event::InlineHtml(format!("<sup>{}</sup>", self.number(footnote)).into())
    }

    /// The number of a footnote: the same in all parts of a question.
    fn number(&mut self, footnote: usize) -> usize {
        let numbered = &mut self.renderer.numbered;
        let next = numbered.len() + 1;
        *numbered.entry(footnote).or_insert(next)
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        let code: String =
            self.renderer.document.events[range].iter().filter_map(written).collect();
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "",
        };
        self.raw(code::block(info, &code));
    }

    /// A tag or a comment inside a line.
    fn inline_html(&mut self, html: &str, at: usize) {
        let range = self.renderer.document.events[at].1.clone();
        for piece in html::pieces(html, self.renderer.tags) {
            match piece {
                Piece::Tag(kept) => {
                    let html = self.kept(&kept, &range);
                    self.inline(html);
                }
                Piece::Text(text) | Piece::Other(text) => {
                    self.out.push(Event::Text(text.to_owned().into()));
                }
            }
        }
    }

    /// Raw HTML on lines of its own. Without a tag that is kept it is a paragraph that shows it.
    fn html_block(&mut self, range: Range<usize>) {
        let events = &self.renderer.document.events[range];
        let place = events[0].1.clone();
        let html: String = events.iter().filter_map(written).collect();
        let pieces = html::pieces(&html, self.renderer.tags);
        if pieces.iter().any(|piece| matches!(piece, Piece::Tag(_))) {
            let mut kept = String::new();
            for piece in pieces {
                match piece {
                    Piece::Tag(tag) => kept += &self.kept(&tag, &place),
                    Piece::Text(text) => kept += &text::without_math(text),
                    Piece::Other(text) => kept += &escape(text),
                }
            }
            return self.raw(kept);
        }
        let shown: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Other(text) => *text,
                Piece::Tag(_) => "",
            })
            .collect();
        if !shown.trim().is_empty() {
            self.out.push(Event::Start(Tag::Paragraph));
            self.out.push(Event::Text(shown.trim().to_owned().into()));
            self.out.push(Event::End(TagEnd::Paragraph));
        }
    }

    /// A kept tag as HTML; what it leads to or shows is found as for Markdown.
    fn kept(&mut self, tag: &Kept<'_>, range: &Range<usize>) -> String {
        self.mixed = true;
        let name = match tag.name {
            "h1" | "h2" | "h3" | "h5" | "h6" => "h4",
            name => name,
        };
        match (name, tag.ends) {
            ("a", true) => return self.anchors.pop().unwrap_or_default(),
            (name, true) => return format!("</{name}>"),
            ("a", false) => return self.anchor(tag),
            _ => {}
        }
        let mut html = format!("<{name}");
        for &(attribute, value) in &tag.attributes {
            if !["src", "poster"].contains(&attribute) {
                html += &format!(" {attribute}=\"{}\"", html::quoted(value));
                continue;
            }
            match self.media(&html::decoded(value), range.clone()) {
                Some(address) => html += &format!(" {attribute}=\"{}\"", escape(&address)),
                None if name == "img" => {
                    let alt = tag.attributes.iter().find(|(name, _)| *name == "alt");
                    let alt = alt.map_or("", |(_, alt)| *alt);
                    let address = html::decoded(value);
                    let of_web = target(&address) == Target::Web;
                    let link = of_web.then(|| web_link(&address, &html::decoded(alt)));
                    return link.unwrap_or_else(|| html::quoted(alt));
                }
                None => {}
            }
        }
        if ["audio", "video"].contains(&name) {
            html += " controls";
        }
        html + ">"
    }

    /// `<a …>`.
    fn anchor(&mut self, tag: &Kept<'_>) -> String {
        let href = tag.attributes.iter().find(|(name, _)| *name == "href");
        let href = html::decoded(href.map_or("", |(_, href)| *href));
        if target(&href) == Target::Web {
            self.anchors.push("</a>".to_owned());
            return format!("<a href=\"{}\">", escape(&encoded(&href)));
        }
        let (open, close) = self.question(&href, "").unwrap_or_default();
        self.anchors.push(close);
        open
    }
}

/// HTML with what waited; both have the same order.
fn with_late(text: &str, late: &[String]) -> String {
    let (mut whole, mut rest) = (String::with_capacity(text.len()), text);
    for (number, html) in late.iter().enumerate() {
        let Some((before, after)) = rest.split_once(&place_of(number)) else { continue };
        whole.push_str(before);
        whole.push_str(html);
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// A link to what is not shown.
fn web_link(address: &str, text: &str) -> String {
    let text = if text.trim().is_empty() { address } else { text };
    format!("<a href=\"{}\">{}</a>", escape(&encoded(address)), escape(text))
}

/// What stands in the place of HTML that waits: no question can write a class.
fn place_of(number: usize) -> String {
    format!("<span class=\"late-{number}\"></span>")
}

/// The text of an event of code or HTML.
fn written<'e>((event, _): &'e (Event<'_>, Range<usize>)) -> Option<&'e str> {
    match event {
        Event::Html(text) | Event::Text(text) => Some(text),
        _ => None,
    }
}

/// HTML without `<!-- … -->`; one that is not closed goes to the end.
pub(crate) fn without_comments(html: &str) -> String {
    without(html, "<!--", "-->")
}

/// A text without what stands from each `start` to the next `end`; where there is none, to the end.
pub(crate) fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once(end).map_or("", |(_, after)| after));
    }
    kept
}
