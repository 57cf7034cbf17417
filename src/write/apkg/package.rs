//! The outside of a package: a zip with the database and the media.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::Arc;

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::super::media::Media;
use crate::failure::{Failure, Result};

/// What a package holds beside its database, by name.
pub(super) type Shelf = BTreeMap<String, Arc<Media>>;

/// Endings of files that are compressed already.
const COMPRESSED: &[&str] = &[
    "aac", "avif", "flac", "gif", "jpeg", "jpg", "m4a", "mp3", "mp4", "oga", "ogg", "opus", "png",
    "webm", "webp",
];

/// Puts the bytes of a database and media into a package.
pub(super) fn pack(database: &[u8], shelf: &Shelf) -> Result<Vec<u8>> {
    zip(database, shelf).map_err(|error| Failure(format!("cannot make the Anki package: {error}")))
}

fn zip(database: &[u8], shelf: &Shelf) -> ZipResult<Vec<u8>> {
    // No clock and no system shows in the bytes.
    let plain = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let stored = plain.compression_method(CompressionMethod::Stored);
    let packed = plain.compression_method(CompressionMethod::Deflated).compression_level(Some(9));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("collection.anki2", packed)?;
    zip.write_all(database)?;
    // Files are called by numbers; what they are called in notes stands in the member `media`.
    let names = (0..).zip(shelf.keys());
    let names: serde_json::Map<_, _> = names
        .map(|(number, name): (usize, _)| (number.to_string(), name.as_str().into()))
        .collect();
    zip.start_file("media", packed)?;
    zip.write_all(serde_json::Value::from(names).to_string().as_bytes())?;
    for (number, (name, media)) in shelf.iter().enumerate() {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let options = if COMPRESSED.contains(&ending) { stored } else { packed };
        zip.start_file(number.to_string(), options)?;
        zip.write_all(&media.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
