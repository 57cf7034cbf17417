//! `qlint import`: files of any known format to question files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::corpus::reader;
use super::{Outcome, check, count, show};
use crate::cli;
use crate::diagnostic::Diagnostic;
use crate::failure::{Failure, Result};
use crate::output;
use crate::question::Question;
use crate::read::{self, Reader, Reading};
use crate::report::{Findings, Style, Summary};
use crate::rules::names;
use crate::schema::Schema;
use crate::source::{FileId, Source};
use crate::walk::{self, Entry};
use crate::write::{self, Artifact, Item, Options};

/// Runs the command.
pub(super) fn run(args: &cli::Import, style: Style) -> Result<Outcome> {
    let (sources, faults) = load(&args.files)?;
    let mut questions = Vec::new();
    let mut diagnostics = Vec::new();
    for (source, fault) in sources.iter().zip(faults) {
        // A file with broken bytes is not read further: what it says cannot be trusted.
        if let Some(fault) = fault {
            diagnostics.push(fault);
            continue;
        }
        let reader = chosen(source, args.from.from.as_deref())?;
        let reading = (reader.read)(source, &read::Options::default());
        diagnostics.extend(reading.diagnostics);
        let readable = reading.questions.into_iter().filter(|question| !question.unreadable);
        questions.extend(readable.enumerate());
    }
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    let read = questions.len();
    let files = artifacts(questions.iter().map(|(at, question)| item(question, *at)).collect())?;
    let by_file: BTreeMap<FileId, Source> =
        sources.iter().map(|source| (source.file, source.clone())).collect();
    let mut summary = Summary { files: by_file.len(), questions: read, ..Summary::default() };
    check::tally(&diagnostics, &mut summary);
    show(&Findings { diagnostics: &diagnostics, sources: &by_file, summary }, style)?;
    if read == 0 {
        return Err(Failure(format!("no question was recognised in {}", listed(&args.files))));
    }
    let new = compare(&files, &args.output, args.force)?;
    if !args.dry_run {
        output::make_folder(&args.output)?;
        for file in &files {
            let path = args.output.join(&file.path);
            path.parent().map_or(Ok(()), output::make_folder)?;
            output::write(&path, &file.bytes)?;
        }
    }
    output::note(&closing(args, summary, new, files.len()));
    Ok(if summary.errors > 0 { Outcome::Faults } else { Outcome::Clean })
}

fn load(files: &[PathBuf]) -> Result<(Vec<Source>, Vec<Option<Diagnostic>>)> {
    let read = |(at, path): (usize, &PathBuf)| {
        let name = path.to_string_lossy().replace('\\', "/");
        walk::read(&Entry { name, path: path.clone() }, FileId(at as u32))
    };
    let read: Vec<_> = files.iter().enumerate().map(read).collect::<Result<_>>()?;
    Ok(read.into_iter().unzip())
}

/// The reader that is asked for, else the only one that finds questions.
fn chosen(source: &Source, from: Option<&str>) -> Result<&'static Reader> {
    if let Some(name) = from {
        return Ok(reader(name)?.1);
    }
    let finds = |reader: &Reader| {
        let Reading { questions, .. } = (reader.read)(source, &read::Options::default());
        questions.iter().any(|question| !question.unreadable)
    };
    let fitting: Vec<_> = read::LIST.iter().filter(|(_, reader)| finds(reader)).collect();
    match fitting.as_slice() {
        [(name, reader)] => {
            output::note(&format!("{}: read as `{name}`, the format that fits", source.path));
            Ok(reader)
        }
        [] => Err(Failure(format!("no known format fits `{}`: say --from FORMAT", source.path))),
        several => {
            let names: Vec<_> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
            let names = names.join(" and ");
            Err(Failure(format!("{names} fit `{}`: say --from FORMAT", source.path)))
        }
    }
}

/// A question as the writer wants it; without an id it is called after its file and place.
fn item<'s>(question: &'s Question<'s>, at: usize) -> Item<'s> {
    let stem = question.source.stem();
    let identity = question.id().map_or_else(|| format!("{stem}-{:03}", at + 1), str::to_owned);
    Item { question, identity, deck: String::new(), modified: 0 }
}

/// The question files, each once; two different ones of one name are a failure.
fn artifacts(items: Vec<Item<'_>>) -> Result<Vec<Artifact>> {
    let schema = Schema::embedded(names());
    let corpus = write::Corpus { items, names: schema.names(), levels: schema.levels() };
    let Some(writer) = write::find("question") else { return Ok(Vec::new()) };
    let written = (writer.write)(&corpus, &Options { folder: true, ..Options::default() })?;
    let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    for Artifact { path, bytes } in written.artifacts {
        if files.get(&path).is_some_and(|other| *other != bytes) {
            let path = path.display();
            return Err(Failure(format!("two different questions would be written to `{path}`")));
        }
        files.insert(path, bytes);
    }
    Ok(files.into_iter().map(|(path, bytes)| Artifact { path, bytes }).collect())
}

/// How many files are new or differ; a file that is there and differs needs `force`.
fn compare(files: &[Artifact], folder: &Path, force: bool) -> Result<usize> {
    let changed = files.iter().filter(|file| !walk::holds(&folder.join(&file.path), &file.bytes));
    let changed: Vec<_> = changed.map(|file| folder.join(&file.path)).collect();
    let mut there = changed.iter().filter(|path| path.exists());
    if let (false, Some(first)) = (force, there.next()) {
        let more = match there.count() {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        return Err(Failure(format!(
            "`{}` is there and differs{more}: --force replaces it; nothing was written",
            first.display()
        )));
    }
    Ok(changed.len())
}

fn closing(args: &cli::Import, summary: Summary, new: usize, files: usize) -> String {
    let Summary { files: read, questions, errors, warnings, .. } = summary;
    let said = format!(
        "read {} from {} ({}, {})",
        count(questions, "question"),
        count(read, "file"),
        count(errors, "error"),
        count(warnings, "warning")
    );
    let folder = args.output.display();
    let same = match files - new {
        0 => String::new(),
        same => format!(", {same} unchanged"),
    };
    match args.dry_run {
        true => format!("{said}; would write {} to `{folder}`{same}", count(new, "file")),
        false => format!("{said}; wrote {} to `{folder}`{same}", count(new, "file")),
    }
}

fn listed(files: &[PathBuf]) -> String {
    files.iter().map(|file| format!("`{}`", file.display())).collect::<Vec<_>>().join(", ")
}
