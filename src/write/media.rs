//! Pictures and sounds that questions show.

use std::fmt::Debug;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::render::LocalImage;

/// The largest file of media, in bytes: AnkiWeb takes no larger one.
pub const MAX_BYTES: u64 = 100_000_000;

/// Finds the pictures and sounds of a corpus. Writers ask for each that a question shows.
pub trait Shelf: Debug + Sync {
    /// The file at a path under the root, with `/`; else what keeps it from being exported.
    fn file(&self, path: &str) -> Result<Arc<Media>, Missing>;
}

/// A picture or a sound.
#[derive(Debug, PartialEq, Eq)]
pub struct Media {
    /// What it is called in every export: a hash of the content, so that the same picture is there
    /// once, and another one never takes its name.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Why a file cannot be exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// What is wrong, behind the name of the file: `does not exist`.
    pub fault: String,
    /// What to do about it.
    pub help: String,
}

/// Says what keeps a picture or a sound of a question from being exported.
pub(super) fn fault(shelf: &dyn Shelf, document: &Document<'_>, image: &LocalImage) -> Diagnostic {
    let (file, span) = (document.question.source.file, document.locate(image.range.clone()));
    let Missing { fault, help } = match &image.resolved {
        Some(path) => shelf.file(path).err().unwrap_or_default(),
        None => Missing {
            fault: "leads out of the corpus".to_owned(),
            help: "put the file itself into the corpus".to_owned(),
        },
    };
    let message = format!("`{}` {fault}", image.path);
    let mut found = Diagnostic::new("links/missing-media", Severity::Error, file, span, message);
    if !help.is_empty() {
        found.help(help);
    }
    found
}

/// The shelf of a corpus without media.
#[derive(Debug)]
pub struct Empty;

impl Shelf for Empty {
    fn file(&self, _: &str) -> Result<Arc<Media>, Missing> {
        Err(Missing { fault: "does not exist".to_owned(), help: String::new() })
    }
}
