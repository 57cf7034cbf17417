//! What lies under the root, for rules that look where links lead.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::rc::Rc;

use super::shelf;
use crate::document::anchor::anchors;
use crate::rules::targets::Files;
use crate::walk;

/// The files under a root, each folder and file read when it is first asked for.
#[derive(Debug)]
pub(super) struct Disk<'r> {
    root: &'r Path,
    folders: RefCell<HashMap<String, Rc<BTreeSet<String>>>>,
    anchors: RefCell<HashMap<String, Option<Rc<Vec<String>>>>>,
}

impl<'r> Disk<'r> {
    /// The files under `root`.
    pub(super) fn new(root: &'r Path) -> Disk<'r> {
        Disk { root, folders: RefCell::default(), anchors: RefCell::default() }
    }
}

impl Files for Disk<'_> {
    fn names(&self, folder: &str) -> Rc<BTreeSet<String>> {
        let mut folders = self.folders.borrow_mut();
        let read = || Rc::new(walk::names(&self.root.join(folder)));
        Rc::clone(folders.entry(folder.to_owned()).or_insert_with(read))
    }

    fn anchors(&self, path: &str) -> Option<Rc<Vec<String>>> {
        let mut known = self.anchors.borrow_mut();
        let read = || {
            // A link could lead out of the corpus, or to a device that never ends.
            let root = self.root.canonicalize().ok()?;
            let real = root.join(path).canonicalize().ok()?;
            let inside = real.starts_with(&root) && real.is_file();
            Some(Rc::new(anchors(&walk::text(inside.then_some(&*real)?).ok()?)))
        };
        known.entry(path.to_owned()).or_insert_with(read).clone()
    }

    fn unfit(&self, path: &str) -> Option<(String, String)> {
        let root = self.root.canonicalize().ok()?;
        shelf::fit(&root, path).err().map(|missing| (missing.fault, missing.help))
    }
}
