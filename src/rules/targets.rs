//! What questions link to in the corpus.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::document::Document;
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
    if document.question.body.text().contains(SOUND) {
        found.sounds();
    }
    found.links
}

/// How Anki writes what it plays.
const SOUND: &str = "[sound:";

struct Found<'d, 'q> {
    document: &'d Document<'q>,
    links: Vec<Link>,
}

impl Found<'_, '_> {
    /// Adds a link of these bytes, if its address is a local one.
    fn add(&mut self, address: &str, range: Range<usize>, media: bool) {
        let source = self.document.question.source;
        let Some((path, anchor)) = local(address) else { return };
        let path = match path.as_str() {
            "" => Some(source.path.clone()),
            path => resolve(source.path.rsplit_once('/').map_or("", |(folder, _)| folder), path),
        };
        let text = self.document.question.body.text().get(range.clone()).unwrap_or_default();
        let place = text.rfind(address).filter(|_| !address.is_empty());
        let inner = place.map(|at| range.start + at..range.start + at + address.len());
        let inner = inner.filter(|inner| self.document.edit(inner.clone(), "").is_some());
        let span = self.document.locate(inner.clone().unwrap_or(range));
        let written = address.to_owned();
        self.links.push(Link { media, written, path, anchor, span, exact: inner.is_some() });
    }

    fn html(&mut self, html: &str, start: usize) {
        let has = |tags: &[&str]| tags.iter().any(|tag| html.contains(tag));
        for (name, media, others) in [
            ("src", true, ["<script", "<iframe", "<embed"]),
            ("href", false, ["<link", "<base", "<use"]),
        ] {
            for (address, at) in attributes(html, &[name]).filter(|_| !has(&others)) {
                let at = start + at;
                self.add(address, at..at + address.len(), media);
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
                if end > 0 {
                    self.add(&rest[..end], start..start + end, true);
                }
            }
        }
    }
}

/// The path and the anchor of an address in the corpus, decoded. An address without either is one
/// too: it leads nowhere.
fn local(address: &str) -> Option<(String, Option<String>)> {
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let template = ["{{", "{%", "${", "<"].iter().any(|mark| address.contains(mark));
    // `mailto:`, `https:`, and addresses of another host.
    if address[..end].contains(':') || address.starts_with("//") || template {
        return None;
    }
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(decoded(anchor))),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    Some((decoded(path), anchor))
}

/// A text in which `%20` is a blank again.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = behind.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The path under the root that `path` is in a file in `folder`; none if it is outside.
fn resolve(folder: &str, path: &str) -> Option<String> {
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{local, resolve};

    #[test]
    fn only_addresses_in_the_corpus_are_local() {
        for address in
            ["https://x.y", "mailto:a@b.c", "//x.y/z", "data:image/png;base64,xy", "{{ url }}"]
        {
            assert_eq!(local(address), None, "{address}");
        }
        let path =
            |path: &str, anchor: Option<&str>| Some((path.to_owned(), anchor.map(str::to_owned)));
        assert_eq!(local("a%20b.md?raw=true#C%C3%A4"), path("a b.md", Some("Cä")));
        assert_eq!(local("#x"), path("", Some("x")));
        assert_eq!(local("100%"), path("100%", None));
    }

    #[test]
    fn paths_count_from_their_file_or_from_the_root() {
        assert_eq!(resolve("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(resolve("a/b", "/./c/").as_deref(), Some("c"));
        assert_eq!(resolve("a", "../../c.md"), None);
    }
}
