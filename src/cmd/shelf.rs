//! The pictures and sounds under the root, for writers.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use data_encoding::HEXLOWER;
use sha1::{Digest, Sha1};

use crate::near::nearest;
use crate::walk;
use crate::write::media::{MAX_BYTES, Media, Missing, Shelf};

/// The files under a root, each read when it is first asked for.
#[derive(Debug)]
pub(super) struct Folder {
    /// Without links: what lies elsewhere is not of the corpus.
    root: PathBuf,
    known: Mutex<HashMap<String, Result<Arc<Media>, Missing>>>,
}

impl Folder {
    pub(super) fn new(root: &Path) -> Folder {
        let real = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        Folder { root: real, known: Mutex::default() }
    }

    fn read(&self, path: &str) -> Result<Arc<Media>, Missing> {
        self.demand_names(path)?;
        let real = fit(&self.root, path)?;
        let bytes = walk::bytes(&real)
            .map_err(|failure| missing(format!("cannot be read: {failure}"), ""))?;
        Ok(Arc::new(Media { name: name(path, &bytes), bytes }))
    }

    /// Goes down the path name by name: some systems open a file whose name is written in another
    /// case, and the export would then depend on the system.
    fn demand_names(&self, path: &str) -> Result<(), Missing> {
        let (mut folder, mut at) = (self.root.clone(), 0);
        for part in path.split('/') {
            let names: BTreeSet<String> = walk::names(&folder);
            if !names.contains(part) {
                let near = nearest(part, names.iter().map(String::as_str));
                let help = near.map(|near| {
                    let whole = format!("{}{near}{}", &path[..at], &path[at + part.len()..]);
                    match near.eq_ignore_ascii_case(part) {
                        true => format!("its name is written `/{whole}`"),
                        false => format!("did you mean `/{whole}`?"),
                    }
                });
                let help = help
                    .unwrap_or_else(|| "add the file, or take it out of the question".to_owned());
                return Err(missing("does not exist", help));
            }
            folder.push(part);
            at += part.len() + 1;
        }
        Ok(())
    }
}

impl Shelf for Folder {
    fn file(&self, path: &str) -> Result<Arc<Media>, Missing> {
        // What a thread that died left here is whole: entries are added at once.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(path) {
            return found.clone();
        }
        let found = self.read(path);
        known.insert(path.to_owned(), found.clone());
        found
    }
}

/// Where the file at a path that is there lies, if it can be exported. `root` has no links in it.
pub(super) fn fit(root: &Path, path: &str) -> Result<PathBuf, Missing> {
    let unread = |error| missing(format!("cannot be read: {error}"), "");
    let real = root.join(path).canonicalize().map_err(unread)?;
    if !real.starts_with(root) {
        let help = "put the file itself into the corpus: others do not have what a link leads to";
        return Err(missing("is a link to a file outside the corpus", help));
    }
    match walk::size(&real) {
        None => Err(missing("is no file", "say which file it is")),
        Some(0) => Err(missing("is empty", "Anki takes an empty file for none")),
        Some(size) if size > MAX_BYTES => {
            let fault = format!("has {size} bytes, more than the {MAX_BYTES} of AnkiWeb's limit");
            Err(missing(fault, "make it smaller, or link to it on the web"))
        }
        Some(_) => Ok(real),
    }
}

fn missing(fault: impl Into<String>, help: impl Into<String>) -> Missing {
    Missing { fault: fault.into(), help: help.into() }
}

/// A hash of the content with the ending of the file: a name that every system and Anki keep as it
/// is. 80 bits: among a million files a clash has a chance of one in a trillion.
fn name(path: &str, bytes: &[u8]) -> String {
    let hash = HEXLOWER.encode(&Sha1::digest(bytes)[..10]);
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    let ending = ending.map(|(_, ending)| ending.to_ascii_lowercase());
    match ending
        .filter(|ending| !ending.is_empty() && ending.bytes().all(|b| b.is_ascii_alphanumeric()))
    {
        Some(ending) => format!("{hash}.{ending}"),
        None => hash,
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test may write what it generates")]
mod tests {
    use std::fs;

    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().join("bank");
        fs::create_dir_all(root.join("img/deep")).unwrap();
        for (path, content) in
            [("img/plan.PNG", "a"), ("img/deep/same.png", "a"), ("img/empty.png", "")]
        {
            fs::write(root.join(path), content).unwrap();
        }
        fs::write(temp.path().join("outside.png"), "b").unwrap();
        let folder = Folder::new(&root);
        (temp, folder)
    }

    #[test]
    fn a_name_is_made_of_the_content() {
        let (_temp, folder) = folder();
        let name = |path| folder.file(path).unwrap().name.clone();
        // printf a | sha1sum
        assert_eq!(name("img/plan.PNG"), "86f7e437faa5a7fce15d.png");
        assert_eq!(name("img/deep/same.png"), "86f7e437faa5a7fce15d.png");
        assert_eq!(super::name("a/b.c/d", b"a"), "86f7e437faa5a7fce15d");
        assert_eq!(super::name("a.p n", b"a"), "86f7e437faa5a7fce15d");
    }

    #[test]
    fn what_cannot_be_exported_says_why() {
        let (temp, folder) = folder();
        let sparse = fs::File::create(temp.path().join("bank/large.png")).unwrap();
        sparse.set_len(MAX_BYTES + 1).unwrap();
        let table = [
            ("img/plan.png", "does not exist", "its name is written `/img/plan.PNG`"),
            ("IMG/plan.PNG", "does not exist", "its name is written `/img/plan.PNG`"),
            ("img/plam.PNG", "does not exist", "did you mean `/img/plan.PNG`?"),
            ("img/img/same.png", "does not exist", "add the file, or take it out of the question"),
            ("img/deep/sam.png", "does not exist", "did you mean `/img/deep/same.png`?"),
            ("none/at/all.png", "does not exist", "add the file, or take it out of the question"),
            ("img/empty.png", "is empty", "Anki takes an empty file for none"),
            ("img/deep", "is no file", "say which file it is"),
            (
                "large.png",
                "has 100000001 bytes, more than the 100000000 of AnkiWeb's limit",
                "make it smaller, or link to it on the web",
            ),
        ];
        for (path, fault, help) in table {
            assert_eq!(folder.file(path), Err(missing(fault, help)), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_may_not_lead_outside() {
        let (temp, folder) = folder();
        let link = |to: &str, name: &str| {
            std::os::unix::fs::symlink(temp.path().join(to), temp.path().join("bank").join(name))
                .unwrap();
        };
        link("outside.png", "out.png");
        link("bank/img/plan.PNG", "in.png");
        link("none.png", "gone.png");
        let fault = |path| folder.file(path).unwrap_err().fault;
        assert_eq!(fault("out.png"), "is a link to a file outside the corpus");
        assert!(fault("gone.png").starts_with("cannot be read"));
        assert!(folder.file("in.png").is_ok());
    }
}
