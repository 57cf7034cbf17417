//! Which files an export wrote into a folder, so that the next one knows those of questions that are
//! gone, and never takes anybody else's file for one.
//!
//! The list is a file among them, in the form of `sha1sum`, which can check it.

use std::path::{Component, Path};

use data_encoding::HEXLOWER;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use sha1::{Digest, Sha1};

use super::Artifact;

/// Where the list stands. Its ending is nobody else's, as `build --check` looks at endings.
pub const PATH: &str = "data/files.sha1";

/// Between the hash and the path.
const GAP: &str = "  ";

/// The list of these files.
pub(super) fn of(artifacts: &[Artifact]) -> Artifact {
    let line = |one: &Artifact| format!("{}{GAP}{}\n", hash(&one.bytes), one.path.display());
    let mut lines: Vec<_> = artifacts.par_iter().map(line).collect();
    lines.sort_unstable_by(|a, b| a[HASH..].cmp(&b[HASH..]));
    Artifact { path: PATH.into(), bytes: lines.concat().into_bytes() }
}

/// The hash and the path of each file that a list names. What leads out of the folder, or is no such
/// line, names none: the list lies where others can write.
pub fn files(list: &str) -> impl Iterator<Item = (&str, &str)> {
    let inside = |path: &str| {
        let mut parts = Path::new(path).components();
        !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
    };
    list.lines()
        .filter_map(|line| line.split_once(GAP))
        .filter(move |(hash, path)| hash.len() == HASH && inside(path))
}

/// How long a hash is.
const HASH: usize = 40;

/// What a list says of a content.
pub fn hash(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha1::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_files_of_its_folder_and_nothing_else() {
        let file = |path: &str| Artifact { path: path.into(), bytes: b"abc".to_vec() };
        let list = of(&[file("questions/b c.html"), file("all.html")]);
        // printf abc | sha1sum
        let sum = "a9993e364706816aba3e25717850c26c9cd0d89d";
        let list = String::from_utf8(list.bytes).unwrap();
        assert_eq!(list, format!("{sum}  all.html\n{sum}  questions/b c.html\n"));
        let bad = format!("{sum}  ../x\n{sum}  /etc/x\n{sum}  a/../x\n{sum}  \nx  y\n{sum} z\n");
        let both = list + &bad;
        let named: Vec<_> = files(&both).collect();
        assert_eq!(named, [(sum, "all.html"), (sum, "questions/b c.html")]);
    }
}
