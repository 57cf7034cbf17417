//! `qlint export`: read, write, without judging more than what would spoil the result.

use std::collections::{BTreeMap, HashMap};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::corpus::{Corpus, File};
use super::shelf::Folder;
use super::{Outcome, check, count, forecast, former, lock, show};
use crate::cli;
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::{Failure, Result};
use crate::filter::Filter;
use crate::output;
use crate::question::{Question, key};
use crate::read::Reading;
use crate::report::{Findings, Style, Summary};
use crate::rules;
use crate::source::{FileId, Source};
use crate::write::{self, Artifact, Item, Options, Writer, Written};

/// Runs the command.
pub(super) fn run(args: &cli::Export, style: Style) -> Result<Outcome> {
    let to = args.to.as_deref();
    let target = args.output.as_deref().map(|path| Target::new(path, to)).transpose()?;
    let writer = writer(target.as_ref(), args)?;
    // A corpus is read into millions of pieces, which the system takes back at once when the process
    // ends; giving them up one by one takes a tenth of the time.
    let mut corpus = ManuallyDrop::new(Corpus::open(&args.paths, &args.from)?);
    if let Some(target) = &target {
        corpus.forget(&target.path);
    }
    corpus.demand_files(&args.paths)?;
    let loaded = ManuallyDrop::new(Loaded::read(&corpus)?);
    let readings = ManuallyDrop::new(loaded.readings(&corpus));
    let filter = args.filter.filter();
    let mut bank = match loaded.bank(&corpus, &readings, &filter) {
        Ok(bank) => ManuallyDrop::new(bank),
        Err(spoils) => return refuse(&spoils, &loaded.sources, style),
    };
    if writer.dated {
        lock::date(&mut bank, &corpus, &loaded, &readings)?;
    }
    let folder = target.as_ref().is_some_and(|target| target.folder);
    let written = (writer.write)(&bank, &options(&args.shape, folder))?;
    if !written.diagnostics.is_empty() {
        return refuse(&written.diagnostics, &loaded.sources, style);
    }
    if bank.items.is_empty() {
        return Err(Failure("no question is left to export".to_owned()));
    }
    if let (Some(old), Some(new)) = (&args.against.against, written.artifacts.first()) {
        // Before the file is written: it may be the old one.
        forecast::run(old, &new.bytes, args.against.format, style)?;
    }
    if let Some(target) = &target {
        let name = match written.artifacts.as_slice() {
            [text] if target.is_stdout() => {
                output::print(&String::from_utf8_lossy(&text.bytes))?;
                "to the standard output".to_owned()
            }
            artifacts => {
                target.write(artifacts)?;
                target.path.display().to_string()
            }
        };
        output::note(&format!("wrote {}", line(&name, bank.items.len(), &written)));
    }
    Ok(Outcome::Clean)
}

/// What writes: as the target says, or for a forecast alone the writer of packages.
fn writer(target: Option<&Target>, args: &cli::Export) -> Result<&'static Writer> {
    let named = || write::find(args.to.as_deref().unwrap_or(PACKAGE));
    let writer = target.map(|target| target.writer).or_else(named);
    let is_package = writer.is_some_and(|writer| writer.extension == Some(PACKAGE));
    match writer {
        Some(writer) if is_package || args.against.against.is_none() => Ok(writer),
        _ => {
            Err(Failure("--against is about Anki packages: say `-o OUT.apkg`, or no -o".to_owned()))
        }
    }
}

/// The name and the ending of Anki packages.
const PACKAGE: &str = "apkg";

/// The name of the standard output, as everywhere.
const STDOUT: &str = "-";

/// How to write.
fn options(shape: &cli::Shape, folder: bool) -> Options {
    let cli::Shape { folded, anki, guard_formulas } = *shape;
    Options { folder, folded, anki, guard_formulas }
}

/// Where to write, and as what.
#[derive(Debug)]
pub(super) struct Target {
    pub path: PathBuf,
    pub writer: &'static Writer,
    folder: bool,
}

impl Target {
    /// The format is `to`, else the one that the ending of `path` means.
    pub(super) fn new(path: &Path, to: Option<&str>) -> Result<Target> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let by_ending =
            |writer: &Writer| writer.extension.is_some() && writer.extension == ending.as_deref();
        let known = write::LIST.iter().map(|(_, writer)| *writer);
        let writer = match to {
            Some(name) => write::find(name),
            None => known.clone().find(|writer| by_ending(writer)),
        };
        let shown = path.display();
        if path.as_os_str() == STDOUT {
            return Target::stdout(writer);
        }
        let Some(writer) = writer else {
            let endings: Vec<_> =
                known.filter_map(|writer| writer.extension).map(|e| format!(".{e}")).collect();
            return Err(Failure(format!(
                "the ending of `{shown}` means no format: it may be {}; or say --to FORMAT",
                endings.join(", ")
            )));
        };
        let folder = writer.folder && (!writer.file || path.is_dir() || !by_ending(writer));
        if !folder && path.is_dir() {
            return Err(Failure(format!("`{shown}` is a folder, but this format is one file")));
        }
        if folder && path.is_file() {
            return Err(Failure(format!("`{shown}` is a file, but this format needs a folder")));
        }
        Ok(Target { path: path.to_owned(), writer, folder })
    }

    /// The target of what writes one file of text.
    fn stdout(writer: Option<&'static Writer>) -> Result<Target> {
        match writer {
            None => {
                Err(Failure("`-` has no ending that means a format: say --to FORMAT".to_owned()))
            }
            Some(writer) if !writer.file || writer.extension == Some(PACKAGE) => Err(Failure(
                "this format is no text for the standard output: say `-o OUT`".to_owned(),
            )),
            Some(writer) => Ok(Target { path: STDOUT.into(), writer, folder: false }),
        }
    }

    fn is_stdout(&self) -> bool {
        self.path.as_os_str() == STDOUT
    }

    /// How the writer is to write.
    pub(super) fn options(&self, shape: &cli::Shape) -> Options {
        options(shape, self.folder)
    }

    /// Where an artifact belongs.
    pub(super) fn place(&self, artifact: &Artifact) -> PathBuf {
        if self.folder { self.path.join(&artifact.path) } else { self.path.clone() }
    }

    /// Writes the artifacts; of a folder it makes the folders.
    fn write(&self, artifacts: &[Artifact]) -> Result<()> {
        match artifacts {
            [artifact] if !self.folder => output::write(&self.path, &artifact.bytes),
            artifacts => {
                output::write_all(&self.files(artifacts).collect::<Vec<_>>())?;
                former::clear(&self.path, artifacts)
            }
        }
    }

    /// Where the artifacts belong, and what belongs there, but for the list of them, which
    /// [`former::clear`] writes last.
    pub(super) fn files<'a>(
        &self,
        artifacts: &'a [Artifact],
    ) -> impl Iterator<Item = (PathBuf, &'a [u8])> {
        let list = former::list(artifacts).map(|list| list.path.as_path());
        let files = artifacts.iter().filter(move |artifact| Some(artifact.path.as_path()) != list);
        files.map(|artifact| (self.place(artifact), artifact.bytes.as_slice()))
    }
}

/// What is said of an artefact: name, size, questions, cards.
pub(super) fn line(name: &str, questions: usize, written: &Written) -> String {
    let size: usize = written.artifacts.iter().map(|artifact| artifact.bytes.len()).sum();
    let cards = written.cards.map(|cards| format!(", {}", count(cards, "card")));
    let cards = cards.unwrap_or_default();
    format!("{name}: {}{cards}, {:.1} kB", count(questions, "question"), size as f64 / 1000.0)
}

/// The selected files, read.
#[derive(Debug)]
pub(super) struct Loaded<'c> {
    pub(super) sources: Vec<Source>,
    faults: Vec<Diagnostic>,
    /// Which file of the corpus each of them is.
    files: Vec<&'c File>,
    /// The pictures and sounds that they show.
    shelf: Folder,
}

impl<'c> Loaded<'c> {
    /// Reads the selected files of a corpus.
    pub(super) fn read(corpus: &'c Corpus) -> Result<Loaded<'c>> {
        let files: Vec<&File> = corpus.files.iter().filter(|file| file.selected).collect();
        let read = |(at, file): (usize, &&File)| corpus.text(file, FileId(at as u32));
        let read: Vec<_> = files.par_iter().enumerate().map(read).collect::<Result<_>>()?;
        let (sources, faults): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        Ok(Loaded {
            sources,
            faults: faults.into_iter().flatten().collect(),
            files,
            shelf: Folder::new(&corpus.root.folder),
        })
    }

    /// What the readers find in them.
    pub(super) fn readings(&self, corpus: &Corpus) -> Vec<Reading<'_>> {
        let pairs = self.sources.par_iter().zip(&self.files);
        pairs.map(|(source, file)| without_comments(corpus.origin(file).read(source))).collect()
    }

    /// What is made of every question with what it is known by, where anything is.
    pub(super) fn identified<'s, T: Send>(
        &self,
        corpus: &Corpus,
        readings: &'s [Reading<'s>],
        make: impl Fn(Identified<'s>) -> Option<T> + Sync,
    ) -> Vec<T> {
        let of = |(reading, file): (&'s Reading<'s>, &&File)| {
            let native = corpus.origin(file).format == "question";
            let mut identities = Identities::default();
            let identified = reading.questions.iter().map(|question| {
                let known = !native || question.id().is_some();
                let identity = match question.id() {
                    Some(id) => id.to_owned(),
                    None if native => question.source.stem().to_owned(),
                    None => identities.of(question),
                };
                Identified { question, identity, known }
            });
            identified.filter_map(&make).collect::<Vec<_>>()
        };
        readings.par_iter().zip(&self.files).flat_map_iter(of).collect()
    }

    /// The file that a question stands in.
    pub(super) fn file(&self, question: &Question<'_>) -> &'c File {
        self.files[question.source.file.0 as usize]
    }

    /// The questions that are meant, as writers want them but for their times, or what spoils every
    /// export.
    pub(super) fn bank<'s>(
        &'s self,
        corpus: &'s Corpus,
        readings: &'s [Reading<'s>],
        filter: &Filter,
    ) -> std::result::Result<write::Corpus<'s>, Vec<Diagnostic>> {
        let mut spoils = self.faults.clone();
        for (reading, source) in readings.iter().zip(&self.sources) {
            // Of a file with broken bytes that is all there is to say.
            let said = self.faults.iter().any(|fault| fault.file == source.file);
            if !said && reading.questions.iter().any(|question| question.unreadable) {
                let errors = reading.diagnostics.iter();
                spoils.extend(errors.filter(|one| one.severity == Severity::Error).cloned());
            }
        }
        let item = |Identified { question, identity, known }: Identified<'s>| {
            if !filter.matches(question) {
                return None;
            } else if !known {
                return Some(Err(without_id(question)));
            }
            let deck = corpus.decks.name(question);
            let settings = corpus.decks.settings(question);
            Some(Ok(Item { deck, settings, ..Item::new(question, identity) }))
        };
        let mut items = Vec::with_capacity(readings.len());
        for item in self.identified(corpus, readings, item) {
            match item {
                Ok(item) => items.push(item),
                Err(fault) => spoils.extend(fault),
            }
        }
        spoils.extend(duplicates(&items));
        if spoils.is_empty() {
            let (names, levels) = (corpus.schema.names(), corpus.schema.levels());
            let site = &corpus.root.config.site;
            return Ok(write::Corpus { items, names, levels, shelf: &self.shelf, site });
        }
        spoils.sort_by(|a, b| a.order().cmp(&b.order()));
        Err(spoils)
    }
}

/// What was read, without the comments that are for qlint alone.
pub(super) fn without_comments(mut reading: Reading<'_>) -> Reading<'_> {
    for question in &mut reading.questions {
        let comments = rules::comments(question.body.text());
        if !comments.is_empty() {
            question.body = question.body.without(&comments);
        }
    }
    reading
}

/// A question and what it is known by.
#[derive(Debug)]
pub(super) struct Identified<'s> {
    pub(super) question: &'s Question<'s>,
    /// Its id; in a foreign format without ids, path and number or slug.
    pub(super) identity: String,
    /// Whether that is its identity; else it is only the name of its file.
    known: bool,
}

/// The identities of the questions of one file that have no id: the file's path, and what the file
/// calls them, else their number in it.
#[derive(Debug, Default)]
struct Identities {
    seen: HashMap<String, usize>,
    number: usize,
}

impl Identities {
    fn of(&mut self, question: &Question<'_>) -> String {
        self.number += 1;
        let slug = question.slug.clone().unwrap_or_else(|| self.number.to_string());
        let times = self.seen.entry(slug.clone()).or_default();
        *times += 1;
        let path = &question.source.path;
        // The second question that is called the same, and so on.
        if *times > 1 { format!("{path}#{slug}~{times}") } else { format!("{path}#{slug}") }
    }
}

/// Says that a question has no id, unless its file could not be read at all, which was said.
fn without_id(question: &Question<'_>) -> Option<Diagnostic> {
    let span = question.value(key::ID).map_or(question.opening, |node| node.span);
    (!question.unreadable).then(|| {
        let message = "the question has no id, so that nothing can be exported under it";
        let rule = "front-matter/missing-key";
        let mut found = Diagnostic::new(rule, Severity::Error, question.source.file, span, message);
        found.help("add `id: …` to the front matter");
        found
    })
}

fn duplicates(items: &[Item<'_>]) -> Vec<Diagnostic> {
    let mut first: HashMap<&str, &Item<'_>> = HashMap::new();
    let mut found = Vec::new();
    for item in items {
        match first.get(item.identity.as_str()) {
            Some(earlier) => {
                let message = format!("the id `{}` is taken", item.identity);
                found.push(same_identity(earlier, item, message));
            }
            None => _ = first.insert(&item.identity, item),
        }
    }
    found
}

/// Says of two questions of one identity, at the second, what follows from it.
pub(super) fn same_identity(first: &Item<'_>, second: &Item<'_>, message: String) -> Diagnostic {
    let place = |item: &Item<'_>| {
        let question = item.question;
        let span = question.value(key::ID).map_or(question.opening, |node| node.span);
        (question.source.file, span)
    };
    let (file, span) = place(second);
    let mut found = Diagnostic::new("id/duplicate-id", Severity::Error, file, span, message);
    let (file, span) = place(first);
    found.related(file, span, "it is the id of this question");
    found
}

/// Shows what spoils an export and writes nothing.
pub(super) fn refuse(spoils: &[Diagnostic], sources: &[Source], style: Style) -> Result<Outcome> {
    let named: BTreeMap<FileId, Source> =
        sources.iter().map(|source| (source.file, source.clone())).collect();
    let mut summary = Summary { files: sources.len(), ..Summary::default() };
    check::tally(spoils, &mut summary);
    show(
        &Findings { diagnostics: spoils, sources: &named, summary, owners: vec![], rules: vec![] },
        style,
    )?;
    output::note(&format!(
        "nothing was written: {} must be mended first",
        count(spoils.len(), "fault")
    ));
    Ok(Outcome::Faults)
}
