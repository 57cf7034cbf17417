//! What questions link to in the corpus.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::document::Document;
use crate::document::address::place;
use crate::document::anchor::attributes;
use crate::near::nearest;
use crate::source::Span;

/// A link to a place in the corpus, or to a picture or sound in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whether it is shown or played where it stands.
    pub media: bool,
    /// The address as written.
    pub written: String,
    /// The path under the root that it means; none if that lies outside.
    pub path: Option<String>,
    /// What stands behind the `#`.
    pub anchor: Option<String>,
    /// The bytes of the address, or of the whole link where the file does not hold it as it is.
    pub span: Span,
    /// Whether they are the address.
    pub exact: bool,
}

/// Among more files than that nobody looks for the one that is meant: each broken link would take
/// as long as the folder is large.
const MANY: usize = 2000;

/// The files under a root, by their paths with `/`.
pub trait Files: Debug {
    /// What lies in a folder, as it is written there.
    fn names(&self, folder: &str) -> Rc<BTreeSet<String>>;

    /// The anchors of a Markdown file, if it can be read.
    fn anchors(&self, path: &str) -> Option<Rc<Vec<String>>>;

    /// Why what lies at a path cannot be put into an export, and what to do about it.
    fn unfit(&self, _: &str) -> Option<(String, String)> {
        None
    }

    /// Whether something lies at a path, its case as written.
    fn exists(&self, path: &str) -> bool {
        let mut folder = String::new();
        path.split('/').filter(|name| !name.is_empty()).all(|name| {
            let known = self.names(&folder).contains(name);
            folder = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            known
        })
    }

    /// A name in the same folder that the name of a path is a misspelling of.
    fn near(&self, path: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let names = self.names(folder);
        if names.len() > MANY {
            return None;
        }
        nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
    }
}

impl Link {
    /// The part of the address before `?` and `#`, and its bytes in the file.
    pub fn written_path(&self) -> (&str, Span) {
        let end = self.written.find(['?', '#']).unwrap_or(self.written.len());
        (&self.written[..end], Span { end: self.span.start + end as u32, ..self.span })
    }

    /// The bytes of what stands behind the `#`.
    pub fn anchor_span(&self) -> Span {
        let start = self.written.find('#').map_or(0, |at| at as u32 + 1);
        if self.exact { Span { start: self.span.start + start, ..self.span } } else { self.span }
    }
}

/// The links of a question that stay in the corpus.
pub fn links(document: &Document<'_>) -> Vec<Link> {
    let mut found = Found { document, links: Vec::new() };
    let mut comment = false;
    for (event, range) in &document.events {
        match event {
            Event::Start(Tag::Link { dest_url, link_type, .. })
                if !matches!(link_type, LinkType::Autolink | LinkType::Email) =>
            {
                found.add(dest_url, range.clone(), false);
            }
            Event::Start(Tag::Image { dest_url, .. }) => found.add(dest_url, range.clone(), true),
            Event::Html(html) | Event::InlineHtml(html) => {
                if !comment {
                    found.html(html, range.start);
                }
                let (opens, closes) = (html.rfind("<!--"), html.rfind("-->"));
                comment = if opens > closes { true } else { comment && closes.is_none() };
            }
            Event::End(TagEnd::HtmlBlock) => comment = false,
            _ => {}
        }
    }
    if SOUNDS.find(document.question.body.text().as_bytes()).is_some() {
        found.sounds();
    }
    found.links
}

/// How Anki writes what it plays.
const SOUND: &str = "[sound:";

/// The same, made ready to be looked for once.
static SOUNDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(SOUND));

struct Found<'d, 'q> {
    document: &'d Document<'q>,
    links: Vec<Link>,
}

impl Found<'_, '_> {
    /// Adds a link of these bytes, if its address is a local one.
    fn add(&mut self, address: &str, range: Range<usize>, media: bool) {
        let source = self.document.question.source;
        let Some((path, anchor)) = place(&source.path, address) else { return };
        let text = self.document.question.body.text().get(range.clone()).unwrap_or_default();
        let found = text.rfind(address).filter(|_| !address.is_empty());
        let inner = found.map(|at| range.start + at..range.start + at + address.len());
        let inner = inner.filter(|inner| self.document.edit(inner.clone(), "").is_some());
        let span = self.document.locate(inner.clone().unwrap_or(range));
        let written = address.to_owned();
        self.links.push(Link { media, written, path, anchor, span, exact: inner.is_some() });
    }

    fn html(&mut self, html: &str, start: usize) {
        if html.trim_start().starts_with("<!--") {
            return;
        }
        let begins = html.match_indices('<').map(|(at, _)| at);
        let ends = html.match_indices('<').map(|(at, _)| at).skip(1).chain([html.len()]);
        for (begin, end) in begins.zip(ends) {
            let tag = &html[begin..end];
            let is = |name: &&str| {
                tag.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            };
            for (name, media, others) in [
                ("src", true, ["script", "iframe", "embed"]),
                ("href", false, ["link", "base", "use"]),
            ] {
                if others.iter().any(is) {
                    continue;
                }
                for (address, at) in attributes(tag, &[name]) {
                    let at = start + begin + at;
                    self.add(address, at..at + address.len(), media);
                }
            }
        }
    }

    fn sounds(&mut self) {
        let document = self.document;
        for run in document.prose() {
            for (at, _) in document.text(&run).match_indices(SOUND) {
                let start = run.range.start + at + SOUND.len();
                let rest = &document.question.body.text()[start..run.range.end];
                let end = rest.find(']').unwrap_or_default();
                let before = &document.question.body.text()[..start - SOUND.len()];
                let escaped = before.ends_with('\\');
                if end > 0 && !escaped {
                    self.add(&rest[..end], start..start + end, true);
                }
            }
        }
    }
}
