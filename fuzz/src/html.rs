//! HTML: what cards show holds nothing that runs; what Anki holds becomes Markdown.

use std::rc::Rc;

use html5ever::driver::ParseOpts;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom};
use qlint::anki::markdown::{self, Headings, How};
use qlint::document::Document;
use qlint::render::{self, Renderer};

use super::bench::{self, SCHEMA};

/// The body of a question as HTML.
pub(crate) fn card(text: &str) {
    let source = bench::source(&format!("---\nid: PY-ADV-001\n---\n{text}"));
    let reading = bench::reading("question", &source);
    let Some(question) = reading.questions.first() else { return };
    let document = Document::new(question, SCHEMA.names());
    let mut renderer = Renderer::new(&document);
    harmless(&renderer.whole());
    harmless(&renderer.preamble());
    for section in &document.sections {
        harmless(&renderer.section(section));
        harmless(&renderer.heading(&section.heading));
        harmless(&renderer.before_parts(section));
        harmless(&renderer.outside_lists(section));
        section.subsections.iter().for_each(|part| harmless(&renderer.part(part)));
        document.items(section).iter().for_each(|item| harmless(&renderer.item(item)));
    }
    harmless(&render::title(text));
}

/// Elements that run something, load something, or reach out of the card.
pub(crate) const BARRED: [&str; 16] = [
    "script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta",
    "base", "svg", "math", "template", "noscript", "textarea",
];

/// Nothing in it runs, as a browser reads it.
fn harmless(html: &str) {
    each(html, |name, attributes, _| {
        assert!(!BARRED.contains(&name) || is_task(name, attributes), "<{name}> in {html:?}");
        inert(attributes, html);
    });
}

/// Whether it is the box of an item of a task list, which nobody can tick.
pub(crate) fn is_task(name: &str, attributes: &[(String, String)]) -> bool {
    let pairs: Vec<_> =
        attributes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let [kind, disabled, checked] = [("type", "checkbox"), ("disabled", ""), ("checked", "")];
    name == "input" && (pairs == [kind, disabled] || pairs == [kind, disabled, checked])
}

/// Every element of a page as a browser reads it: its name, its attributes, itself.
pub(crate) fn each(html: &str, mut seen: impl FnMut(&str, &[(String, String)], &Node)) {
    let dom = html5ever::parse_document(RcDom::default(), ParseOpts::default());
    let dom = dom.one(html);
    // A node that is dropped takes its whole tree apart, also what somebody else still holds.
    let mut open: Vec<Handle> = vec![Rc::clone(&dom.document)];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attrs = attrs.borrow();
            let attributes =
                attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string()));
            seen(name.local.as_ref(), &attributes.collect::<Vec<_>>(), &node);
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
}

/// To where columns of tables are aligned.
const SIDES: [&str; 3] = ["left", "right", "center"];

/// No attribute runs anything, or leads to what does.
pub(crate) fn inert(attributes: &[(String, String)], html: &str) {
    for (key, value) in attributes {
        let key = key.as_str();
        let value = value.trim_start_matches(|c: char| c <= ' ').to_lowercase();
        let value: String = value.chars().filter(|c| !"\t\r\n".contains(*c)).collect();
        let aligns = value.strip_prefix("text-align:").map(str::trim);
        let aligns = key == "style" && aligns.is_some_and(|side| SIDES.contains(&side));
        let runs = key.starts_with("on") || ["style", "srcdoc", "srcset"].contains(&key);
        let runs = runs && !aligns;
        assert!(!runs, "{key} in {html:?}");
        let leads = ["href", "src", "action", "poster"].contains(&key);
        let bad = ["javascript:", "vbscript:", "data:", "file:"];
        let bad = leads && bad.iter().any(|scheme| value.starts_with(scheme));
        assert!(!bad, "{key}={value} in {html:?}");
    }
}

/// The name of an element.
pub(crate) fn name(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.to_string()),
        _ => None,
    }
}

/// A field of a note as Markdown.
pub(crate) fn anki(html: &str) {
    for headings in [Headings::Ours, Headings::Below(2)] {
        let how = How { headings, media: &|name| Some(format!("media/{name}")) };
        markdown::markdown(html, how);
        markdown::pieces(html, how);
    }
    markdown::text(html);
    let line = markdown::line(html);
    assert!(!line.contains('\n'), "{line:?}");
    bench::reading("question", &bench::source(&line));
}
