//! `qlint import`: files of any known format to question files.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::corpus::{reader, schema};
use super::export::same_identity;
use super::table::Table;
use super::unpack::unpack;
use super::{Outcome, check, count, given, show};
use crate::cli;
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::{Failure, Result};
use crate::output;
use crate::question::Question;
use crate::read::{self, Medium, Reader, Reading};
use crate::report::{Findings, Style, Summary};
use crate::schema::Schema;
use crate::source::{FileId, MAX_BYTES, Source, Span};
use crate::walk::{self, Decode, Entry, Root};
use crate::write::{self, Artifact, Item, Options};

/// Runs the command.
pub(super) fn run(args: &cli::Import, style: Style) -> Result<Outcome> {
    let (sources, faults) = load(&args.files, args.from.from.as_deref())?;
    let Found { mut questions, mut diagnostics, packages } = read_all(&sources, faults, args)?;
    let target = target(&args.output)?;
    let schema = schema(&target)?;
    given::complete(&mut questions, &args.given, &target.config.prefixes, &schema)?;
    let read = questions.len();
    let mut files = artifacts(items(&questions), &schema, &mut diagnostics)?;
    files.extend(unpack(&packages, &mut diagnostics)?);
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    let by_file: BTreeMap<FileId, Source> =
        sources.iter().map(|source| (source.file, source.clone())).collect();
    let mut summary = Summary { files: by_file.len(), questions: read, ..Summary::default() };
    check::tally(&diagnostics, &mut summary);
    show(
        &Findings {
            diagnostics: &diagnostics,
            sources: &by_file,
            summary,
            owners: vec![],
            rules: vec![],
        },
        style,
    )?;
    if read == 0 {
        return Err(Failure(format!("no question was recognised in {}", listed(&args.files))));
    }
    if by_file.len() > 1 {
        output::note(
            tally_table(&by_file, &questions, &diagnostics).render(style.width).trim_end(),
        );
    }
    let new = compare(&files, &args.output, args.force)?;
    if !args.dry_run {
        put(&files, &args.output)?;
    }
    output::note(&closing(args, summary, new, files.len()));
    advise_ids(&questions);
    Ok(if summary.errors > 0 { Outcome::Faults } else { Outcome::Clean })
}

/// What the files hold.
#[derive(Default)]
struct Found<'s> {
    questions: Vec<Question<'s>>,
    diagnostics: Vec<Diagnostic>,
    /// For each file, the media that its questions show.
    packages: Vec<(FileId, PathBuf, Vec<Medium>)>,
}

fn read_all<'s>(
    sources: &'s [Source],
    faults: Vec<Option<Diagnostic>>,
    args: &cli::Import,
) -> Result<Found<'s>> {
    let from = args.from.from.as_deref();
    let mut found = Found::default();
    let mut recognised: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (at, (source, fault)) in sources.iter().zip(faults).enumerate() {
        output::progress("read", at + 1, sources.len());
        // A file with broken bytes is not read further: what it says cannot be trusted.
        if let Some(fault) = fault {
            found.diagnostics.push(fault);
            continue;
        }
        let Some((name, reader)) = chosen(source, from)? else {
            found.diagnostics.push(unrecognised(source));
            continue;
        };
        recognised.entry(name).or_default().push(&source.path);
        let path = &args.files[source.file.0 as usize];
        let options = options(path)?;
        let reading = (reader.read)(source, &options);
        found.diagnostics.extend(reading.diagnostics);
        found.packages.push((source.file, path.clone(), reading.media));
        found.questions.extend(reading.questions.into_iter().filter(|one| !one.unreadable));
    }
    if from.is_none() {
        say_formats(&recognised);
    }
    Ok(found)
}

/// Says as what the files were read, a line for each format.
fn say_formats(recognised: &BTreeMap<&str, Vec<&str>>) {
    for (name, paths) in recognised {
        let (files, them) = match paths.as_slice() {
            [path] => ((*path).to_owned(), "it"),
            paths => (count(paths.len(), "file"), "them"),
        };
        let why = format!("the only format that finds questions in {them}");
        output::note(&format!("{files}: read as `{name}`, {why}"));
    }
}

/// Writes the files into a folder.
fn put(files: &[Artifact], folder: &Path) -> Result<()> {
    let files = files.iter().map(|file| (folder.join(&file.path), file.bytes.as_slice()));
    output::write_all(&files.collect::<Vec<_>>())
}

fn load(files: &[PathBuf], from: Option<&str>) -> Result<(Vec<Source>, Vec<Option<Diagnostic>>)> {
    let decode = match from {
        Some(name) => reader(name)?.1.decode,
        None => Some(read::decode as Decode),
    };
    let read = |(at, path): (usize, &PathBuf)| {
        let name = path.to_string_lossy().replace('\\', "/");
        let limit = limit(path, from)?;
        walk::read(&Entry::new(&name, path), FileId(at as u32), limit, decode).map_err(|said| {
            if !path.is_dir() {
                return said;
            }
            let path = path.display();
            Failure(format!("{said}; name the files in it, such as `{path}/*.md`"))
        })
    };
    let read: Vec<_> = files.iter().enumerate().map(read).collect::<Result<_>>()?;
    Ok(read.into_iter().unzip())
}

/// The largest file that is read: what the format allows that is asked for, else what those of the
/// same ending do.
fn limit(path: &Path, from: Option<&str>) -> Result<u64> {
    if let Some(name) = from {
        return Ok(reader(name)?.1.max_bytes);
    }
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let known = read::LIST.iter().filter(|(_, reader)| reader.endings.contains(&&*ending));
    Ok(known.map(|(_, reader)| reader.max_bytes).max().unwrap_or(MAX_BYTES))
}

/// The reader that is asked for, else the only one that finds questions; none if no one does.
fn chosen(source: &Source, from: Option<&str>) -> Result<Option<(&'static str, &'static Reader)>> {
    if let Some(name) = from {
        return Ok(Some(reader(name)?));
    }
    let finds = |reader: &Reader| {
        let Reading { questions, .. } = (reader.read)(source, &read::Options::default());
        questions.iter().any(|question| !question.unreadable)
    };
    // What was no text is read by who made it one.
    let (packed, plain): (Vec<_>, Vec<_>) =
        read::LIST.iter().partition(|(_, reader)| reader.decode.is_some());
    let find = |list: Vec<&'static (&'static str, &'static Reader)>| {
        list.into_iter().filter(|(_, reader)| finds(reader)).collect::<Vec<_>>()
    };
    let mut fitting = find(packed);
    if fitting.is_empty() {
        fitting = find(plain);
    }
    match fitting.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(**one)),
        several => {
            let names: Vec<_> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
            let names = names.join(" and ");
            Err(Failure(format!("{names} fit `{}`: say --from FORMAT", source.path)))
        }
    }
}

/// What the settings around a file say of its columns.
fn options(file: &Path) -> Result<read::Options> {
    let root = Root::find(&[file.to_path_buf()])?;
    let full = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    let name = root.name(&full);
    let table = root.source_of(&name)?;
    Ok(read::Options { columns: table.map(|table| table.columns.clone()).unwrap_or_default() })
}

/// Says that no reader finds a question in a file.
fn unrecognised(source: &Source) -> Diagnostic {
    let rule = "import/nothing-recognised";
    let message = "no known format fits this file";
    let mut found = Diagnostic::new(rule, Severity::Error, source.file, Span::at(0), message);
    found.help("if you know its format, say --from FORMAT: then the reader says what it misses");
    found
}

/// The corpus that the files go into: it says what prefixes of ids mean and what sections are
/// called.
fn target(output: &Path) -> Result<Root> {
    let there = output.ancestors().find(|folder| folder.is_dir());
    let there = there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Root::find(&[there.to_path_buf()])
}

/// The questions as the writer wants them; those without an id are called after their file and
/// their number in it.
fn items<'s>(questions: &'s [Question<'s>]) -> Vec<Item<'s>> {
    let mut items = Vec::new();
    let mut numbers: HashMap<FileId, usize> = HashMap::new();
    for question in questions {
        let number = numbers.entry(question.source.file).or_default();
        *number += 1;
        let unnamed = || format!("{}-{number:03}", question.source.stem());
        let identity = question.id().map_or_else(unnamed, str::to_owned);
        items.push(Item::new(question, identity));
    }
    items
}

/// The question files, each once. Of two different questions of one name the second is left out,
/// and said to be.
fn artifacts(
    items: Vec<Item<'_>>,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Artifact>> {
    let corpus = write::Corpus::new(items, schema.names(), schema.levels());
    let Some(writer) = write::find("question") else { return Ok(Vec::new()) };
    let written = (writer.write)(&corpus, &Options { folder: true, ..Options::default() })?;
    let mut files: BTreeMap<PathBuf, (&Item<'_>, Vec<u8>)> = BTreeMap::new();
    // The writer gives one file for each item, in their order.
    for (item, Artifact { path, bytes }) in corpus.items.iter().zip(written.artifacts) {
        match files.get(&path) {
            Some((first, other)) if *other != bytes => {
                let message = format!("the id `{}` is taken; this one is left out", item.identity);
                diagnostics.push(same_identity(first, item, message));
            }
            Some(_) => {}
            None => _ = files.insert(path, (item, bytes)),
        }
    }
    let file = |(path, (_, bytes))| Artifact { path, bytes };
    Ok(files.into_iter().map(file).collect())
}

/// For each file, what was read, repaired, left out and refused.
fn tally_table(
    files: &BTreeMap<FileId, Source>,
    questions: &[Question<'_>],
    diagnostics: &[Diagnostic],
) -> Table {
    let head = ["file", "questions", "repaired", "left out", "refused"];
    let mut table = Table::new(&head, &[1, 2, 3, 4], 0).of_paths();
    for (file, source) in files {
        let read = questions.iter().filter(|question| question.source.file == *file).count();
        let said = |severity| {
            let said = diagnostics.iter().filter(|one| one.file == *file);
            said.filter(|one| one.severity == severity).count()
        };
        let numbers = [read, said(Severity::Warning), said(Severity::Info), said(Severity::Error)];
        let cells = std::iter::once(source.path.clone());
        table.row(cells.chain(numbers.map(|number| number.to_string())).collect());
    }
    table
}

/// How many files are new or differ; a file that is there and differs needs `force`.
fn compare(files: &[Artifact], folder: &Path, force: bool) -> Result<usize> {
    let changed = files.iter().filter(|file| !walk::holds(&folder.join(&file.path), &file.bytes));
    let changed: Vec<_> = changed.map(|file| folder.join(&file.path)).collect();
    if let Some(path) = changed.iter().find(|path| path.is_dir()) {
        let path = path.display();
        return Err(Failure(format!("cannot write `{path}`: it is a folder; nothing was written")));
    }
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

/// Says how questions without an id get one.
fn advise_ids(questions: &[Question<'_>]) {
    let unnamed = questions.iter().filter(|question| question.id().is_none()).count();
    if unnamed > 0 {
        let options = "--technology NAME --track TRACK";
        let unnamed = count(unnamed, "question");
        output::note(&format!("{unnamed} without an id: {options} numbers them"));
    }
}

fn listed(files: &[PathBuf]) -> String {
    files.iter().map(|file| format!("`{}`", file.display())).collect::<Vec<_>>().join(", ")
}
