//! When the content of a file last changed.
//!
//! Inside a git checkout: the time of the last commit that touched it, from one pass of the log;
//! for a file with changes that are not committed, and without git, the time of the file.

use std::collections::{HashMap, HashSet};

use super::corpus::File;
use super::git::git;
use crate::walk::{self, Entry, Root};

/// The times of a corpus's files.
#[derive(Debug, Default)]
pub(super) struct History {
    committed: HashMap<String, i64>,
    changed: HashSet<String>,
    now: i64,
}

impl History {
    /// Asks git about all files under the root. `now` is the latest time that is ever given.
    pub(super) fn of(root: &Root, now: i64) -> History {
        let log = ["log", "--format=@%ct", "--name-only", "--relative", "--no-renames", "--", "."];
        let changed = ["ls-files", "--modified", "--others", "--exclude-standard", "--", "."];
        let (Some(log), Some(changed)) = (git(&root.folder, &log), git(&root.folder, &changed))
        else {
            return History { now, ..History::default() };
        };
        let staged = git(&root.folder, &["diff", "--cached", "--name-only", "--relative"]);
        let changed = changed.lines().chain(staged.as_deref().unwrap_or_default().lines());
        History { committed: times(&log), changed: changed.map(str::to_owned).collect(), now }
    }

    /// When a file last changed, in seconds since 1970.
    pub(super) fn changed(&self, file: &File) -> i64 {
        let written = || file.tables().map(|entry| walk::modified(entry.path())).max();
        self.committed(file).or_else(written).unwrap_or(self.now).min(self.now)
    }

    /// When a file was last committed; none if it has changes that are not.
    pub(super) fn committed(&self, file: &File) -> Option<i64> {
        let one = |entry: &Entry| {
            let committed = self.committed.get(entry.name()).copied();
            committed.filter(|_| !self.changed.contains(entry.name()))
        };
        let all: Option<Vec<i64>> = file.tables().map(one).collect();
        Some(all?.into_iter().max()?.min(self.now))
    }
}

/// The first time that stands above each name: the log begins with the newest commit.
fn times(log: &str) -> HashMap<String, i64> {
    let mut times = HashMap::new();
    let mut time = 0;
    for line in log.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix('@').and_then(|text| text.parse().ok()) {
            Some(commit) => time = commit,
            None => _ = times.entry(line.to_owned()).or_insert(time),
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::times;

    #[test]
    fn the_newest_commit_of_a_file_counts() {
        let log = "@200\n\na.md\nb c.md\n@100\n\na.md\nold.md\n";
        let times = times(log);
        assert_eq!((times["a.md"], times["b c.md"], times["old.md"]), (200, 200, 100));
    }
}
