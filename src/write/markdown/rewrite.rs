//! What has to change in a question's Markdown for it to stand among others in one file.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag};

use crate::document::{Document, SECTION_LEVEL, Section, markdown_options};
use crate::question::section;
use crate::write::body::{Edit, Tidier};

/// The sections that set a task. What comes behind them is the answer.
const TASK: &[&str] = &[section::QUESTION, section::OPTIONS, section::ROLE, section::SCENARIO];

/// The Markdown of a question with section headings at level `depth`, others below them, and with
/// `prefix` before the labels of link references and footnotes. `folded` hides the answer until
/// the reader opens it.
pub(super) fn body(doc: &Document<'_>, depth: usize, prefix: &str, folded: bool) -> String {
    let text = doc.question.body.text();
    let mut rewrite = Rewrite { text, prefix, edits: Vec::new() };
    for (event, range) in &doc.events {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                rewrite.heading(&hashes(*level, depth), range);
            }
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                rewrite.reference(*link_type, range);
            }
            Event::FootnoteReference(_) => rewrite.insert(range.start + 2, format!("{prefix}-")),
            Event::Start(Tag::FootnoteDefinition(_)) => {
                rewrite.insert(range.start + 2, format!("{prefix}-"));
            }
            _ => {}
        }
    }
    rewrite.definitions(doc);
    rewrite.aliases(doc, depth);
    let end = if folded && rewrite.fold(doc) { "\n\n</details>" } else { "" };
    // Of edits at one place, those that only add come first, in the order in which they were found.
    rewrite.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    Tidier::new(doc).edited(0..text.len(), &rewrite.edits) + end
}

/// The marks of a heading, its level moved so that a section's is `depth`.
fn hashes(level: HeadingLevel, depth: usize) -> String {
    let below = (level as usize).saturating_sub(SECTION_LEVEL as usize);
    "#".repeat((depth + below).min(HeadingLevel::H6 as usize))
}

/// No label is longer: CommonMark lets it have 999 characters.
const MAX_LABEL: usize = 4000;

/// The bracket at which a definition may begin, found for places that come in their order: a line may be
/// megabytes long and full of brackets.
#[derive(Default)]
struct Opening {
    /// What was looked at.
    seen: usize,
    /// Where the line begins.
    line: usize,
    /// Whether the line had a bracket.
    any: bool,
    /// The last bracket of the line, if nothing but marks of lists and quotes stands before it.
    at: Option<usize>,
}

impl Opening {
    /// The last bracket before `end` in its line, if it may begin a definition.
    fn before(&mut self, text: &str, end: usize) -> Option<usize> {
        if let Some(at) = text[self.seen..end].rfind('\n') {
            *self = Opening { line: self.seen + at + 1, ..Opening::default() };
        }
        let from = self.seen.max(self.line);
        self.seen = end;
        let new = &text[from..end];
        if let Some(last) = new.rfind('[') {
            let container = |c: char| c.is_ascii_digit() || " \t>-+*.)".contains(c);
            let first = !self.any && new.find('[') == Some(last);
            let begins = first && text[self.line..from + last].chars().all(container);
            self.at = begins.then_some(from + last);
            self.any = true;
        }
        self.at
    }
}

struct Rewrite<'t> {
    text: &'t str,
    prefix: &'t str,
    edits: Vec<Edit>,
}

impl Rewrite<'_> {
    fn insert(&mut self, at: usize, text: String) {
        self.edits.push(Edit { range: at..at, text });
    }

    fn heading(&mut self, hashes: &str, range: &Range<usize>) {
        let slice = self.text.get(range.clone()).unwrap_or_default().trim_end();
        let mut ends = slice.match_indices(['\n', '\r']).map(|(at, _)| range.start + at).peekable();
        if ends.peek().is_none() {
            let marks = slice.len() - slice.trim_start_matches('#').len();
            let range = range.start..range.start + marks;
            self.edits.push(Edit { range, text: hashes.to_owned() });
            return;
        }
        // An underlined heading: its lines become one, the last goes.
        self.insert(range.start, format!("{hashes} "));
        let lines: Vec<_> = ends.collect();
        for (at, &end) in lines.iter().enumerate() {
            let rest = self.text.get(end..range.start + slice.len()).unwrap_or_default();
            let is_last = at + 1 == lines.len();
            let blank = rest.len() - rest.trim_start_matches(['\n', '\r', ' ', '\t', '>']).len();
            let length = if is_last { rest.len() } else { blank };
            let text = if is_last { "" } else { " " };
            self.edits.push(Edit { range: end..end + length, text: text.to_owned() });
        }
        // What is text in an underlined heading would close one that begins with `#`.
        let content = range.start..lines.last().copied().unwrap_or(range.end);
        let content = self.text.get(content).unwrap_or_default().trim_end();
        let open = content.trim_end_matches('#');
        if open.len() < content.len() && open.trim_end().len() < open.len().max(1) {
            self.insert(range.start + open.len(), "\\".to_owned());
        }
    }

    /// Opens a fold before the answer, if there is one, takes the marks off the options, and says
    /// in the fold which were marked.
    fn fold(&mut self, doc: &Document<'_>) -> bool {
        let is_answer = |section: &&Section| !TASK.contains(&section.name.as_str());
        let Some(answer) = doc.sections.iter().find(is_answer) else { return false };
        let before = doc.sections.iter().take_while(|section| !is_answer(section));
        let options = before.filter(|section| section.name == section::OPTIONS);
        let mut keys = Vec::new();
        for (at, item) in options.flat_map(|section| doc.items(section)).enumerate() {
            if item.checked == Some(true) {
                keys.push((at + 1).to_string());
                self.unmark(&item.range);
            }
        }
        let keys = match keys.as_slice() {
            [] => String::new(),
            keys => format!("Key: option {}\n\n", keys.join(", ")),
        };
        // The blank line lets Markdown go on inside.
        let open = format!("<details><summary>Answer</summary>\n\n{keys}");
        self.insert(answer.heading.line.start, open);
        true
    }

    /// Takes the mark off an item of a task list.
    fn unmark(&mut self, item: &Range<usize>) {
        let slice = self.text.get(item.clone()).unwrap_or_default();
        let mark = slice.find("[x]").or_else(|| slice.find("[X]"));
        if let Some(at) = mark.map(|mark| item.start + mark + 1) {
            self.edits.push(Edit { range: at..at + 1, text: " ".to_owned() });
        }
    }

    /// Gives a link by reference the label with the prefix.
    fn reference(&mut self, link_type: LinkType, range: &Range<usize>) {
        let slice = self.text.get(range.clone()).unwrap_or_default();
        let label = slice.trim_start_matches('!').trim_start_matches('[');
        let prefix = self.prefix;
        match link_type {
            LinkType::Reference => {
                let at = slice.rfind("][").map_or(slice.len(), |at| at + 2);
                self.insert(range.start + at, format!("{prefix}-"));
            }
            LinkType::Collapsed => {
                // The parser leaves the `[]` out of the link's bytes.
                let label = label.strip_suffix(']').unwrap_or(label);
                self.insert(range.end + 1, format!("{prefix}-{label}"));
            }
            LinkType::Shortcut => {
                let label = label.strip_suffix(']').unwrap_or(label);
                self.insert(range.end, format!("[{prefix}-{label}]"));
            }
            _ => {}
        }
    }

    /// Gives the definitions of link references the prefix, those included that another hides.
    fn definitions(&mut self, doc: &Document<'_>) {
        let parser = Parser::new_ext(self.text, markdown_options());
        let known = parser.reference_definitions();
        // What is shown is no definition.
        let is_link = |event: &Event<'_>| matches!(event, Event::Start(Tag::Link { .. }));
        let links = doc.events.iter().filter(|(event, _)| is_link(event));
        let links: HashSet<_> = links.map(|(_, range)| range.start).collect();
        let is_text = |event: &Event<'_>| {
            matches!(
                event,
                Event::Text(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_)
            )
        };
        let texts = doc.events.iter().filter(|(event, _)| is_text(event));
        let texts: Vec<_> = texts.map(|(_, range)| range).collect();
        let shown = |at: usize| {
            let next = texts.partition_point(|range| range.end <= at);
            links.contains(&at) || texts.get(next).is_some_and(|range| range.contains(&at))
        };
        let mut opening = Opening::default();
        for (end, _) in self.text.match_indices("]:") {
            let Some(start) = opening.before(self.text, end) else { continue };
            let label = &self.text[start + 1..end];
            if label.len() <= MAX_LABEL && known.get(label).is_some() && !shown(start) {
                self.insert(start + 1, format!("{}-", self.prefix));
            }
        }
    }

    /// Gives sections their canonical names.
    fn aliases(&mut self, doc: &Document<'_>, depth: usize) {
        for section in doc.sections.iter().filter(|s| s.name != s.heading.text) {
            let line = section.heading.line.clone();
            let length = self.text.get(line.clone()).unwrap_or_default().trim_end().len();
            let range = line.start..line.start + length;
            self.edits.retain(|edit| !range.contains(&edit.range.start));
            let text = format!("{} {}", hashes(SECTION_LEVEL, depth), section.name);
            self.edits.push(Edit { range, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
    use pulldown_cmark::TagEnd;

    use super::*;
    use crate::document::SectionNames;
    use crate::question::{Body, Question};
    use crate::source::Source;

    fn rewritten(text: &str, depth: usize) -> String {
        write(text, depth, false)
    }

    fn write(text: &str, depth: usize, folded: bool) -> String {
        let source = Source::default();
        let question = Question::bare(&source, Body::verbatim(text, 0));
        let mut names = SectionNames::default();
        names.add("Answer", ["Reply"]);
        body(&Document::new(&question, &names), depth, "q", folded)
    }

    #[test]
    fn headings_move_down() {
        let cases = [
            ("## A\n\n### B\n\n#### C\n\n##### D\n", "#### A\n\n##### B\n\n###### C\n\n###### D"),
            ("# Top\n\nx", "#### Top\n\nx"),
            ("A\n---\nB\n===\n", "#### A\n\n#### B"),
            ("a\nb\n---\nx", "#### a b\n\nx"),
            ("> ## A\n\n> a\n> b\n> ---\n", "> #### A\n\n> #### a b"),
            ("- ## A\n", "- #### A"),
            ("```\n## no\n```", "```\n## no\n```"),
            ("## Reply ##\n\nx", "#### Answer\n\nx"),
            ("Reply\n---\nx", "#### Answer\n\nx"),
            ("##", "####"),
        ];
        for (text, expected) in cases {
            assert_eq!(rewritten(text, 4), expected, "{text:?}");
        }
    }

    #[test]
    fn labels_get_a_prefix() {
        let cases = [
            ("[t][a]\n\n[a]: u", "[t][q-a]\n\n[q-a]: u"),
            ("[a][]\n\n[A]: u", "[a][q-a]\n\n[q-A]: u"),
            ("[a]\n\n[a]: u", "[a][q-a]\n\n[q-a]: u"),
            ("![a]\n\n[a]: u", "![a][q-a]\n\n[q-a]: u"),
            ("[a]\n---\n[a]: u", "### [a][q-a]\n\n[q-a]: u"),
            ("*a #\n---", "### *a \\#"),
            ("#######\n---", "### \\#######"),
            ("> [a]: u\n\n[a]", "> [q-a]: u\n\n[a][q-a]"),
            ("[a]: u\n[a]: v\n\n[a]", "[q-a]: u\n[q-a]: v\n\n[a][q-a]"),
            ("x `[a]: y`\n\n[a]: u", "x `[a]: y`\n\n[q-a]: u"),
            ("x\n[a]: y\n\n[a]: u", "x\n[a][q-a]: y\n\n[q-a]: u"),
            ("[b] x[a]: y", "[b] x[a]: y"),
            ("```\n[a]: code\n```\n\n[a]: u", "```\n[a]: code\n```\n\n[q-a]: u"),
            ("x[^1]\n\n[^1]: note", "x[^q-1]\n\n[^q-1]: note"),
            ("[a](u)", "[a](u)"),
        ];
        for (text, expected) in cases {
            assert_eq!(rewritten(text, 3), expected, "{text:?}");
        }
    }

    /// What Markdown shows, but for blanks, hard breaks, and the level of headings.
    fn html(markdown: &str) -> String {
        let mut out = String::new();
        let events = Parser::new_ext(markdown, markdown_options()).map(|event| match event {
            Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Strong),
            Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Strong),
            Event::HardBreak => Event::SoftBreak,
            event => event,
        });
        pulldown_cmark::html::push_html(&mut out, events);
        out.replace("q-", "").split_whitespace().collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn what_is_shown_stays(
            text in r"([-#*>`=a-b1. |:!]{0,3}(\[a\]|\[b\]|\[\^1\]|\[\]|: b)?(\n|\n\n|## |```\n)){0,8}"
        ) {
            let written = rewritten(&text, 2);
            prop_assert_eq!(html(&written), html(&text), "{}", written);
        }
    }

    #[test]
    fn a_fold_hides_the_answer_and_its_key() {
        let text = "## Options\n\n- [ ] a\n- [X] b\n\n## Explanation\n\nb it is.\n";
        let expected = "## Options\n\n- [ ] a\n- [ ] b\n\n<details><summary>Answer</summary>\n\nKey: option 2\n\n## Explanation\n\nb it is.\n\n</details>";
        assert_eq!(write(text, 2, true), expected);
    }
}
