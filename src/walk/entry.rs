//! A file of a corpus: its name and its path.

use std::cmp::Ordering;
use std::path::Path;

/// A file to be read. They sort by name.
#[derive(Clone, Debug)]
pub struct Entry(Place);

/// Where a file is: of a large corpus all are held at once, so that most paths stand there once.
#[derive(Clone, Debug)]
enum Place {
    /// A path that ends in the name.
    Whole { path: Box<str>, name: u32 },
    /// A path that needs another name: not UTF-8, or of a system with other separators.
    Apart { path: Box<Path>, name: Box<str> },
}

impl Entry {
    /// The file at a path, under a name of any kind.
    pub fn new(name: &str, path: &Path) -> Entry {
        let whole = path.to_str().and_then(|path| {
            let start = path.strip_suffix(name)?.len();
            Some(Place::Whole { path: path.into(), name: u32::try_from(start).ok()? })
        });
        Entry(whole.unwrap_or_else(|| Place::Apart { path: path.into(), name: name.into() }))
    }

    /// Relative to the root, with `/`; what reports show.
    pub fn name(&self) -> &str {
        match &self.0 {
            Place::Whole { path, name } => &path[*name as usize..],
            Place::Apart { name, .. } => name,
        }
    }

    /// Where to read it.
    pub fn path(&self) -> &Path {
        match &self.0 {
            Place::Whole { path, .. } => Path::new(&**path),
            Place::Apart { path, .. } => path,
        }
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Entry) -> Ordering {
        (self.name(), self.path()).cmp(&(other.name(), other.path()))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Entry) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Entry {}
