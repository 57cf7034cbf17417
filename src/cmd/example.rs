//! What a rule says about its own bad examples, so that an explanation shows the tool's true words.

use super::corpus::now;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity};
use crate::read;
use crate::rules::{Check, Facts, Plan, Rule, Selection, Setting};
use crate::schema::Schema;
use crate::source::{FileId, Source};

/// A file of an example, or several that are divided by lines `=== path`.
#[derive(Debug, Default)]
pub(super) struct Example {
    config: Config,
    pub sources: Vec<Source>,
}

impl Example {
    /// Takes an example apart. A single file is called after its id.
    pub(super) fn new(text: &str) -> Example {
        let mut example = Example::default();
        let Some(rest) = text.strip_prefix("=== ") else {
            let id = text.lines().find_map(|line| line.strip_prefix("id: "));
            example.add(&format!("{}.md", id.unwrap_or("question")), text.to_owned());
            return example;
        };
        for part in rest.split("\n=== ") {
            let (path, text) = part.split_once('\n').unwrap_or((part, ""));
            example.add(path, format!("{text}\n"));
        }
        example
    }

    fn add(&mut self, path: &str, text: String) {
        if path == config::FILE {
            self.config = Config::parse(&text, path).unwrap_or_default();
            return;
        }
        let file = FileId(self.sources.len() as u32);
        self.sources.push(Source { file, path: path.to_owned(), text });
    }

    /// What the rule says about it.
    pub(super) fn judge(&self, name: &str, rule: &Rule, schema: &Schema) -> Vec<Diagnostic> {
        let format = if let Check::Reader(format) = rule.check { format } else { "question" };
        // A rule that is off runs too; and all others, for comments that keep them quiet.
        let on = (rule.severity == Severity::Off).then_some(Severity::Info);
        let own = Setting { selector: name.to_owned(), severity: on, ..Setting::default() };
        let selection = Selection { settings: vec![own], ..Selection::default() };
        let facts = Facts { prefixes: self.config.prefixes.clone(), today: now() / 86_400 };
        let (Some(reader), Ok(plan)) = (read::find(format), Plan::new(selection, facts)) else {
            return Vec::new();
        };
        let files = self.sources.iter().map(|source| {
            let reading = (reader.read)(source, &read::Options::default());
            (source, reading.questions, reading.diagnostics)
        });
        let mut found = plan.judge_corpus(files, None, format, schema);
        found.retain(|one| one.rule == name);
        found
    }
}
