//! HTML and XML.

use std::ops::Range;

use super::scan::is_word;
use super::{Class, Out, language, paint};

/// Marks tags, their attributes, comments and entities.
pub(super) fn scan(range: Range<usize>, out: &mut Out<'_>) {
    let code = out.code;
    let mut at = range.start;
    // Where no comment, tag or entity is closed any more, looking again would take too long.
    let mut open = false;
    while let Some(found) = memchr::memchr2(b'<', b'&', &code.as_bytes()[at..range.end]) {
        at += found;
        let rest = &code[at..range.end];
        if rest.starts_with('&') {
            at += entity(rest)
                .inspect(|length| out.mark(at, at + length, Class::Constant))
                .unwrap_or(1);
            continue;
        }
        if rest.starts_with("<!--") {
            let end = if open { None } else { rest.find("-->") };
            open |= end.is_none();
            let length = end.map_or(rest.len(), |end| end + 3);
            out.mark(at, at + length, Class::Comment);
            at += length;
            continue;
        }
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            at += 1;
            continue;
        }
        let end = tag(at, range.end, out);
        at = inside(&code[at..end], end, range.end, &mut open, out);
    }
}

/// The length of `&name;` or `&#1;`.
fn entity(text: &str) -> Option<usize> {
    let inner = text[1..].bytes().take(12).position(|byte| !is_word(byte) && byte != b'#')?;
    (inner > 0 && text.as_bytes()[inner + 1] == b';').then_some(inner + 2)
}

/// Marks a tag that begins at `start`; gives its end.
fn tag(start: usize, end: usize, out: &mut Out<'_>) -> usize {
    let bytes = &out.code.as_bytes()[..end];
    let name = |byte: u8| is_word(byte) || b"-:.@#".contains(&byte);
    let name_end = |from: usize| {
        bytes[from..].iter().position(|&byte| !name(byte)).map_or(end, |at| from + at)
    };
    let marks = bytes[start..].iter().take_while(|byte| b"</!?".contains(byte)).count();
    let mut at = name_end(start + marks);
    out.mark(start + marks, at, Class::Keyword);
    let mut value = false;
    while at < end && bytes[at] != b'>' {
        match bytes[at] {
            quote @ (b'"' | b'\'') => {
                let close = memchr::memchr(quote, &bytes[at + 1..]);
                let close = close.map_or(end, |close| at + close + 2);
                out.mark(at, close, Class::Text);
                at = close;
                value = false;
            }
            byte if name(byte) => {
                let stop = name_end(at);
                out.mark(at, stop, if value { Class::Text } else { Class::Attribute });
                at = stop;
                value = false;
            }
            // Another tag begins: this one was none.
            b'<' => return at,
            byte => {
                value = byte == b'=' || value && byte.is_ascii_whitespace();
                at += 1;
            }
        }
    }
    (at + 1).min(end)
}

/// Marks what stands in `<script>` and `<style>`; gives the end of it.
fn inside(tag: &str, start: usize, end: usize, open: &mut bool, out: &mut Out<'_>) -> usize {
    let is = |name: &str| tag.get(1..=name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
    let (close, name) = match () {
        () if is("script") => ("</script", "js"),
        () if is("style") => ("</style", "css"),
        () => return start,
    };
    let code = out.code;
    let length = if *open { None } else { code[start..end].find(close) };
    let Some(length) = length else {
        *open = true;
        return start;
    };
    if let Some(language) = language::named(name) {
        paint(language, start..start + length, out);
    }
    start + length
}
