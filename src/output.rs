//! The only place that prints, asks or writes files.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, BufRead, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::plain::harmless;
use crate::walk;

/// Prints to stdout. A reader that has gone away (`| head`) is no failure.
pub fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    // Into a file everything goes as it is; what a terminal obeys is not for content to say.
    let clean = stdout.is_terminal().then(|| harmless(text));
    let text = clean.as_deref().unwrap_or(text);
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write to the standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints a line to stderr: counts, progress, what was chosen.
pub fn note(line: &str) {
    // Where stderr is closed, there is nobody to tell.
    _ = writeln!(io::stderr().lock(), "{}", harmless(line));
}

/// Whether there is somebody to ask.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks on stderr for a line; none if the input has ended.
pub fn ask(question: &str) -> Result<Option<String>> {
    let mut stderr = io::stderr().lock();
    _ = write!(stderr, "{question}: ").and_then(|()| stderr.flush());
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(0) => {
            _ = writeln!(stderr);
            Ok(None)
        }
        Ok(_) => Ok(Some(line.trim().to_owned())),
        Err(error) => Err(Failure(format!("cannot read from the standard input: {error}"))),
    }
}

/// Shows on a terminal how far a long work is, on one line that the next call writes over; `done`
/// equal to `of` wipes it out. Elsewhere than on a terminal it says nothing.
pub fn progress(what: &str, done: usize, of: usize) {
    /// Short work needs no progress, and a line for each item would be slower than the work.
    const STEP: usize = 100;
    let mut stderr = io::stderr().lock();
    if of < STEP || !stderr.is_terminal() || (!done.is_multiple_of(STEP) && done != of) {
        return;
    }
    let line = if done == of { String::new() } else { format!("{what} {done} of {of}") };
    // To the start of the line, and wipe it (ECMA-48: CR, EL).
    _ = write!(stderr, "\r\u{1b}[K{line}").and_then(|()| stderr.flush());
}

/// Writes a file as a whole or not at all: into a temporary file beside it, then renamed.
///
/// The folder must exist. A file that holds these bytes already is not touched. Through a link its
/// target is written; a pipe or a device, such as `/dev/null`, is written to and never replaced.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    draft(path, bytes)?.map_or(Ok(()), Draft::keep)
}

/// Writes several files as [`write()`] does, and none of them if one cannot be written.
pub fn write_all<'a>(files: impl Iterator<Item = (&'a Path, &'a [u8])>) -> Result<()> {
    let drafts: Vec<_> = files.map(|(path, bytes)| draft(path, bytes)).collect::<Result<_>>()?;
    drafts.into_iter().flatten().try_for_each(Draft::keep)
}

/// A file that is written and has not yet its name; if it gets none, it goes.
struct Draft {
    file: tempfile::TempPath,
    path: PathBuf,
}

impl Draft {
    fn keep(self) -> Result<()> {
        let Draft { file, path } = self;
        file.persist(&path).map_err(|error| Failure::io("write", &path, &error.error))
    }
}

/// Writes what is to become the file; none if there is nothing left to do.
fn draft(path: &Path, bytes: &[u8]) -> Result<Option<Draft>> {
    let fail = |error: &io::Error| Failure::io("write", path, error);
    if path.is_dir() {
        return Err(Failure(format!("cannot write `{}`: it is a folder", path.display())));
    }
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        let open = OpenOptions::new().write(true).open(path);
        let done = open.and_then(|mut open| open.write_all(bytes));
        return done.map(|()| None).map_err(|error| fail(&error));
    }
    let target = fs::canonicalize(path);
    let path = target.as_deref().unwrap_or(path);
    if walk::holds(path, bytes) {
        return Ok(None);
    }
    // A new file could take the place of one that may not be written; whoever forbade it meant it.
    if path.exists() {
        OpenOptions::new().write(true).open(path).map_err(|error| fail(&error))?;
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        let name = folder.display();
        return Err(Failure(format!(
            "cannot write `{}`: the folder `{name}` does not exist",
            path.display()
        )));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".qlint-");
    if let Some(permissions) = permissions(path) {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder).map_err(|error| fail(&error))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(|error| fail(&error))?;
    Ok(Some(Draft { file: file.into_temp_path(), path: path.to_owned() }))
}

/// The permissions of the file that is there, else those that the umask leaves of `rw-rw-rw-`.
#[cfg(unix)]
fn permissions(path: &Path) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    let old = fs::metadata(path).ok().map(|file| file.permissions());
    Some(old.unwrap_or_else(|| Permissions::from_mode(0o666)))
}

#[cfg(not(unix))]
fn permissions(_path: &Path) -> Option<Permissions> {
    None
}

/// Makes a folder and its parents.
pub fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| Failure::io("make the folder", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.csv");
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_plain_file_is_not_replaced() {
        use std::os::unix::fs::{FileTypeExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let [link, device] = ["link", "device"].map(|name| folder.path().join(name));
        write(&folder.path().join("file"), b"old").unwrap();
        symlink("file", &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(folder.path().join("file")).unwrap(), b"new");
        symlink("/dev/null", &device).unwrap();
        write(&device, b"new").unwrap();
        assert!(device.is_symlink());
        assert!(fs::metadata(&device).unwrap().file_type().is_char_device());
    }

    #[test]
    fn a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let Failure(message) = write(&folder.path().join("no/x.csv"), b"").unwrap_err();
        assert!(message.contains("does not exist"), "{message}");
        let Failure(message) = write(folder.path(), b"").unwrap_err();
        assert!(message.ends_with("it is a folder"), "{message}");
    }
}
