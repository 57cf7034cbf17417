//! The end of a file that an earlier export wrote and this one does not.

use std::fs;
use std::path::Path;

use super::litter;
use crate::failure::{Failure, Result};

/// Removes a file. That it is qlint's own, and as qlint wrote it, is for the caller to know.
#[allow(
    clippy::disallowed_methods,
    reason = "it is what qlint wrote, unchanged, and listed as that"
)]
pub fn remove(path: &Path) -> Result<()> {
    let _quiet = litter::quiet();
    fs::remove_file(path).map_err(|error| Failure::io("remove", path, &error))
}
