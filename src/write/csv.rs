//! stub
use super::{Corpus, Options, Writer, Written};
use crate::failure::Result;
/// stub
pub(super) const ITEM: Writer =
    Writer { help: "x", extension: None, folder: true, file: true, write };
fn write(_corpus: &Corpus<'_>, _options: &Options) -> Result<Written> {
    Ok(Written::default())
}
