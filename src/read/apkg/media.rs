//! The pictures and sounds of a package, and where they go among imported files.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::Medium;
use crate::document::address;

/// The folder of imported media.
const FOLDER: &str = "media";

/// The longest name that is kept, in bytes; what is longer is cut before its ending.
const MAX_NAME: usize = 100;

/// Names that Windows keeps for devices, whatever follows them.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt"];

/// The endings of files that may go where a package says; others are in the folder of media.
const MEDIA: &[&str] = &[
    "3gp", "aac", "apng", "avi", "avif", "bmp", "flac", "gif", "ico", "jfif", "jpeg", "jpg", "m4a",
    "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "oga", "ogg", "ogv", "opus", "png", "spx",
    "svg", "tif", "tiff", "wav", "webm", "webp",
];

/// See the module.
#[derive(Debug)]
pub(super) struct Media {
    /// Names that are safe on every system, by those in the package.
    safe: BTreeMap<String, String>,
    shown: RefCell<BTreeSet<Medium>>,
    missing: RefCell<BTreeSet<String>>,
}

impl Media {
    /// The media of these names.
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Media {
        let names: BTreeSet<_> = names.collect();
        let mut taken = BTreeSet::new();
        let mut safe = BTreeMap::new();
        for name in names {
            let wanted = self::safe(name);
            let (stem, ending) = wanted.rsplit_once('.').map_or((&*wanted, ""), |parts| parts);
            let dot = if ending.is_empty() { "" } else { "." };
            let numbered = (2..).map(|number| format!("{stem}-{number}{dot}{ending}"));
            let free = std::iter::once(wanted.clone())
                .chain(numbered)
                .find(|name| taken.insert(name.to_lowercase()));
            safe.insert(name.to_owned(), free.unwrap_or(wanted));
        }
        Media { safe, shown: RefCell::default(), missing: RefCell::default() }
    }

    /// What Markdown calls a file; none for one that is not of the package: a page of the web, or one
    /// that is missing.
    pub(super) fn link(&self, name: &str) -> Option<String> {
        let Some(safe) = self.safe.get(name) else {
            if !name.contains([':', '/']) {
                self.missing.borrow_mut().insert(name.to_owned());
            }
            return None;
        };
        let path = format!("{FOLDER}/{safe}");
        self.shown.borrow_mut().insert(Medium { path: path.clone(), name: name.to_owned() });
        Some(path)
    }

    /// The same for a file that was at `path` as a question says it; in the folder of media if that
    /// is no place inside the imported files.
    pub(super) fn link_at(&self, name: &str, path: &str) -> Option<String> {
        if !self.safe.contains_key(name) {
            return self.link(name);
        }
        // The questions lie side by side.
        let place = address::place("", path).and_then(|(place, _)| place);
        let plain = |place: &String| place.split('/').all(is_plain) && is_media(place);
        let Some(place) = place.filter(plain) else { return self.link(name) };
        self.shown.borrow_mut().insert(Medium { path: place, name: name.to_owned() });
        Some(path.to_owned())
    }

    /// The names that were asked for since the last time, and are not there.
    pub(super) fn missing(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut *self.missing.borrow_mut())
    }

    /// What is shown.
    pub(super) fn shown(self) -> Vec<Medium> {
        self.shown.into_inner().into_iter().collect()
    }
}

/// Whether a file is a picture, a sound or a film by its ending: a package must not say that settings,
/// questions or programs are some.
fn is_media(path: &str) -> bool {
    let ending = path.rsplit(['.', '/']).next().unwrap_or_default();
    path.contains('.') && MEDIA.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Whether a file or folder may be called that. Blanks are common, and links write them as `%20`.
fn is_plain(name: &str) -> bool {
    let joined = name.replace(' ', "-");
    !name.is_empty() && name.trim() == name && safe(&joined) == joined
}

/// A name that every file system takes and every program can write in a link.
fn safe(name: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || ['.', '-', '_'].contains(&c);
    let name: String = name.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    let name = name.trim_end_matches('.');
    let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, ending)| {
        (stem, format!(".{}", ending.chars().take(10).collect::<String>()))
    });
    let stem = &stem[..stem.floor_char_boundary(MAX_NAME)];
    let bare = stem.to_lowercase();
    let bare =
        bare.split('.').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    let mark =
        if stem.is_empty() || stem.starts_with('.') || DEVICES.contains(&bare) { "_" } else { "" };
    format!("{mark}{stem}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe() {
        let table = [
            ("a.png", "a.png"),
            ("a b?.PNG", "a-b-.PNG"),
            ("日本.mp3", "日本.mp3"),
            ("con.png", "_con.png"),
            ("COM1.x.png", "_COM1.x.png"),
            ("contract.png", "contract.png"),
            (".htaccess", "_.htaccess"),
            ("..png", "_..png"),
            ("a.", "a"),
            ("%2e%2e.png", "-2e-2e.png"),
        ];
        for (name, expected) in table {
            assert_eq!(safe(name), expected);
        }
        assert!(safe(&"é".repeat(300)).len() <= 110);
    }

    #[test]
    fn no_two_files_have_one_name() {
        let media = Media::new(["a b.png", "a-b.png", "A-B.png"].into_iter());
        let links: Vec<_> = ["A-B.png", "a b.png", "a-b.png"]
            .iter()
            .map(|name| media.link(name).unwrap())
            .collect();
        assert_eq!(links, ["media/A-B.png", "media/a-b-2.png", "media/a-b-3.png"]);
    }

    #[test]
    fn nothing_is_put_outside() {
        let media = Media::new(["x.png"].into_iter());
        for (path, expected) in [
            ("images/a.png", "images/a.png"),
            ("/a/b.png", "/a/b.png"),
            ("my images/a%20b.png", "my images/a%20b.png"),
            ("a.png?raw=true", "a.png?raw=true"),
            ("../a.png", "media/x.png"),
            ("//a.png", "media/x.png"),
            ("a/../../b.png", "media/x.png"),
            ("%2e%2e/a.png", "media/x.png"),
            ("a/%2e%2e%2f../a.png", "media/x.png"),
            ("a/ /b.png", "media/x.png"),
            ("", "media/x.png"),
            ("#a", "media/x.png"),
            (".git/hooks", "media/x.png"),
            ("qlint.toml", "media/x.png"),
            ("PY-BEG-001.md", "media/x.png"),
            ("Makefile", "media/x.png"),
            ("a/png", "media/x.png"),
            ("B.PNG", "B.PNG"),
            ("C:\\a.png", "media/x.png"),
        ] {
            assert_eq!(media.link_at("x.png", path).unwrap(), expected, "{path}");
        }
        assert_eq!(media.link("y.png"), None);
        assert_eq!(media.link("https://example.org/y.png"), None);
    }
}
