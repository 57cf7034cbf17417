//! Blocks: paragraphs, headings, lists, code, quotes, tables.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag};

use super::dom::{Element, Node};
use super::inline::{Line, target};
use super::print::Raw;
use super::{Headings, How, code, table};

/// Elements of which nothing is shown.
const HIDDEN: &[&str] = &["script", "style", "title", "template", "head", "svg", "noscript"];

/// Elements that begin and end a paragraph.
const BOXES: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
];

/// Classes of what shows beside a text without being part of it: marks of headings that are links,
/// numbers of lines.
const BESIDE: &[&str] = &["anchor-link", "headerlink", "linenos", "gutter", "lineno"];

/// The longest heading, in characters.
const MAX_HEADING: usize = 200;

/// Makes events of a tree.
pub(super) struct Blocks<'h> {
    how: How<'h>,
    pub(super) events: Vec<Event<'static>>,
    pub(super) line: Line,
    raw: Raw,
    /// The elements around the place, the innermost last.
    pub(super) around: Vec<Element>,
    /// How many levels headings move down.
    shift: i8,
}

impl<'h> Blocks<'h> {
    /// What stands inside an element.
    pub(super) fn of(element: &Element, how: How<'h>) -> (Vec<Event<'static>>, Raw) {
        let shift = match how.headings {
            Headings::Below(level) => level as i8 - highest(element) as i8,
            Headings::Ours => 0,
        };
        let (events, line, raw) = (Vec::new(), Line::default(), Raw::default());
        let mut blocks = Blocks { how, events, line, raw, around: Vec::new(), shift };
        blocks.inside(element);
        blocks.flush();
        (blocks.events, blocks.raw)
    }

    /// These nodes; headings stay where they are.
    pub(super) fn of_nodes(nodes: Vec<Node>, how: How<'h>) -> (Vec<Event<'static>>, Raw) {
        let (events, line, raw) = (Vec::new(), Line::default(), Raw::default());
        let mut blocks = Blocks { how, events, line, raw, around: Vec::new(), shift: 0 };
        blocks.nodes(nodes);
        blocks.flush();
        (blocks.events, blocks.raw)
    }

    pub(super) fn inside(&mut self, element: &Element) {
        self.around.push(element.clone());
        self.nodes(element.nodes());
        self.around.pop();
    }

    fn nodes(&mut self, nodes: Vec<Node>) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(&text),
                Node::Element(inner) => self.element(&inner),
            }
        }
    }

    /// The inline content of an element for a line of its own.
    pub(super) fn inline(&mut self, element: &Element) -> Line {
        let events = std::mem::take(&mut self.events);
        let line = std::mem::take(&mut self.line);
        self.inside(element);
        // Blocks inside: their text is what counts.
        let blocks = std::mem::take(&mut self.events);
        if !blocks.is_empty() {
            let rest = std::mem::take(&mut self.line);
            blocks.into_iter().for_each(|event| self.line.push_inline(event));
            self.line.append(rest);
        }
        self.events = events;
        std::mem::replace(&mut self.line, line)
    }

    /// Ends the paragraph.
    pub(super) fn flush(&mut self) {
        for paragraph in self.line.paragraphs() {
            self.block(Tag::Paragraph, paragraph);
        }
    }

    pub(super) fn block(&mut self, tag: Tag<'static>, inside: Vec<Event<'static>>) {
        let end = tag.to_end();
        self.events.push(Event::Start(tag));
        self.events.extend(inside);
        self.events.push(Event::End(end));
    }

    /// The blocks inside an element, apart from those around it.
    fn inner(&mut self, element: &Element) -> Vec<Event<'static>> {
        self.flush();
        let events = std::mem::take(&mut self.events);
        self.inside(element);
        self.flush();
        std::mem::replace(&mut self.events, events)
    }

    pub(super) fn text(&mut self, text: &str) {
        let mut marks = MATH.map(|(open, close, mark)| Marks { open, close, mark, next: None });
        let mut at = 0;
        loop {
            let found = marks.iter_mut().filter_map(|one| one.find(text, at));
            let Some((whole, math)) = found.min_by_key(|(whole, _)| whole.start) else { break };
            self.sounds(&text[at..whole.start]);
            let raw = self.raw.add(math.to_string());
            self.line.text(&raw);
            at = whole.end;
        }
        self.sounds(&text[at..]);
    }

    /// Text with the names of its sounds as the Markdown calls them.
    fn sounds(&mut self, text: &str) {
        let mut parts = text.split("[sound:");
        self.line.text(parts.next().unwrap_or_default());
        for part in parts {
            match part.split_once(']') {
                Some((name, after)) => {
                    let raw = self.raw.add(format!("[sound:{}]", self.url(name)));
                    self.line.text(&raw);
                    self.line.text(after);
                }
                None => self.line.text(&format!("[sound:{part}")),
            }
        }
    }

    pub(super) fn element(&mut self, element: &Element) {
        let beside = |class: &&str| element.has_class(class);
        match element.name() {
            name if HIDDEN.contains(&name) => {}
            _ if BESIDE.iter().any(beside) => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element),
            "ul" | "ol" | "menu" => self.list(element),
            "pre" | "listing" => self.code(element),
            "blockquote" => {
                let inside = self.inner(element);
                if !inside.is_empty() {
                    self.block(Tag::BlockQuote(None), inside);
                }
            }
            "hr" => {
                self.flush();
                self.events.push(Event::Rule);
            }
            "table" => self.table(element),
            "dt" | "summary" => {
                self.flush();
                self.emphasis(Tag::Strong, element);
                self.flush();
            }
            name if BOXES.contains(&name) => {
                self.flush();
                self.inside(element);
                self.flush();
            }
            _ => self.phrase(element),
        }
    }

    /// An element inside a line.
    fn phrase(&mut self, element: &Element) {
        match element.name() {
            "br" => self.line.hard_break(),
            "b" | "strong" => self.emphasis(Tag::Strong, element),
            "i" | "em" | "cite" | "dfn" | "var" => self.emphasis(Tag::Emphasis, element),
            "s" | "del" | "strike" => self.emphasis(Tag::Strikethrough, element),
            "code" | "kbd" | "samp" | "tt" => self.line.code(&element.text()),
            "a" => self.link(element),
            "img" => self.image(element),
            "input" => {
                let kind = element.attribute("type").unwrap_or_default();
                if kind.eq_ignore_ascii_case("checkbox") && self.line.is_empty() {
                    let checked = element.attribute("checked").is_some();
                    self.line.push(Event::TaskListMarker(checked));
                }
            }
            "sub" | "sup" if is_word(&element.text()) => {
                let name = element.name();
                self.line.push(Event::InlineHtml(format!("<{name}>").into()));
                self.inside(element);
                self.line.push(Event::InlineHtml(format!("</{name}>").into()));
            }
            "anki-mathjax" => {
                let marks = if element.attribute("block").is_some() { "$$" } else { "$" };
                let raw = self.raw.add(format!("{marks}{}{marks}", element.text()));
                self.line.text(&raw);
            }
            "audio" | "video" | "source" | "object" => self.player(element),
            "q" => {
                self.line.text("\"");
                self.inside(element);
                self.line.text("\"");
            }
            _ if is_bold(element) => self.emphasis(Tag::Strong, element),
            _ if is_italic(element) => self.emphasis(Tag::Emphasis, element),
            _ => self.inside(element),
        }
    }

    fn emphasis(&mut self, tag: Tag<'static>, element: &Element) {
        // A block inside ends the line, and the emphasis with it.
        let holds_blocks = |inner: &Element| BOXES.contains(&inner.name()) || is_block(inner);
        if element.find(&holds_blocks).is_some() || !self.line.open(tag) {
            return self.inside(element);
        }
        self.inside(element);
        self.line.close();
    }

    fn link(&mut self, element: &Element) {
        let url = element.attribute("href").unwrap_or_default();
        let url = url.trim();
        let runs = url.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"));
        let holds_blocks = |inner: &Element| BOXES.contains(&inner.name()) || is_block(inner);
        let plain = url.is_empty() || url.starts_with('#') || runs;
        if plain || element.find(&holds_blocks).is_some() {
            return self.inside(element);
        }
        if self.line.open(target(element, url.to_owned())) {
            self.inside(element);
            self.line.close();
        } else {
            self.inside(element);
        }
    }

    fn image(&mut self, element: &Element) {
        let source = element.attribute("src").unwrap_or_default();
        // A picture inside the text itself is not one that Markdown can hold; its words are.
        let inline = source.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
        let words = element.attribute("alt").unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if inline || source.trim().is_empty() {
            return self.line.text(&words);
        }
        let url = self.url(source.trim());
        let tag = target(element, url);
        let end = tag.to_end();
        self.line.push(Event::Start(tag));
        if !words.is_empty() {
            self.line.push(Event::Text(words.into()));
        }
        self.line.push(Event::End(end));
    }

    /// A sound or a film, as Anki writes them.
    fn player(&mut self, element: &Element) {
        let url = element.attribute("src").or_else(|| element.attribute("data"));
        if let Some(url) = url.filter(|url| !url.trim().is_empty()) {
            let raw = self.raw.add(format!("[sound:{}]", self.url(url.trim())));
            self.line.text(&raw);
        }
        self.inside(element);
    }

    fn url(&self, url: &str) -> String {
        (self.how.media)(url).unwrap_or_else(|| url.to_owned())
    }

    fn heading(&mut self, element: &Element) {
        self.flush();
        // What was pasted into a heading is none.
        let holds =
            |inner: &Element| is_block(inner) || ["p", "img", "table"].contains(&inner.name());
        if element.find(&holds).is_some() || element.text().chars().count() > MAX_HEADING {
            self.inside(element);
            return self.flush();
        }
        let level = element.name().as_bytes().get(1).map_or(6, |digit| digit - b'0');
        let level = match self.how.headings {
            Headings::Below(_) => level.saturating_add_signed(self.shift).clamp(1, 6),
            Headings::Ours => {
                let part = self.around.last().filter(|one| one.attribute("data-part").is_some());
                let first = part.and_then(|part| part.elements().next());
                if first.is_some_and(|first| first.is(element)) { 3 } else { level.max(4) }
            }
        };
        let events = self.inline(element).single();
        if events.is_empty() {
            return;
        }
        let level = HeadingLevel::try_from(usize::from(level)).unwrap_or(HeadingLevel::H6);
        let (id, classes, attrs) = (None, Vec::new(), Vec::new());
        self.block(Tag::Heading { level, id, classes, attrs }, events);
    }

    fn code(&mut self, element: &Element) {
        self.flush();
        let text = code::text(element);
        if text.is_empty() {
            return;
        }
        let language = code::language(element, &self.around);
        let block = Tag::CodeBlock(CodeBlockKind::Fenced(language.into()));
        self.block(block, vec![Event::Text(text.into())]);
    }

    fn table(&mut self, element: &Element) {
        self.flush();
        let caption = element.elements().find(|inner| inner.name() == "caption");
        match table::table(self, element) {
            Some(events) => {
                if let Some(caption) = caption {
                    self.inside(&caption);
                    self.flush();
                }
                self.events.extend(events);
            }
            // It only puts things in their places.
            None => {
                self.inside(element);
                self.flush();
            }
        }
    }
}

/// The level of the highest heading in an element; 6 if there is none.
fn highest(element: &Element) -> u8 {
    let level = |name: &str| match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    };
    let inner =
        element.elements().map(|inner| level(inner.name()).unwrap_or_else(|| highest(&inner)));
    inner.min().unwrap_or(6)
}

fn is_block(element: &Element) -> bool {
    let blocks = ["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote", "hr"];
    blocks.contains(&element.name())
}

/// Whether a text is of one word, as what stands higher or lower is.
fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// Whether a style makes text bold.
fn is_bold(element: &Element) -> bool {
    let weight = style(element, "font-weight");
    weight.is_some_and(|weight| {
        weight.starts_with("bold") || weight.parse().is_ok_and(|n: u16| n >= 600)
    })
}

fn is_italic(element: &Element) -> bool {
    style(element, "font-style").is_some_and(|style| style == "italic")
}

fn style(element: &Element, wanted: &str) -> Option<String> {
    let style = element.attribute("style")?;
    style.split(';').find_map(|part| {
        let (name, value) = part.split_once(':')?;
        (name.trim() == wanted).then(|| value.trim().to_owned())
    })
}

/// What math stands between, and between what Markdown has it.
const MATH: [(&str, &str, &str); 4] =
    [("\\(", "\\)", "$"), ("\\[", "\\]", "$$"), ("[$]", "[/$]", "$"), ("[$$]", "[/$$]", "$$")];

/// Where the next math between such marks stands: a text may be full of others, and none is looked for
/// twice.
struct Marks {
    open: &'static str,
    close: &'static str,
    mark: &'static str,
    /// Where the last that was found opens and closes; none of one that is never found.
    next: Option<Option<(usize, usize)>>,
}

/// Math as Markdown.
struct Math<'t>(&'static str, &'t str);

impl std::fmt::Display for Math<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{0}{1}{0}", self.0, self.1)
    }
}

impl Marks {
    /// The first math behind a place, which is not before the last that was asked for.
    fn find<'t>(&mut self, text: &'t str, at: usize) -> Option<(Range<usize>, Math<'t>)> {
        let known = self.next.map_or(Some(None), |next| next.map(Some))?;
        let (open, close) = match known.filter(|(open, _)| *open >= at) {
            Some(known) => known,
            None => (*self.next.insert(self.search(text, at, known.map(|(_, close)| close))))?,
        };
        let math = Math(self.mark, &text[open + self.open.len()..close]);
        Some((open..close + self.close.len(), math))
    }

    /// Where the first opens and closes; `known` is the first end behind some place before.
    fn search(&self, text: &str, at: usize, known: Option<usize>) -> Option<(usize, usize)> {
        let open = at + text[at..].find(self.open)?;
        let inside = open + self.open.len();
        let close = known.filter(|close| *close >= inside);
        Some((open, close.or_else(|| Some(inside + text[inside..].find(self.close)?))?))
    }
}
