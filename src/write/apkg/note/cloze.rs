//! Questions with gaps to fill.

use super::Fields;
use super::parts::{Parts, named};
use crate::anki::cloze;
use crate::question::{Question, section};
use crate::render::title;

/// The field that holds all gaps.
pub(super) const FIELD: &str = "Text";

/// Whether a question seems to have gaps.
pub(super) fn has(question: &Question<'_>) -> bool {
    cloze::has(question.title()) || cloze::has(question.body.text())
}

/// Whether the fields hold a gap.
pub(super) fn found(fields: &Fields) -> bool {
    !cloze::numbers(fields.get(FIELD)).is_empty()
}

pub(super) fn fill(fields: &mut Fields, parts: &mut Parts<'_, '_>) {
    let mut text = String::new();
    let line = cloze::mark(&title(parts.document.question.title()));
    if cloze::has(&line) {
        text = format!("<div class=\"title\"{}>{line}</div>\n", parts.dir);
        // The class hides the title here, where the text repeats it.
        fields.set("Title", format!("<span class=\"gaps\">{}</span>", cloze::gaps(&line)));
    }
    text += &mark(&parts.renderer.preamble());
    parts.take_all(|name, body| {
        let html = mark(&named(name, body));
        // What is asked is asked on the front.
        let front = cloze::has(&html) || name == section::QUESTION;
        if front {
            text += &html;
        }
        front
    });
    fields.set(FIELD, text);
    fields.set("Details", parts.details());
}

/// Marks the gaps of HTML. Code that has one is not coloured: gap and colours would cut each other.
fn mark(html: &str) -> String {
    cloze::mark(&plain_code(html))
}

fn plain_code(html: &str) -> String {
    let mut shown = String::new();
    let mut rest = html;
    while let Some((before, code)) = rest.split_once("<pre") {
        let (code, after) = code.split_once("</pre>").unwrap_or((code, ""));
        let plain = without_colours(code);
        shown.extend([before, "<pre", if cloze::has(&plain) { &plain } else { code }, "</pre>"]);
        rest = after;
    }
    shown + rest
}

/// HTML of code without what colours it.
fn without_colours(html: &str) -> String {
    let mut shown = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<i class=").into_iter().chain(rest.find("</i>")).min() {
        shown.push_str(&rest[..at]);
        rest = rest[at..].split_once('>').map_or("", |(_, after)| after);
    }
    shown + rest
}
