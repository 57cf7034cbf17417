//! What writers make of what a question points at.

use std::fmt::Debug;

use super::escape;

/// Where the links of questions lead in what a writer makes. Paths count from the root.
pub trait Links: Debug {
    /// The question that is meant, if it is one of the corpus.
    fn question(&self, _meant: Meant<'_>) -> Option<Reference> {
        None
    }

    /// What the picture or sound at a path is called there, if it is there; `_written` is the path
    /// as the question says it.
    fn media(&self, _path: &str, _written: &str) -> Option<String> {
        None
    }

    /// Whether pictures, sounds and films of the web are shown; else there is a link to them.
    fn shows_web(&self) -> bool {
        true
    }

    /// The HTML of math, on lines of its own if `display`; none if it is left to MathJax.
    fn math(&self, _latex: &str, _display: bool) -> Option<String> {
        None
    }

    /// The HTML of `[sound:…]`; `name` is from [`Links::media`].
    fn sound(&self, name: &str) -> String {
        format!("<audio controls src=\"{}\"></audio>", escape(name))
    }
}

/// How a question is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant<'m> {
    /// By the path of its file.
    Path(&'m str),
    /// By its id: `[[PY-ADV-003]]`.
    Id(&'m str),
}

/// A question pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its id.
    pub id: String,
    /// Where it can be read, if one can go there.
    pub href: Option<String>,
}

/// Nothing leads anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Nowhere;

impl Links for Nowhere {}

impl Reference {
    /// The tags around a text that points at it. The id is said if the text does not say it.
    pub(super) fn tags(&self, text: &str) -> (String, String) {
        let id = escape(&self.id);
        let named = match text.contains(&self.id) {
            true => String::new(),
            false => format!(" <small>[{id}]</small>"),
        };
        match &self.href {
            Some(href) => (format!("<a href=\"{}\">", escape(href)), format!("{named}</a>")),
            None => (format!("<span class=\"ref\" data-id=\"{id}\">"), format!("{named}</span>")),
        }
    }
}
