//! What the commands share: the corpus with its settings, files and decks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use toml::Spanned;

use crate::anki::tags;
use crate::cli;
use crate::config::{Deck, FILE, RuleSetting, Rules, SourceTable, failure_at, threshold};
use crate::deck::Decks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::{Failure, Result};
use crate::near::unknown;
use crate::read::{self, Options, Reader, Reading};
use crate::rules::{Facts, Plan, Selection, Setting, Variant, known, known_threshold, names};
use crate::schema::Schema;
use crate::source::{FileId, Source, Span};
use crate::walk::{self, Entry, Files, Root};

/// A corpus, found and configured, its questions not yet read.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// Where it is.
    pub(crate) root: Root,
    /// The files that are read, sorted by name; cross-file rules need them all.
    pub(crate) files: Vec<File>,
    /// Whether they are read as the settings say: then the baseline and the ledger are about them.
    pub(crate) own: bool,
    /// Whether these are all, and the user asked about all of them.
    pub(crate) whole: bool,
    /// Markdown files that are not read, though nobody excluded them.
    pub(crate) others: Vec<File>,
    /// The decks.
    pub(crate) decks: Decks,
    /// What questions are checked against.
    pub(crate) schema: Schema,
    /// Where files come from.
    origins: Vec<Origin>,
}

/// A file to be read.
#[derive(Debug)]
pub(crate) struct File {
    /// Which.
    pub(crate) entry: Entry,
    /// Whether the user asked about it.
    pub(crate) selected: bool,
    /// Which of the rules' settings hold for it.
    pub(crate) variant: Variant,
    /// Its place among the origins.
    origin: u32,
    /// For tables that are joined, the others; the first one stands for all.
    joined: Box<[Entry]>,
}

/// How files of one kind are read and what is demanded of them.
#[derive(Debug)]
pub(crate) struct Origin {
    /// The name of the format.
    pub(crate) format: &'static str,
    reader: &'static Reader,
    options: Options,
    schema: Option<Schema>,
    join: Option<String>,
}

impl File {
    /// Whether it stands for several tables.
    pub(crate) fn is_joined(&self) -> bool {
        !self.joined.is_empty()
    }

    /// The tables that it stands for, itself first.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Entry> {
        std::iter::once(&self.entry).chain(&*self.joined)
    }
}

impl Origin {
    fn new(format: &str) -> Result<Origin> {
        let (format, reader) = reader(format)?;
        Ok(Origin { format, reader, options: Options::default(), schema: None, join: None })
    }

    /// Whether fixes may edit its files.
    pub(crate) fn is_editable(&self) -> bool {
        self.reader.editable
    }

    /// Reads one file.
    pub(crate) fn read<'s>(&self, source: &'s Source) -> Reading<'s> {
        (self.reader.read)(source, &self.options)
    }
}

impl Corpus {
    /// Finds the corpus of `paths`; of the current folder if there are none.
    pub(crate) fn open(paths: &[PathBuf], from: &cli::From) -> Result<Corpus> {
        let here = [PathBuf::from(".")];
        let root = Root::find(if paths.is_empty() { &here } else { paths })?;
        // The one waits for the disk, the other for the processor.
        let (files, schema) = rayon::join(|| root.walk(), || schema(&root));
        let Files { questions, sources, decks, others } = files?;
        let (files, others, origins) = match from.from.as_deref() {
            None | Some("question") => {
                let mut origins = vec![Origin::new("question")?];
                for table in &root.config.sources {
                    origins.push(source_origin(&root, table)?);
                }
                let lists = std::iter::once(questions).chain(sources);
                let others = select(std::iter::once(others), &origins, paths)?;
                (select(lists, &origins, paths)?, others, origins)
            }
            Some(format) => {
                let origin = Origin::new(format)?;
                (foreign(&root, origin.reader, paths)?, Vec::new(), vec![origin])
            }
        };
        let (decks, schema) = (read_decks(&root, &decks)?, schema?);
        let own = from.from.as_deref().is_none_or(|from| from == "question");
        let whole = own && (paths.is_empty() || files.iter().all(|file| file.selected));
        Ok(Corpus { root, files, own, whole, others, decks, schema, origins })
    }

    /// Finds the corpus that a file belongs to, of which only that file is asked about, there or not;
    /// none if the corpus leaves it out.
    pub(crate) fn open_for(path: &Path) -> Result<(Corpus, Option<FileId>)> {
        let path = std::path::absolute(path).map_err(|error| Failure::io("read", path, &error))?;
        let there = path.ancestors().find(|path| path.exists()).unwrap_or(&path);
        let rest = path.strip_prefix(there).ok().filter(|rest| !rest.as_os_str().is_empty());
        let there_really = full(there)?;
        let real = rest.map_or_else(|| there_really.clone(), |rest| there_really.join(rest));
        let mut corpus = Corpus::open(&[there.to_owned()], &cli::From { from: None })?;
        let name = corpus.root.name(&real);
        if !real.exists() && corpus.root.admits(&name)? {
            let entry = Entry::new(&name, &real);
            let variant = Variant::default();
            corpus.files.push(File {
                entry,
                selected: true,
                variant,
                origin: 0,
                joined: Box::default(),
            });
            corpus.files.sort_by(|a, b| a.entry.cmp(&b.entry));
        }
        for file in corpus.files.iter_mut().chain(&mut corpus.others) {
            file.selected = file.entry.name() == name;
        }
        corpus.whole = false;
        let file = corpus.files.iter().position(|file| file.selected);
        Ok((corpus, file.map(|at| FileId(at as u32))))
    }

    /// Leaves out what an earlier export wrote to `output`, a file or a folder in the corpus.
    pub(crate) fn forget(&mut self, output: &Path) {
        let Ok(output) = output.canonicalize() else { return };
        if !self.root.folder.starts_with(&output) {
            self.files.retain(|file| !file.entry.path().starts_with(&output));
        }
    }

    /// The file of that number: those that are read, then those that are not.
    pub(crate) fn file(&self, id: FileId) -> &File {
        let at = id.0 as usize;
        self.files.get(at).unwrap_or_else(|| &self.others[at - self.files.len()])
    }

    /// The text of a file, or of the tables that are joined under it.
    pub(crate) fn text(&self, file: &File, id: FileId) -> Result<(Source, Option<Diagnostic>)> {
        let origin = self.origin(file);
        match &origin.join {
            Some(key) if !file.joined.is_empty() => joined(file, key, id, origin.reader.max_bytes),
            _ => walk::read(&file.entry, id, origin.reader.max_bytes, origin.reader.decode),
        }
    }

    /// The text of one of the tables that are joined under a file.
    pub(crate) fn table(&self, file: &File, entry: &Entry, id: FileId) -> Result<Source> {
        Ok(walk::read(entry, id, self.origin(file).reader.max_bytes, None)?.0)
    }

    /// The column that the tables under a file are joined on.
    pub(crate) fn key(&self, file: &File) -> Option<&str> {
        self.origin(file).join.as_deref()
    }

    /// How a file is read.
    pub(crate) fn origin(&self, file: &File) -> &Origin {
        &self.origins[file.origin as usize]
    }

    /// What is demanded of the questions of a file.
    pub(crate) fn schema_of(&self, file: &File) -> &Schema {
        self.origin(file).schema.as_ref().unwrap_or(&self.schema)
    }

    /// The rules that run, and which settings hold for each file.
    pub(crate) fn plan(&mut self, selection: &cli::Selection) -> Result<Plan> {
        let config = &self.root.config;
        let of = |list: &[Spanned<String>]| self.selectors(list);
        let select = match selection.select.as_slice() {
            [] => of(&config.select)?,
            given => given.to_vec(),
        };
        let mut ignore = of(&config.ignore)?;
        ignore.extend_from_slice(&selection.ignore);
        let overrides = config.overrides.iter().map(|table| self.settings(&table.rules));
        let selection = Selection {
            settings: self.settings(&config.rules)?,
            overrides: overrides.collect::<Result<_>>()?,
            select,
            ignore,
        };
        let facts = Facts { prefixes: config.prefixes.clone(), today: now()? / 86_400 };
        let mut plan = Plan::new(selection, facts)?;
        let globs = config.overrides.iter().map(|table| self.root.globs(&table.path));
        let globs: Vec<_> = globs.collect::<Result<_>>()?;
        let files = self.files.iter_mut().chain(&mut self.others);
        for file in files.filter(|_| !globs.is_empty()) {
            let holds = |at: &usize| walk::covers(&globs[*at], file.entry.name());
            file.variant = plan.variant(&(0..globs.len()).filter(holds).collect::<Vec<_>>());
        }
        Ok(plan)
    }

    /// The selectors of a list, each known.
    fn selectors(&self, list: &[Spanned<String>]) -> Result<Vec<String>> {
        let one = |selector: &Spanned<String>| {
            let at = selector.span().start;
            known(selector.get_ref()).map_err(|words| self.root.failure_at(at, words))?;
            Ok(selector.get_ref().clone())
        };
        list.iter().map(one).collect()
    }

    /// What a table of rules says, each rule and threshold known.
    fn settings(&self, rules: &Rules) -> Result<Vec<Setting>> {
        let setting = |(selector, said): (&Spanned<String>, &RuleSetting)| {
            self.selectors(std::slice::from_ref(selector))?;
            for (name, value) in &said.thresholds {
                known_threshold(selector.get_ref(), name.get_ref())
                    .map_err(|words| self.root.failure_at(name.span().start, words))?;
                if threshold(value.get_ref()).is_none() {
                    let words = format!("`{}` must be a number from 0 on", name.get_ref());
                    return Err(self.root.failure_at(value.span().start, words));
                }
            }
            Ok(Setting::new(selector.get_ref(), said))
        };
        rules.iter().map(setting).collect()
    }

    /// Ids that are gone for good.
    pub(crate) fn retired(&self) -> BTreeSet<String> {
        self.decks.retired().cloned().collect()
    }

    /// Stops a run that would look at nothing.
    pub(crate) fn demand_files(&self, paths: &[PathBuf]) -> Result<()> {
        if self.files.iter().any(|file| file.selected) {
            return Ok(());
        }
        let folder = self.root.folder.display();
        Err(Failure(match paths {
            [] => format!("no question file in `{folder}`"),
            [path, ..] => {
                let other = if self.own { other_format(path) } else { String::new() };
                format!("no question file matched `{}`{other}", path.display())
            }
        }))
    }
}

/// Which options read a file whose ending is that of other formats than a question's.
fn other_format(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let readers = read::LIST.iter().filter(|(_, reader)| reader.endings.contains(&&*ending));
    let names: Vec<_> = readers.map(|(name, _)| *name).collect();
    if names.is_empty() || names.contains(&"question") {
        return String::new();
    }
    let options: Vec<_> = names.iter().map(|name| format!("`--from {name}`")).collect();
    format!("; say what it is: {}", options.join(" or "))
}

/// The format of that name.
pub(crate) fn reader(name: &str) -> Result<(&'static str, &'static Reader)> {
    let listed = read::LIST.iter().find(|(listed, _)| *listed == name);
    listed.copied().ok_or_else(|| Failure(unknown("format", name, read::names())))
}

/// The time of the run in seconds since 1970: `SOURCE_DATE_EPOCH` if it is set (see
/// reproducible-builds.org), so that a build gives the same bytes on any day.
pub(crate) fn now() -> Result<i64> {
    const NAME: &str = "SOURCE_DATE_EPOCH";
    match std::env::var_os(NAME).filter(|text| !text.is_empty()) {
        Some(text) => {
            let seconds =
                text.to_str().and_then(|text| text.parse().ok()).filter(|time| *time >= 0);
            let shown = text.to_string_lossy();
            seconds.ok_or_else(|| {
                Failure(format!("{NAME} is `{shown}`, not a number of seconds since 1970"))
            })
        }
        None => {
            let clock = SystemTime::now().duration_since(UNIX_EPOCH);
            Ok(clock.map_or(0, |time| time.as_secs()) as i64)
        }
    }
}

/// All files of the corpus; selected are those under `paths`, or all if there are none. The lists
/// are those of the origins.
fn select(
    lists: impl Iterator<Item = Vec<Entry>>,
    origins: &[Origin],
    paths: &[PathBuf],
) -> Result<Vec<File>> {
    let wanted: Vec<PathBuf> = paths.iter().map(|path| full(path)).collect::<Result<_>>()?;
    let is_wanted = |path: &Path| wanted.iter().any(|wanted| path.starts_with(wanted));
    let selected = |entry: &Entry| wanted.is_empty() || is_wanted(entry.path());
    let mut files = Vec::new();
    for (origin, list) in (0..).zip(lists) {
        let mut list = list.into_iter();
        if origins[origin as usize].join.is_some() {
            let Some(entry) = list.next() else { continue };
            let joined: Box<[_]> = list.collect();
            let selected = selected(&entry) || joined.iter().any(selected);
            files.push(File { entry, selected, variant: Variant::default(), origin, joined });
            continue;
        }
        files.extend(list.map(|entry| {
            let selected = selected(&entry);
            File { entry, selected, variant: Variant::default(), origin, joined: Box::default() }
        }));
    }
    files.sort_by(|a, b| a.entry.cmp(&b.entry));
    Ok(files)
}

/// Tables joined to one text, which stands under the name of the first. What keeps them from being
/// joined is a diagnostic in the table where it is.
fn joined(file: &File, key: &str, id: FileId, limit: u64) -> Result<(Source, Option<Diagnostic>)> {
    let mut tables = Vec::new();
    for (at, entry) in file.tables().enumerate() {
        let (source, fault) = walk::read(entry, FileId(at as u32), limit, None)?;
        if let Some(fault) = fault {
            return Ok((Source { file: id, ..source }, Some(Diagnostic { file: id, ..fault })));
        }
        tables.push(source);
    }
    match read::join(&tables.iter().collect::<Vec<_>>(), key) {
        Ok(text) if text.len() as u64 > limit => {
            let message =
                format!("the joined tables have more than the {limit} bytes of the limit");
            let (rule, span) = ("file/too-large", Span::at(0));
            let fault = Diagnostic::new(rule, Severity::Error, id, span, message);
            let path = file.entry.name().to_owned();
            Ok((Source { file: id, path, text: String::new() }, Some(fault)))
        }
        Ok(text) => Ok((Source { file: id, path: file.entry.name().to_owned(), text }, None)),
        Err(mut fault) => {
            let table = tables.swap_remove(fault.file.0 as usize);
            // A place in another table has no text in this run.
            fault.related.retain(|related| related.file == fault.file);
            fault.related.iter_mut().for_each(|related| related.file = id);
            fault.file = id;
            Ok((Source { file: id, ..table }, Some(*fault)))
        }
    }
}

/// Files of a foreign format: those named, whatever their ending, and those of the folders named.
fn foreign(root: &Root, reader: &Reader, paths: &[PathBuf]) -> Result<Vec<File>> {
    let mut found: Vec<Entry> = Vec::new();
    let whole = [root.folder.clone()];
    for path in if paths.is_empty() { &whole } else { paths } {
        let path = full(path)?;
        if path.is_file() {
            if root.excludes(&root.name(&path))? {
                continue;
            }
            found.push(root.entry(&path));
        } else {
            found.extend(root.files_under(&path, reader.endings)?);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found
        .into_iter()
        .map(|entry| File {
            entry,
            selected: true,
            variant: Variant::default(),
            origin: 0,
            joined: Box::default(),
        })
        .collect())
}

fn full(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path)
        .and_then(|path| path.canonicalize())
        .map_err(|error| Failure::io("read", path, &error))
}

fn source_origin(root: &Root, table: &SourceTable) -> Result<Origin> {
    let origin = Origin::new(table.format.get_ref());
    let origin = origin.map_err(|error| root.failure_at(table.format.span().start, error))?;
    let schema = table.schema.as_ref().map(|path| load_schema(root, path)).transpose()?;
    let options = Options { columns: table.columns.clone() };
    Ok(Origin { options, schema, join: table.join.clone(), ..origin })
}

fn read_decks(root: &Root, files: &[Entry]) -> Result<Decks> {
    let mut by_folder = BTreeMap::new();
    for file in files {
        let (text, path) = (walk::text(file.path())?, file.path().display().to_string());
        let deck = Deck::parse(&text, &path)?;
        for tag in deck.tags.iter().flatten() {
            let kept = tags::tag(tag.get_ref());
            if kept != *tag.get_ref() {
                let words = format!("Anki would keep the tag `{}` as `{kept}`", tag.get_ref());
                return Err(failure_at(&path, &text, tag.span().start, words));
            }
        }
        let folder = file.name().rsplit_once('/').map_or("", |(folder, _)| folder);
        by_folder.insert(folder.to_owned(), deck);
    }
    let name = root.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Decks { root: name, by_folder })
}

/// What the corpus at a root demands of its questions.
pub(super) fn schema(root: &Root) -> Result<Schema> {
    match &root.config.schema {
        None => Ok(Schema::embedded(names())),
        Some(path) => load_schema(root, path),
    }
}

fn load_schema(root: &Root, path: &str) -> Result<Schema> {
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        let file = root.folder.join(FILE);
        let file = file.display();
        return Err(Failure(format!("{file}: the schema `{path}` is not a path under the root")));
    }
    let path = root.folder.join(path);
    Schema::parse(&walk::text(&path)?, &path.display().to_string(), names())
}
