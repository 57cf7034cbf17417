//! Where the links of questions lead on a card, and the media that cards show.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::media::{Media, Missing, Shelf};
use super::plan::Plan;
use crate::anki::text;
use crate::render::{self, Meant, Reference};

/// The links of one question.
#[derive(Debug)]
pub(super) struct Links<'c> {
    shelf: &'c dyn Shelf,
    plan: &'c Plan<'c, 'c>,
    used: RefCell<Used>,
}

/// The media of a question, by name.
#[derive(Debug, Default)]
struct Used {
    media: BTreeMap<String, Arc<Media>>,
    written: BTreeMap<String, String>,
}

impl<'c> Links<'c> {
    pub(super) fn new(shelf: &'c dyn Shelf, plan: &'c Plan<'c, 'c>) -> Links<'c> {
        Links { shelf, plan, used: RefCell::default() }
    }

    /// The media that was asked for so far, by name.
    pub(super) fn media(self) -> BTreeMap<String, Arc<Media>> {
        self.used.into_inner().media
    }

    /// Where each comes from, as the Markdown says it.
    pub(super) fn written(&self) -> BTreeMap<String, String> {
        self.used.borrow().written.clone()
    }
}

impl render::Links for Links<'_> {
    fn question(&self, meant: Meant<'_>) -> Option<Reference> {
        let id = match meant {
            Meant::Id(id) => id,
            // A file is named after its question.
            Meant::Path(path) => path.rsplit('/').next()?.strip_suffix(".md")?,
        };
        self.plan.titles.contains_key(id).then(|| Reference { id: id.to_owned(), href: None })
    }

    fn media(&self, path: &str, written: &str) -> Option<String> {
        let media = self.shelf.file(path).ok()?;
        let name = media.name.clone();
        let mut used = self.used.borrow_mut();
        used.written.entry(name.clone()).or_insert_with(|| written.to_owned());
        used.media.insert(name.clone(), media);
        Some(name)
    }

    fn sound(&self, name: &str) -> String {
        text::sound(name)
    }
}

/// The shelf of a format that holds no files.
#[derive(Debug)]
pub(super) struct NoRoom;

impl Shelf for NoRoom {
    fn file(&self, _: &str) -> Result<Arc<Media>, Missing> {
        let fault = "has no place in a table".to_owned();
        let help = "export a package (`--to apkg`), or link to it on the web (`https://…`)";
        Err(Missing { fault, help: help.to_owned() })
    }
}
