//! Where the links of a question lead on its page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::Hub;
use super::{MEDIA, math};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::render::{Links, LocalImage, Meant, Reference};
use crate::write::media::{self, Media};

/// The links of one question.
#[derive(Debug)]
pub(super) struct PageLinks<'h> {
    hub: &'h Hub<'h>,
    /// What is shown so far, by name.
    shown: RefCell<BTreeMap<String, Arc<Media>>>,
}

impl<'h> PageLinks<'h> {
    pub(super) fn new(hub: &'h Hub<'h>) -> PageLinks<'h> {
        PageLinks { hub, shown: RefCell::default() }
    }

    /// The media that the question shows.
    pub(super) fn into_media(self) -> BTreeMap<String, Arc<Media>> {
        self.shown.into_inner()
    }

    /// Says what keeps a picture or a sound from the site.
    pub(super) fn missing(&self, document: &Document<'_>, image: &LocalImage) -> Diagnostic {
        media::fault(self.hub.corpus.shelf, document, image)
    }
}

impl Links for PageLinks<'_> {
    fn question(&self, meant: Meant<'_>) -> Option<Reference> {
        let at = match meant {
            Meant::Id(id) => self.hub.by_id.get(id),
            Meant::Path(path) => self.hub.by_path.get(path),
        };
        let entry = self.hub.entries.get(*at?)?;
        Some(Reference { id: entry.identity().to_owned(), href: Some(entry.href()) })
    }

    fn media(&self, path: &str, _written: &str) -> Option<String> {
        let media = self.hub.corpus.shelf.file(path).ok()?;
        let address = format!("../{MEDIA}/{}", media.name);
        self.shown.borrow_mut().insert(media.name.clone(), media);
        Some(address)
    }

    /// A page asks nobody else for anything.
    fn shows_web(&self) -> bool {
        false
    }

    fn math(&self, latex: &str, display: bool) -> Option<String> {
        Some(math::html(latex, display))
    }
}
