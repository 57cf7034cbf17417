//! The scanner for languages made of words, numbers, strings and comments.

use std::ops::Range;

use super::language::{Keys, Language, Words};
use super::{Class, Out};

/// The slots behind those of the quotation marks.
pub(super) const PATTERNS: usize = Language::MOST_QUOTES;
pub(super) const FENCES: usize = PATTERNS + 1;
const ATTRIBUTES: usize = PATTERNS + 2;
const SLOTS: usize = PATTERNS + 3;

/// Marks what it knows in a range of the code.
pub(super) fn scan(language: &'static Language, range: Range<usize>, out: &mut Out<'_>) {
    let Some(words) = language.words() else { return };
    let code = out.code;
    let mut scan = Scan {
        language,
        words,
        bytes: &code.as_bytes()[..range.end],
        code,
        at: range.start,
        start: range.start,
        before: b'\n',
        word: None,
        depth: 0,
        key: true,
        command: true,
        dead: [0; SLOTS],
        here: Vec::new(),
        out,
    };
    while scan.at < range.end {
        scan.step();
    }
}

/// Where the scanner is.
pub(super) struct Scan<'c, 'o, 'p> {
    pub(super) language: &'static Language,
    words: &'static Words,
    pub(super) code: &'c str,
    pub(super) bytes: &'c [u8],
    pub(super) at: usize,
    start: usize,
    /// The last byte that is no blank, or the end of the line before.
    pub(super) before: u8,
    /// What the last word was, if nothing but blanks follow it so far.
    word: Option<Class>,
    /// How many braces are open.
    depth: usize,
    /// Whether a key may stand here.
    key: bool,
    /// Whether a command of a shell may stand here.
    pub(super) command: bool,
    /// For each sort of quotation mark, and the other slots: up to where nothing closes one. It
    /// is what keeps the time linear.
    pub(super) dead: [usize; SLOTS],
    /// The ends of the texts that begin with the next line (`<<EOF`).
    pub(super) here: Vec<&'c str>,
    pub(super) out: &'o mut Out<'p>,
}

impl Scan<'_, '_, '_> {
    fn step(&mut self) {
        let byte = self.bytes[self.at];
        match byte {
            b'\n' => {
                self.at += 1;
                self.line();
                return;
            }
            b' ' | b'\t' | b'\r' => {
                self.at += 1;
                return;
            }
            _ => {}
        }
        if self.key && self.key() {
            return;
        }
        let mark = !is_word(byte);
        if mark && (self.comment() || self.string() || self.pattern() || self.attached()) {
            return;
        }
        if self.number() || self.word() || (mark && self.shell()) {
            return;
        }
        self.mark_of(byte);
    }

    /// A line begins.
    fn line(&mut self) {
        // A backslash joins the lines of a command.
        self.command = self.before != b'\\';
        self.before = b'\n';
        self.key = true;
        self.word = None;
        if !self.here.is_empty() {
            self.here_texts();
        }
    }

    /// Passes a byte that is neither word nor blank.
    fn mark_of(&mut self, byte: u8) {
        match byte {
            b'{' => self.depth += 1,
            b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.key = match self.language.keys {
            Keys::Colon => {
                matches!(byte, b'{' | b',')
                    || byte == b'-' && self.key && self.bytes.get(self.at + 1) == Some(&b' ')
            }
            Keys::Property => matches!(byte, b'{' | b'}' | b';'),
            Keys::Equals => matches!(byte, b'{' | b','),
            Keys::None | Keys::Quoted => false,
        };
        self.command = matches!(byte, b'|' | b'&' | b';' | b'(' | b'`' | b'!');
        self.before = byte;
        self.word = None;
        self.at += 1;
    }

    /// Marks up to `end` and goes there.
    pub(super) fn take(&mut self, end: usize, class: Class) -> bool {
        self.out.mark(self.at, end, class);
        self.pass(end)
    }

    /// Goes to `end` without marking.
    pub(super) fn pass(&mut self, end: usize) -> bool {
        self.before = self.bytes[end - 1];
        self.at = end;
        self.key = false;
        self.command = false;
        self.word = None;
        true
    }

    pub(super) fn begins(&self, text: &str) -> bool {
        self.bytes[self.at..].starts_with(text.as_bytes())
    }

    /// The byte before this one; a line feed before the first.
    pub(super) fn previous(&self) -> u8 {
        if self.at > self.start { self.bytes[self.at - 1] } else { b'\n' }
    }

    pub(super) fn end_of_line(&self, from: usize) -> usize {
        memchr::memchr(b'\n', &self.bytes[from..]).map_or(self.bytes.len(), |at| from + at)
    }

    fn comment(&mut self) -> bool {
        for line in self.language.line_comments {
            // `a#b` and `$#` are no comments.
            let apart = *line != "#"
                || matches!(self.previous(), b'\n' | b'\t'..=b'\r' | b' ' | b')'..=b',' | b';' | b'{' | b'}');
            if apart && self.begins(line) && !(self.language.attributes && self.begins("#[")) {
                return self.take(self.end_of_line(self.at), Class::Comment);
            }
        }
        for (open, close) in self.language.block_comments {
            if self.begins(open) {
                return self.take(self.end_of_comment(open, close), Class::Comment);
            }
        }
        false
    }

    fn end_of_comment(&self, open: &str, close: &str) -> usize {
        let mut depth = 0;
        let mut at = self.at;
        while at < self.bytes.len() {
            let rest = &self.bytes[at..];
            if rest.starts_with(close.as_bytes()) {
                depth -= 1;
                at += close.len();
                if depth == 0 {
                    return at;
                }
            } else if rest.starts_with(open.as_bytes()) && (depth == 0 || self.language.nested) {
                depth += 1;
                at += open.len();
            } else {
                at += 1;
            }
        }
        at
    }

    fn number(&mut self) -> bool {
        let byte = self.bytes[self.at];
        let after = |at: usize| self.bytes.get(at).copied().unwrap_or(b'\n');
        if !byte.is_ascii_digit() || is_word(self.previous()) {
            return false;
        }
        let mut end = self.at + 1;
        loop {
            let byte = after(end);
            let fraction = byte == b'.' && after(end + 1).is_ascii_digit();
            let exponent = matches!(byte, b'+' | b'-')
                && matches!(after(end - 1), b'e' | b'E')
                && after(end + 1).is_ascii_digit()
                && !self.bytes[self.at..end].starts_with(b"0x");
            if !(byte.is_ascii_alphanumeric()
                || byte == b'_'
                || byte == b'%' && !is_word(after(end + 1))
                || fraction
                || exponent)
            {
                break;
            }
            end += 1;
        }
        // In data and commands, `2026-01-01`, `1.2.3` and `80/tcp` are texts.
        let alone = |byte: u8| {
            matches!(byte, b'\n' | b'\t' | b'\r' | b' ' | b',' | b']' | b'}' | b'[' | b')' | b';')
        };
        if self.language.plain_text && !(alone(after(end)) && alone(self.previous())) {
            let rest = self.bytes[end..].iter().position(|&byte| alone(byte));
            return self.pass(rest.map_or(self.bytes.len(), |rest| end + rest));
        }
        // Nobody looks for numbers by their colour.
        self.pass(end)
    }

    fn word(&mut self) -> bool {
        let start = self.at;
        let also = |byte: u8| self.language.letters.as_bytes().contains(&byte);
        let first = self.bytes[start];
        if !(is_word(first) || also(first) && self.language.letters_begin) {
            return false;
        }
        let length = self.bytes[start..].iter().position(|&byte| !is_word(byte) && !also(byte));
        let end = length.map_or(self.bytes.len(), |length| start + length.max(1));
        let word = &self.code[start..end];
        if self.prefixed(word) {
            return true;
        }
        let class = self.class(word, end);
        let command = self.command;
        match class {
            Some(class) => self.take(end, class),
            None => self.pass(end),
        };
        // Behind `then`, `do`, `sudo` a command stands.
        self.command = command && class == Some(Class::Keyword);
        self.word = Some(class.unwrap_or(Class::Text));
        true
    }

    fn class(&self, word: &str, end: usize) -> Option<Class> {
        let language = self.language;
        let rest = &self.bytes[end..];
        let member = self.before == b'.' && self.previous() == b'.'
            || self.before == b'>' && self.code[..self.at].ends_with("->");
        if !member && let Some(class) = language.known(self.words, word) {
            return Some(class);
        }
        if language.shell {
            return (self.command && !rest.starts_with(b"=")).then_some(Class::Function);
        }
        if language.plain_text {
            return None;
        }
        let gap = rest.iter().position(|byte| *byte != b' ').unwrap_or(rest.len());
        let called = rest.get(gap) == Some(&b'(') && gap < 2
            || language.bang && rest.first() == Some(&b'!') && rest.get(1) != Some(&b'=');
        let defined = self.word == Some(Class::Keyword) && self.follows_definition();
        let capital = word.as_bytes()[0].is_ascii_uppercase();
        let small = word.bytes().any(|byte| byte.is_ascii_lowercase());
        if defined {
            return Some(Class::Function);
        }
        // A call wears its brackets; what is called is no type, though its name may look like one.
        if called
            && (member || language.capital_functions || !(capital && language.capitals && small))
        {
            return None;
        }
        if !language.capitals || !capital {
            return None;
        }
        match small || word.len() == 1 {
            true => Some(Class::Type),
            false => Some(Class::Constant),
        }
    }

    /// Whether the word before begins the definition of a function.
    fn follows_definition(&self) -> bool {
        let before = self.code[..self.at].trim_end_matches([' ', '\t']);
        ["fn", "def", "func", "fun", "function"].iter().any(|word| {
            before
                .strip_suffix(word)
                .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
        })
    }

    /// What hangs on a name: `@decorator`, `#[attribute]`, `#include`.
    fn attached(&mut self) -> bool {
        let after = self.bytes.get(self.at + 1).copied().unwrap_or(b' ');
        match self.bytes[self.at] {
            b'@' if self.language.decorators && is_word(after) && !is_word(self.previous()) => {
                let rest = &self.bytes[self.at + 1..];
                let length =
                    rest.iter().position(|&byte| !is_word(byte) && byte != b'.' && byte != b'-');
                self.take(self.at + 1 + length.unwrap_or(rest.len()), Class::Attribute)
            }
            b'#' if self.language.preprocessor && self.before == b'\n' => {
                let rest = &self.bytes[self.at + 1..];
                let length = rest.iter().position(|&byte| byte != b' ').unwrap_or(0);
                let word = rest[length..].iter().position(|&byte| !is_word(byte));
                self.take(
                    self.at + 1 + word.map_or(rest.len(), |word| length + word),
                    Class::Keyword,
                )
            }
            b'<' if self.language.tags => self.tag(),
            b'[' if self.language.keys == Keys::Equals && self.before == b'\n' => {
                let end = self.end_of_line(self.at);
                let close = memchr::memrchr(b']', &self.bytes[self.at..end]);
                close.is_some_and(|close| self.take(self.at + close + 1, Class::Type))
            }
            b'#' if self.language.attributes && (self.begins("#[") || self.begins("#![")) => {
                self.attribute()
            }
            _ => false,
        }
    }

    /// The name of a tag, if one begins here.
    fn tag(&mut self) -> bool {
        let rest = &self.bytes[self.at + 1..];
        let slash = usize::from(rest.first() == Some(&b'/'));
        let begins = slash == 1
            || self.word == Some(Class::Keyword)
            || b"\n(=,:?&|>{};[".contains(&self.before);
        let length =
            rest[slash..].iter().take_while(|&&byte| is_word(byte) || b".-".contains(&byte));
        let length = length.count();
        if !begins || !rest.get(slash).is_some_and(u8::is_ascii_alphabetic) {
            return false;
        }
        let start = self.at + 1 + slash;
        self.out.mark(start, start + length, Class::Keyword);
        self.pass(start + length)
    }

    /// `#[…]`, on one line or several.
    fn attribute(&mut self) -> bool {
        let mut depth = 0;
        if self.at < self.dead[ATTRIBUTES] {
            return false;
        }
        for (at, byte) in self.bytes.iter().enumerate().skip(self.at) {
            match byte {
                b'[' => depth += 1,
                b']' => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                return self.take(at + 1, Class::Attribute);
            }
        }
        self.dead[ATTRIBUTES] = self.bytes.len();
        false
    }

    /// A key of data, or a property of a style.
    fn key(&mut self) -> bool {
        let (separator, styles) = match self.language.keys {
            Keys::Colon => (b':', false),
            Keys::Property => (b':', true),
            Keys::Equals => (b'=', false),
            Keys::None | Keys::Quoted => return false,
        };
        if styles && self.depth == 0 {
            return false;
        }
        let rest = &self.bytes[self.at..];
        let quoted = matches!(rest[0], b'"' | b'\'') && !styles;
        if rest.starts_with(b"- ") {
            return false;
        }
        let is_key = |byte: u8| is_word(byte) || b".-_/$* \"'".contains(&byte);
        let Some(length) = rest.iter().position(|&byte| !is_key(byte)) else { return false };
        let after = rest.get(length + 1).copied().unwrap_or(b'\n');
        let ends = rest[length] == separator
            && (separator == b'=' && after != b'=' || styles || after.is_ascii_whitespace());
        let name = self.code[self.at..self.at + length].trim_end();
        if !ends
            || name.is_empty()
            || !quoted
                && (name.contains(['"', '\''])
                    || name.starts_with(['-', ' ']) && !name.starts_with("--"))
        {
            return false;
        }
        // `a:hover {` is no property.
        if styles && rest[length..].iter().find(|byte| b";{}\n".contains(byte)) == Some(&b'{') {
            return false;
        }
        self.take(self.at + name.len(), Class::Attribute)
    }
}

/// Whether a byte may stand in a name of most languages. Letters beyond ASCII may.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
