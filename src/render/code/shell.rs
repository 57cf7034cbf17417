//! What only shells have: variables and options.

use super::Class;
use super::scan::{Scan, is_word};

impl Scan<'_, '_, '_> {
    /// `$NAME`, `${…}`, `--option`, the mark of the prompt, and the start of a text below.
    pub(super) fn shell(&mut self) -> bool {
        if self.here() {
            return true;
        }
        if !self.language.shell {
            return false;
        }
        let after = self.bytes.get(self.at + 1).copied().unwrap_or(b'\n');
        match self.bytes[self.at] {
            b'$' if after == b' ' && self.before == b'\n' => {
                self.take(self.at + 1, Class::Comment);
                self.command = true;
                true
            }
            b'$' if after == b'{' => self.braces(),
            b'$' if is_word(after) => {
                let rest = &self.bytes[self.at + 1..];
                let length = rest.iter().position(|&byte| !is_word(byte)).unwrap_or(rest.len());
                self.take(self.at + 1 + length, Class::Attribute)
            }
            b'-' if matches!(self.previous(), b' ' | b'\t')
                && (is_word(after) || after == b'-') =>
            {
                let rest = &self.bytes[self.at..];
                let option = |byte: &u8| is_word(*byte) || *byte == b'-';
                let length = rest.iter().take_while(|byte| option(byte)).count();
                self.take(self.at + length, Class::Attribute)
            }
            _ => false,
        }
    }

    /// `${…}` on one line.
    fn braces(&mut self) -> bool {
        let end = self.end_of_line(self.at);
        let Some(close) = memchr::memchr2(b'}', b'\n', &self.bytes[self.at..end]) else {
            // Nothing closes on this line: what stands there is not looked at again.
            return self.pass(end);
        };
        self.take(self.at + close + 1, Class::Attribute)
    }
}
