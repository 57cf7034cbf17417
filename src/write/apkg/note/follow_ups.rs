//! Follow-up questions for a card of their own: what is answer in them waits for the back.

use super::parts::Parts;
use crate::document::Section;

/// What begins a block of HTML.
const BLOCKS: [&str; 9] =
    ["<p>", "<ul", "<ol", "<pre", "<blockquote", "<div", "<table", "<h4", "<hr"];

/// The questions of a section. Answers wear the class `reply`, which only the back shows.
pub(super) fn html(section: &Section, parts: &mut Parts<'_, '_>) -> String {
    let items = parts.document.items(section);
    if items.is_empty() {
        return split(&parts.renderer.section(section));
    }
    let items: String = items
        .iter()
        .map(|item| format!("<li{}>{}</li>\n", parts.dir, split(&parts.renderer.item(item))))
        .collect();
    let around = parts.renderer.outside_lists(section);
    format!("<ol>\n{items}</ol>\n{}", reply("div", &around))
}

/// A question and its answer: what follows its first line or paragraph, and parentheses at the end
/// of that.
fn split(html: &str) -> String {
    let first = if html.starts_with("<p>") { html.find("</p>") } else { None };
    let end = first.or_else(|| BLOCKS.iter().filter_map(|block| html.find(block)).min());
    let (lead, rest) = html.split_at(end.unwrap_or(html.len()));
    let (close, rest) = if first.is_some() { rest.split_at("</p>".len()) } else { ("", rest) };
    let answer = parenthesis(lead).unwrap_or(lead.len());
    let (question, answer) = lead.split_at(answer);
    format!("{question}{}{close}{}", reply("span", answer), reply("div", rest))
}

fn reply(tag: &str, html: &str) -> String {
    if html.trim().is_empty() {
        return html.to_owned();
    }
    format!("<{tag} class=\"reply\">{html}</{tag}>")
}

/// Where the parentheses begin that end a line whose sentence is over before them.
fn parenthesis(line: &str) -> Option<usize> {
    let text = line.trim_end();
    let text = text.strip_suffix('.').unwrap_or(text);
    if !text.ends_with([')', '）']) {
        return None;
    }
    let mut depth = 0_usize;
    let mut tag = false;
    let open = text.char_indices().rev().find(|&(_, c)| {
        match c {
            '>' => tag = true,
            '<' => tag = false,
            ')' | '）' if !tag => depth += 1,
            '(' | '（' if !tag => depth -= 1,
            _ => {}
        }
        depth == 0 && !tag && ['(', '（'].contains(&c)
    });
    let (at, _) = open?;
    let before = text[..at].trim_end();
    let ends = ['?', '!', '.', ':', '？', '！', '。', '؟'];
    // A tag may close between: `<code>x?</code> (…)`.
    let before = before.trim_end_matches("</code>").trim_end_matches("</em>");
    let is_over = before.trim_end_matches("</strong>").ends_with(ends);
    (is_over && text[at..].len() > "()".len()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_wait() {
        let table = [
            ("Why?", "Why?"),
            ("Why? (Because f(x) is.)", "Why? <span class=\"reply\">(Because f(x) is.)</span>"),
            ("Why? (Because).", "Why? <span class=\"reply\">(Because).</span>"),
            ("What does f() do (in short)", "What does f() do (in short)"),
            ("What is O(n)?", "What is O(n)?"),
            ("Explain f()", "Explain f()"),
            ("なぜ？（理由）", "なぜ？<span class=\"reply\">（理由）</span>"),
            (
                "Why? (see <a href=\"x)(\">y</a>)",
                "Why? <span class=\"reply\">(see <a href=\"x)(\">y</a>)</span>",
            ),
            ("Why?\n<ul><li>b</li></ul>", "Why?\n<div class=\"reply\"><ul><li>b</li></ul></div>"),
            (
                "<p>Why? (a)</p>\n<p>b</p>\n",
                "<p>Why? <span class=\"reply\">(a)</span></p><div class=\"reply\">\n<p>b</p>\n</div>",
            ),
            (")", ")"),
            ("", ""),
        ];
        for (html, expected) in table {
            assert_eq!(split(html), expected, "{html}");
        }
    }
}
