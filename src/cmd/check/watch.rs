//! `--watch`: check again whenever a file of the corpus changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli;
use crate::cmd::Outcome;
use crate::cmd::corpus::reader;
use crate::failure::{Failure, Result};
use crate::output;
use crate::walk::{self, Root};

/// What an editor writes in one go comes within this time.
const SETTLED: Duration = Duration::from_millis(20);

/// Endings of settings, schemas, baselines and ledgers, and of files of the formats that hold a corpus.
const ENDINGS: &[&str] = &["md", "toml", "yaml", "yml", "csv", "jsonl", "lock"];

/// Runs `check` once, and again after each change, until the process is ended. A failure, such as
/// settings that are being written, is said and waited out.
pub(super) fn run(args: &cli::Check, check: impl Fn() -> Result<Outcome>) -> Result<Outcome> {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let mut endings: Vec<&str> = ENDINGS.to_vec();
    if let Some(format) = &args.from.from {
        endings.extend(reader(format)?.1.endings);
    }
    let folder = Root::find(paths)?.folder;
    let (send, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| matters(&event, &endings)) {
            // The other end is gone only when the process ends.
            _ = send.send(());
        }
    })
    .map_err(|error| failure(&error))?;
    let mut watched = BTreeSet::new();
    loop {
        watch(&folder, &mut watcher, &mut watched)?;
        if let Err(failure) = check() {
            output::note(&format!("error: {failure}"));
        }
        // Who piped it away has seen enough.
        if output::is_cut() {
            return Ok(Outcome::Clean);
        }
        output::note("waiting for a change; end with Ctrl-C");
        if !wait(&changes) {
            return Ok(Outcome::Clean);
        }
    }
}

/// Whether an event may change what is found: files that come and go, which links may lead to, and
/// files written that are looked into. A report that is written into the corpus is none.
fn matters(event: &Event, endings: &[&str]) -> bool {
    let read = |path: &PathBuf| {
        path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known))
    };
    match event.kind {
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Name(_)) | EventKind::Create(_) | EventKind::Remove(_) => {
            true
        }
        _ => event.paths.iter().any(read),
    }
}

/// Watches the folders that git would not ignore, those included that are new.
fn watch(
    root: &Path,
    watcher: &mut RecommendedWatcher,
    watched: &mut BTreeSet<PathBuf>,
) -> Result<()> {
    let folders: BTreeSet<PathBuf> = walk::folders(root)?.into_iter().collect();
    // One that is gone and comes back is to be watched anew.
    watched.retain(|folder| folders.contains(folder));
    for folder in folders {
        if !watched.contains(&folder) {
            watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(|error| failure(&error))?;
            watched.insert(folder);
        }
    }
    Ok(())
}

/// Waits for a change and for the end of those that come with it; false if none can come any more.
fn wait(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    loop {
        match changes.recv_timeout(SETTLED) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

fn failure(error: &notify::Error) -> Failure {
    Failure(format!("cannot watch the corpus: {error}"))
}
