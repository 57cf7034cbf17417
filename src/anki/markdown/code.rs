//! Blocks of code.

use super::dom::{Element, Node};

/// Classes that say a language behind a prefix.
const PREFIXES: &[&str] = &["language-", "lang-", "highlight-source-", "highlight-text-", "brush:"];

/// Classes beside `hljs`, `highlight` and the like that are no language.
const NO_LANGUAGE: &[&str] = &[
    "hljs",
    "highlight",
    "code",
    "codehilite",
    "prettyprint",
    "source",
    "sourcecode",
    "language-plaintext",
    "highlighter-rouge",
    "nohighlight",
    "linenums",
    "chroma",
];

/// The language of a `<pre>`, which stands in these elements, the innermost last.
pub(super) fn language(pre: &Element, around: &[Element]) -> String {
    let code = pre.find(&|inner| inner.name() == "code");
    let wrappers = around.iter().rev().take(3).filter(|element| {
        let classes = element.attribute("class").unwrap_or_default();
        element.name() == "div" && (classes.contains("highlight") || classes.contains("lang"))
    });
    let named = code.iter().chain([pre]).chain(wrappers).find_map(named);
    named.unwrap_or_default()
}

fn named(element: &Element) -> Option<String> {
    let data = ["data-lang", "data-language", "lang"].iter().find_map(|key| element.attribute(key));
    if let Some(name) = data.filter(|name| is_name(name)) {
        return Some(name);
    }
    let classes = element.classes();
    let prefixed = PREFIXES.iter().find_map(|prefix| {
        let at = classes.iter().position(|class| class.starts_with(prefix))?;
        let name = &classes[at][prefix.len()..];
        // `brush: python` is two classes.
        let name = if name.is_empty() { classes.get(at + 1)?.as_str() } else { name };
        let name = name.trim_end_matches(';').trim_end_matches("-basic");
        is_name(name).then(|| name.to_owned())
    });
    if prefixed.is_some() {
        return prefixed.filter(|name| !["plaintext", "none"].contains(&&**name));
    }
    // `class="hljs python"`.
    let is_hljs = classes.iter().any(|class| class == "hljs" || class == "sourceCode");
    let other = classes.into_iter().find(|class| {
        is_name(class)
            && !class.contains('-')
            && !NO_LANGUAGE.contains(&&**class)
            && class != "sourceCode"
    });
    other.filter(|_| is_hljs)
}

/// Whether a text can stand behind a fence.
fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "+#-._".contains(c);
    !name.is_empty() && name.len() <= 30 && name.chars().all(fits)
}

/// The text of a `<pre>`, its last line ended.
pub(super) fn text(pre: &Element) -> String {
    let mut text = String::new();
    push(pre, &mut text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{a0}', " ");
    let mut text = text.trim_end_matches('\n').to_owned();
    // Editors begin the code on a line of its own.
    let blank = text.len() - text.trim_start_matches('\n').len();
    text.drain(..blank);
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn push(element: &Element, text: &mut String) {
    for node in element.nodes() {
        match node {
            Node::Text(part) => text.push_str(&part),
            Node::Element(inner) => match inner.name() {
                "br" => text.push('\n'),
                // A line each, in some editors.
                "div" | "p" | "li" | "tr" => {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    push(&inner, text);
                    if !text.ends_with('\n') {
                        text.push('\n');
                    }
                }
                _ => push(&inner, text),
            },
        }
    }
}
