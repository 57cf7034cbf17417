//! Rules: what is wrong with a question, one file each.
//!
//! A rule file holds the rule's summary, its why, examples that must fire, examples that must stay
//! silent, and how it is found. To add one: write `rules/GROUP/NAME.rs` with a `pub(super) const ITEM:
//! Rule` and add its name to the list of the group. Tests, snapshot, `docs/rules.md` and `qlint
//! explain` come from that file.

mod cascade;
mod clusters;
mod hidden;
pub mod index;
mod levels;
mod likeness;
mod minhash;
mod plan;
mod suppress;
pub mod targets;
mod words;

pub mod answer;
pub mod code;
pub mod corpus;
pub mod file;
pub mod front_matter;
pub mod id;
pub mod import;
pub mod links;
pub mod mcq;
pub mod prose;
pub mod question;
pub mod structure;
pub mod suppression;

pub use front_matter::days;
pub use levels::{Selection, Setting, known, known_threshold};
pub use plan::{Around, Judged, Plan, Variant};
pub use suppress::{Ignore, comments, ignores};

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::question::Question;
use crate::schema::Schema;
use crate::source::{FileId, Source, Span};
use crate::value::Node;
use index::Index;
use levels::Level;

/// Every group's list, sorted by name.
const GROUPS: &[&[(&str, &Rule)]] = &[
    answer::LIST,
    code::LIST,
    corpus::LIST,
    file::LIST,
    front_matter::LIST,
    id::LIST,
    import::LIST,
    links::LIST,
    mcq::LIST,
    prose::LIST,
    question::LIST,
    structure::LIST,
    suppression::LIST,
];

/// A rule. Its name is its group and its file's name.
#[derive(Debug)]
pub struct Rule {
    /// The defect, in one sentence.
    pub summary: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// How much it matters by default; a rule that is off and selected reports as info.
    pub severity: Severity,
    /// Files that must make it fire. Several files are divided by lines `=== path`.
    pub bad: &'static [&'static str],
    /// Files about which no rule must say anything.
    pub good: &'static [&'static str],
    /// The numbers that it compares with, which `qlint.toml` may set.
    pub thresholds: &'static [Threshold],
    /// How it is found.
    pub check: Check,
}

/// A number that a rule compares with.
#[derive(Debug)]
pub struct Threshold {
    /// The key in `qlint.toml`.
    pub name: &'static str,
    /// What it is where the settings do not say.
    pub default: f64,
    /// What it bounds, with its unit, as a sentence.
    pub help: &'static str,
}

/// How a rule's faults are found.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// When the file is read from disk.
    Walk,
    /// By the reader of that name, while it reads.
    Reader(&'static str),
    /// By the schema; the table "keyword → rule" stands in `schema/violation.rs`.
    Schema,
    /// By looking at the text of one file, whatever a reader makes of it.
    Text(fn(&Source, &[Question<'_>], &mut Sink<'_>)),
    /// By looking at one question.
    Question(fn(&Subject<'_>, &mut Sink<'_>)),
    /// At the end, by what applies comments and the baseline to the findings of all other rules.
    Sweep,
    /// By a writer, when it exports: what spoils that format alone.
    Writer,
    /// By looking at all of them.
    Corpus(fn(&Index<'_>, &mut Sink<'_>)),
    /// By looking at all of them and at what git says they were; only where git is asked.
    History(fn(&Index<'_>, &mut Sink<'_>)),
    /// By comparing the texts of all of them.
    Texts(fn(&Index<'_>, &mut Sink<'_>)),
}

/// One question, for a rule to look at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The question with its Markdown.
    pub document: &'a Document<'a>,
    /// What it should be.
    pub schema: &'a Schema,
    /// What the corpus says about itself.
    pub facts: &'a Facts,
    /// The format it was read from.
    pub format: &'a str,
    /// What the schema said already.
    pub said: &'a [Diagnostic],
}

impl Subject<'_> {
    /// Whether something was said already about these very bytes.
    pub fn is_marked(&self, span: Span) -> bool {
        self.said.iter().any(|said| said.span == span)
    }

    /// The part of the file that all fields stand in, so that it can be searched at once; none if
    /// other things stand between them.
    pub fn fields(&self) -> Option<&str> {
        let question = self.document.question;
        let mut hull: Option<Span> = None;
        question.fields.iter().for_each(|field| widen(&mut hull, &field.node));
        let hull = hull.unwrap_or_default();
        let near = (hull.end - hull.start) as usize <= MANY_FIELDS;
        near.then(|| question.source.text.get(hull.range()))?
    }
}

/// Makes a span hold a value and all in it.
fn widen(hull: &mut Option<Span>, node: &Node) {
    let Span { start, end } = hull.unwrap_or(node.span);
    *hull = Some(Span { start: start.min(node.span.start), end: end.max(node.span.end) });
    node.items().iter().for_each(|item| widen(hull, item));
}

/// How many bytes fields have that stand together.
const MANY_FIELDS: usize = 4096;

/// What rules need to know that no question says.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What the technology prefix of an id means.
    pub prefixes: BTreeMap<String, String>,
    /// The day of the run, in days since 1970-01-01.
    pub today: i64,
}

/// Where a rule's findings go. It knows the rule's name and severity, so that none is mislabelled.
#[derive(Debug)]
pub struct Sink<'a> {
    name: &'static str,
    rule: &'static Rule,
    level: &'a Level,
    file: FileId,
    found: &'a mut Vec<Diagnostic>,
    /// How many findings there may be.
    most: usize,
    /// How many there were beyond.
    beyond: usize,
}

/// The most findings of one rule in one question that are told apart: what has more is no question,
/// and every letter of a megabyte may be a fault.
const MAX_FINDINGS: usize = 1000;

impl<'a> Sink<'a> {
    fn new(
        (name, rule): (&'static str, &'static Rule),
        level: &'a Level,
        file: FileId,
        found: &'a mut Vec<Diagnostic>,
    ) -> Sink<'a> {
        let most = match rule.check {
            Check::Question(_) => found.len() + MAX_FINDINGS,
            _ => usize::MAX,
        };
        Sink { name, rule, level, file, found, most, beyond: 0 }
    }

    /// What the rule's threshold of that name is set to.
    pub fn threshold(&self, name: &str) -> f64 {
        let place = self.rule.thresholds.iter().position(|one| one.name == name);
        debug_assert!(place.is_some(), "{} has no threshold `{name}`", self.name);
        place.map_or(0.0, |place| self.level.thresholds[place])
    }

    /// Reports a fault in the file at hand.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.report_in(self.file, span, message)
    }

    /// Reports a fault in any file.
    pub fn report_in(
        &mut self,
        file: FileId,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        if self.found.len() >= self.most {
            self.found.truncate(self.most - 1);
            self.beyond += 1;
        }
        let at = self.found.len();
        self.found.push(Diagnostic::new(self.name, self.level.severity, file, span, message));
        &mut self.found[at]
    }
}

impl Drop for Sink<'_> {
    /// Says of the last finding how many are not told.
    fn drop(&mut self) {
        if self.beyond > 0
            && let Some(last) = self.found.last_mut()
        {
            last.help = Some(format!("{} more in this question are not listed", self.beyond));
        }
    }
}

/// Every rule with its name, sorted by name.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Rule)> {
    GROUPS.iter().flat_map(|group| group.iter().copied())
}

/// The names of all rules.
pub fn names() -> Vec<&'static str> {
    all().map(|(name, _)| name).collect()
}

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|(listed, _)| *listed == name).map(|(_, rule)| rule)
}

#[cfg(test)]
mod tests;
