//! HTML: what cards show holds nothing that runs; what Anki holds becomes Markdown.

use html5ever::driver::ParseOpts;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
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
const BARRED: [&str; 16] = [
    "script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta",
    "base", "svg", "math", "template", "noscript", "textarea",
];

/// Nothing in it runs, as a browser reads it.
fn harmless(html: &str) {
    let dom = html5ever::parse_document(RcDom::default(), ParseOpts::default());
    let dom = dom.one(html);
    let mut open: Vec<Handle> = vec![dom.document];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let name = name.local.as_ref();
            assert!(!BARRED.contains(&name), "<{name}> in {html:?}");
            for attribute in attrs.borrow().iter() {
                let key: &str = attribute.name.local.as_ref();
                let value = attribute.value.trim_start_matches(|c: char| c <= ' ').to_lowercase();
                let value: String = value.chars().filter(|c| !"\t\r\n".contains(*c)).collect();
                let runs = key.starts_with("on") || ["style", "srcdoc", "srcset"].contains(&key);
                assert!(!runs, "{key} in {html:?}");
                let leads = ["href", "src", "action", "poster"].contains(&key);
                let bad = ["javascript:", "vbscript:", "data:", "file:"];
                let bad = leads && bad.iter().any(|scheme| value.starts_with(scheme));
                assert!(!bad, "{key}={value} in {html:?}");
            }
        }
        open.extend(node.children.borrow().iter().cloned());
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
