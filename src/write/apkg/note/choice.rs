//! Questions with options to choose from.

use super::Fields;
use super::parts::Parts;
use super::position::refers_to_position;
use crate::question::section;

pub(super) fn fill(fields: &mut Fields, parts: &mut Parts<'_, '_>) {
    let prompt = parts.renderer.preamble() + &parts.take_named(section::QUESTION);
    fields.set("Prompt", prompt);
    fields.set("Options", options(parts));
    fields.set("Explanation", parts.take(section::EXPLANATION));
    fields.set("Details", parts.details());
}

/// The options as a list; the marked ones bear `data-ok`, which only the back makes visible. Cards
/// shuffle it unless it is `fixed`.
fn options(parts: &mut Parts<'_, '_>) -> String {
    let document = parts.document;
    let Some(section) = parts.section(section::OPTIONS) else { return String::new() };
    let items = document.items(section);
    let mut class = String::from("options");
    if items.iter().filter(|item| item.checked == Some(true)).count() > 1 {
        class += " several";
    }
    if refers_to_position(document, items.len()) {
        class += " fixed";
    }
    let mut html = parts.renderer.outside_lists(section);
    html += &format!("<ol class=\"{class}\" type=\"A\">\n");
    for item in items {
        let key = if item.checked == Some(true) { " data-ok" } else { "" };
        html += &format!("<li{key}>{}</li>\n", parts.renderer.item(&item));
    }
    html + "</ol>"
}
