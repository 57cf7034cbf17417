//! Where the questions of a book stand, for links from one to another.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::write::chapters::Entry;

/// The place of every question.
#[derive(Debug, Default)]
pub(super) struct Links<'c> {
    places: HashMap<&'c str, (PathBuf, &'c str)>,
}

impl<'c> Links<'c> {
    /// Notes that a question stands on a page; of a book of one file the page is empty.
    pub(super) fn add(&mut self, entry: &'c Entry<'_>, page: &Path) {
        if let Some(id) = entry.item.question.id() {
            self.places.insert(id, (page.to_path_buf(), &entry.anchor));
        }
    }

    /// The target of a link to a question from a page; none if the book does not hold it.
    pub(super) fn to(&self, id: &str, from: &Path) -> Option<String> {
        let (page, anchor) = self.places.get(id)?;
        if page == from {
            return Some(format!("#{anchor}"));
        }
        // Paths of pages are made of names alone, so they have only `/` on every system.
        Some(format!("<{}{}#{anchor}>", up(from), page.display()))
    }
}

/// The way from a page to the folder of the index.
pub(super) fn up(page: &Path) -> String {
    "../".repeat(page.components().count().saturating_sub(1))
}
