//! Being written.
use super::{Corpus, Options, Writer, Written};
use crate::failure::Result;
pub(super) const ITEM: Writer =
    Writer { help: "being written", extension: Some("json"), folder: false, file: true, write };
fn write(_corpus: &Corpus<'_>, _options: &Options) -> Result<Written> {
    Ok(Written::default())
}
