//! Just enough of Protocol Buffers to find texts and numbers in a message.

/// What a field of a message holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'b> {
    /// A number.
    Number(u64),
    /// Text, bytes, or a message.
    Bytes(&'b [u8]),
}

/// The fields of a message by number; nothing if it is broken. Numbers of fixed width are left out.
pub(super) fn fields(mut bytes: &[u8]) -> Option<Vec<(u64, Value<'_>)>> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let tag = varint(&mut bytes)?;
        match tag & 7 {
            0 => fields.push((tag >> 3, Value::Number(varint(&mut bytes)?))),
            1 => _ = take(&mut bytes, 8)?,
            2 => {
                let length = varint(&mut bytes)?;
                fields.push((tag >> 3, Value::Bytes(take(&mut bytes, length)?)));
            }
            5 => _ = take(&mut bytes, 4)?,
            _ => return None,
        }
    }
    Some(fields)
}

/// The last number in the field of that number.
pub(super) fn number(fields: &[(u64, Value<'_>)], field: u64) -> Option<u64> {
    fields.iter().rev().find_map(|(number, value)| match value {
        Value::Number(value) if *number == field => Some(*value),
        _ => None,
    })
}

/// The last text in the field of that number; empty if there is none, or if it is no UTF-8.
pub(super) fn text(fields: &[(u64, Value<'_>)], field: u64) -> String {
    let found = fields.iter().rev().find_map(|(number, value)| match value {
        Value::Bytes(bytes) if *number == field => std::str::from_utf8(bytes).ok(),
        _ => None,
    });
    found.unwrap_or_default().to_owned()
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn take<'b>(bytes: &mut &'b [u8], length: u64) -> Option<&'b [u8]> {
    let (part, rest) = bytes.split_at_checked(usize::try_from(length).ok()?)?;
    *bytes = rest;
    Some(part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    #[test]
    fn messages_are_taken_apart() {
        // From `protoc --encode`: 1: 150, 2: "testing", 3 of 4 bytes, 1: 3.
        let bytes = b"\x08\x96\x01\x12\x07testing\x1d\0\0\0\0\x08\x03";
        let fields = fields(bytes).unwrap();
        assert_eq!(fields.len(), 3);
        assert_eq!(number(&fields, 1), Some(3));
        assert_eq!(text(&fields, 2), "testing");
        assert_eq!((number(&fields, 2), text(&fields, 1)), (None, String::new()));
        for broken in [&b"\x12\x07test"[..], b"\x08", b"\x0b", &[0xff; 12]] {
            assert_eq!(super::fields(broken), None, "{broken:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in any::<Vec<u8>>()) {
            fields(&bytes);
        }
    }
}
