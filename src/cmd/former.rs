//! What an earlier export left in a folder: files of questions that are gone.

use std::collections::HashSet;
use std::path::Path;

use super::count;
use crate::failure::Result;
use crate::write::{Artifact, listing};
use crate::{output, walk};

/// The list among the artifacts of what they are, if their format has one.
pub(super) fn list(artifacts: &[Artifact]) -> Option<&Artifact> {
    artifacts.iter().find(|artifact| artifact.path == Path::new(listing::PATH))
}

/// Removes from a folder the files that its list names, that are as they were written, and that are
/// not among the artifacts; then writes the new list. Who ends it before that finds the old list, and
/// the next run goes on.
pub(super) fn clear(folder: &Path, artifacts: &[Artifact]) -> Result<()> {
    let Some(list) = list(artifacts) else { return Ok(()) };
    // Where case does not count, a file is also what it was called before.
    let name = |path: &Path| path.display().to_string().to_lowercase();
    let new: HashSet<_> = artifacts.iter().map(|artifact| name(&artifact.path)).collect();
    let place = folder.join(&list.path);
    let old = walk::plain(folder, &list.path).unwrap_or_default();
    let old = String::from_utf8_lossy(&old);
    let (mut removed, mut kept) = (0, Vec::new());
    for (hash, path) in listing::files(&old) {
        let path = Path::new(path);
        if new.contains(&name(path)) {
            continue;
        }
        match walk::plain(folder, path) {
            Some(bytes) if listing::hash(&bytes) == hash => {
                output::remove(&folder.join(path))?;
                removed += 1;
            }
            Some(_) => kept.push(path),
            None => {}
        }
    }
    output::write(&place, &list.bytes)?;
    let shown = folder.display();
    if removed > 0 {
        output::note(&format!(
            "removed {} of an earlier export from {shown}",
            count(removed, "file")
        ));
    }
    for path in kept {
        let path = path.display();
        output::note(&format!("kept {path} in {shown}: of an earlier export, but changed since"));
    }
    Ok(())
}
