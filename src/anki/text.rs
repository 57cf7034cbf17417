//! Text as Anki keeps it: what a field may hold, and what the sort field makes of it.

use std::borrow::Cow;

use sha1::{Digest, Sha1};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What Anki acts on wherever it stands in a field, even inside code, whatever the case.
const COMMANDS: &[&str] = &["[sound:", "[latex]", "[$]", "[$$]", "[anki:", "[[type:"];

/// How a field holds a sound that is meant, until [`field()`]: a tag that no question can write, since
/// what is not harmless in one is text.
const SOUND: &str = "<anki-sound ";

/// HTML that [`field()`] makes the command to play a file of media; `name` is one of the package.
pub fn sound(name: &str) -> String {
    format!("{SOUND}{name}>")
}

/// HTML as a field: as Anki would keep it on import, and without its commands but for [`sound`].
pub fn field(html: &str) -> String {
    // Control characters first: taken out, they could leave a command behind.
    let shielded = shield(&normal(&apart(html))).into_owned();
    if !shielded.contains(SOUND) {
        return shielded;
    }
    let mut parts = shielded.split(SOUND);
    let mut field = parts.next().unwrap_or_default().to_owned();
    for (name, after) in parts.filter_map(|part| part.split_once('>')) {
        field.extend(["[sound:", name, "]", after]);
    }
    field
}

/// HTML whose tags NFC leaves alone: the `>` at the end of one and the stroke U+0338 behind it would
/// become `≯`, and the text that follows its attributes. Anki composes on import, too.
fn apart(html: &str) -> Cow<'_, str> {
    if !html.contains('\u{338}') {
        return Cow::Borrowed(html);
    }
    Cow::Owned(html.replace('\u{338}', "&#824;"))
}

/// Whether Anki acts on a text between brackets, which it puts around the hint of a gap.
pub(super) fn is_command(inner: &str) -> bool {
    shield(&format!("[{inner}]")).starts_with('&')
}

/// Text without the control characters that Anki drops, in NFC.
///
/// Among them is U+001F, which parts the fields of a note.
pub fn normal(text: &str) -> Cow<'_, str> {
    let drop = |byte: u8| byte.is_ascii_control() & (byte != b'\n') & (byte != b'\t');
    // To the end, though one is enough: many bytes at once are quicker than one after the other.
    let drops = text.bytes().fold(false, |drops, byte| drops | drop(byte));
    if !drops && (text.is_ascii() || is_nfc(text)) {
        return Cow::Borrowed(text);
    }
    let kept = |c: &char| !u8::try_from(*c).is_ok_and(drop);
    Cow::Owned(text.chars().filter(kept).nfc().collect())
}

/// Whether Anki takes a field for empty: only blanks, `<br>` and `<div>`.
pub fn is_empty(field: &str) -> bool {
    let mut rest = field.trim_start();
    while let Some(tag) = rest.strip_prefix('<') {
        let Some((tag, after)) = tag.split_once('>') else { return false };
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let name = name.strip_suffix('/').unwrap_or(name);
        if !["br", "div"].contains(&name.strip_suffix(' ').unwrap_or(name)) {
            return false;
        }
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// Writes the `[` of each of Anki's commands as an entity.
fn shield(html: &str) -> Cow<'_, str> {
    let command = |at: usize| {
        COMMANDS.iter().any(|command| {
            html.as_bytes()
                .get(at..at + command.len())
                .is_some_and(|text| text.eq_ignore_ascii_case(command.as_bytes()))
        })
    };
    let mut shielded = String::new();
    let mut copied = 0;
    for (at, _) in html.match_indices('[').filter(|&(at, _)| command(at)) {
        shielded.push_str(&html[copied..at]);
        shielded.push_str("&#91;");
        copied = at + 1;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    shielded.push_str(&html[copied..]);
    Cow::Owned(shielded)
}

/// The checksum of a note: of its first field, stripped.
pub fn checksum(stripped: &str) -> u32 {
    let [a, b, c, d, ..] = <[u8; 20]>::from(Sha1::digest(stripped));
    u32::from_be_bytes([a, b, c, d])
}

/// A field as Anki sorts and compares it (`strip_html_preserving_media_filenames`): pictures
/// leave their file name, other tags nothing, entities become characters. Blanks stay.
pub fn strip(html: &str) -> String {
    let html = normal(html);
    let mut text = String::with_capacity(html.len());
    let mut rest = &*html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        let Some(length) = element(tag) else { break };
        text.push_str(before);
        text.push_str(&media(&tag[..length]));
        rest = &tag[length..];
    }
    text.push_str(rest);
    // Only a text with entities loses its no-break spaces: that is how Anki does it.
    match decode(&text) {
        Some(decoded) if text.contains('&') => decoded.replace('\u{a0}', " "),
        _ => text,
    }
}

/// How many bytes go with the `<` at the start of `html`; none if nothing closes it.
fn element(html: &str) -> Option<usize> {
    let close = |open: &str, close: &str| {
        let start = html.get(..open.len())?;
        if !start.eq_ignore_ascii_case(open) {
            return None;
        }
        // Lower case of ASCII keeps every byte in its place.
        let at = html.to_ascii_lowercase()[open.len()..].find(close)?;
        Some(open.len() + at + close.len())
    };
    close("<!--", "-->")
        .or_else(|| close("<style", "</style>"))
        .or_else(|| close("<script", "</script>"))
        .or_else(|| Some(html.find('>')? + 1))
}

/// What a tag leaves: ` file ` for one that shows or plays a file.
fn media(tag: &str) -> String {
    let name = tag[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let shows = ["img", "audio", "video", "object", "source"];
    if !shows.iter().any(|shows| name.eq_ignore_ascii_case(shows)) {
        return String::new();
    }
    let value = ["src=", "data="].iter().find_map(|key| {
        let lower = tag.to_ascii_lowercase();
        let at = lower.match_indices(key).map(|(at, _)| at).find(|&at| {
            // Not the end of another name, as in `lowsrc=`.
            !lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
        })?;
        let value = &tag[at + key.len()..];
        let quote = value.chars().next().filter(|c| ['"', '\''].contains(c));
        match quote {
            Some(quote) => value[1..].split(quote).next(),
            None => value.split([' ', '>']).next(),
        }
    });
    value.map_or_else(String::new, |file| format!(" {file} "))
}

/// `text` with its entities as characters, or none if one of them is not known.
///
/// Anki knows more names; these are the ones that reach a field from here.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut parts = text.split('&');
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';')?;
        decoded.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "nbsp" => '\u{a0}',
            name => char::from_u32(name.strip_prefix('#')?.parse().ok()?)?,
        });
        decoded.push_str(after);
    }
    Some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_hold_nothing_that_anki_acts_on() {
        let table = [
            ("plain [text] [s]", "plain [text] [s]"),
            ("[sound:x.mp3]", "&#91;sound:x.mp3]"),
            ("<code>[SOUND:x]</code>", "<code>&#91;SOUND:x]</code>"),
            ("[so\u{1}und:x]", "&#91;sound:x]"),
            (
                "[latex]x[/latex] [$]x[/$] [$$]x[/$$]",
                "&#91;latex]x[/latex] &#91;$]x[/$] &#91;$$]x[/$$]",
            ),
            ("[[type:Title]] [anki:play:q:0]", "&#91;[type:Title]] &#91;anki:play:q:0]"),
            ("a\0b\u{1f}c\u{7f}\r\nd\te", "abc\nd\te"),
            ("e\u{301}", "é"),
            ("<b>\u{338} onclick=x</b>", "<b>&#824; onclick=x</b>"),
            ("<b>\u{323}\u{338} onclick=x</b>", "<b>\u{323}&#824; onclick=x</b>"),
            ("{{c1::x}} {{Title}}", "{{c1::x}} {{Title}}"),
            ("a <anki-sound x.mp3> b [sound:y.mp3]", "a [sound:x.mp3] b &#91;sound:y.mp3]"),
        ];
        for (html, expected) in table {
            assert_eq!(field(html), expected, "{html:?}");
        }
    }

    #[test]
    fn emptiness_follows_anki() {
        for empty in ["", " \n", "<br>", "<div> <br /></div>", "<br/>"] {
            assert!(is_empty(empty), "{empty}");
        }
        for full in ["a", "&nbsp;", "<p></p>", "<img>", "<", "<div class=a></div>"] {
            assert!(!is_empty(full), "{full}");
        }
    }

    #[test]
    fn stripping_follows_anki() {
        let table = [
            ("", ""),
            (" a ", " a "),
            ("a<br>b", "ab"),
            ("a <b>c</b>\n<code>d</code>", "a c\nd"),
            ("a\u{7}e\u{301}", "aé"),
            ("<img src=\"a b.png\" alt=\"c\">x", " a b.png x"),
            ("<IMG alt=c src='a.png'>", " a.png "),
            ("<img lowsrc=b.png src=a.png>", " a.png "),
            ("<object data=a.pdf></object>", " a.pdf "),
            ("<image src=a.png>", ""),
            ("a<!-- <b> -->b", "ab"),
            ("<style>p { }</style>a<SCRIPT>b</Script>c", "ac"),
            ("1 < 2", "1 < 2"),
            ("1 &lt; 2 &amp;&amp; &quot;3&quot; &#39;4&#39;", "1 < 2 && \"3\" '4'"),
            ("&amp;nbsp;", "&nbsp;"),
            ("a&nbsp;b\u{a0}c", "a b c"),
            ("b\u{a0}c", "b\u{a0}c"),
            ("&bad; b\u{a0}c", "&bad; b\u{a0}c"),
            ("&lt; & &gt;", "&lt; & &gt;"),
            ("&lt; &apos;", "&lt; &apos;"),
            ("&lt; &nosuch;", "&lt; &nosuch;"),
            ("&#91;sound:x]", "[sound:x]"),
        ];
        for (html, expected) in table {
            assert_eq!(strip(html), expected, "{html:?}");
        }
    }

    #[test]
    fn the_checksum_is_the_start_of_a_sha1() {
        // printf 'abc' | sha1sum
        assert_eq!(checksum("abc"), 0xa999_3e36);
    }
}
