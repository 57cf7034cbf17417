//! Code as HTML whose parts wear classes, so that a style sheet can colour them.
//!
//! A table of languages ([`language`]) and one scanner ([`scan`]). It knows words and what stands
//! between quotation marks, no grammar: enough for colours, and as fast as the text is long
//! whatever the text is. Nothing is added to the code, and nothing left out.

mod language;
mod lines;
mod markup;
mod scan;
mod shell;
mod table;
mod text;

use language::{Family, Language};

/// What a part of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A name that hangs on something: an attribute, a decorator, a key, a variable of a shell.
    Attribute,
    /// A comment, and what a computer printed before somebody typed.
    Comment,
    /// A line taken out.
    Deleted,
    /// A function where it is made, a command of a shell.
    Function,
    /// A line put in.
    Inserted,
    /// A word of the language, the name of a tag.
    Keyword,
    /// A constant that has a name.
    Constant,
    /// Text.
    Text,
    /// A type.
    Type,
}

impl Class {
    /// Its name in HTML.
    fn name(self) -> &'static str {
        match self {
            Class::Attribute => "a",
            Class::Comment => "c",
            Class::Deleted => "d",
            Class::Function => "f",
            Class::Inserted => "i",
            Class::Keyword => "k",
            Class::Constant => "n",
            Class::Text => "s",
            Class::Type => "t",
        }
    }
}

/// A block of code as HTML; `info` is what stands behind the fence.
pub(super) fn block(info: &str, code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2 + 40);
    // Beside pulldown_cmark's own cut at the first blank: `js{1,3}` and `{.python}` name a language too.
    let written = info.split([' ', '\t']).next().unwrap_or_default();
    html.push_str("<pre><code");
    if !written.is_empty() {
        html.push_str(" class=\"language-");
        html.push_str(&super::escape(written));
        html.push('"');
    }
    html.push('>');
    let mut out = Out { html, code, done: 0, last: None };
    let name = written.trim_start_matches(['{', '.']).split([',', '{', ':', '}']).next();
    if let Some(language) = name.and_then(language::named) {
        paint(language, 0..code.len(), &mut out);
    }
    out.finish() + "</code></pre>\n"
}

/// Marks the parts of a piece of code.
fn paint(language: &'static Language, range: std::ops::Range<usize>, out: &mut Out<'_>) {
    match language.family {
        Family::Words => scan::scan(language, range, out),
        Family::Markup => markup::scan(range, out),
        Family::Diff => lines::diff(range, out),
        Family::Console => lines::console(range, out),
        Family::Markdown => lines::markdown(range, out),
    }
}

/// The HTML so far.
struct Out<'c> {
    html: String,
    code: &'c str,
    /// How much of the code stands in it.
    done: usize,
    /// Where the last marked bytes end, and their class.
    last: Option<(usize, Class)>,
}

/// What ends marked bytes.
const CLOSE: &str = "</i>";

impl Out<'_> {
    /// Marks bytes behind all that is marked already.
    fn mark(&mut self, start: usize, end: usize, class: Class) {
        if start < self.done || end <= start {
            return;
        }
        // Few tags, and short ones: there are more of these than of all others, and packages hold them all.
        if self.joins(start, class) {
            self.html.truncate(self.html.len() - CLOSE.len());
            self.plain(start);
        } else {
            self.plain(start);
            self.html.push_str("<i class=");
            self.html.push_str(class.name());
            self.html.push('>');
        }
        self.plain(end);
        self.html.push_str(CLOSE);
        self.last = Some((end, class));
    }

    /// Whether only blanks stand between the last marked bytes and these, and both are of one class.
    fn joins(&self, start: usize, class: Class) -> bool {
        let between = self.code.as_bytes().get(self.done..start);
        self.last == Some((self.done, class))
            && between.is_some_and(|between| between.iter().all(u8::is_ascii_whitespace))
    }

    /// Adds the code up to a byte as it is.
    fn plain(&mut self, end: usize) {
        let mut rest = self.code.get(self.done..end).unwrap_or_default();
        while let Some(at) = memchr::memchr3(b'<', b'>', b'&', rest.as_bytes()) {
            self.html.push_str(&rest[..at]);
            self.html.push_str(match rest.as_bytes()[at] {
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&amp;",
            });
            rest = &rest[at + 1..];
        }
        self.html.push_str(rest);
        self.done = end.max(self.done);
    }

    fn finish(mut self) -> String {
        self.plain(self.code.len());
        self.html
    }
}

#[cfg(test)]
mod tests;
