//! Which rules run, how severe each is, and running them.

use std::collections::HashMap;

use super::index::{Entry, Index};
use super::{Check, Facts, Rule, Sink, Subject, all, cascade};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::failure::{Failure, Result};
use crate::near::nearest;
use crate::question::Question;
use crate::schema::Schema;
use crate::source::FileId;

/// What the user asks for, by rule or group: `structure`, `id/id-gap`.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Severities from the settings, groups before rules.
    pub severities: Vec<(String, Severity)>,
    /// If not empty, only these run.
    pub select: Vec<String>,
    /// These do not run.
    pub ignore: Vec<String>,
}

/// The rules of a run.
#[derive(Debug)]
pub struct Plan {
    severities: HashMap<&'static str, Severity>,
    facts: Facts,
}

impl Plan {
    /// The rules that a selection leaves; an unknown name is a failure.
    pub fn new(selection: &Selection, facts: Facts) -> Result<Plan> {
        let severities = selection.severities.iter().map(|(name, _)| name);
        for name in severities.chain(&selection.select).chain(&selection.ignore) {
            known(name).map_err(Failure)?;
        }
        let named = |list: &[String], rule: &str| list.iter().any(|name| covers(name, rule));
        let severity = |name: &str, default: Severity| {
            // A rule's own line outweighs its group's.
            let own = selection.severities.iter().find(|(selector, _)| selector == name);
            let group = || selection.severities.iter().find(|(selector, _)| covers(selector, name));
            let severity = own.or_else(group).map_or(default, |(_, severity)| *severity);
            match (selection.select.is_empty(), named(&selection.select, name)) {
                _ if named(&selection.ignore, name) => Severity::Off,
                (true, _) => severity,
                // Asked for by name, it runs: as severe as it is where nobody turned it off.
                (false, true) if severity == Severity::Off => default.max(Severity::Info),
                (false, true) => severity,
                (false, false) => Severity::Off,
            }
        };
        let severities = all().map(|(name, rule)| (name, severity(name, rule.severity))).collect();
        Ok(Plan { severities, facts })
    }

    /// How many rules run.
    pub fn count(&self) -> usize {
        self.severities.values().filter(|severity| **severity != Severity::Off).count()
    }

    /// The rules that run, sorted by name.
    pub fn rules(&self) -> impl Iterator<Item = (&'static str, &'static Rule)> {
        all().filter(|(name, _)| self.runs(name).is_some())
    }

    /// Judges the questions of one file; the briefs are for [`Plan::judge_all`].
    pub fn judge(
        &self,
        questions: &[Question<'_>],
        format: &str,
        schema: &Schema,
    ) -> (Vec<Diagnostic>, Vec<Entry>) {
        let mut found = Vec::new();
        let entries = questions.iter().map(Entry::new).collect();
        for question in questions.iter().filter(|question| !question.unreadable) {
            let document = Document::new(question, schema.names());
            let mut about = schema.check(&document);
            let said = about.clone();
            let subject =
                Subject { document: &document, schema, facts: &self.facts, format, said: &said };
            for (name, rule) in all() {
                if let (Check::Question(check), Some(severity)) = (rule.check, self.runs(name)) {
                    let file = question.source.file;
                    check(&subject, &mut Sink { rule: name, severity, file, found: &mut about });
                }
            }
            // What is not shown explains nothing.
            about.retain(|one| self.runs(one.rule).is_some());
            cascade::in_question(&mut about);
            found.append(&mut about);
        }
        (found, entries)
    }

    /// Judges all questions together.
    pub fn judge_all(&self, index: &Index<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (name, rule) in all() {
            if let (Check::Corpus(check), Some(severity)) = (rule.check, self.runs(name)) {
                let file = FileId::default();
                check(index, &mut Sink { rule: name, severity, file, found: &mut found });
            }
        }
        found
    }

    /// Gives each finding its rule's severity, drops what is off or follows from another, sorts.
    pub fn finish(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        found.retain_mut(|one| match self.runs(one.rule) {
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

    fn runs(&self, name: &str) -> Option<Severity> {
        self.severities.get(name).copied().filter(|severity| *severity != Severity::Off)
    }
}

/// Whether a selector is a rule or a group that exists; else the words that say so.
pub fn known(selector: &str) -> std::result::Result<(), String> {
    if all().any(|(name, _)| covers(selector, name)) {
        return Ok(());
    }
    let groups = all().filter_map(|(name, _)| name.split_once('/')).map(|(group, _)| group);
    let mut names: Vec<&str> = all().map(|(name, _)| name).chain(groups).collect();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    // `missing-key` is near to `front-matter/missing-key` for a person, if not in letters.
    let bare = all().map(|(name, _)| name).find(|name| name.ends_with(&format!("/{selector}")));
    Err(match bare.or_else(|| nearest(selector, names)) {
        Some(near) => format!("unknown rule or group `{selector}`: did you mean `{near}`?"),
        None => format!("unknown rule or group `{selector}`: `qlint rules` lists them"),
    })
}

fn covers(selector: &str, rule: &str) -> bool {
    rule.strip_prefix(selector).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
