//! Anki packages: whatever the bytes, they are opened or it is said why not.

use std::io::{Cursor, Write};

use qlint::anki::package::Package;
use qlint::read;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::reader;

/// Bytes as a package.
pub(crate) fn holds(bytes: &[u8]) {
    match Package::open(bytes) {
        Ok(mut package) => {
            let names: Vec<String> = package.media_names().map(str::to_owned).collect();
            for name in names {
                assert!(!name.contains(['/', '\\']), "{name:?}");
                _ = package.media(&name);
            }
            package.decks_by_note();
        }
        Err(broken) => assert!(!broken.0.is_empty() && !broken.0.contains('\n'), "{broken}"),
    }
    if let Some(Ok(text)) = read::decode(bytes) {
        reader::holds("apkg", &text);
    }
}

/// Bytes as the database of a package.
pub(crate) fn database(bytes: &[u8]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("collection.anki21", stored).unwrap();
    zip.write_all(bytes).unwrap();
    holds(&zip.finish().unwrap().into_inner());
}
