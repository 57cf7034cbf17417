//! Where a new question belongs, and what it is called: what the corpus knows already.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::cmd::corpus::{Corpus, File};
use crate::failure::Result;
use crate::near::spelled;
use crate::question::{Question, key};
use crate::rules::index::Entry;
use crate::source::FileId;

/// The questions of a corpus, in brief.
#[derive(Debug)]
pub(super) struct Known<'c> {
    corpus: &'c Corpus,
    questions: Vec<Brief>,
}

#[derive(Debug)]
struct Brief {
    id: Option<String>,
    /// All ids that it has or had.
    used: Vec<String>,
    technology: Option<String>,
    level: Option<String>,
    category: Option<String>,
    /// The folder of its file under the root; none for files of other formats.
    folder: Option<String>,
}

impl<'c> Known<'c> {
    /// Reads all questions of a corpus.
    pub(super) fn of(corpus: &'c Corpus) -> Result<Known<'c>> {
        let read = |file: &File| {
            let (source, _) = corpus.text(file, FileId::default())?;
            let origin = corpus.origin(file);
            let own = origin.format == "question";
            let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let folder = own.then(|| folder.to_owned());
            let reading = origin.read(&source);
            Ok(reading.questions.iter().map(|one| Brief::new(one, folder.clone())).collect())
        };
        let read: Vec<Vec<_>> = corpus.files.par_iter().map(read).collect::<Result<_>>()?;
        Ok(Known { corpus, questions: read.into_iter().flatten().collect() })
    }

    /// How the corpus spells a value of a key, if it has it in other capitals.
    pub(super) fn spelled(&self, key: &str, value: &str) -> String {
        let prefixes = &self.corpus.root.config.prefixes;
        let prefixes = prefixes.values().map(String::as_str).filter(|_| key == key::TECHNOLOGY);
        let allowed = self.corpus.schema.allowed(key);
        let used = self.questions.iter().filter_map(|one| match key {
            key::TECHNOLOGY => one.technology.as_deref(),
            key::CATEGORY => one.category.as_deref(),
            _ => None,
        });
        spelled(value, allowed.chain(prefixes).chain(used)).to_owned()
    }

    /// The prefix of the ids of a technology: what `qlint.toml` says, else what most of them have.
    pub(super) fn prefix(&self, technology: &str) -> Option<String> {
        let prefixes = &self.corpus.root.config.prefixes;
        let said = prefixes.iter().find(|(_, name)| *name == technology);
        let same = |one: &&Brief| one.technology.as_deref() == Some(technology);
        let ids = self.questions.iter().filter(same).filter_map(|one| one.id.as_deref());
        let used = most(ids.filter_map(|id| id.split_once('-')).map(|(prefix, _)| prefix));
        said.map(|(prefix, _)| prefix.as_str()).or(used).map(str::to_owned)
    }

    /// The next free id: one above the highest number that was ever given.
    pub(super) fn next_id(&self, front: &str) -> String {
        let used = self.questions.iter().flat_map(|one| &one.used);
        let numbers = used.chain(self.corpus.decks.retired()).filter_map(|id| {
            let digits = id.strip_prefix(front)?.strip_prefix('-')?;
            Some((digits.parse::<u64>().ok()?, digits.len()))
        });
        let (highest, width) = numbers.fold((0, 3), |(highest, width), (number, digits)| {
            (highest.max(number), width.max(digits))
        });
        format!("{front}-{:0width$}", highest.saturating_add(1))
    }

    /// Whether a question has this id, or had it.
    pub(super) fn uses(&self, id: &str) -> bool {
        let mut used = self.questions.iter().flat_map(|one| &one.used);
        used.any(|used| used == id) || self.corpus.decks.retired().any(|retired| retired == id)
    }

    /// The folder where most questions of the technology and the level are; else of the technology;
    /// else the one that all questions are in; else the first that `include` names.
    pub(super) fn folder(&self, technology: Option<&str>, level: Option<&str>) -> PathBuf {
        let folders = |like: &dyn Fn(&Brief) -> bool| {
            let like = self.questions.iter().filter(|one| like(one));
            most(like.filter_map(|one| one.folder.as_deref()))
        };
        let same = |one: &Brief| technology.is_some() && one.technology.as_deref() == technology;
        let folder = folders(&|one| same(one) && one.level.as_deref() == level)
            .or_else(|| folders(&same))
            .map(str::to_owned)
            .or_else(|| self.common_folder());
        let folder = folder.filter(|folder| !folder.is_empty() || !self.questions.is_empty());
        self.corpus.root.folder.join(folder.unwrap_or_else(|| self.included()))
    }

    /// The folder that all questions are in, however deep.
    fn common_folder(&self) -> Option<String> {
        let mut folders = self.questions.iter().filter_map(|one| one.folder.as_deref());
        let first: Vec<_> = folders.next()?.split('/').collect();
        let shared = |length: usize, folder: &str| {
            let same = first.iter().zip(folder.split('/')).take_while(|(a, b)| *a == b).count();
            length.min(same)
        };
        Some(first[..folders.fold(first.len(), shared)].join("/"))
    }

    /// The folder before the first wildcard of the first `include`; the root without one.
    fn included(&self) -> String {
        let include = self.corpus.root.config.include.first();
        let include = include.map_or("", |glob| glob.get_ref().as_str()).trim_start_matches("./");
        let plain = |part: &&str| !part.contains(['*', '?', '[', '{']) && !part.ends_with(".md");
        include.split('/').take_while(plain).collect::<Vec<_>>().join("/")
    }
}

impl Brief {
    fn new(question: &Question<'_>, folder: Option<String>) -> Brief {
        let entry = Entry::new(question);
        let id = entry.known_id().map(str::to_owned);
        let former = entry.previous().iter().map(|named| named.id.to_string());
        let text = |key| question.text(key).map(str::to_owned);
        Brief {
            used: id.iter().cloned().chain(former).collect(),
            id,
            technology: text(key::TECHNOLOGY),
            level: text(key::LEVEL),
            category: text(key::CATEGORY),
            folder,
        }
    }
}

/// The word that stands most often; of several the first by name.
fn most<'w>(words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    // `max_by_key` gives the last of equals.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(word, _)| word)
}
