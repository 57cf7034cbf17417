//! What git knows: which lines changed, and what files were before.

use std::collections::{BTreeMap, HashSet};
use std::env::var_os;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Result};

/// The changes of a checkout since some commit.
#[derive(Debug)]
pub(super) struct Changes {
    /// What they are compared with.
    pub(super) base: String,
    /// By the file's name relative to the folder: the lines, counted from 1, that are new or other;
    /// of a new file all.
    pub(super) lines: BTreeMap<String, Vec<Range<usize>>>,
    /// What the files were called in the base, where they were called otherwise.
    pub(super) before: BTreeMap<String, String>,
}

impl Changes {
    /// What is in the index and not in the last commit.
    pub(super) fn staged(folder: &Path) -> Result<Changes> {
        demand(folder, &["rev-parse", "--git-dir"])?;
        // Before the first commit everything is new: compare with nothing (git's empty tree).
        let base = match git(folder, &["rev-parse", "--verify", "--quiet", "HEAD"]) {
            Some(_) => "HEAD".to_owned(),
            None => demand(folder, &["hash-object", "-t", "tree", "--stdin"])?.trim().to_owned(),
        };
        let diff = demand(folder, &diff(&["--cached", &base]))?;
        Ok(Changes::new(base, &diff))
    }

    /// What is in the folder, new files included, and not in the commit where `revision` and what is
    /// checked out parted.
    pub(super) fn since(folder: &Path, revision: &str) -> Result<Changes> {
        let commit = format!("{revision}^{{commit}}");
        if git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).is_none()
        {
            demand(folder, &["rev-parse", "--git-dir"])?;
            return Err(Failure(format!("git knows no commit `{revision}`")));
        }
        // A shallow clone may not hold the commit where they parted.
        let parted = git(folder, &["merge-base", revision, "HEAD"]);
        let base = parted.map_or(revision.to_owned(), |parted| parted.trim().to_owned());
        let diff = demand(folder, &diff(&[&base]))?;
        let mut changes = Changes::new(base, &diff);
        let untracked = ["ls-files", "--others", "--exclude-standard", "-z", "--", "."];
        let untracked = demand(folder, &untracked)?;
        let names = untracked.split('\0').filter(|name| !name.is_empty());
        let all = std::iter::once(0..usize::MAX);
        changes.lines.extend(names.map(|name| (name.to_owned(), all.clone().collect())));
        Ok(changes)
    }

    fn new(base: String, diff: &str) -> Changes {
        let mut changes = Changes { base, lines: BTreeMap::new(), before: BTreeMap::new() };
        let mut renamed = None;
        let mut file: Option<String> = None;
        // The lines of a hunk are not looked at: `+++ x` may be one.
        let mut inside = 0;
        for line in diff.lines().filter(|line| !line.starts_with('\\')) {
            if inside > 0 {
                inside -= 1;
            } else if let Some(old) = line.strip_prefix("rename from ") {
                renamed = Some(name(old));
            } else if let Some(new) = line.strip_prefix("rename to ") {
                // A file that only moved has no lines that changed.
                let new = name(new);
                changes.lines.entry(new.clone()).or_default();
                changes.before.insert(new, renamed.take().unwrap_or_default());
            } else if let Some(new) = line.strip_prefix("+++ ") {
                file = (new != "/dev/null").then(|| name(new));
                changes.lines.extend(file.clone().map(|file| (file, Vec::new())));
            } else if let Some((hunk, size)) = hunk(line) {
                inside = size;
                let lines = file.as_ref().and_then(|file| changes.lines.get_mut(file));
                lines.into_iter().for_each(|lines| lines.push(hunk.clone()));
            }
        }
        changes
    }

    /// What a file was in the base; none if it is new.
    pub(super) fn before(&self, folder: &Path, name: &str) -> Option<String> {
        let old = self.before.get(name).map_or(name, String::as_str);
        git(folder, &["cat-file", "blob", &format!("{}:./{old}", self.base)])
    }
}

/// The names of the files whose content in the folder is not that in the index.
pub(super) fn unstaged(folder: &Path) -> HashSet<String> {
    let changed = git(folder, &["diff", "--name-only", "--relative", "-z", "--", "."]);
    let changed = changed.unwrap_or_default();
    changed.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// What a file is in the index.
pub(super) fn indexed(folder: &Path, name: &str) -> Option<String> {
    git(folder, &["cat-file", "blob", &format!(":./{name}")])
}

fn diff<'a>(of: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["diff", "--unified=0", "--relative", "--find-renames", "--no-prefix"];
    // Whatever the user's settings say of diffs, here every line is wanted as it is, and no other.
    arguments.extend(["--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv"]);
    arguments.push("--text");
    arguments.extend(of);
    arguments.extend(["--", "."]);
    arguments
}

/// A file's name as git prints it: with a tab behind it if it holds a blank, in quotes with C
/// escapes if it holds a quote or a control character.
fn name(printed: &str) -> String {
    let printed = printed.trim_end_matches('\t');
    let Some(quoted) = printed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return printed.to_owned();
    };
    let mut name = String::new();
    let mut chars = quoted.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('t') => name.push('\t'),
                Some('n') => name.push('\n'),
                Some('r') => name.push('\r'),
                Some(other) => name.push(other),
                None => {}
            },
            (c, false) => name.push(c),
        }
    }
    name
}

/// The new lines of `@@ -1,2 +3,4 @@`, counted from 1, and how many lines of the diff the hunk has.
/// Where lines only went, the one before and the one after are new.
fn hunk(line: &str) -> Option<(Range<usize>, usize)> {
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let lines = |part: &str| -> Option<(usize, usize)> {
        let (start, count) = part.split_once(',').unwrap_or((part, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    let ((_, gone), (start, count)) = (lines(old)?, lines(new)?);
    Some((start..start + if count == 0 { 2 } else { count }, gone + count))
}

/// What git prints; none without git, outside a checkout, or if git refuses.
pub(super) fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    run(folder, arguments).ok()
}

/// What git prints; else why it does not.
fn demand(folder: &Path, arguments: &[&str]) -> Result<String> {
    run(folder, arguments).map_err(|why| Failure(format!("cannot ask git: {why}")))
}

fn run(folder: &Path, arguments: &[&str]) -> std::result::Result<String, String> {
    let mut command = Command::new("git");
    // A hook in a linked worktree runs with the repository in GIT_DIR, and the current folder is then
    // the top of the checkout: that must not become `folder`.
    if let (Some(repository), None) = (var_os("GIT_DIR"), var_os("GIT_WORK_TREE")) {
        let top = std::env::current_dir().map_err(|error| error.to_string())?;
        command.env("GIT_DIR", top.join(repository)).env("GIT_WORK_TREE", top);
    }
    let output = command
        .arg("-C")
        .arg(folder)
        // Names beyond ASCII as they are, not in quotes.
        .args(["-c", "core.quotePath=false"])
        .args(arguments)
        .stdin(std::process::Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(words.lines().next().unwrap_or("it failed").trim_start_matches("fatal: ").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_is_read() {
        let diff = "diff --git a.md a.md\n--- a.md\n+++ a.md\n@@ -3 +3,2 @@ x\n-a\n+++ b\n+c\n@@ -9,2 +10,0 @@\n-z\n-z\ndiff --git old name.md new name.md\nsimilarity index 100%\nrename from old name.md\nrename to new name.md\ndiff --git gone.md gone.md\n--- gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
        let changes = Changes::new("HEAD".to_owned(), diff);
        let lines: Vec<_> = changes.lines.iter().collect();
        let expected =
            [("a.md".to_owned(), vec![3..5, 10..12]), ("new name.md".to_owned(), vec![])];
        assert_eq!(lines, expected.iter().map(|(a, b)| (a, b)).collect::<Vec<_>>());
        assert_eq!(changes.before["new name.md"], "old name.md");
    }

    #[test]
    fn names_are_unquoted() {
        assert_eq!(name("a b.md\t"), "a b.md");
        assert_eq!(name(r#""a\tb\"c\\.md""#), "a\tb\"c\\.md");
        assert_eq!(name("ä.md"), "ä.md");
    }
}
