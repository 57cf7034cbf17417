//! Files that appear whole or not at all: each is written under another name beside its place,
//! then renamed.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use tempfile::TempPath;

use super::{litter, progress};
use crate::failure::{Failure, Result};
use crate::walk;

/// A text that is to take the place of the one that was read.
#[derive(Clone, Copy, Debug)]
pub struct Mend<'a> {
    /// The file.
    pub path: &'a Path,
    /// What was read.
    pub old: &'a [u8],
    /// What is to be there.
    pub new: &'a [u8],
}

/// Writes a file as a whole or not at all.
///
/// The folder must exist. A file that holds these bytes already is not touched. Through a link its
/// target is written; a pipe or a device, such as `/dev/null`, is written to and never replaced.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let draft = Draft::new(path, bytes, None)?;
    settle(std::slice::from_ref(&draft))?;
    draft.keep()
}

/// Writes several files, and their folders, as [`write()`] does, and none of them if one cannot be
/// written.
pub fn write_all(files: &[(PathBuf, &[u8])]) -> Result<()> {
    drafts(files)?.into_iter().try_for_each(Draft::keep)
}

/// Writes a file, and its folder, that must not be there: of two runs that want it one fails.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let drafts = drafts(&[(path.to_owned(), bytes)])?;
    drafts.into_iter().try_for_each(|draft| match draft.means {
        // Another run has written the same.
        Means::Nothing => Err(Failure(format!("`{}` is there already", path.display()))),
        _ => Draft { is_new: true, ..draft }.keep(),
    })
}

/// The drafts of all files, and their folders; neither if one cannot be written.
fn drafts<'a>(files: &[(PathBuf, &'a [u8])]) -> Result<Vec<Draft<'a>>> {
    let mut made = Vec::new();
    let mut parents = files.iter().filter_map(|(path, _)| path.parent());
    let folders = parents.try_for_each(|folder| make_folders(folder, &mut made));
    let done = AtomicUsize::new(0);
    let draft = |(path, bytes): &(PathBuf, &'a [u8])| {
        let draft = Draft::new(path, bytes, None);
        progress("wrote", done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
        draft
    };
    let drafted = folders.and_then(|()| {
        // Of several failures the first file's is told, whichever thread was quicker.
        let drafts: Vec<_> = files.par_iter().map(draft).collect();
        let drafts = drafts.into_iter().collect::<Result<Vec<_>>>()?;
        settle(&drafts).map(|()| drafts)
    });
    if drafted.is_err() {
        // They are empty; the drafts that were in them are gone.
        made.iter().rev().for_each(|folder| _ = fs::remove_dir(folder));
    }
    drafted
}

/// Writes mended texts, none of them if one cannot be written, and never over a text that is other
/// than it was when it was read.
pub fn mend_all<'a>(mends: impl Iterator<Item = Mend<'a>>) -> Result<()> {
    let draft = |mend: Mend<'a>| Draft::new(mend.path, mend.new, Some(mend.old));
    let drafts: Vec<_> = mends.map(draft).collect::<Result<_>>()?;
    settle(&drafts)?;
    drafts.iter().try_for_each(|draft| draft.is_due().map(|_| ()))?;
    drafts.into_iter().try_for_each(Draft::keep)
}

/// What is to become a file.
struct Draft<'a> {
    path: PathBuf,
    /// What is to be there.
    bytes: &'a [u8],
    /// What must be there until then.
    old: Option<&'a [u8]>,
    /// Whether nothing may be there.
    is_new: bool,
    means: Means,
}

/// How the bytes get there.
enum Means {
    /// They are there.
    Nothing,
    /// They are written into a pipe or a device.
    Write,
    /// This file gets the name; if it gets none, it goes.
    Rename(TempPath),
}

impl<'a> Draft<'a> {
    /// Does all that can fail.
    fn new(path: &Path, bytes: &'a [u8], old: Option<&'a [u8]>) -> Result<Draft<'a>> {
        let cannot = |why: &str| Failure(format!("cannot write `{}`: {why}", path.display()));
        let draft =
            |path: &Path, means| Draft { path: path.to_owned(), bytes, old, is_new: false, means };
        if path.is_dir() {
            return Err(cannot("it is a folder"));
        }
        if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            return Ok(draft(path, Means::Write));
        }
        let target = fs::canonicalize(path);
        if target.is_err() && path.is_symlink() {
            return Err(cannot("it is a link that leads nowhere"));
        }
        let place = target.as_deref().unwrap_or(path);
        let folder = match place.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        if !folder.is_dir() {
            return Err(cannot(&format!("the folder `{}` does not exist", folder.display())));
        }
        litter::sweep(folder);
        if walk::holds(place, bytes) {
            return Ok(draft(place, Means::Nothing));
        }
        let file = written(place, folder, bytes);
        let file = file.map_err(|error| Failure::io("write", path, &error))?;
        Ok(draft(place, Means::Rename(file)))
    }

    /// Whether there is anything left to do; a failure if what was read is not there any more.
    fn is_due(&self) -> Result<bool> {
        if self.old.is_none_or(|old| walk::holds(&self.path, old)) {
            return Ok(true);
        }
        // Somebody else has put the same fixes in.
        if walk::holds(&self.path, self.bytes) {
            return Ok(false);
        }
        Err(Failure(format!(
            "cannot mend `{}`: it changed since it was read: run again",
            self.path.display()
        )))
    }

    /// Waits until it is on the disk.
    fn settle(&self) -> Result<()> {
        let Means::Rename(file) = &self.means else { return Ok(()) };
        // That it can be written is what Windows asks of whoever flushes.
        let open = OpenOptions::new().write(true).open(file);
        let settled = open.and_then(|open| open.sync_all());
        settled.map_err(|error| Failure::io("write", &self.path, &error))
    }

    fn keep(self) -> Result<()> {
        let due = self.is_due()?;
        let done = match self.means {
            Means::Rename(file) if due => {
                // So that a signal finds it under the one name or the other.
                let _quiet = litter::quiet();
                let persist =
                    if self.is_new { TempPath::persist_noclobber } else { TempPath::persist };
                persist(file, &self.path).map_err(|error| error.error)
            }
            Means::Write => {
                let open = OpenOptions::new().write(true).open(&self.path);
                open.and_then(|mut open| open.write_all(self.bytes))
            }
            Means::Nothing | Means::Rename(_) => Ok(()),
        };
        done.map_err(|error| Failure::io("write", &self.path, &error))
    }
}

/// The bytes in a new file beside the place, which is as the file at the place is.
fn written(place: &Path, folder: &Path, bytes: &[u8]) -> std::io::Result<TempPath> {
    let old = fs::metadata(place).ok();
    if old.is_some() {
        // A new file could take the place of one that may not be written; whoever forbade it meant it.
        OpenOptions::new().write(true).open(place)?;
    }
    let mut file = litter::create(folder, old.is_none())?;
    if let Some(old) = old {
        take_after(file.as_file(), &old)?;
    }
    file.write_all(bytes)?;
    Ok(file.into_temp_path())
}

/// Waits until the drafts are on the disk, so that after a loss of power no name stands for half a file.
fn settle(drafts: &[Draft<'_>]) -> Result<()> {
    /// Waiting is all that they do, and whoever waits together is served together: 5,000 small files one
    /// after the other take 20 seconds, so 0.5.
    const WAITING: usize = 16;
    let mut shares = drafts.chunks(drafts.len().div_ceil(WAITING).max(1));
    let first = shares.next().unwrap_or_default();
    let left = thread::scope(|scope| {
        let start = |share| {
            let wait = move || unsettled(share);
            (share, thread::Builder::new().spawn_scoped(scope, wait).ok())
        };
        let others: Vec<_> = shares.map(start).collect();
        let mut left = unsettled(first);
        for (share, thread) in others {
            match thread.map(ScopedJoinHandle::join) {
                Some(Ok(unsettled)) => left.extend(unsettled),
                _ => left.extend(share),
            }
        }
        left
    });
    // There may have been no thread for them, or not enough open files for so many at once.
    left.into_iter().try_for_each(Draft::settle)
}

/// Waits for some of them; gives those that could not be waited for.
fn unsettled<'d, 'a>(share: &'d [Draft<'a>]) -> Vec<&'d Draft<'a>> {
    share.iter().filter(|draft| draft.settle().is_err()).collect()
}

/// Gives a file the owner and the permissions of another, as far as the user may.
#[cfg(unix)]
fn take_after(file: &File, old: &fs::Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        let both = fchown(file, Some(old.uid()), Some(old.gid()));
        // Whoever may not give a file away may still leave it to the group.
        _ = both.or_else(|_| fchown(file, None, Some(old.gid())));
    }
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn take_after(_file: &File, _old: &fs::Metadata) -> std::io::Result<()> {
    Ok(())
}

/// Makes a folder and its parents.
pub fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| Failure::io("make the folder", path, &error))
}

/// Makes a folder and its parents, and says which of them were not there.
fn make_folders(path: &Path, made: &mut Vec<PathBuf>) -> Result<()> {
    let missing = path.ancestors().take_while(|folder| !folder.as_os_str().is_empty());
    let missing: Vec<_> = missing.take_while(|folder| !folder.is_dir()).collect();
    if !missing.is_empty() {
        made.extend(missing.iter().rev().map(|folder| folder.to_path_buf()));
        make_folder(path)?;
    }
    Ok(())
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

    #[test]
    fn of_several_files_all_are_written_with_their_folders_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["new/a/x.md", "new/b/y.md"].map(|name| folder.path().join(name));
        let files = [(a.clone(), &b"x"[..]), (b, b"y"), (folder.path().join("new"), b"z")];
        write_all(&files).unwrap_err();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        write_all(&files[..2]).unwrap();
        assert_eq!(fs::read(a).unwrap(), b"x");
    }

    /// Mends two files, while the first of them, whose draft is written, becomes something else.
    fn mend_while(meddle: impl Fn(&Path)) -> (tempfile::TempDir, Result<()>) {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["a", "b"].map(|name| folder.path().join(name));
        paths.iter().for_each(|path| write(path, b"old").unwrap());
        let mends = paths.iter().enumerate().map(|(at, path)| {
            if at == 1 {
                let drafts = walk::names(folder.path());
                assert!(drafts.iter().any(|name| name.starts_with(".qlint-")), "{drafts:?}");
                meddle(&paths[0]);
            }
            Mend { path, old: b"old", new: b"new" }
        });
        let result = mend_all(mends);
        (folder, result)
    }

    #[test]
    fn a_new_file_is_not_there_even_with_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.md");
        write_new(&path, b"a").unwrap();
        assert!(write_new(&path, b"a").is_err());
    }

    #[test]
    fn a_text_that_changed_since_it_was_read_stays() {
        let texts = |folder: &Path| {
            let read = |name| (fs::read_to_string(folder.join(&name)).unwrap(), name);
            walk::names(folder).into_iter().map(read).collect::<Vec<_>>()
        };
        let is = |texts: &[(&str, &str)]| {
            texts
                .iter()
                .map(|(text, name)| (text.to_string(), name.to_string()))
                .collect::<Vec<_>>()
        };
        let (folder, result) = mend_while(|path| write(path, b"own").unwrap());
        assert!(result.unwrap_err().0.contains("/a`: it changed since it was read"));
        assert_eq!(texts(folder.path()), is(&[("own", "a"), ("old", "b")]));
        let (folder, result) =
            mend_while(|path| fs::rename(path, path.with_file_name("c")).unwrap());
        assert!(result.unwrap_err().0.contains("/a`: it changed since it was read"));
        assert_eq!(texts(folder.path()), is(&[("old", "b"), ("old", "c")]));
        // Somebody was quicker with the same fixes.
        let (folder, result) = mend_while(|path| write(path, b"new").unwrap());
        result.unwrap();
        assert_eq!(texts(folder.path()), is(&[("new", "a"), ("new", "b")]));
    }
}
