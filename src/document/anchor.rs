//! The places in a Markdown file that a link can point at with `#…`.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markdown_options;

/// The anchors of a file, in order, in lower case: GitHub's for its headings, and those that HTML
/// names (`<a id="…">`).
pub fn anchors(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(body(text), markdown_options()) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let slug = slug(&heading.take().unwrap_or_default());
                found.push(unique(slug, &mut taken));
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some(text) = &mut heading {
                    text.push_str(&part);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                found.extend(
                    attributes(&html, &["id", "name"]).map(|(value, _)| value.to_lowercase()),
                );
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(text) = &mut heading {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    found
}

/// The text behind the front matter, which would be a heading.
fn body(text: &str) -> &str {
    let fence = if text.starts_with("+++") { "\n+++" } else { "\n---" };
    let has_fields = text.starts_with("---") || text.starts_with("+++");
    let end = text.find(fence).filter(|_| has_fields).map_or(0, |end| end + fence.len());
    &text[end..]
}

/// What GitHub makes of a heading: lower case, blanks as hyphens, punctuation gone.
fn slug(heading: &str) -> String {
    let keep = |c: char| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ => c.is_alphanumeric().then_some(c),
    };
    heading.trim().to_lowercase().chars().filter_map(keep).collect()
}

/// The second heading of a name is `name-1`.
fn unique(slug: String, taken: &mut HashMap<String, usize>) -> String {
    let mut name = slug.clone();
    let mut number = *taken.get(&slug).unwrap_or(&0);
    while taken.contains_key(&name) {
        number += 1;
        name = format!("{slug}-{number}");
    }
    taken.insert(slug, number);
    taken.entry(name.clone()).or_insert(0);
    name
}

/// The values of the attributes of these names in a piece of HTML, comments left out, and where
/// they begin.
pub fn attributes<'h>(html: &'h str, names: &[&str]) -> impl Iterator<Item = (&'h str, usize)> {
    let html = if html.trim_start().starts_with("<!--") { "" } else { html };
    let (mut seen, mut inside) = (0, false);
    let value = |(at, _): (usize, &str)| {
        // What stands between tags is no attribute.
        if let Some(mark) = html[seen..at].rfind(['<', '>']) {
            inside = html[seen + mark..].starts_with('<');
        }
        seen = at;
        let before = html[..at].trim_end();
        let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-').next()?;
        let is_named = names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let behind = &html[at + 1..];
        let quoted = behind.trim_start();
        let start = at + 1 + behind.len() - quoted.len();
        let (start, length) = match quoted.chars().next() {
            _ if !is_named => return None,
            Some(quote @ ('"' | '\'')) => (start + 1, quoted[1..].find(quote)?),
            _ if !inside => return None,
            _ => (start, quoted.find(|c: char| c.is_whitespace() || c == '>')?),
        };
        (length > 0).then_some((&html[start..start + length], start))
    };
    html.match_indices('=').filter_map(value).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::{anchors, attributes};

    #[test]
    fn anchors_are_those_of_github() {
        let text = "---\ntitle: x\n---\n\n## What is `a_b()`, and *why*?\n\n# C++ & C\n# Setup\n## Setup\n<a id='Here'></a>\n\n<p name=\"there\">\n\nSetup\n=====\n";
        let expected =
            ["what-is-a_b-and-why", "c--c", "setup", "setup-1", "here", "there", "setup-2"];
        assert_eq!(anchors(text), expected);
    }

    #[test]
    fn attributes_are_found_where_they_stand() {
        let html = r#"<img alt="a" src = 'b.png' data-src="c">"#;
        assert_eq!(attributes(html, &["src"]).collect::<Vec<_>>(), [("b.png", 20)]);
        let html = "<p>src=no<img src=b.png alt=c><img src='d' src=>";
        assert_eq!(attributes(html, &["src"]).collect::<Vec<_>>(), [("b.png", 18), ("d", 40)]);
        assert_eq!(attributes("<!-- <img src='x'> -->", &["src"]).count(), 0);
    }
}
