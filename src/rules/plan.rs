//! Running the rules.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::index::{Entry, Index, Published};
use super::levels::{Levels, Selection, known};
use super::likeness::Likeness;
use super::suppress::{self, Ignore};
use super::targets::Files;
use super::{Check, Facts, Rule, Sink, Subject, all, cascade, targets};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::failure::{Failure, Result};
use crate::front::Front;
use crate::question::Question;
use crate::schema::Schema;
use crate::source::{FileId, Source};

/// The rules of a run.
#[derive(Debug)]
pub struct Plan {
    selection: Selection,
    facts: Facts,
    /// Of all files first, then of those that an override holds for.
    levels: Vec<Levels>,
    variants: HashMap<Vec<usize>, Variant>,
}

/// Which levels hold for a file; by default those of all files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Variant(u32);

/// What came of looking at one file.
#[derive(Debug, Default)]
pub struct Judged {
    /// What is wrong with its questions, one by one.
    pub diagnostics: Vec<Diagnostic>,
    /// Their briefs, for [`Plan::judge_all`].
    pub entries: Vec<Entry>,
    /// Its comments that keep rules quiet, for [`Plan::finish`]: whoever read it finds
    /// them with [`ignores`](super::ignores).
    pub ignores: Vec<Ignore>,
}

/// What cross-file rules know of a corpus beside its questions.
#[derive(Debug, Default)]
pub struct Around<'a> {
    /// Where links lead.
    pub files: Option<&'a dyn Files>,
    /// Ids that are gone for good.
    pub retired: BTreeSet<String>,
    /// Ids that were ever published.
    pub published: Option<&'a Published>,
}

impl Plan {
    /// The rules that a selection leaves; an unknown name is a failure.
    pub fn new(selection: Selection, facts: Facts) -> Result<Plan> {
        let tables = std::iter::once(&selection.settings).chain(&selection.overrides);
        let settings = tables.flatten().map(|setting| &setting.selector);
        for selector in settings.chain(&selection.select).chain(&selection.ignore) {
            known(selector).map_err(Failure)?;
        }
        let levels = vec![Levels::new(&selection, &[])];
        Ok(Plan { selection, facts, levels, variants: HashMap::new() })
    }

    /// The levels of a file that the `overrides` of those numbers hold for.
    pub fn variant(&mut self, overrides: &[usize]) -> Variant {
        if overrides.is_empty() {
            return Variant::default();
        }
        if let Some(known) = self.variants.get(overrides) {
            return *known;
        }
        let variant = Variant(self.levels.len() as u32);
        self.levels.push(Levels::new(&self.selection, overrides));
        self.variants.insert(overrides.to_vec(), variant);
        variant
    }

    /// The severity of a rule that runs, where no override holds.
    pub fn severity(&self, rule: &str) -> Option<Severity> {
        self.levels[0].runs(rule)
    }

    /// How many rules run.
    pub fn count(&self) -> usize {
        self.levels[0].count()
    }

    /// The rules that run, sorted by name.
    pub fn rules(&self) -> impl Iterator<Item = (&'static str, &'static Rule)> {
        all().filter(|(name, _)| self.levels[0].runs(name).is_some())
    }

    /// What cross-file rules need to know of the questions of a file that nobody asked about.
    pub fn brief(&self, questions: &[Question<'_>], format: &str, schema: &Schema) -> Judged {
        let compares = self.compares();
        let brief = |question: &Question<'_>| {
            let mut entry = Entry::new(question);
            if !question.unreadable {
                fill(&mut entry, &Document::new(question, schema.names()), format, compares);
            }
            entry
        };
        let entries = questions.iter().map(brief).collect();
        Judged { entries, ..Judged::default() }
    }

    /// Judges the questions of one file, about which its reader `said` something already.
    pub fn judge(
        &self,
        (questions, said): (&[Question<'_>], &[Diagnostic]),
        format: &str,
        schema: &Schema,
        variant: Variant,
    ) -> Judged {
        let levels = &self.levels[variant.0 as usize];
        let mut found = self.judge_text(questions, levels);
        let mut entries: Vec<Entry> = questions.iter().map(Entry::new).collect();
        let compares = self.compares();
        let mut read: Vec<_> = said.iter().filter(|one| levels.runs(one.rule).is_some()).collect();
        read.sort_by_key(|one| one.span.start);
        let starts: Vec<_> = entries.iter().map(|entry| entry.span.start).collect();
        let readable = |(_, (question, _)): &(_, (&Question<'_>, _))| !question.unreadable;
        for (at, (question, entry)) in
            questions.iter().zip(&mut entries).enumerate().filter(readable)
        {
            let document = Document::new(question, schema.names());
            fill(entry, &document, format, compares);
            let mut about = schema.check(&document);
            let said = about.clone();
            let subject =
                Subject { document: &document, schema, facts: &self.facts, format, said: &said };
            let file = question.source.file;
            for &(place, name, rule) in levels.of_questions() {
                if let Check::Question(check) = rule.check {
                    check(
                        &subject,
                        &mut Sink::new((name, rule), levels.at(place), file, &mut about),
                    );
                }
            }
            say_unmended(question, &mut about);
            // What is not shown explains nothing.
            about.retain(|one| levels.runs(one.rule).is_some());
            let end = starts.get(at + 1).copied().unwrap_or(u32::MAX);
            cascade::in_question(&mut about, within(&read, starts[at]..end));
            found.append(&mut about);
        }
        Judged { diagnostics: found, entries, ignores: Vec::new() }
    }

    /// What the rules say that look at the text of a file; of one without a question nothing is known.
    fn judge_text(&self, questions: &[Question<'_>], levels: &Levels) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Some(source) = questions.first().map(|question| question.source) else { return found };
        for (place, (name, rule)) in all().enumerate() {
            let level = levels.at(place);
            if let Check::Text(check) = rule.check
                && level.severity != Severity::Off
            {
                check(
                    source,
                    questions,
                    &mut Sink::new((name, rule), level, source.file, &mut found),
                );
            }
        }
        found
    }

    /// Whether a rule that runs compares the texts of questions.
    fn compares(&self) -> bool {
        let texts = |(place, rule): (usize, &Rule)| {
            matches!(rule.check, Check::Texts(_)) && self.runs(place)
        };
        all().map(|(_, rule)| rule).enumerate().any(texts)
    }

    /// Whether the rule at that place runs for some file.
    fn runs(&self, place: usize) -> bool {
        self.levels.iter().any(|levels| levels.at(place).severity != Severity::Off)
    }

    /// Judges all questions together; `found` is what was found in them one by one.
    pub fn judge_all(&self, index: &Index<'_>, found: &mut Vec<Diagnostic>) {
        for (place, (name, rule)) in all().enumerate() {
            let check = match rule.check {
                Check::Corpus(check) | Check::History(check) | Check::Texts(check) => check,
                _ => continue,
            };
            if self.runs(place) {
                let level = self.levels[0].at(place);
                check(index, &mut Sink::new((name, rule), level, FileId::default(), found));
            }
        }
        cascade::in_copies(found, index);
    }

    /// Judges files that are a corpus of their own: each with its questions and what the reader said.
    pub fn judge_corpus<'s>(
        &self,
        read: impl Iterator<Item = (&'s Source, Vec<Question<'s>>, Vec<Diagnostic>)>,
        around: &Around<'_>,
        format: &str,
        schema: &Schema,
    ) -> Vec<Diagnostic> {
        let variant = Variant::default();
        let (mut found, mut entries, mut ignores) = (Vec::new(), Vec::new(), Vec::new());
        for (source, questions, said) in read {
            let judged = self.judge((&questions, &said), format, schema, variant);
            ignores.extend(suppress::ignores(source, &questions, true));
            found.extend(said);
            found.extend(judged.diagnostics);
            entries.extend(judged.entries);
        }
        let before = BTreeMap::new();
        let mut index = Index::new(&entries, &around.retired, &before);
        (index.files, index.published) = (around.files, around.published);
        self.judge_all(&index, &mut found);
        self.finish(found, &ignores, |_| variant)
    }

    /// Gives each finding its rule's severity in its file, drops what is off there, follows from
    /// another or is to be quiet, sorts.
    pub fn finish(
        &self,
        mut found: Vec<Diagnostic>,
        ignores: &[Ignore],
        variant: impl Fn(FileId) -> Variant,
    ) -> Vec<Diagnostic> {
        found.retain_mut(|one| match self.levels[variant(one.file).0 as usize].runs(one.rule) {
            Some(severity) => {
                one.severity = severity;
                true
            }
            None => false,
        });
        cascade::at_places(&mut found);
        suppress::apply(&mut found, ignores, |file| &self.levels[variant(file).0 as usize]);
        cascade::in_files(&mut found);
        found.sort_by(|a, b| a.order().cmp(&b.order()));
        found
    }
}

/// Says why findings in front matter that is too long have no fixes.
fn say_unmended(question: &Question<'_>, found: &mut [Diagnostic]) {
    if let (false, Some(front)) = (found.is_empty(), Front::too_long(question)) {
        let inside = |one: &&mut Diagnostic| front.range().contains(&(one.span.start as usize));
        for one in found.iter_mut().filter(inside).filter(|one| one.fix.is_none()) {
            one.add_help("front matter of more than 4 kB is mended by hand");
        }
    }
}

/// Adds to the brief of a question what its text says, and if texts are compared, what that takes.
fn fill(entry: &mut Entry, document: &Document<'_>, format: &str, compares: bool) {
    entry.likeness = compares.then(|| Likeness::new(document).into());
    // What the questions of a package show is in the package.
    if format != "apkg" {
        entry.links = targets::links(document).into();
    }
}

/// Those that begin in a range; they are sorted by where they begin.
fn within<'r, 'd>(read: &'r [&'d Diagnostic], range: Range<u32>) -> &'r [&'d Diagnostic] {
    let before = |place: u32| read.partition_point(|one| one.span.start < place);
    &read[before(range.start)..before(range.end.max(range.start))]
}
