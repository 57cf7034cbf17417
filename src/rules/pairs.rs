//! Two bytes that stand side by side: what many rules look for in every text, and seldom find.

/// How many bytes are looked at together.
const BLOCK: usize = 128;

/// Where the first of two bytes stands that are `wanted`. Of a block without any each byte is
/// looked at and none decides what is done next, so that the processor takes many at once.
pub(super) fn pairs(
    bytes: &[u8],
    wanted: impl Fn(u8, u8) -> bool + Copy,
) -> impl Iterator<Item = usize> {
    let next = bytes.get(1..).unwrap_or_default();
    let blocks = bytes.chunks(BLOCK).zip(next.chunks(BLOCK)).enumerate();
    let some = move |(_, (first, second)): &(usize, (&[u8], &[u8]))| {
        let pairs = first.iter().zip(*second);
        pairs.fold(false, |found, (a, b)| found | wanted(*a, *b))
    };
    blocks.filter(some).flat_map(move |(at, (first, second))| {
        let pairs = first.iter().zip(second).enumerate();
        pairs.filter_map(move |(place, (a, b))| wanted(*a, *b).then_some(at * BLOCK + place))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_wherever_they_stand() {
        let twice = |a, b| a == b'x' && b == b'x';
        for length in [0, 1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 1] {
            for at in 0..length.saturating_sub(1) {
                let mut bytes = vec![b'.'; length];
                bytes[at] = b'x';
                assert_eq!(pairs(&bytes, twice).next(), None);
                bytes[at + 1] = b'x';
                assert_eq!(pairs(&bytes, twice).collect::<Vec<_>>(), [at]);
            }
        }
    }
}
