//! Running the rules.

use std::collections::HashMap;

use super::index::{Entry, Index};
use super::levels::{Levels, Selection, known};
use super::{Check, Facts, Sink, Subject, all, cascade, targets};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::failure::{Failure, Result};
use crate::question::Question;
use crate::schema::Schema;
use crate::source::FileId;

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
pub struct Variant(usize);

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
        let variant = Variant(self.levels.len());
        self.levels.push(Levels::new(&self.selection, overrides));
        self.variants.insert(overrides.to_vec(), variant);
        variant
    }

    /// How many rules run.
    pub fn count(&self) -> usize {
        self.levels[0].count()
    }

    /// Judges the questions of one file; the briefs are for [`Plan::judge_all`].
    pub fn judge(
        &self,
        questions: &[Question<'_>],
        format: &str,
        schema: &Schema,
        variant: Variant,
    ) -> (Vec<Diagnostic>, Vec<Entry>) {
        let levels = &self.levels[variant.0];
        let mut found = Vec::new();
        let mut entries: Vec<_> = questions.iter().map(Entry::new).collect();
        let readable = questions.iter().zip(&mut entries).filter(|(one, _)| !one.unreadable);
        for (question, entry) in readable {
            let document = Document::new(question, schema.names());
            entry.links = targets::links(&document);
            let mut about = schema.check(&document);
            let said = about.clone();
            let subject =
                Subject { document: &document, schema, facts: &self.facts, format, said: &said };
            let file = question.source.file;
            for (place, (name, rule)) in all().enumerate() {
                if let Check::Question(check) = rule.check
                    && levels.at(place).severity != Severity::Off
                {
                    check(
                        &subject,
                        &mut Sink::new((name, rule), levels.at(place), file, &mut about),
                    );
                }
            }
            // What is not shown explains nothing.
            about.retain(|one| levels.runs(one.rule).is_some());
            cascade::in_question(&mut about);
            found.append(&mut about);
        }
        (found, entries)
    }

    /// Judges all questions together.
    pub fn judge_all(&self, index: &Index<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (place, (name, rule)) in all().enumerate() {
            let runs = self.levels.iter().any(|levels| levels.at(place).severity != Severity::Off);
            if let (Check::Corpus(check), true) = (rule.check, runs) {
                let level = self.levels[0].at(place);
                check(index, &mut Sink::new((name, rule), level, FileId::default(), &mut found));
            }
        }
        found
    }

    /// Gives each finding its rule's severity in its file, drops what is off there or follows from
    /// another, sorts.
    pub fn finish(
        &self,
        mut found: Vec<Diagnostic>,
        variant: impl Fn(FileId) -> Variant,
    ) -> Vec<Diagnostic> {
        found.retain_mut(|one| match self.levels[variant(one.file).0].runs(one.rule) {
            Some(severity) => {
                one.severity = severity;
                true
            }
            None => false,
        });
        cascade::at_places(&mut found);
        found.sort_by(|a, b| a.order().cmp(&b.order()));
        found
    }
}
