//! stub
use super::{Reader, Reading};
use crate::source::Source;
/// stub
pub const ITEM: Reader = Reader { help: "x", read };
fn read(_source: &Source) -> Reading<'_> {
    Reading::default()
}
