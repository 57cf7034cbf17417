//! Raw HTML of a question: what is kept of it, and how.
//!
//! Tags of a list are kept, with those attributes alone that say something on any page. All others
//! are text, so that nothing that somebody wrote vanishes: `Vec<T>` stays what it was. What was
//! kept goes through `ammonia` with the HTML around it, which closes what was left open.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The elements that are kept, and their own attributes.
const KEPT: &[(&str, &str)] = &[
    ("a", "href title"),
    ("abbr", "title"),
    ("audio", "src"),
    ("b", ""),
    ("bdi", ""),
    ("bdo", ""),
    ("blockquote", ""),
    ("br", ""),
    ("caption", ""),
    ("cite", ""),
    ("code", ""),
    ("col", "span"),
    ("colgroup", "span"),
    ("dd", ""),
    ("del", ""),
    ("details", "open"),
    ("dfn", ""),
    ("div", ""),
    ("dl", ""),
    ("dt", ""),
    ("em", ""),
    ("figcaption", ""),
    ("figure", ""),
    ("h1", ""),
    ("h2", ""),
    ("h3", ""),
    ("h4", ""),
    ("h5", ""),
    ("h6", ""),
    ("hr", ""),
    ("i", ""),
    ("img", "alt height src title width"),
    ("ins", ""),
    ("kbd", ""),
    ("li", "value"),
    ("mark", ""),
    ("ol", "reversed start"),
    ("p", ""),
    ("pre", ""),
    ("q", ""),
    ("rp", ""),
    ("rt", ""),
    ("ruby", ""),
    ("s", ""),
    ("samp", ""),
    ("small", ""),
    ("source", "src type"),
    ("span", ""),
    ("strong", ""),
    ("sub", ""),
    ("summary", ""),
    ("sup", ""),
    ("table", ""),
    ("tbody", ""),
    ("td", "colspan rowspan"),
    ("tfoot", ""),
    ("th", "colspan rowspan scope"),
    ("thead", ""),
    ("tr", ""),
    ("u", ""),
    ("ul", ""),
    ("var", ""),
    ("video", "height poster src width"),
    ("wbr", ""),
];

/// What any element may have.
const ANYWHERE: &[&str] = &["dir", "lang"];

/// A tag that is kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kept<'h> {
    /// In lower case.
    pub(super) name: &'static str,
    pub(super) ends: bool,
    /// What is left of its attributes; their values are HTML.
    pub(super) attributes: Vec<(&'static str, &'h str)>,
}

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'h> {
    /// Text as HTML writes it.
    Text(&'h str),
    /// A tag that is kept.
    Tag(Kept<'h>),
    /// What looks like a tag and is text.
    Other(&'h str),
}

/// The pieces of HTML; comments are left out. Without `tags` none is kept.
pub(super) fn pieces(html: &str, tags: bool) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            pieces.push(Piece::Text(rest));
            break;
        };
        if at > 0 {
            pieces.push(Piece::Text(&rest[..at]));
            rest = &rest[at..];
        }
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (piece, length) = match tag(rest) {
            Some((Some(kept), length)) if tags => (Piece::Tag(kept), length),
            Some((_, length)) => (Piece::Other(&rest[..length]), length),
            None => (Piece::Other("<"), 1),
        };
        pieces.push(piece);
        rest = &rest[length..];
    }
    pieces
}

/// The tag that a text begins with, if it is a kept one, and how long it is.
fn tag(text: &str) -> Option<(Option<Kept<'_>>, usize)> {
    let inner = text.strip_prefix('<')?;
    let (inner, ends) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let length = inner.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-')?;
    let name = &inner[..length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let kept = KEPT.iter().find(|(kept, _)| kept.eq_ignore_ascii_case(name));
    let own = kept.map_or("", |(_, own)| own);
    let (attributes, rest) = attributes(&inner[length..], own)?;
    let kept = kept.map(|&(name, _)| Kept { name, ends, attributes });
    Some((kept, text.len() - rest.len()))
}

/// The attributes to keep, and what follows the tag. None if it is not closed.
fn attributes<'h>(
    text: &'h str,
    own: &'static str,
) -> Option<(Vec<(&'static str, &'h str)>, &'h str)> {
    let mut found: Vec<(&'static str, &'h str)> = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(rest) = rest.strip_prefix('>') {
            return Some((found, rest));
        }
        let length = rest.find(|c: char| c.is_ascii_whitespace() || "=>/<\"'".contains(c))?;
        if length == 0 {
            return None;
        }
        let name = &rest[..length];
        rest = &rest[length..];
        let mut value = "";
        if let Some(behind) = rest.trim_ascii_start().strip_prefix('=') {
            (value, rest) = attribute_value(behind.trim_ascii_start())?;
        }
        let known = own.split(' ').chain(ANYWHERE.iter().copied());
        let known = known.into_iter().find(|known| known.eq_ignore_ascii_case(name));
        if let Some(known) = known.filter(|known| found.iter().all(|(name, _)| name != known)) {
            found.push((known, value));
        }
    }
}

/// The value that a text begins with, and the rest.
fn attribute_value(text: &str) -> Option<(&str, &str)> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split_once(quote),
        _ => {
            let length = text.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
            Some(text.split_at(length))
        }
    }
}

/// A value as HTML, for an attribute between double quotes.
pub(super) fn quoted(value: &str) -> String {
    value.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text of a value.
pub(super) fn decoded(value: &str) -> String {
    // Addresses are written with `&amp;` at most.
    value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// HTML of ours with tags of others in it: nothing but known tags and attributes stays, and all that
/// is open is closed.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    // Those that the renderer itself writes.
    let ours = [
        ("code", "class"),
        ("i", "class"),
        ("div", "class"),
        ("input", "checked disabled type"),
        ("section", "class data-part"),
        ("span", "class data-id"),
        ("audio", "controls"),
        ("video", "controls"),
        ("td", "style"),
        ("th", "style"),
    ];
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (name, own) in KEPT.iter().chain(&ours) {
        attributes.entry(name).or_default().extend(own.split(' ').filter(|own| !own.is_empty()));
    }
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(attributes.keys().copied().collect())
        .tag_attributes(attributes)
        .generic_attributes(ANYWHERE.iter().copied().collect())
        .filter_style_properties(HashSet::from(["text-align"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    builder
});
