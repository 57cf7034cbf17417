//! The outside of a package: a zip with the database and the media.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::media::Media;
use super::deflate::Packed;
use super::zip::Zip;
use crate::failure::{Failure, Result};

/// What a package holds beside its database, by name.
pub(super) type Shelf = BTreeMap<String, Arc<Media>>;

/// Endings of files that are compressed already.
const COMPRESSED: &[&str] = &[
    "aac", "avif", "flac", "gif", "jpeg", "jpg", "m4a", "mp3", "mp4", "oga", "ogg", "opus", "png",
    "webm", "webp",
];

/// Puts a database and media into a package.
pub(super) fn pack(database: Packed, shelf: &Shelf) -> Result<Vec<u8>> {
    let mut zip = Zip::default();
    zip.add("collection.anki2", database)?;
    // Files are called by numbers; what they are called in notes stands in the member `media`.
    let names = (0..).zip(shelf.keys());
    let names: serde_json::Map<_, _> = names
        .map(|(number, name): (usize, _)| (number.to_string(), name.as_str().into()))
        .collect();
    zip.add("media", packed(serde_json::Value::from(names).to_string().as_bytes())?)?;
    for (number, (name, media)) in shelf.iter().enumerate() {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let member = match COMPRESSED.contains(&ending) {
            true => Packed::stored(&media.bytes),
            false => packed(&media.bytes)?,
        };
        zip.add(&number.to_string(), member)?;
    }
    zip.finish()
}

fn packed(bytes: &[u8]) -> Result<Packed> {
    Packed::new(bytes).map_err(|error| Failure(format!("cannot make the Anki package: {error}")))
}
