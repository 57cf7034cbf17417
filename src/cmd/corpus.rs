//! What the commands share: the corpus with its settings, files and decks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::cli;
use crate::config::Deck;
use crate::deck::Decks;
use crate::failure::{Failure, Result};
use crate::read::{self, Reader};
use crate::rules::{Facts, Plan, Selection, names};
use crate::schema::Schema;
use crate::walk::{self, Entry, Files, Root};

/// A corpus, found and configured, its questions not yet read.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// Where it is.
    pub root: Root,
    /// The files that are read; cross-file rules need them all.
    pub files: Vec<Entry>,
    /// Those of them that the user asked about.
    pub selected: Vec<bool>,
    /// The decks.
    pub decks: Decks,
    /// What questions are checked against.
    pub schema: Schema,
    /// How the files are read.
    pub reader: &'static Reader,
    /// The name of that format.
    pub format: &'static str,
}

impl Corpus {
    /// Finds the corpus of `paths`; of the current folder if there are none.
    pub(super) fn open(paths: &[PathBuf], from: &cli::From) -> Result<Corpus> {
        let here = [PathBuf::from(".")];
        let root = Root::find(if paths.is_empty() { &here } else { paths })?;
        let Files { questions, decks } = root.walk()?;
        let (format, reader) = reader(from.from.as_deref().unwrap_or("question"))?;
        let (files, selected) = match format {
            "question" => select(questions, paths)?,
            _ => foreign(&root, &questions, paths)?,
        };
        Ok(Corpus {
            decks: read_decks(&root, &decks)?,
            schema: schema(&root)?,
            root,
            files,
            selected,
            reader,
            format,
        })
    }

    /// The rules that run.
    pub(super) fn plan(&self, selection: &cli::Selection) -> Result<Plan> {
        let rules = &self.root.config.rules;
        for selector in rules.keys() {
            crate::rules::known(selector.get_ref())
                .map_err(|words| self.root.failure_at(selector.span().start, words))?;
        }
        let selection = Selection {
            severities: rules
                .iter()
                .map(|(name, level)| (name.get_ref().clone(), *level))
                .collect(),
            select: selection.select.clone(),
            ignore: selection.ignore.clone(),
        };
        let prefixes = self.root.config.prefixes.clone();
        Plan::new(&selection, Facts { prefixes, today: now() / 86_400 })
    }

    /// Ids that are gone for good.
    pub(super) fn retired(&self) -> BTreeSet<String> {
        self.decks.retired().cloned().collect()
    }

    /// Stops a run that would look at nothing.
    pub(super) fn demand_files(&self, paths: &[PathBuf]) -> Result<()> {
        if self.selected.contains(&true) {
            return Ok(());
        }
        let folder = self.root.folder.display();
        Err(Failure(match paths {
            [] => format!("no question file in `{folder}`"),
            [path, ..] => format!("no question file matched `{}`", path.display()),
        }))
    }
}

/// The format of that name.
pub(crate) fn reader(name: &str) -> Result<(&'static str, &'static Reader)> {
    let listed = read::LIST.iter().find(|(listed, _)| *listed == name);
    listed.copied().ok_or_else(|| Failure(format!("unknown format `{name}`")))
}

/// The time of the run in seconds since 1970: `SOURCE_DATE_EPOCH` if it is set (see
/// reproducible-builds.org), so that a build gives the same bytes on any day.
pub(crate) fn now() -> i64 {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    fixed.unwrap_or_else(|| clock() as i64)
}

/// All files of the corpus, and which of them lie under `paths`; all if there are none.
fn select(files: Vec<Entry>, paths: &[PathBuf]) -> Result<(Vec<Entry>, Vec<bool>)> {
    let wanted: Vec<PathBuf> = paths.iter().map(|path| full(path)).collect::<Result<_>>()?;
    let is_wanted = |path: &Path| wanted.iter().any(|wanted| path.starts_with(wanted));
    let selected = files.iter().map(|file| wanted.is_empty() || is_wanted(&file.path)).collect();
    Ok((files, selected))
}

/// Files of a foreign format: those named, whatever their ending, and the Markdown files of the
/// folders named.
fn foreign(root: &Root, files: &[Entry], paths: &[PathBuf]) -> Result<(Vec<Entry>, Vec<bool>)> {
    let mut found: Vec<Entry> = if paths.is_empty() { files.to_vec() } else { Vec::new() };
    for path in paths {
        let path = full(path)?;
        if path.is_file() {
            found.push(Entry { name: root.name(&path), path });
        } else {
            found.extend(files.iter().filter(|file| file.path.starts_with(&path)).cloned());
        }
    }
    found.sort_unstable();
    found.dedup();
    let selected = vec![true; found.len()];
    Ok((found, selected))
}

fn full(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path)
        .and_then(|path| path.canonicalize())
        .map_err(|error| Failure::io("read", path, &error))
}

fn read_decks(root: &Root, files: &[Entry]) -> Result<Decks> {
    let mut by_folder = BTreeMap::new();
    for file in files {
        let deck = Deck::parse(&walk::text(&file.path)?, &file.path.display().to_string())?;
        let folder = file.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        by_folder.insert(folder.to_owned(), deck);
    }
    let name = root.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Decks { root: name, by_folder })
}

fn schema(root: &Root) -> Result<Schema> {
    match &root.config.schema {
        None => Ok(Schema::embedded(names())),
        Some(path) => {
            let path = root.folder.join(path);
            Schema::parse(&walk::text(&path)?, &path.display().to_string(), names())
        }
    }
}
