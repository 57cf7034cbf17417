//! The words of a text as numbers, so that texts can be compared when they are gone.
//!
//! Of prose, markup, case and the punctuation around words do not count. Of code every character
//! counts but blanks at the ends of its lines and what all its lines are indented by.

use pulldown_cmark::{Event, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

use crate::document::Spanned;

/// Tags that only dress a text.
const DRESS: &[&str] =
    &["b", "br", "center", "details", "div", "em", "i", "p", "span", "strong", "summary", "u"];

/// Words that turn a question round, by their length.
fn turning(length: usize) -> &'static [&'static [u8]] {
    match length {
        2 => &[b"no"],
        3 => &[b"not"],
        4 => &[b"none"],
        5 => &[b"false", b"least", b"never", b"wrong"],
        6 => &[b"cannot", b"except"],
        7 => &[b"invalid", b"without"],
        9 => &[b"incorrect"],
        _ => &[],
    }
}

/// Whether a word turns a question round, in any case.
fn turns(word: &[u8]) -> bool {
    let Some((first, rest)) = word.split_first() else { return false };
    let known = |known: &&[u8]| {
        known[0] == first.to_ascii_lowercase() && known[1..].eq_ignore_ascii_case(rest)
    };
    turning(word.len()).iter().any(known) || matches!(word, [.., b'n' | b'N', b'\'', b't' | b'T'])
}

/// The words of a text, read piece by piece.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Each word, in order.
    pub(super) list: Vec<u64>,
    /// All of the text in one number: equal for equal texts.
    pub(super) whole: u64,
    /// The code alone.
    pub(super) code: u64,
    /// How many of the words are of code.
    pub(super) code_words: usize,
    /// The numbers, pictures and negations alone: where they differ, the text says another thing.
    pub(super) details: u64,
    /// Prose that is not yet divided into words: one word may come in several pieces.
    prose: String,
    /// The code block at hand.
    block: Option<String>,
    /// Punctuation that stands alone; it counts where there is nothing else.
    bare: u64,
    image: bool,
}

/// One number made of two.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a ^ 0x9e37_79b9_7f4a_7c15)
        * u128::from(b.rotate_left(32) ^ 0xd1b5_4a32_d192_ed03);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// What the number of no bytes begins with (FNV-1a).
const FIRST: u64 = 0xcbf2_9ce4_8422_2325;

/// The number with one more byte.
fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The number of some bytes.
fn number(bytes: &[u8]) -> u64 {
    let hash = bytes.iter().fold(FIRST, |hash, byte| step(hash, *byte));
    mix(hash, bytes.len() as u64)
}

/// The number of some bytes in lower case.
fn lower_number(bytes: &[u8]) -> u64 {
    let hash = bytes.iter().fold(FIRST, |hash, byte| step(hash, byte.to_ascii_lowercase()));
    mix(hash, bytes.len() as u64)
}

impl Words {
    /// The words of a title: plain text in which backticks mark code.
    pub(super) fn title(title: &str) -> Words {
        let mut words = Words::default();
        for (at, part) in title.split('`').enumerate() {
            if at % 2 == 0 { words.prose.push_str(part) } else { words.code(part) }
        }
        words.finish()
    }

    /// The words of Markdown in several parts.
    pub(super) fn of<'d, 'q: 'd>(parts: impl IntoIterator<Item = &'d [Spanned<'q>]>) -> Words {
        let mut words = Words::default();
        parts.into_iter().flatten().for_each(|(event, _)| words.event(event));
        words.finish()
    }

    /// The words of an option; a letter before it, `B.` or `b)`, is none of them: it says only the
    /// order.
    pub(super) fn option(events: &[Spanned<'_>]) -> Words {
        let text = events.iter().position(|(event, _)| matches!(event, Event::Text(_)));
        let label = |text: &str| match text.as_bytes() {
            [b'A'..=b'H' | b'a'..=b'h', b'.' | b')', b' ', _, ..] => 2,
            _ => 0,
        };
        let mut words = Words::default();
        for (at, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Text(part) if Some(at) == text => words.prose.push_str(&part[label(part)..]),
                event => words.event(event),
            }
        }
        words.finish()
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => match &mut self.block {
                Some(block) => block.push_str(text),
                None if self.image => {}
                None => self.prose.push_str(text),
            },
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.code(code);
            }
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(tag),
            Event::Start(Tag::CodeBlock(_)) => {
                self.flush();
                self.block = Some(String::new());
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.flush();
                self.image = true;
                self.detail(number(dest_url.as_bytes()));
            }
            Event::End(TagEnd::Image) => self.image = false,
            Event::End(TagEnd::CodeBlock) => {
                let block = self.block.take().unwrap_or_default();
                self.lines(&block);
            }
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
            ) => {}
            Event::End(_) | Event::SoftBreak | Event::HardBreak => self.prose.push(' '),
            _ => {}
        }
    }

    /// Adds code that stands in a line.
    fn code(&mut self, code: &str) {
        self.flush();
        for part in code.split_whitespace() {
            let number = number(part.as_bytes());
            self.code = mix(self.code, number);
            self.code_words += 1;
            self.add(number);
        }
    }

    /// Adds a code block. Its names count as words, so that blocks which differ are more or less
    /// alike.
    fn lines(&mut self, code: &str) {
        let written = || code.lines().map(str::trim_end).filter(|line| !line.is_empty());
        let indent = |line: &str| line.len() - line.trim_start().len();
        let shift = written().map(indent).min().unwrap_or(0);
        for line in written() {
            // A line may be indented by other blanks than the one that is indented least.
            let number = number(line.get(shift..).unwrap_or(line).as_bytes());
            self.code = mix(self.code, number);
            self.whole = mix(self.whole, number);
        }
        if code.is_ascii() {
            let names = code.as_bytes().split(|byte| CLASSES[usize::from(*byte)] & NAME == 0);
            self.names(names);
        } else {
            let names = code.split(|c: char| !c.is_alphanumeric() && c != '_');
            self.names(names.map(str::as_bytes));
        }
    }

    fn names<'c>(&mut self, names: impl Iterator<Item = &'c [u8]>) {
        for name in names.filter(|name| !name.is_empty()) {
            self.code_words += 1;
            self.list.push(lower_number(name));
        }
    }

    /// Adds HTML: a tag that does more than dress the text is as good as code.
    fn tag(&mut self, html: &str) {
        let inside = html.trim().trim_start_matches(['<', '/']);
        let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if DRESS.contains(&name.to_ascii_lowercase().as_str()) {
            self.prose.push(' ');
        } else if !html.trim_start().starts_with("<!--") {
            self.code(html);
        }
    }

    /// Adds a number or a picture.
    fn detail(&mut self, number: u64) {
        self.details = mix(self.details, number);
        self.add(number);
    }

    fn add(&mut self, number: u64) {
        self.whole = mix(self.whole, number);
        self.list.push(number);
    }

    /// Divides the prose into words.
    fn flush(&mut self) {
        let prose = std::mem::take(&mut self.prose);
        if prose.is_ascii() {
            self.ascii(prose.as_bytes());
        } else {
            for token in prose.split_whitespace() {
                if token.is_ascii() { self.ascii(token.as_bytes()) } else { self.token(token) }
            }
        }
        self.prose = prose;
        self.prose.clear();
    }

    /// Divides ASCII into words. Each byte is looked at once: this is all the text of a bank.
    fn ascii(&mut self, text: &[u8]) {
        let class = |byte: &u8| CLASSES[usize::from(*byte)];
        let mut rest = text;
        while let Some(start) = rest.iter().position(|byte| class(byte) & BLANK == 0) {
            let token = &rest[start..];
            let quotes = token.iter().take_while(|byte| class(byte) & QUOTE != 0).count();
            let (mut hash, mut classes, mut last) = (FIRST, 0, QUOTE);
            let mut length = quotes;
            for byte in &token[quotes..] {
                let class = class(byte);
                if class & BLANK != 0 {
                    break;
                }
                hash = step(hash, class as u8);
                classes |= class;
                last = class;
                length += 1;
            }
            rest = &token[length..];
            let mut word = &token[quotes..length];
            // Quotes and marks behind a word are not of it.
            if last & (QUOTE | MARK) != 0 {
                while let [before @ .., byte] = word
                    && class(byte) & (QUOTE | MARK) != 0
                {
                    word = before;
                }
                hash = word.iter().fold(FIRST, |hash, byte| step(hash, class(byte) as u8));
            }
            if word.is_empty() {
                self.bare = mix(self.bare, number(&token[..length]));
            } else {
                self.word(word, hash, classes);
            }
        }
    }

    /// Adds a word of ASCII with its bytes in lower case hashed, and what they are.
    fn word(&mut self, word: &[u8], hash: u64, classes: u16) {
        // Case counts in code that nobody marked.
        let is_code = classes & CODE != 0
            || classes & PAREN != 0 && word.windows(2).any(|pair| pair == b"()");
        let number = if is_code { number(word) } else { mix(hash, word.len() as u64) };
        if classes & DIGIT != 0 || if is_code { word.ends_with(b"n't") } else { turns(word) } {
            self.detail(number);
        } else {
            self.add(number);
        }
    }

    /// Adds a word of other letters.
    fn token(&mut self, token: &str) {
        let quote = |c: char| matches!(c, '\'' | '"' | '‘' | '’' | '“' | '”' | '«' | '»');
        let mark = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '–' | '—');
        let bare = token.trim_start_matches(quote).trim_end_matches(|c| quote(c) || mark(c));
        if bare.is_empty() {
            self.bare = mix(self.bare, number(token.as_bytes()));
            return;
        }
        if bare.is_ascii() {
            self.ascii(bare.as_bytes());
            return;
        }
        let folded = bare.nfc().flat_map(char::to_lowercase);
        let word: String = folded.map(|c| if c == '’' { '\'' } else { c }).collect();
        if word.contains(is_ideograph) {
            self.ideographs(&word);
            return;
        }
        let number = number(word.as_bytes());
        if word.bytes().any(|byte| byte.is_ascii_digit()) || turns(word.as_bytes()) {
            self.detail(number);
        } else {
            self.add(number);
        }
    }

    /// Adds text without blanks between its words: each character is one.
    fn ideographs(&mut self, text: &str) {
        for character in text.chars().filter(|c| c.is_alphanumeric()) {
            self.add(u64::from(u32::from(character)));
        }
    }

    fn finish(mut self) -> Words {
        self.flush();
        if self.list.is_empty() && self.bare != 0 {
            self.add(self.bare);
        }
        self
    }
}

/// Between words.
const BLANK: u16 = 1 << 8;
/// Around a word.
const QUOTE: u16 = 1 << 9;
/// Behind a word.
const MARK: u16 = 1 << 10;
const DIGIT: u16 = 1 << 11;
/// What prose does not hold but code that nobody marked.
const CODE: u16 = 1 << 12;
/// With another one behind it code too.
const PAREN: u16 = 1 << 13;
/// In a name of code.
const NAME: u16 = 1 << 14;

/// What each byte is in ASCII text, above its lower case.
static CLASSES: [u16; 256] = {
    let mut classes = [0; 256];
    let mut at = 0;
    while at < classes.len() {
        let byte = at as u8;
        let name = if byte.is_ascii_alphanumeric() || byte == b'_' { NAME } else { 0 };
        let class = match byte {
            b' ' | b'\t' | b'\n' | b'\x0c' | b'\r' => BLANK,
            b'\'' | b'"' => QUOTE,
            b'.' | b',' | b';' | b':' | b'!' | b'?' => MARK,
            b'0'..=b'9' => DIGIT,
            b'_' | b'=' | b'{' | b'}' | b'[' | b']' | b'<' | b'>' | b'$' | b'\\' => CODE,
            b'(' => PAREN,
            _ => 0,
        };
        classes[at] = byte.to_ascii_lowercase() as u16 | name | class;
        at += 1;
    }
    classes
};

/// Chinese and Japanese characters.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;
    use crate::document::markdown_options;

    fn whole(markdown: &str) -> u64 {
        let parser = Parser::new_ext(markdown, markdown_options());
        Words::of([parser.into_offset_iter().collect::<Vec<_>>().as_slice()]).whole
    }

    #[test]
    fn dress_does_not_count_and_code_does() {
        for (a, b) in [
            ("Which tool is _not_ found?", "which **tool** is not  found"),
            ("It’s “here”, and there…", "it's \"here\" and there"),
            ("a `lock` is held", "A lock is held."),
            ("one<br>two", "one two"),
            ("```\n  a\n    b \n```", "```py\na\n  b\n```"),
            ("CAFE\u{301}", "caf\u{e9}"),
        ] {
            assert_eq!(whole(a), whole(b), "{a} {b}");
        }
        for (a, b) in [
            ("`True`", "`true`"),
            ("`a.b`", "`a,b`"),
            ("my_Name", "my_name"),
            ("no <input> tag", "no <output> tag"),
            ("```\na\n  b\n```", "```\na\nb\n```"),
            ("```\nA\n```", "```\na\n```"),
            ("![](a.png)", "![](b.png)"),
            ("C", "C++"),
            ("x is 1", "x is -1"),
            ("?", "!"),
            ("世界", "世間"),
        ] {
            assert_ne!(whole(a), whole(b), "{a} {b}");
        }
    }

    #[test]
    fn what_turns_a_text_round_is_known() {
        let details = |title| Words::title(title).details;
        assert_eq!(details("Which is a lock?"), details("What is the lock?"));
        assert_ne!(details("Which is a lock?"), details("Which is not a lock?"));
        assert_ne!(details("Which of 3 locks?"), details("Which of 4 locks?"));
    }
}
