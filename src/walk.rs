//! From paths to sources: the only reader of content files.

use std::collections::BTreeSet;
use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Display;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};
use std::time::UNIX_EPOCH;

use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use crate::config::{self, Config, SourceTable};
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::{Failure, Result};
use crate::source::{FileId, Source, Span};

mod entry;

pub use entry::Entry;

/// Names (without ending) of Markdown files that hold no question, whatever their case.
const NOT_QUESTIONS: &[&str] =
    &["readme", "contributing", "changelog", "license", "summary", "index"];

/// The largest settings file, ledger or baseline: 256 MiB, a line for each of a million questions.
const MAX_SETTINGS: u64 = 256 << 20;

/// How much of a file [`head`] reads.
const HEAD_BYTES: u64 = 4096;

/// Makes text of the bytes of a file that is no text; none if it is text.
pub type Decode = fn(&[u8]) -> Option<std::result::Result<String, String>>;

/// Where a corpus is, and its settings.
#[derive(Debug)]
pub struct Root {
    /// The folder.
    pub folder: PathBuf,
    /// The settings; the defaults without a `qlint.toml`.
    pub config: Config,
    /// The text of `qlint.toml`, for messages about places in it.
    pub config_text: String,
}

/// The files of a corpus that matter, each list sorted by name.
#[derive(Debug, Default)]
pub struct Files {
    /// Question files.
    pub questions: Vec<Entry>,
    /// For each `[[source]]`, its files.
    pub sources: Vec<Vec<Entry>>,
    /// `deck.toml` files.
    pub decks: Vec<Entry>,
    /// Other Markdown files that nobody excluded.
    pub others: Vec<Entry>,
}

impl Root {
    /// The root of `paths`: the folder of the nearest `qlint.toml` at or above them, else the path
    /// itself (of a file: its folder).
    pub fn find(paths: &[PathBuf]) -> Result<Root> {
        let mut found: Option<PathBuf> = None;
        for path in paths {
            let folder = root_of(path)?;
            match &found {
                Some(other) if *other != folder => {
                    return Err(Failure(format!(
                        "the paths belong to two corpora: `{}` and `{}`",
                        other.display(),
                        folder.display()
                    )));
                }
                _ => found = Some(folder),
            }
        }
        let folder = found.unwrap_or_default();
        let file = folder.join(config::FILE);
        if !file.is_file() {
            return Ok(Root { folder, config: Config::default(), config_text: String::new() });
        }
        let config_text = text(&file)?;
        let config = Config::parse(&config_text, &file.display().to_string())?;
        Ok(Root { folder, config, config_text })
    }

    /// A failure about the bytes of `qlint.toml` from `offset` on.
    pub fn failure_at(&self, offset: usize, message: impl Display) -> Failure {
        let path = self.folder.join(config::FILE).display().to_string();
        config::failure_at(&path, &self.config_text, offset, message)
    }

    /// The path of a file relative to the root, with `/`.
    pub fn name(&self, path: &Path) -> String {
        if let Some(name) = self.plain_name(path) {
            return name.to_owned();
        }
        let relative = path.strip_prefix(&self.folder).unwrap_or(path);
        let parts: Vec<_> = relative
            .components()
            .filter(|part| *part != Component::CurDir)
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }

    /// The file at a path.
    pub fn entry(&self, path: &Path) -> Entry {
        Entry::new(&self.name(path), path)
    }

    /// The same, of a path that ends in it as it is.
    fn plain_name<'p>(&self, path: &'p Path) -> Option<&'p str> {
        let inner = path.to_str()?.strip_prefix(self.folder.to_str()?)?;
        let name = inner.strip_prefix('/').filter(|_| MAIN_SEPARATOR == '/')?;
        name.split('/').all(|part| !part.is_empty() && part != ".").then_some(name)
    }

    /// Walks the corpus once.
    pub fn walk(&self) -> Result<Files> {
        let include = self.globs(&self.config.include)?;
        let exclude = self.globs(&self.config.exclude)?;
        let tables = &self.config.sources;
        let sources: Vec<_> =
            tables.iter().map(|table| self.globs(&table.path)).collect::<Result<_>>()?;
        let mut files = Files { sources: vec![Vec::new(); tables.len()], ..Files::default() };
        for entry in self.files()? {
            if entry.path().file_name() == Some(OsStr::new(config::DECK_FILE)) {
                files.decks.push(entry);
            } else if covers(&exclude, entry.name()) || self.is_output(entry.name()) {
                continue;
            } else if let Some(at) = sources.iter().position(|globs| covers(globs, entry.name())) {
                files.sources[at].push(entry);
            } else if (self.config.include.is_empty() || covers(&include, entry.name()))
                && may_be_question(entry.path())
            {
                files.questions.push(entry);
            } else if entry.path().extension() == Some(OsStr::new("md")) {
                files.others.push(entry);
            }
        }
        Ok(files)
    }

    /// Whether a file of this name would be a question file.
    pub fn admits(&self, name: &str) -> Result<bool> {
        let include = self.globs(&self.config.include)?;
        let included = self.config.include.is_empty() || covers(&include, name);
        Ok(included
            && may_be_question(Path::new(name))
            && !self.is_output(name)
            && !self.excludes(name)?
            && self.source_of(name)?.is_none())
    }

    /// Whether the settings leave out a file of this name.
    pub fn excludes(&self, name: &str) -> Result<bool> {
        Ok(covers(&self.globs(&self.config.exclude)?, name))
    }

    /// The `[[source]]` that a file of this name belongs to.
    pub fn source_of(&self, name: &str) -> Result<Option<&SourceTable>> {
        for table in &self.config.sources {
            if covers(&self.globs(&table.path)?, name) {
                return Ok(Some(table));
            }
        }
        Ok(None)
    }

    /// The files under a folder of the corpus that end in one of `endings`, whatever they are
    /// called: banks of other formats keep their questions in a README.
    pub fn files_under(&self, folder: &Path, endings: &[&str]) -> Result<Vec<Entry>> {
        let exclude = self.globs(&self.config.exclude)?;
        let mut entries = self.files()?;
        entries.retain(|entry| {
            let ending = entry.path().extension().unwrap_or_default().to_string_lossy();
            entry.path().starts_with(folder)
                && endings.contains(&&*ending)
                && !covers(&exclude, entry.name())
                && !self.is_output(entry.name())
        });
        Ok(entries)
    }

    /// Whether a file is one that `build` writes.
    fn is_output(&self, name: &str) -> bool {
        !self.config.exports.is_empty()
            && name.strip_prefix(config::OUTPUT).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Every file under the root that git would not ignore, sorted by name.
    fn files(&self) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in WalkBuilder::new(&self.folder).follow_links(false).build() {
            let entry = entry.map_err(|error| walk_failure(&error))?;
            // Folders, links, pipes and devices are no files, whatever their name.
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                entries.push(self.entry(entry.path()));
            }
        }
        entries.sort_unstable();
        Ok(entries)
    }

    /// The globs of a list in `qlint.toml`.
    pub fn globs(&self, patterns: &[toml::Spanned<String>]) -> Result<GlobSet> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            let path = pattern.get_ref().trim_start_matches("./").trim_end_matches('/');
            let glob =
                Glob::new(path).map_err(|error| self.failure_at(pattern.span().start, error))?;
            set.add(glob);
        }
        let first = patterns.first().map_or(0, |pattern| pattern.span().start);
        set.build().map_err(|_| self.failure_at(first, "the globs of this list are too large"))
    }
}

/// The folders under a root that git would not ignore, the root first.
pub fn folders(root: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in WalkBuilder::new(root).follow_links(false).build() {
        let entry = entry.map_err(|error| walk_failure(&error))?;
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            folders.push(entry.into_path());
        }
    }
    Ok(folders)
}

/// Whether a glob matches a file or a folder that it is in.
pub fn covers(globs: &GlobSet, name: &str) -> bool {
    if globs.is_empty() {
        return false;
    }
    let folders = name.match_indices('/').map(|(at, _)| &name[..at]);
    std::iter::once(name).chain(folders).any(|path| globs.is_match(path))
}

/// The nearest folder with a `qlint.toml`, else the path itself, else its folder.
fn root_of(path: &Path) -> Result<PathBuf> {
    let full = fs::canonicalize(path).map_err(|error| Failure::io("read", path, &error))?;
    let folder = if full.is_dir() { full.as_path() } else { full.parent().unwrap_or(&full) };
    let configured = folder.ancestors().find(|folder| folder.join(config::FILE).is_file());
    Ok(configured.unwrap_or(folder).to_path_buf())
}

/// Whether a file of this name may hold a question: Markdown, but no README.
pub fn may_be_question(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default();
    path.extension() == Some(OsStr::new("md"))
        && !NOT_QUESTIONS.iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// The first bytes of a file, as far as they are text: enough for any front matter. None if it
/// cannot be read, which matters to nobody who does not use it.
pub fn head(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    size(path)?;
    fs::File::open(path).ok()?.take(HEAD_BYTES).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text of a settings file.
pub fn text(path: &Path) -> Result<String> {
    let fail = |error: &io::Error| Failure::io("read", path, error);
    let bytes = content(path, MAX_SETTINGS).map_err(|error| fail(&error))?;
    match bytes.map(String::from_utf8) {
        Some(Ok(text)) => Ok(text),
        Some(Err(_)) => Err(Failure(format!("cannot read `{}`: it is not UTF-8", path.display()))),
        None => Err(fail(&io::Error::other(format!("it has more than {MAX_SETTINGS} bytes")))),
    }
}

/// The bytes of a file; none if there are more than `limit`. What is no file is not even opened: a pipe
/// waits for somebody who writes, and a device has no end.
fn content(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let there = fs::metadata(path)?;
    if there.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    } else if !there.is_file() {
        return Err(io::Error::other("it is a pipe or a device, not a file"));
    } else if there.len() > limit {
        return Ok(None);
    }
    // It may grow while it is read.
    let mut bytes = Vec::with_capacity(there.len() as usize);
    fs::File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// The files under a folder, sorted; none if it is no folder, or cannot be read.
pub fn list(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkBuilder::new(folder).standard_filters(false).follow_links(false).build();
    let files = walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let mut files: Vec<_> = files.map(ignore::DirEntry::into_path).collect();
    files.retain(|file| file != folder);
    files.sort_unstable();
    files
}

/// What lies in a folder, as it is written there; nothing if it is no folder.
pub fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// When a file was last written, in seconds since 1970; 0 if the system does not say.
pub fn modified(path: &Path) -> i64 {
    let time = fs::metadata(path).and_then(|file| file.modified()).ok();
    let time = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.map_or(0, |time| time.as_secs() as i64)
}

/// How many bytes a file has; none if it is no file.
pub fn size(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().filter(|file| file.is_file()).map(|file| file.len())
}

/// The bytes of a picture or a sound.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    let bytes = content(path, u64::MAX - 1);
    bytes.map(Option::unwrap_or_default).map_err(|error| Failure::io("read", path, &error))
}

/// The bytes of a file under a folder; none if there is none, or a link leads there.
pub fn plain(folder: &Path, name: &Path) -> Option<Vec<u8>> {
    // Part by part: Windows takes a `/` behind a path without links for a letter.
    let real = folder.canonicalize().ok()?.join(name.components().collect::<PathBuf>());
    (real.canonicalize().ok()? == real && real.is_file()).then(|| fs::read(&real).ok())?
}

/// Whether a file is there and holds these bytes.
pub fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::metadata(path).is_ok_and(|file| file.len() == bytes.len() as u64);
    same_size && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Reads a content file. What is wrong with its bytes is a diagnostic, and its text what could be
/// read; that it cannot be read at all is a failure. `limit` is the most bytes that are read, and
/// `decode` makes text of bytes that are none, or says why it cannot.
pub fn read(
    entry: &Entry,
    file: FileId,
    limit: u64,
    decode: Option<Decode>,
) -> Result<(Source, Option<Diagnostic>)> {
    let source = |text: String| Source { file, path: entry.name().to_owned(), text };
    let bytes = content(entry.path(), limit);
    let bytes = bytes.map_err(|error| Failure::io("read", entry.path(), &error))?;
    let Some(bytes) = bytes else {
        let size = fs::metadata(entry.path()).map_or(limit, |file| file.len());
        let message = format!("the file has {size} bytes, more than the {limit} of the limit");
        let mut fault = fault("file/too-large", file, Span::at(0), message);
        fault.help("divide it into smaller files, or name it under `exclude` in `qlint.toml`");
        return Ok((source(String::new()), Some(fault)));
    };
    match decode.and_then(|decode| decode(&bytes)) {
        Some(Ok(text)) => return Ok((source(text), None)),
        Some(Err(message)) => {
            let fault = fault("import/broken-package", file, Span::at(0), message);
            return Ok((source(String::new()), Some(fault)));
        }
        None => {}
    }
    let wide = wide(&bytes);
    Ok(match String::from_utf8(bytes) {
        Ok(text) if wide.is_none() => (source(text), None),
        text => {
            let (at, bytes) = match text {
                Ok(text) => (0, text.into_bytes()),
                Err(error) => (error.utf8_error().valid_up_to(), error.into_bytes()),
            };
            let message = match wide {
                Some(name) => format!("the file is {name}, not UTF-8"),
                None => format!("the byte 0x{:02X} here is not UTF-8", bytes[at]),
            };
            let mut fault = fault("file/not-utf-8", file, Span::new(at..at + 1, 0), message);
            let from = wide.unwrap_or("WINDOWS-1252");
            fault.help(format!(
                "save it as UTF-8 in the editor, or with `iconv -f {from} -t UTF-8`"
            ));
            (source(readable(&bytes)), Some(fault))
        }
    })
}

/// The name of the encoding if a text has two or four bytes for each character: by its mark, or by the
/// zeros of the letters, digits and signs that it begins with.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [a, 0, b, 0, ..] if *a > 0 && *b > 0 => Some("UTF-16LE"),
        [0, a, 0, b, ..] if *a > 0 && *b > 0 => Some("UTF-16BE"),
        _ => None,
    }
}

/// The text of broken bytes, byte for byte as long, so that places in it are places in the file:
/// for each byte that is not UTF-8 stands SUB, the control character "substitute".
fn readable(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '\u{1a}'));
    }
    text
}

fn fault(rule: &'static str, file: FileId, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(rule, Severity::Error, file, span, message)
}

fn walk_failure(error: &ignore::Error) -> Failure {
    match (error_path(error), error.io_error()) {
        // The error itself repeats the path; the one that it is made of is the reason, else its kind.
        (Some(path), Some(io)) => match io.source().and_then(|inner| inner.downcast_ref()) {
            Some(inner) => Failure::io("read", path, inner),
            None => Failure::io("read", path, &io.kind().into()),
        },
        _ => Failure(error.to_string()),
    }
}

fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            error_path(err)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_of_a_folder_covers_what_is_in_it() {
        let root = |config: &str| Root {
            folder: PathBuf::new(),
            config: Config::parse(config, config::FILE).unwrap(),
            config_text: String::new(),
        };
        for glob in ["drafts", "drafts/", "./drafts", "drafts/**", "dr*", "**/b.md"] {
            let root = root(&format!("exclude = ['{glob}']"));
            let globs = root.globs(&root.config.exclude).unwrap();
            assert!(covers(&globs, "drafts/a/b.md"), "{glob}");
            assert!(!covers(&globs, "py/a.md"), "{glob}");
        }
    }

    #[test]
    fn broken_bytes_are_text_of_the_same_length() {
        for (bytes, expected) in [
            (&b"\xff"[..], "\u{1a}"),
            (b"a\xe4b\xc3\xa4", "a\u{1a}b\u{e4}"),
            (b"\xf0\x9f\x98x", "\u{1a}\u{1a}\u{1a}x"),
        ] {
            let text = readable(bytes);
            assert_eq!((text.as_str(), text.len()), (expected, bytes.len()));
        }
    }
}
