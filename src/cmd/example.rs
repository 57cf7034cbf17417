//! What rules say about their own examples, so that explanations and tests show the tool's true words.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::ledger::Ledger;
use crate::config::{self, Config, Deck};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::anchor::anchors;
use crate::read;
use crate::rules::index::Published;
use crate::rules::targets::Files;
use crate::rules::{Around, Check, Facts, Plan, Rule, Selection, Setting};
use crate::schema::Schema;
use crate::source::{FileId, Source};

/// A file, or several that are divided by lines `=== path`; a `qlint.toml` among them is the
/// settings, a `deck.toml` those of the deck, a `qlint.lock` the ledger.
#[derive(Debug, Default)]
pub(crate) struct Example {
    config: Config,
    deck: Deck,
    published: Option<Published>,
    /// The questions, and the ledger.
    pub(crate) sources: Vec<Source>,
    /// All files, for links.
    texts: BTreeMap<String, String>,
}

impl Example {
    /// Takes an example apart. A single file is called after its id.
    pub(crate) fn new(text: &str) -> Example {
        let mut example = Example::default();
        let Some(rest) = text.strip_prefix("=== ") else {
            let id = |line: &str| {
                let id = line.strip_prefix("id: ").or_else(|| line.strip_prefix("id = "))?;
                Some(id.trim_matches('"').to_owned())
            };
            let id = text.lines().find_map(id);
            example.add(&format!("{}.md", id.as_deref().unwrap_or("question")), text.to_owned());
            return example;
        };
        for part in rest.split("\n=== ") {
            let (path, text) = part.split_once('\n').unwrap_or((part, ""));
            example.add(path, format!("{text}\n"));
        }
        example
    }

    fn add(&mut self, path: &str, text: String) {
        self.texts.insert(path.to_owned(), text.clone());
        if path == config::FILE {
            self.config = Config::parse(&text, path).unwrap_or_default();
        } else if path == config::DECK_FILE {
            self.deck = Deck::parse(&text, path).unwrap_or_default();
        } else if path == config::LEDGER {
            let file = FileId(self.sources.len() as u32);
            let ledger = Ledger::parse(text.clone(), path).unwrap_or_default();
            self.published = Some(ledger.published(file));
            self.sources.push(Source { file, path: path.to_owned(), text });
        } else if path.ends_with(".md") && !path.ends_with("README.md") || self.texts.len() == 1 {
            let file = FileId(self.sources.len() as u32);
            self.sources.push(Source { file, path: path.to_owned(), text });
        }
    }

    /// What all rules say about it, the one at hand even if it is off. `today` is in days since 1970.
    pub(crate) fn judge(
        &self,
        (name, rule): (&str, &Rule),
        schema: &Schema,
        today: i64,
    ) -> Vec<Diagnostic> {
        let format = if let Check::Reader(format) = rule.check { format } else { "question" };
        let on = (rule.severity == Severity::Off).then_some(Severity::Info);
        let own = Setting { selector: name.to_owned(), severity: on, ..Setting::default() };
        let said = self.config.rules.iter().map(|(name, said)| Setting::new(name.get_ref(), said));
        let settings = said.chain([own]).collect();
        let selection = Selection { settings, ..Selection::default() };
        let facts = Facts { prefixes: self.config.prefixes.clone(), today };
        let (Some(reader), Ok(plan)) = (read::find(format), Plan::new(selection, facts)) else {
            return Vec::new();
        };
        let ledger = self.published.as_ref().map(|published| published.file);
        let questions = self.sources.iter().filter(|source| Some(source.file) != ledger);
        let read = questions.map(|source| {
            let reading = (reader.read)(source, &read::Options::default());
            (source, reading.questions, reading.diagnostics)
        });
        let around = Around {
            files: Some(self),
            retired: self.deck.retired.iter().cloned().collect(),
            published: self.published.as_ref(),
        };
        let mut found = plan.judge_corpus(read, &around, format, schema);
        if format != "question" {
            // A page is judged as a page here; what its questions lack is not the matter.
            found.retain(|one| one.rule.starts_with("import/"));
        }
        found
    }
}

impl Files for Example {
    fn names(&self, folder: &str) -> Rc<BTreeSet<String>> {
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let inside = self.texts.keys().filter_map(|path| path.strip_prefix(&folder));
        Rc::new(inside.filter_map(|path| path.split('/').next()).map(str::to_owned).collect())
    }

    fn anchors(&self, path: &str) -> Option<Rc<Vec<String>>> {
        self.texts.get(path).map(|text| Rc::new(anchors(text)))
    }
}
