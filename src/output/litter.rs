//! Drafts that nobody finishes: those of a run that was killed, and of this one if a signal ends it.
//!
//! A draft is called `.qlint-PID-…`, which walks leave out as hidden, after the process that writes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use crate::walk;

/// What the names of drafts begin with.
const PREFIX: &str = ".qlint-";

/// A draft older than this is nobody's, even if a process has the number of its maker: numbers are
/// given again, and in a container there are few.
const OLD: Duration = Duration::from_secs(60 * 60);

/// How long a signal waits for its turn: a terminal may be stopped in the middle of a line.
const PATIENCE: Duration = Duration::from_millis(200);

/// The folders in which this run writes. While it is locked no draft appears or gets its name, and
/// no line is begun on a terminal.
static FOLDERS: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Keeps drafts and lines from coming and going.
pub(super) fn quiet() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A new draft in a folder; for a new file, as everybody may read and write that the umask lets.
pub(super) fn create(folder: &Path, fresh: bool) -> std::io::Result<NamedTempFile> {
    #[cfg(unix)]
    super::signals::heed();
    let prefix = format!("{PREFIX}{}-", process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    if fresh {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let _quiet = quiet();
    builder.tempfile_in(folder)
}

/// Removes from a folder, before this run first writes there, what others left that were killed.
pub(super) fn sweep(folder: &Path) {
    if quiet().insert(folder.to_owned()) {
        clear(folder, |maker, draft| (maker != process::id() && !runs(maker)) || is_old(draft));
    }
}

/// Removes the drafts of this run, of which there are no more until the guard is let go.
pub(super) fn leave() -> Option<MutexGuard<'static, BTreeSet<PathBuf>>> {
    let start = Instant::now();
    let folders = loop {
        match FOLDERS.try_lock() {
            Ok(folders) => break folders,
            Err(TryLockError::Poisoned(folders)) => break folders.into_inner(),
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
        }
    };
    folders.iter().for_each(|folder| clear(folder, |maker, _| maker == process::id()));
    Some(folders)
}

#[allow(clippy::disallowed_methods, reason = "drafts are nobody's but qlint's")]
fn clear(folder: &Path, is_litter: impl Fn(u32, &Path) -> bool) {
    for name in walk::names(folder) {
        let rest = name.strip_prefix(PREFIX).and_then(|rest| rest.split_once('-'));
        let maker = rest.and_then(|(maker, _)| maker.parse().ok());
        let path = folder.join(&name);
        if maker.is_some_and(|maker| is_litter(maker, &path)) {
            // What cannot be removed is in nobody's way.
            _ = fs::remove_file(path);
        }
    }
}

/// Whether there is a process of that number, as far as the system says.
fn runs(process: u32) -> bool {
    let all = Path::new("/proc");
    !all.join("self").exists() || all.join(process.to_string()).exists()
}

fn is_old(draft: &Path) -> bool {
    let written = fs::metadata(draft).and_then(|draft| draft.modified()).ok();
    written.and_then(|written| written.elapsed().ok()).is_some_and(|age| age > OLD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::write;

    #[test]
    fn what_a_killed_run_left_goes_and_what_others_write_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| fs::File::create_new(folder.path().join(name)).unwrap();
        let (own, dead) = (process::id(), u32::MAX);
        let kept = [format!(".qlint-{own}-a"), ".qlint-x-b".to_owned(), ".qlint-5".to_owned()];
        kept.iter().for_each(|name| _ = file(name));
        let long_ago = std::time::SystemTime::now() - OLD - OLD;
        file(&format!(".qlint-{own}-c")).set_modified(long_ago).unwrap();
        file(&format!(".qlint-{dead}-d"));
        write(&folder.path().join("x"), b"").unwrap();
        let names = walk::names(folder.path());
        let dead = Path::new("/proc/self").exists().then_some(names.len());
        assert!(kept.iter().all(|name| names.contains(name)), "{names:?}");
        assert!(dead.is_none_or(|number| number == kept.len() + 1), "{names:?}");
    }
}
