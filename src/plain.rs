//! Text that comes from anywhere as part of what is shown: without what steers a terminal, and not too
//! long.

/// The longest part of a message, in bytes. Names of files, the longest thing that is worth reading as
/// a whole, have at most 255.
const MAX_SHOWN: usize = 600;

/// `text` on one line and without characters that steer a terminal.
pub fn printable(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A character as it is shown: one that steers a terminal, or turns the order of the text around
/// (UAX #9), shows as a replacement.
pub fn shown(c: char) -> char {
    if c.is_control() || turns(c) || matches!(c, '\u{200e}' | '\u{200f}') { '\u{fffd}' } else { c }
}

/// Whether a character turns the order of the text behind it around: an embedding, an override or an
/// isolate, or the end of one.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text of lines for a terminal: of what steers it, colours alone are left (ECMA-48: SGR).
pub fn harmless(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        clean.push(match c {
            '\n' | '\t' => c,
            '\r' if rest.starts_with('\n') => c,
            '\u{1b}' if is_color(rest) => c,
            c => shown(c),
        });
    }
    clean
}

/// Whether a text goes on as a colour does behind its escape: `[1;31m`.
fn is_color(text: &str) -> bool {
    let inner = text.strip_prefix('[').map(|text| {
        text.trim_start_matches(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ';'])
    });
    inner.is_some_and(|rest| rest.starts_with('m'))
}

/// `text` with its middle left out if it is long: a value in a message may be megabytes.
pub fn shortened(mut text: String) -> String {
    if text.len() > MAX_SHOWN {
        let start = text.floor_char_boundary(MAX_SHOWN * 2 / 3);
        let end = text.ceil_char_boundary(text.len() - MAX_SHOWN / 3);
        text.replace_range(start..end, "…");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_alone_steer_a_terminal() {
        let text = "\u{1b}[1;31mred\u{1b}[0m\tx\r\n\u{1b}]0;title\u{7}\u{1b}[2J\r\u{9b}31m\u{1b}";
        let clean = "\u{1b}[1;31mred\u{1b}[0m\tx\r\n�]0;title��[2J��31m�";
        assert_eq!(harmless(text), clean);
    }

    #[test]
    fn what_is_shown_stays_on_its_line_and_is_not_long() {
        assert_eq!(
            printable("a\u{1b}[31m\n\u{9b}b\u{202e}é"),
            "a\u{fffd}[31m\u{fffd}\u{fffd}b\u{fffd}é"
        );
        assert_eq!(shortened("é".repeat(300)), "é".repeat(300));
        let long = shortened(format!("`{}`", "é".repeat(1_000_000)));
        assert!(
            long.len() <= MAX_SHOWN + 3 && long.ends_with("é`") && long.contains("é…é"),
            "{long}"
        );
    }
}
