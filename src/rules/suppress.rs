//! Comments that keep a rule quiet: `<!-- qlint-ignore rule: reason -->` about the next block, or
//! about its own one if it stands inside a line; `<!-- qlint-ignore-file rule: reason -->` about the
//! whole file.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::levels::{Levels, is_known, known, near_selector};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::markdown_options;
use crate::question::Question;
use crate::source::{FileId, Source, Span};

/// What every such comment begins with.
const MARK: &str = "qlint-ignore";

/// The same, made ready to be looked for once.
static MARKS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(MARK));

/// The most comments of one file that are reported under one rule.
const MAX_FAULTS: usize = 1000;

/// One rule or group that a comment keeps quiet.
#[derive(Clone, Debug, PartialEq)]
pub struct Ignore {
    file: FileId,
    /// The comment, and its line if nothing else stands there.
    line: Span,
    /// The comment.
    comment: Span,
    /// The rule or group; empty if the comment names none.
    selector: String,
    /// Its bytes.
    span: Span,
    /// Whether the comment names no other.
    alone: bool,
    /// Whether the comment says why.
    reason: bool,
    /// Whether it is about the whole file.
    whole: bool,
    /// Whether it stands in front matter, where a fix could break what the comment is to YAML or TOML.
    in_front: bool,
    /// What it is about.
    scope: Span,
}

impl Ignore {
    /// Where what it keeps quiet begins.
    fn reach(&self) -> Range<u32> {
        self.scope.start..self.scope.end.max(1)
    }
}

/// The comments of a file with these questions. A file that `is_text` is Markdown as it stands, but
/// for its front matter; of cells and strings each question's Markdown is one of its own.
pub fn ignores(source: &Source, questions: &[Question<'_>], is_text: bool) -> Vec<Ignore> {
    let text = source.text.as_str();
    if MARKS.find(text.as_bytes()).is_none() {
        return Vec::new();
    }
    let whole = Span::from(0..text.len());
    let place = |found: Vec<Ignore>, of: &dyn Fn(Range<usize>) -> Span| -> Vec<Ignore> {
        let of = |span: Span| of(span.range());
        let placed = |one: Ignore| Ignore {
            file: source.file,
            line: of(one.line),
            comment: of(one.comment),
            span: of(one.span),
            scope: if one.whole { whole } else { of(one.scope) },
            ..one
        };
        found.into_iter().map(placed).collect()
    };
    if !is_text {
        let bodies = questions.iter().map(|question| &question.body);
        return bodies.flat_map(|body| place(scan(body.text()), &|at| body.locate(at))).collect();
    }
    let (front, body) = text.split_at_checked(body_start(source, questions)).unwrap_or((text, ""));
    let mut found = place(scan(front), &Span::from);
    found.iter_mut().for_each(|one| one.in_front = true);
    found.extend(place(scan(body), &|at| Span::new(at, front.len() as u32)));
    found
}

/// Where front matter ends: what looks like Markdown in it, such as a code block that is never
/// closed, is none.
fn body_start(source: &Source, questions: &[Question<'_>]) -> usize {
    let first = questions.first().filter(|one| ["---", "+++"].contains(&source.slice(one.opening)));
    first.map_or(0, |question| question.body.locate(0..0).start as usize)
}

/// The comments of a Markdown text, with places in it.
fn scan(text: &str) -> Vec<Ignore> {
    let mut found: Vec<Ignore> = Vec::new();
    // Those that wait for their block begin here.
    let mut waiting = 0;
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, markdown_options()).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let alone = add(text, range.clone(), range.clone(), &mut found);
                if !alone {
                    settle(&mut found, &mut waiting, &range);
                }
            }
            Event::Start(tag) if !is_inline(&tag) => {
                settle(&mut found, &mut waiting, &range);
                if holds_text(&tag) {
                    blocks.push(range);
                }
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
            ) => {
                _ = blocks.pop();
            }
            Event::Rule => settle(&mut found, &mut waiting, &range),
            Event::Start(_) | Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) => {
                let block = blocks.last().unwrap_or(&range).clone();
                // The text of an item without blank lines is no paragraph, and begins unannounced.
                settle(&mut found, &mut waiting, &(range.start..block.end));
                if matches!(event, Event::InlineHtml(_)) {
                    add(text, range, block, &mut found);
                    waiting = found.len();
                }
            }
            _ => {}
        }
    }
    found
}

/// Gives those that wait the block that they are about.
fn settle(found: &mut [Ignore], waiting: &mut usize, block: &Range<usize>) {
    for ignore in found[*waiting..].iter_mut().filter(|ignore| ignore.scope == Span::default()) {
        ignore.scope = Span::from(block.clone());
    }
    *waiting = found.len();
}

fn is_inline(tag: &Tag<'_>) -> bool {
    use Tag::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Strong | Strikethrough | Link { .. } | Image { .. })
}

fn holds_text(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell)
}

/// Adds the comments of a piece of HTML. Whether nothing but such comments stands there; they are
/// about what follows then, else about `block`.
fn add(text: &str, range: Range<usize>, block: Range<usize>, found: &mut Vec<Ignore>) -> bool {
    let first = found.len();
    let mut rest = text[range.clone()].trim().is_empty();
    let mut at = range.start;
    while let Some(open) = text[at..range.end].find("<!--").map(|open| at + open) {
        rest |= !text[at..open].trim().is_empty();
        let Some(close) = text[open..range.end].find("-->").map(|close| open + close) else {
            break;
        };
        at = close + 3;
        // `<!-->` is a comment too, whose ends share their dashes.
        let inner = open + 4..close.max(open + 4);
        let comment = Comment { text, outer: open..at, inner };
        rest |= !comment.read(found);
    }
    rest |= !text[at..range.end].trim().is_empty();
    let inline = rest || block != range;
    if inline {
        settle(found, &mut { first }, &block);
    }
    !rest
}

/// A comment of a text.
struct Comment<'s> {
    text: &'s str,
    outer: Range<usize>,
    inner: Range<usize>,
}

impl Comment<'_> {
    /// Adds what it keeps quiet; whether it is such a comment at all.
    fn read(&self, found: &mut Vec<Ignore>) -> bool {
        let text = &self.text[self.inner.clone()];
        let Some(said) = text.trim_start().strip_prefix(MARK) else { return false };
        let (file, said) = match said.strip_prefix("-file") {
            Some(said) => (true, said),
            None => (false, said),
        };
        if said.starts_with(|c: char| !c.is_whitespace() && c != ':') {
            return false;
        }
        let (names, reason) = said.split_once(':').unwrap_or((said, ""));
        let start = self.inner.end - said.len();
        let first = found.len();
        let mut at = start;
        for name in names.split(',') {
            let lead = name.len() - name.trim_start().len();
            let span = Span::new(0..name.trim().len(), (at + lead) as u32);
            at += name.len() + 1;
            found.push(Ignore {
                file: FileId::default(),
                line: whole_line(self.text, &self.outer),
                comment: Span::from(self.outer.clone()),
                selector: name.trim().to_owned(),
                span,
                alone: !names.contains(','),
                reason: !reason.trim().is_empty(),
                whole: file,
                in_front: false,
                scope: if file { Span::from(0..self.text.len()) } else { Span::default() },
            });
        }
        // A comma too many names nothing, which is worth a word only where nothing else is named.
        let named: Vec<_> =
            found[first..].iter().filter(|one| !one.selector.is_empty()).cloned().collect();
        found.truncate(first + usize::from(named.is_empty()));
        found.extend(named);
        true
    }
}

/// The line of a range that has it to itself, its end included; else the range.
fn whole_line(text: &str, range: &Range<usize>) -> Span {
    // A line may be megabytes long and full of such comments: only the blanks around one are looked at.
    let blank = |c: char| c.is_whitespace() && c != '\n';
    let start = text[..range.start].trim_end_matches(blank).len();
    let rest = text[range.end..].trim_start_matches(blank);
    let end = text.len() - rest.len() + usize::from(rest.starts_with('\n'));
    let alone = (start == 0 || text[..start].ends_with('\n'))
        && (rest.is_empty() || rest.starts_with('\n'));
    Span::from(if alone { start..end } else { range.clone() })
}

/// Takes out of the findings what comments keep quiet, and adds what is wrong with the comments.
/// `levels` are those of a file.
pub(super) fn apply<'p>(
    found: &mut Vec<Diagnostic>,
    ignores: &[Ignore],
    levels: impl Fn(FileId) -> &'p Levels,
) {
    if ignores.is_empty() {
        return;
    }
    let quiet = Quiet::new(ignores);
    let mut places = Places::default();
    found.iter().for_each(|one| places.add(one));
    found.retain(|one| !quiet.keeps(one));
    // Comments may be about comments: those are judged when it is known what they keep quiet.
    let is_about = |one: &&Ignore| one.selector.split('/').next() == Some("suppression");
    let (about, others): (Vec<_>, Vec<_>) = ignores.iter().partition(is_about);
    let mut told = Told::default();
    for one in others {
        let fault = fault(one, places.any(one), levels(one.file));
        fault.iter().for_each(|one| places.add(one));
        if let Some(fault) = fault.filter(|fault| !quiet.keeps(fault)) {
            told.tell(fault, one, found);
        }
    }
    for one in about {
        if let Some(fault) = fault(one, places.any(one), levels(one.file)) {
            told.tell(fault, one, found);
        }
    }
    told.say_beyond(found);
}

/// How many faulty comments of each file and rule were told, where the last of them stands among the
/// findings, and how many there were beyond.
#[derive(Default)]
struct Told(BTreeMap<(FileId, &'static str), (usize, usize, usize)>);

impl Told {
    fn tell(&mut self, mut fault: Diagnostic, about: &Ignore, found: &mut Vec<Diagnostic>) {
        let (told, last, beyond) = self.0.entry((fault.file, fault.rule)).or_default();
        if *told == MAX_FAULTS {
            *beyond += 1;
            return;
        }
        // Looking for what was meant takes longer than all else.
        if !about.selector.is_empty()
            && let Err(words) = known(&about.selector)
        {
            fault.say(words);
            if let Some(near) = near_selector(&about.selector) {
                let help = format!("rename it to `{near}`");
                fault.help(help);
                if !about.in_front {
                    fault.fix(Applicability::Unsafe, about.span, near);
                }
            }
        }
        (*told, *last) = (*told + 1, found.len());
        found.push(fault);
    }

    fn say_beyond(&self, found: &mut [Diagnostic]) {
        for (_, last, beyond) in self.0.values().filter(|(.., beyond)| *beyond > 0) {
            found[*last].add_help(&format!("{beyond} more in this file are not listed"));
        }
    }
}

/// Where comments keep which rules and groups quiet: bytes that do not meet, in order.
struct Quiet<'i>(HashMap<(FileId, &'i str), Vec<Range<u32>>>);

impl<'i> Quiet<'i> {
    fn new(ignores: &'i [Ignore]) -> Quiet<'i> {
        let mut scopes: HashMap<_, Vec<Range<u32>>> = HashMap::new();
        for one in ignores {
            scopes.entry((one.file, one.selector.as_str())).or_default().push(one.reach());
        }
        for ranges in scopes.values_mut() {
            ranges.sort_unstable_by_key(|range| range.start);
            ranges.dedup_by(|next, last| {
                let meets = next.start <= last.end;
                if meets {
                    last.end = last.end.max(next.end);
                }
                meets
            });
        }
        Quiet(scopes)
    }

    fn keeps(&self, one: &Diagnostic) -> bool {
        selectors(one.rule).any(|selector| {
            let ranges = self.0.get(&(one.file, selector)).map_or(&[][..], Vec::as_slice);
            let behind = ranges.partition_point(|range| range.start <= one.span.start);
            behind.checked_sub(1).is_some_and(|at| one.span.start < ranges[at].end)
        })
    }
}

/// Where the findings of rules and groups begin.
#[derive(Default)]
struct Places(HashMap<(FileId, &'static str), BTreeSet<u32>>);

impl Places {
    fn add(&mut self, one: &Diagnostic) {
        for selector in selectors(one.rule) {
            self.0.entry((one.file, selector)).or_default().insert(one.span.start);
        }
    }

    /// Whether one of them is what the comment is about.
    fn any(&self, ignore: &Ignore) -> bool {
        let found = self.0.get(&(ignore.file, ignore.selector.as_str()));
        found.is_some_and(|places| places.range(ignore.reach()).next().is_some())
    }
}

/// What a comment may call a rule: its name, or its group.
fn selectors(rule: &str) -> impl Iterator<Item = &str> {
    std::iter::once(rule).chain(rule.split_once('/').map(|(group, _)| group))
}

/// What is wrong with one comment; of several faults the first.
fn fault(ignore: &Ignore, used: bool, levels: &Levels) -> Option<Diagnostic> {
    let Ignore { selector, span, .. } = ignore;
    let found = |rule, span, message: String| {
        let severity = levels.runs(rule)?;
        Some(Diagnostic::new(rule, severity, ignore.file, span, message))
    };
    if selector.is_empty() {
        let words = "the comment names no rule, so that it keeps none quiet".to_owned();
        let mut one = found("suppression/unknown-suppression", ignore.comment, words)?;
        one.help("write `<!-- qlint-ignore group/rule: reason -->`");
        return Some(one);
    }
    if !is_known(selector) {
        // What it is to say is found out when it is told.
        return found("suppression/unknown-suppression", *span, String::new());
    }
    if !used && levels.any_runs(selector) {
        let words = format!("there is nothing here that `{selector}` would report");
        let mut one = found("suppression/unused-suppression", *span, words)?;
        one.help("remove it");
        if ignore.alone && !ignore.in_front {
            one.fix(Applicability::Safe, ignore.line, "");
        }
        return Some(one);
    }
    if !ignore.reason {
        let words = format!("the comment does not say why `{selector}` is to be quiet");
        let mut one = found("suppression/suppression-without-reason", *span, words)?;
        one.help(format!("write `<!-- qlint-ignore {selector}: reason -->`"));
        return Some(one);
    }
    None
}

/// The bytes of a text that are such comments, with the lines that they have to themselves. An
/// export leaves them out.
pub fn comments(text: &str) -> Vec<Range<usize>> {
    if !text.contains(MARK) {
        return Vec::new();
    }
    let mut ranges: Vec<_> = scan(text).iter().map(|ignore| ignore.line.range()).collect();
    ranges.dedup();
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The selectors of a text with what they are about.
    fn scopes(text: &str) -> Vec<(String, String)> {
        let scope = |one: &Ignore| text[one.scope.range()].trim().to_owned();
        scan(text).into_iter().map(|one| (one.selector.clone(), scope(&one))).collect()
    }

    #[test]
    fn a_comment_is_about_the_next_block_or_its_own() {
        let cases = [
            ("<!-- qlint-ignore a: b -->\n## H\n\ntext\n", vec![("a", "## H")]),
            (
                "<!-- qlint-ignore a/b, c: d -->\n\n- x\n- y\n",
                vec![("a/b", "- x\n- y"), ("c", "- x\n- y")],
            ),
            (
                "<!-- qlint-ignore a: b -->\n<!-- qlint-ignore c: d -->\nx\n",
                vec![("a", "x"), ("c", "x")],
            ),
            (
                "- x <!-- qlint-ignore a: b -->\n- y\n",
                vec![("a", "- x <!-- qlint-ignore a: b -->")],
            ),
            ("x\n\n<!-- qlint-ignore a -->\n", vec![("a", "")]),
            (
                "x\n\n<!-- qlint-ignore-file a: b -->\n",
                vec![("a", "x\n\n<!-- qlint-ignore-file a: b -->")],
            ),
            ("`<!-- qlint-ignore a -->`\n\n```\n<!-- qlint-ignore a -->\n```\n", vec![]),
            ("<!-- qlint-ignored -->\n<!-- TODO -->\nx", vec![]),
            ("<!-- qlint-ignore -->\nx", vec![("", "x")]),
            ("<!-- qlint-ignore a", vec![]),
            ("<!-->\n<!-- qlint-ignore a: b -->\nx\n", vec![("a", "x")]),
            ("<!--->\n<!-- qlint-ignore a: b -->\nx\n", vec![("a", "x")]),
            ("- <!-- qlint-ignore a: b -->\n  x *y* z\n- w\n", vec![("a", "x *y* z")]),
            ("- <!-- qlint-ignore a: b -->\n  *x* `y`\n- w\n", vec![("a", "*x* `y`")]),
            ("<!-- qlint-ignore a,, b,: c -->\nx\n", vec![("a", "x"), ("b", "x")]),
            ("<!-- qlint-ignore ,: c -->\nx\n", vec![("", "x")]),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> =
                expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            assert_eq!(scopes(text), expected, "{text}");
        }
    }

    #[test]
    fn the_comments_of_a_text_are_found_with_their_lines() {
        let text = "a\n\n<!-- qlint-ignore b: c -->\nd <!-- qlint-ignore e,f: g --> h\n";
        let ranges = comments(text);
        let found: Vec<_> = ranges.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(found, ["<!-- qlint-ignore b: c -->\n", "<!-- qlint-ignore e,f: g -->"]);
    }
}
