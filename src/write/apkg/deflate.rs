//! Deflate on all processors: blocks packed beside each other, put together to one stream.
//!
//! Each block may point back into the bytes before it, so that the stream is as small as one that was
//! packed from start to end; its bytes depend on the blocks, never on how many threads there are.

use crc32fast::Hasher;
use flate2::{Compress, CompressError, Compression, FlushCompress};
use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

/// How much one thread packs at once.
const BLOCK: usize = 1 << 19;

/// How far back deflate points.
const WINDOW: usize = 1 << 15;

/// The ninth level of zlib-rs takes longer and packs no better.
const LEVEL: u32 = 8;

/// A last block without content: one bit that it is the last, two that its code is the fixed one, and
/// the end of the block (RFC 1951, 3.2.3).
const END: [u8; 2] = [3, 0];

/// A stream of deflate that grows.
#[derive(Debug, Default)]
pub(super) struct Stream {
    bytes: Vec<u8>,
    /// What was added last.
    window: Vec<u8>,
    crc: Hasher,
    size: u64,
}

/// Bytes as a zip file holds them.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) bytes: Vec<u8>,
    /// The sum of what they were.
    pub(super) crc: u32,
    /// How many they were.
    pub(super) size: u64,
    /// Whether they are packed at all.
    pub(super) deflated: bool,
}

impl Stream {
    /// Adds bytes.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<(), CompressError> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.crc.update(bytes);
        self.size += bytes.len() as u64;
        let packed = bytes.par_chunks(BLOCK).enumerate().map(|(at, block)| {
            let before = bytes[..at * BLOCK].last_chunk::<WINDOW>();
            pack(block, before.map_or(&self.window, |before| before))
        });
        let packed: Vec<_> = packed.collect::<Result<_, _>>()?;
        packed.into_iter().for_each(|block| self.bytes.extend(block));
        self.window = bytes[bytes.len().saturating_sub(WINDOW)..].to_vec();
        Ok(())
    }

    /// Puts another stream before it; what is in this one does not point back into that.
    pub(super) fn prepend(&mut self, mut other: Stream) {
        // In place: a package is too large to be there twice.
        self.bytes.splice(0..0, other.bytes);
        other.crc.combine(&self.crc);
        self.crc = other.crc;
        self.size += other.size;
    }

    /// All of it.
    pub(super) fn finish(mut self) -> Packed {
        self.bytes.extend(END);
        let Stream { bytes, crc, size, .. } = self;
        Packed { bytes, crc: crc.finalize(), size, deflated: true }
    }
}

impl Packed {
    /// These bytes.
    pub(super) fn new(bytes: &[u8]) -> Result<Packed, CompressError> {
        let mut stream = Stream::default();
        stream.add(bytes)?;
        Ok(stream.finish())
    }

    /// These bytes as they are.
    pub(super) fn stored(bytes: &[u8]) -> Packed {
        let (crc, size) = (crc32fast::hash(bytes), bytes.len() as u64);
        Packed { bytes: bytes.to_vec(), crc, size, deflated: false }
    }
}

/// A block that ends at a full byte; `before` stands before it.
fn pack(block: &[u8], before: &[u8]) -> Result<Vec<u8>, CompressError> {
    let mut state = Compress::new(Compression::new(LEVEL), false);
    if !before.is_empty() {
        state.set_dictionary(before)?;
    }
    let mut packed = Vec::with_capacity(block.len() / 3 + 64);
    loop {
        let rest = &block[state.total_in() as usize..];
        state.compress_vec(rest, &mut packed, FlushCompress::Sync)?;
        // What left room has written all.
        if packed.len() < packed.capacity() {
            return Ok(packed);
        }
        packed.reserve(packed.len());
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// Numbers without a pattern: they pack badly, and repeat only from afar.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 60) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    fn unpacked(packed: &Packed) -> Vec<u8> {
        let mut bytes = Vec::new();
        flate2::read::DeflateDecoder::new(&*packed.bytes).read_to_end(&mut bytes).unwrap();
        assert_eq!((packed.size, packed.crc), (bytes.len() as u64, crc32fast::hash(&bytes)));
        bytes
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        for length in [0, 1, WINDOW, BLOCK, 3 * BLOCK + 1] {
            let bytes = noise(length);
            let packed = Packed::new(&bytes).unwrap();
            assert!(unpacked(&packed) == bytes, "{length}");
            let mut parts = Stream::default();
            bytes.chunks(BLOCK / 3).for_each(|part| parts.add(part).unwrap());
            let mut before = Stream::default();
            before.add(b"before").unwrap();
            parts.prepend(before);
            assert!(unpacked(&parts.finish())[6..] == bytes, "{length}");
        }
    }

    #[test]
    fn a_block_points_back_into_the_one_before() {
        let half = noise(WINDOW / 2);
        let mut stream = Stream::default();
        stream.add(&half).unwrap();
        let alone = stream.bytes.len();
        stream.add(&half).unwrap();
        assert!(stream.bytes.len() < alone + alone / 10);
        assert_eq!(unpacked(&stream.finish()), [half.clone(), half].concat());
    }
}
