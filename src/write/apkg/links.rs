//! Where the links of a question lead on a card: to media of the package, and to other questions only
//! by their ids.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::media::{self, Media, Shelf};
use super::plan::Plan;
use crate::anki::carry::Paths;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::render::{Links, LocalImage, Meant, Reference};

/// The links of one question.
#[derive(Debug)]
pub(super) struct CardLinks<'a> {
    plan: &'a Plan<'a, 'a>,
    shelf: &'a dyn Shelf,
    /// What is shown so far: media by name, each with its paths as the question says them.
    shown: RefCell<BTreeMap<String, Shown>>,
}

/// The paths of a medium, and the medium.
type Shown = (Vec<String>, Arc<Media>);

impl<'a> CardLinks<'a> {
    pub(super) fn new(plan: &'a Plan<'a, 'a>, shelf: &'a dyn Shelf) -> CardLinks<'a> {
        CardLinks { plan, shelf, shown: RefCell::default() }
    }

    /// The paths of the media shown so far, as the question says them, by their names.
    pub(super) fn paths(&self) -> Paths {
        let shown = self.shown.borrow();
        shown.iter().map(|(name, (paths, _))| (name.clone(), paths.clone())).collect()
    }

    /// The media shown so far.
    pub(super) fn shown(&self) -> Vec<Arc<Media>> {
        self.shown.borrow().values().map(|(_, media)| media.clone()).collect()
    }

    /// Says what keeps a picture or a sound from being packed.
    pub(super) fn missing(&self, document: &Document<'_>, image: &LocalImage) -> Diagnostic {
        media::fault(self.shelf, document, image)
    }
}

impl Links for CardLinks<'_> {
    fn question(&self, meant: Meant<'_>) -> Option<Reference> {
        let id = match meant {
            Meant::Id(id) => self.plan.known.get(id).copied(),
            Meant::Path(path) => self.plan.paths.get(path).copied(),
        };
        id.map(|id| Reference { id: id.to_owned(), href: None })
    }

    fn media(&self, path: &str, written: &str) -> Option<String> {
        let media = self.shelf.file(path).ok()?;
        let name = media.name.clone();
        let mut shown = self.shown.borrow_mut();
        let (paths, _) = shown.entry(name.clone()).or_insert_with(|| (Vec::new(), media));
        if !paths.iter().any(|path| path == written) {
            paths.push(written.to_owned());
        }
        Some(name)
    }

    /// Anki's own player, which works on phones and can be told to play again.
    fn sound(&self, name: &str) -> String {
        crate::anki::text::sound(name)
    }
}
