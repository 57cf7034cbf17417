//! Math in Markdown: `$…$` in a line, `$$…$$` on its own.
//!
//! The parser takes more for math than people mean. `costs $5/$10`, `$HOME/$USER` and `${a}/${b}` are
//! text: what opens stands neither behind a letter, a digit or a `$` nor before a blank, and what
//! closes neither behind a blank nor before a letter, a digit or a bracket (as GitHub and pandoc
//! have it, a bit stricter).

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::{Spanned, markdown_options};

/// How often a text is parsed again without what was no math, before none of it is.
const TRIES: usize = 8;

/// What may stand for a `$` that is text: nothing to Markdown, and no letter either.
const MASKS: &[u8] = b"%;,?@/\x01\x02";

/// The events of Markdown, with math.
pub fn events(text: &str) -> Vec<Spanned<'_>> {
    // About as many events as most texts have: growing by halves copies them all each time.
    let mut events = Vec::with_capacity(text.len() / 16);
    if memchr::memchr_iter(b'$', text.as_bytes()).nth(1).is_some()
        && let Some(mask) = MASKS.iter().find(|&&mask| !text.as_bytes().contains(&mask))
        && with_math(text, char::from(*mask), &mut events)
    {
        return events;
    }
    events.clear();
    events.extend(Parser::new_ext(text, markdown_options()).into_offset_iter());
    events
}

/// Fills in the events; false if it is not found out what is math.
fn with_math<'q>(text: &'q str, mask: char, events: &mut Vec<Spanned<'q>>) -> bool {
    let mut masked = Cow::Borrowed(text);
    let options = markdown_options() | Options::ENABLE_MATH;
    for _ in 0..TRIES {
        let wrong = wrong(&masked, options);
        if wrong.is_empty() {
            let restore = Restore { text, masked: &masked, mask };
            let parser = Parser::new_ext(&masked, options).into_offset_iter();
            events.extend(parser.map(|(event, range)| (restore.event(event), range)));
            return true;
        }
        let mut bytes = masked.into_owned().into_bytes();
        wrong.into_iter().for_each(|at| bytes[at] = mask as u8);
        let Ok(next) = String::from_utf8(bytes) else { return false };
        masked = Cow::Owned(next);
    }
    false
}

/// The `$` that open what is no math.
fn wrong(text: &str, options: Options) -> Vec<usize> {
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let marks = match event {
            Event::InlineMath(_) => 1,
            Event::DisplayMath(_) => 2,
            _ => continue,
        };
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        let opens = !before.is_some_and(|c| is_letter(c) || c == '$');
        let closes = !after.is_some_and(|c| is_letter(c) || "$({".contains(c));
        if !opens || !closes {
            found.extend(range.start..range.start + marks);
        }
    }
    found
}

/// Letters of scripts with capitals, and digits: other scripts write no blanks between words, or
/// are not written next to a price.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c.is_lowercase() || c.is_uppercase()
}

/// Puts the `$` back.
struct Restore<'q, 'm> {
    text: &'q str,
    masked: &'m str,
    mask: char,
}

impl<'q> Restore<'q, '_> {
    fn event(&self, event: Event<'_>) -> Event<'q> {
        match event {
            Event::Start(tag) => Event::Start(self.tag(tag)),
            Event::Text(text) => Event::Text(self.text(text)),
            Event::Code(text) => Event::Code(self.text(text)),
            Event::InlineMath(text) => Event::InlineMath(self.text(text)),
            Event::DisplayMath(text) => Event::DisplayMath(self.text(text)),
            Event::Html(text) => Event::Html(self.text(text)),
            Event::InlineHtml(text) => Event::InlineHtml(self.text(text)),
            Event::FootnoteReference(text) => Event::FootnoteReference(self.text(text)),
            Event::End(end) => Event::End(end),
            Event::SoftBreak => Event::SoftBreak,
            Event::HardBreak => Event::HardBreak,
            Event::Rule => Event::Rule,
            Event::TaskListMarker(checked) => Event::TaskListMarker(checked),
        }
    }

    fn tag(&self, tag: Tag<'_>) -> Tag<'q> {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(self.text(info)))
            }
            Tag::FootnoteDefinition(name) => Tag::FootnoteDefinition(self.text(name)),
            Tag::Link { link_type, dest_url, title, id } => {
                let [dest_url, title, id] = [dest_url, title, id].map(|text| self.text(text));
                Tag::Link { link_type, dest_url, title, id }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let [dest_url, title, id] = [dest_url, title, id].map(|text| self.text(text));
                Tag::Image { link_type, dest_url, title, id }
            }
            // The others hold no text of ours.
            tag => tag.into_static(),
        }
    }

    fn text(&self, text: CowStr<'_>) -> CowStr<'q> {
        let at = (text.as_ptr() as usize).checked_sub(self.masked.as_ptr() as usize);
        let same = at.filter(|_| matches!(text, CowStr::Borrowed(_)));
        match same.and_then(|at| self.text.get(at..at + text.len())) {
            Some(text) => CowStr::Borrowed(text),
            None => CowStr::from(text.replace(self.mask, "$")),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;

    /// The math of a text.
    fn math(text: &str) -> Vec<String> {
        let math = |(event, _)| match event {
            Event::InlineMath(math) => Some(math.to_string()),
            Event::DisplayMath(math) => Some(format!("${math}$")),
            _ => None,
        };
        events(text).into_iter().filter_map(math).collect()
    }

    #[test]
    fn only_math_is_math() {
        let table: [(&str, &[&str]); 18] = [
            ("$x$ and ($O(n^2)$), $a_1$-th", &["x", "O(n^2)", "a_1"]),
            ("$$\nx * y\n$$", &["$\nx * y\n$"]),
            ("$$x$$.", &["$x$"]),
            ("公式$x$是", &["x"]),
            ("costs $5 and $10", &[]),
            ("between $5-$10, or $5/$10", &[]),
            ("US$5/US$10", &[]),
            ("$HOME/$USER and $x$", &["x"]),
            ("$foo,$bar and *$foo:$baz*", &[]),
            ("`${a}/${b}` or ${a}/${b} or $(a)/$(b)", &[]),
            ("`$a$` and\n\n    $b$\n", &[]),
            ("\\$x$ and $y\\$", &[]),
            ("[a](b$c) d$e and $f$", &["f"]),
            ("$a$b$c$d$e$", &[]),
            ("one $", &[]),
            ("$5 *per* month, ${x}", &[]),
            ("| $a$ | b |\n|--|--|\n| $c|d$ | e |", &["a"]),
            ("$\\text{a $b$ c}$", &["\\text{a $b$ c}"]),
        ];
        for (text, expected) in table {
            assert_eq!(math(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_no_math_is_as_if_nobody_looked_for_it(
            text in r#"(\$|\$\$|\$a|a\$|[-*_`\[\]()<>#| \n{}1.]|b\$c|\\){0,24}"#
        ) {
            let found = events(&text);
            let plain: Vec<_> = Parser::new_ext(&text, markdown_options()).into_offset_iter().collect();
            if math(&text).is_empty() {
                assert_eq!(show(&found), show(&plain));
            }
        }
    }

    /// Events with texts that touch put together, and without their places.
    fn show(events: &[Spanned<'_>]) -> Vec<String> {
        let mut shown: Vec<String> = Vec::new();
        let mut text = false;
        for (event, _) in events {
            match event {
                Event::Text(part) if text => shown.last_mut().unwrap().push_str(part),
                Event::Text(part) => shown.push(part.to_string()),
                event => shown.push(format!("{event:?}")),
            }
            text = matches!(event, Event::Text(_));
        }
        shown
    }
}
