//! A tree of HTML, and what is asked of its elements.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::document::nesting::is_sane;

/// HTML as a tree; its elements are empty once it is gone.
pub(super) struct Dom(RcDom);

/// An element of it.
#[derive(Clone)]
pub(super) struct Element(Handle);

/// What stands in an element.
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl std::fmt::Debug for Dom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dom")
    }
}

impl std::fmt::Debug for Element {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}>", self.name())
    }
}

impl Dom {
    /// Reads a piece of HTML, whatever it is.
    pub(super) fn parse(html: &str) -> Dom {
        let escaped;
        let html = match is_sane(html) {
            true => html,
            // As text, tags and all, rather than for minutes.
            false => {
                escaped = html.replace('&', "&amp;").replace('<', "&lt;");
                &escaped
            }
        };
        Dom(parse_document(RcDom::default(), ParseOpts::default()).one(html))
    }

    /// What the piece consists of: the body that is made for it.
    pub(super) fn root(&self) -> Element {
        let document = Element(self.0.document.clone());
        let html = document.elements().find(|element| element.name() == "html");
        let body = html.and_then(|html| html.elements().find(|element| element.name() == "body"));
        body.unwrap_or(document)
    }
}

impl Element {
    /// Whether it is the same one.
    pub(super) fn is(&self, other: &Element) -> bool {
        std::rc::Rc::ptr_eq(&self.0, &other.0)
    }

    /// Its name, in small letters.
    pub(super) fn name(&self) -> &str {
        match &self.0.data {
            NodeData::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, wanted: &str) -> Option<String> {
        let NodeData::Element { attrs, .. } = &self.0.data else { return None };
        let attrs = attrs.borrow();
        attrs.iter().find(|one| &*one.name.local == wanted).map(|one| one.value.to_string())
    }

    /// Whether it is of a class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.classes().iter().any(|one| one == class)
    }

    /// Its classes.
    pub(super) fn classes(&self) -> Vec<String> {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split_whitespace().map(str::to_owned).collect()
    }

    /// What stands in it; comments do not count.
    pub(super) fn nodes(&self) -> Vec<Node> {
        let children = self.0.children.borrow();
        let node = |child: &Handle| match &child.data {
            NodeData::Text { contents } => Some(Node::Text(contents.borrow().to_string())),
            NodeData::Element { .. } => Some(Node::Element(Element(child.clone()))),
            _ => None,
        };
        children.iter().filter_map(node).collect()
    }

    /// The elements that stand in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = Element> {
        self.nodes().into_iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element inside it, however deep, that is as wanted.
    pub(super) fn find(&self, wanted: &dyn Fn(&Element) -> bool) -> Option<Element> {
        self.elements().find_map(
            |inner| {
                if wanted(&inner) { Some(inner) } else { inner.find(wanted) }
            },
        )
    }

    /// All text in it as it is.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for node in self.nodes() {
            match node {
                Node::Text(part) => text.push_str(&part),
                Node::Element(inner) if inner.name() == "br" => text.push('\n'),
                Node::Element(inner) => inner.push_text(text),
            }
        }
    }
}
