use super::{Options, Reader, Reading};
use crate::source::Source;
pub(super) const ITEM: Reader = Reader { help: "being written", endings: &["md"], read };
fn read<'s>(_source: &'s Source, _options: &Options) -> Reading<'s> {
    Reading::default()
}
