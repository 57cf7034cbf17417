//! One pass over HTML that writes its gaps for Anki.

use std::borrow::Cow;

use super::marker::{closes, opening};
use super::{DEEPEST, shield};
use crate::anki::text;

/// Elements without an end, among them what stands for a sound ([`text::sound`]).
const EMPTY: &[&str] = &["anki", "br", "col", "hr", "img", "input", "source", "wbr"];

/// What the end of a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The first `}}` outside braces that come in pairs.
    Paired,
    /// The first `}}`: its braces do not come in pairs.
    First,
    /// There is none: what looks like a gap is text.
    Text,
}

impl Mode {
    pub(super) fn next(self) -> Mode {
        if self == Mode::Paired { Mode::First } else { Mode::Text }
    }
}

/// A gap that is not closed yet.
struct Gap {
    /// Which one of all it is.
    index: usize,
    mode: Mode,
    /// The piece of code or math it began in; 0 for text.
    run: usize,
    /// How many elements were open where it began.
    elements: usize,
    /// How many of its braces are open.
    braces: usize,
    /// Where each `::` beside its text stands in the output.
    colons: Vec<usize>,
    /// Whether another gap stands behind the last of them.
    hidden: bool,
}

/// See [`super::mark`].
pub(super) struct Pass<'m, 'h> {
    /// What is known of each gap, in the order of their beginnings.
    modes: &'m mut Vec<Mode>,
    out: Vec<Cow<'h, str>>,
    open: Vec<Gap>,
    /// The gaps that were never closed.
    lost: Vec<usize>,
    begun: usize,
    elements: usize,
    /// The piece of code or math this is; 0 for text.
    run: usize,
    runs: usize,
    math: bool,
}

impl<'m, 'h> Pass<'m, 'h> {
    pub(super) fn new(modes: &'m mut Vec<Mode>) -> Self {
        let (out, open, lost) = (Vec::new(), Vec::new(), Vec::new());
        Pass { modes, out, open, lost, begun: 0, elements: 0, run: 0, runs: 0, math: false }
    }

    /// The HTML, and which gaps were never closed.
    pub(super) fn run(mut self, html: &'h str) -> (String, Vec<usize>) {
        let mut rest = html;
        while !rest.is_empty() {
            let length = match rest.strip_prefix('<').and_then(|tag| tag.find('>')) {
                Some(end) => self.tag(&rest[..end + 2]),
                None => self.text(rest),
            };
            rest = &rest[length..];
        }
        self.lost.extend(self.open.iter().map(|gap| gap.index));
        (self.out.concat(), self.lost)
    }

    /// A tag. Nothing in it is a mark.
    fn tag(&mut self, tag: &'h str) -> usize {
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let ends = tag.starts_with("</");
        if name == "code" && !ends && self.run == 0 {
            self.begin(false);
        } else if name == "code" && ends && !self.math {
            self.end();
        }
        match (ends, EMPTY.contains(&name)) {
            (true, _) => self.elements = self.elements.saturating_sub(1),
            (false, false) => self.elements += 1,
            (false, true) => {}
        }
        let mut shown = shield(tag);
        if !self.open.is_empty() && (shown.contains("::") || shown.contains("}}")) {
            shown = Cow::Owned(shown.replace("::", ":&#58;").replace("}}", "}&#125;"));
        }
        self.out.push(shown);
        tag.len()
    }

    /// A piece of code or math begins.
    fn begin(&mut self, math: bool) {
        self.runs += 1;
        self.run = self.runs;
        self.math = math;
    }

    /// It ends, and with it the hope for gaps that began inside.
    fn end(&mut self) {
        while let Some(gap) = self.open.pop_if(|gap| gap.run == self.run && gap.run > 0) {
            self.lost.push(gap.index);
        }
        self.run = 0;
        self.math = false;
    }

    /// What `rest` begins with, which is no tag.
    fn text(&mut self, rest: &'h str) -> usize {
        if let Some(gap) = opening(rest) {
            if gap.counts() && self.gap() {
                self.out.push(Cow::Borrowed(&rest[..gap.length]));
                return gap.length;
            }
            self.out.push(Cow::Borrowed("&#123;"));
            return 1;
        }
        if closes(rest) && self.close() {
            return 2;
        }
        match rest.as_bytes()[0] {
            b'\\' => self.backslash(rest),
            b':' if rest.starts_with("::") && !self.open.is_empty() => {
                self.colons();
                2
            }
            b'{' | b'}' => self.brace(rest),
            _ => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let next = rest[first..].find(['<', '{', '}', ':', '\\']);
                let length = next.map_or(rest.len(), |next| first + next);
                self.out.push(Cow::Borrowed(&rest[..length]));
                length
            }
        }
    }

    /// A gap begins, unless it is known that it never ends.
    fn gap(&mut self) -> bool {
        let index = self.begun;
        self.begun += 1;
        if self.modes.len() == index {
            self.modes.push(Mode::Paired);
        }
        let mode = self.modes[index];
        if mode == Mode::Text || self.open.len() == DEEPEST {
            return false;
        }
        if let Some(outer) = self.open.last_mut() {
            outer.hidden = true;
        }
        let (run, elements) = (self.run, self.elements);
        let colons = Vec::new();
        self.open.push(Gap { index, mode, run, elements, braces: 0, colons, hidden: false });
        true
    }

    /// The innermost gap ends here, if it can.
    fn close(&mut self) -> bool {
        let here = |gap: &mut Gap| gap.run == self.run && gap.braces == 0;
        let Some(gap) = self.open.pop_if(here) else { return false };
        let hint = gap.colons.last().filter(|_| !gap.hidden);
        for &colon in gap.colons.iter().filter(|colon| Some(*colon) != hint) {
            self.out[colon] = Cow::Borrowed(":&#58;");
        }
        match hint {
            Some(&hint) if hint + 1 == self.out.len() => _ = self.out.pop(),
            Some(&hint) => self.hint(hint + 1),
            None => {}
        }
        self.out.push(Cow::Borrowed("}}"));
        true
    }

    /// The hint that begins with a piece of the output: Anki shows it between brackets, where it must
    /// not be a command.
    fn hint(&mut self, at: usize) {
        if text::is_command(&self.out[at..].concat())
            && let Some(first) = self.out[at].chars().next()
        {
            let rest = &self.out[at][first.len_utf8()..];
            self.out[at] = Cow::Owned(format!("&#{};{rest}", u32::from(first)));
        }
    }

    /// `::`, which may begin the hint of the gap.
    fn colons(&mut self) {
        let at = self.out.len();
        let (run, elements) = (self.run, self.elements);
        let hint = self.open.last_mut().filter(|gap| (gap.run, gap.elements) == (run, elements));
        self.out.push(Cow::Borrowed(if hint.is_some() { "::" } else { ":&#58;" }));
        if let Some(gap) = hint {
            gap.colons.push(at);
            gap.hidden = false;
        }
    }

    /// A brace that is no mark. Two that close must not become one inside a gap.
    fn brace(&mut self, rest: &'h str) -> usize {
        let run = self.run;
        if let Some(gap) = self.open.last_mut().filter(|gap| gap.run == run)
            && gap.mode == Mode::Paired
        {
            let open = rest.starts_with('{');
            gap.braces = if open { gap.braces + 1 } else { gap.braces.saturating_sub(1) };
        }
        let apart = rest.starts_with("}}") && !self.open.is_empty();
        self.out.push(Cow::Borrowed(match apart {
            // MathJax is read and edited as LaTeX, where a blank is the plainer way.
            true if self.math => "} ",
            true => "&#125;",
            false => &rest[..1],
        }));
        1
    }

    /// `\(` and the like, where math begins and ends.
    fn backslash(&mut self, rest: &'h str) -> usize {
        let length = rest.chars().nth(1).map_or(1, |c| if "()[]\\".contains(c) { 2 } else { 1 });
        match &rest[..length] {
            "\\(" | "\\[" if self.run == 0 => self.begin(true),
            "\\)" | "\\]" if self.math => self.end(),
            _ => {}
        }
        self.out.push(Cow::Borrowed(&rest[..length]));
        length
    }
}
