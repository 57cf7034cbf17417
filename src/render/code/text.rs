//! Strings, patterns, and texts that stand on the lines below.

use super::Class;
use super::language::{Keys, Quote};
use super::scan::{FENCES, PATTERNS, Scan, is_word};

impl<'c> Scan<'c, '_, '_> {
    /// A string that begins here.
    pub(super) fn string(&mut self) -> bool {
        let quotes = self.language.quotes;
        for (slot, quote) in quotes.iter().enumerate() {
            if !self.begins(quote.open) {
                continue;
            }
            // The apostrophe of `don't`, a lifetime `'a`.
            let apostrophe = quote.open == "'"
                && (is_word(self.previous()) || quote.one && !self.is_character());
            if apostrophe {
                continue;
            }
            if let Some(end) = self.end_of_string(slot, self.at + quote.open.len(), quote.escapes) {
                let is_key = self.language.keys == Keys::Quoted && self.colon_follows(end);
                return self.take(end, if is_key { Class::Attribute } else { Class::Text });
            }
        }
        false
    }

    /// A string whose mark follows a word that says of what sort it is: `r"…"`, `b'…'`, `f"…"`.
    pub(super) fn prefixed(&mut self, word: &str) -> bool {
        let after = self.at + word.len();
        let language = self.language;
        if word.len() > 2 || !language.prefixes.split(' ').any(|prefix| prefix == word) {
            return false;
        }
        let raw = word.contains(['r', 'R']);
        let rest = &self.bytes[after..];
        if language.fenced_strings && raw && self.at >= self.dead[FENCES] {
            match fenced(rest) {
                Some(Some(end)) => return self.take(after + end, Class::Text),
                Some(None) => self.dead[FENCES] = self.bytes.len(),
                None => {}
            }
        }
        for (slot, quote) in language.quotes.iter().enumerate() {
            let escapes = quote.escapes && !(raw && language.fenced_strings);
            if rest.starts_with(quote.open.as_bytes())
                && let Some(end) = self.end_of_string(slot, after + quote.open.len(), escapes)
            {
                return self.take(end, Class::Text);
            }
        }
        false
    }

    /// The byte behind the mark that closes a string whose text begins at `from`; none if none
    /// does where one has to.
    fn end_of_string(&mut self, slot: usize, from: usize, escapes: bool) -> Option<usize> {
        if self.at < self.dead[slot] {
            return None;
        }
        let quote = &self.language.quotes[slot];
        let (close, holes) = (quote.close.as_bytes(), quote.holes);
        // How deep braces are nested in the holes that are open.
        let mut depth = 0;
        let mut at = from;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' if escapes => at += 1,
                b'\n' if !quote.lines => break,
                b'$' if holes && depth == 0 && self.bytes.get(at + 1) == Some(&b'{') => {
                    depth = 1;
                    at += 1;
                }
                b'{' if depth > 0 => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                _ if depth == 0 && self.bytes[at..].starts_with(close) => {
                    return Some(at + close.len());
                }
                _ => {}
            }
            at += 1;
        }
        self.dead[slot] = at.min(self.bytes.len());
        None
    }

    /// Whether the apostrophe here begins one character, not the name of a lifetime.
    fn is_character(&self) -> bool {
        let mut inside = self.code[self.at + 1..].chars();
        match inside.next() {
            Some('\\') => true,
            Some(_) => inside.next() == Some('\''),
            None => false,
        }
    }

    fn colon_follows(&self, end: usize) -> bool {
        let blank = |byte: &&u8| !matches!(byte, b' ' | b'\t');
        self.bytes[end..].iter().find(blank) == Some(&b':')
    }

    /// A pattern between slashes, where no division can stand.
    pub(super) fn pattern(&mut self) -> bool {
        if !self.language.patterns
            || self.bytes[self.at] != b'/'
            || !b"\n(=:,[!&|?{};~".contains(&self.before)
            || self.at < self.dead[PATTERNS]
        {
            return false;
        }
        let mut set = false;
        let mut at = self.at + 1;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'\n' => break,
                b'[' => set = true,
                b']' => set = false,
                b'/' if !set && at > self.at + 1 => {
                    let flags = self.bytes[at + 1..].iter().position(|&byte| !is_word(byte));
                    let end = flags.map_or(self.bytes.len(), |flags| at + 1 + flags);
                    return self.take(end, Class::Text);
                }
                _ => {}
            }
            at += 1;
        }
        self.dead[PATTERNS] = at.min(self.bytes.len());
        false
    }

    /// The texts that begin on this line.
    pub(super) fn here_texts(&mut self) {
        for name in std::mem::take(&mut self.here) {
            let start = self.at;
            while self.at < self.bytes.len() {
                let end = self.end_of_line(self.at);
                let line = &self.code[self.at..end];
                self.at = (end + 1).min(self.bytes.len());
                if line.trim().trim_end_matches(';') == name {
                    break;
                }
            }
            let end = self.at - usize::from(self.code[start..self.at].ends_with('\n'));
            self.out.mark(start, end, Class::Text);
        }
    }

    /// `<<EOF`, `<<-'EOF'`, `<<~EOF`, `<<<EOF` of PHP.
    pub(super) fn here(&mut self) -> bool {
        let rest = &self.code[self.at..self.bytes.len()];
        let mark =
            if self.language.here_mark.is_empty() { return false } else { self.language.here_mark };
        let Some(behind) = rest.strip_prefix(mark) else { return false };
        let behind = behind.strip_prefix(['-', '~']).unwrap_or(behind);
        let quote = behind.starts_with(['\'', '"']);
        let name = &behind[usize::from(quote)..];
        let length = name.bytes().position(|byte| !is_word(byte)).unwrap_or(name.len());
        let closed = quote && name[length..].starts_with(['\'', '"']);
        // What does not shout is a number that is shifted.
        if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
            return false;
        }
        self.here.push(&name[..length]);
        let end = self.at + rest.len() - name.len() + length + usize::from(closed);
        self.take(end, Class::Text)
    }
}

/// What closes `"…"` or `#"…"#` with as many `#` as it likes, or `"mark(…)mark"` of C++: where, if
/// something does. None if the text is no such string.
fn fenced(text: &[u8]) -> Option<Option<usize>> {
    let open = text.iter().position(|&byte| byte != b'#')?;
    if text[open] != b'"' {
        return None;
    }
    let inside = &text[open + 1..];
    // Up to sixteen letters before the bracket.
    let mark = inside.iter().take(17).position(|&byte| byte == b'(' || !is_word(byte));
    let mark = mark.filter(|&mark| open == 0 && inside[mark] == b'(');
    let close = match mark {
        Some(mark) => [b")", &inside[..mark], b"\""].concat(),
        None => [b"\"", &text[..open]].concat(),
    };
    let end = memchr::memmem::find(inside, &close).map(|at| open + 1 + at + close.len());
    Some(end)
}

impl Quote {
    /// A string on one line.
    pub(super) const fn line(mark: &'static str) -> Quote {
        Quote { open: mark, close: mark, escapes: true, lines: false, holes: false, one: false }
    }

    /// A string that may go over several lines.
    pub(super) const fn lines(mark: &'static str) -> Quote {
        Quote { lines: true, ..Quote::line(mark) }
    }

    /// A string in which a backslash is a backslash.
    pub(super) const fn raw(mark: &'static str) -> Quote {
        Quote { escapes: false, ..Quote::lines(mark) }
    }
}
