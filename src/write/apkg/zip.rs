//! Zip files of members that are packed already, which the crate `zip` does not take (APPNOTE.TXT of
//! PKWARE, 4.3 and 4.4).

use super::deflate::Packed;
use crate::failure::{Failure, Result};

/// The version of the format that knows deflate, 2.0; above it the system whose permissions follow: Unix.
const VERSION: u16 = 20;
const UNIX: u16 = 3 << 8;

/// A file that its owner may write and all may read.
const PERMISSIONS: u32 = 0o100_644 << 16;

/// 1980-01-01: no clock shows in the bytes. The time before it is midnight.
const DATE: u32 = 0x21 << 16;

/// A zip file to be.
#[derive(Debug, Default)]
pub(super) struct Zip {
    bytes: Vec<u8>,
    /// What stands behind the members and tells where they are.
    directory: Vec<u8>,
    members: usize,
}

impl Zip {
    /// Adds a member; names are ASCII.
    pub(super) fn add(&mut self, name: &str, member: Packed) -> Result<()> {
        let at = size(self.bytes.len() as u64)?;
        let method = if member.deflated { 8 } else { 0 };
        let mut header = Vec::new();
        put(&mut header, &[VERSION, 0, method]);
        put_long(&mut header, &[DATE, member.crc]);
        put_long(&mut header, &[size(member.bytes.len() as u64)?, size(member.size)?]);
        put(&mut header, &[name.len() as u16, 0]);
        let front = [b"PK\x03\x04".as_slice(), &*header, name.as_bytes()].concat();
        if self.bytes.is_empty() {
            // In place: the database is too large to be there twice.
            self.bytes = member.bytes;
            self.bytes.splice(0..0, front);
        } else {
            self.bytes.extend(front);
            self.bytes.extend(member.bytes);
        }
        self.directory.extend_from_slice(b"PK\x01\x02");
        put(&mut self.directory, &[UNIX | VERSION]);
        self.directory.extend_from_slice(&header);
        // No comment, the first disk, no text.
        put(&mut self.directory, &[0, 0, 0]);
        put_long(&mut self.directory, &[PERMISSIONS, at]);
        self.directory.extend_from_slice(name.as_bytes());
        self.members += 1;
        Ok(())
    }

    /// All of it.
    pub(super) fn finish(mut self) -> Result<Vec<u8>> {
        let many = || Failure("an Anki package holds no more than 65,534 files".to_owned());
        let members = u16::try_from(self.members).ok().filter(|&members| members < u16::MAX);
        let members = members.ok_or_else(many)?;
        let (at, length) = (size(self.bytes.len() as u64)?, size(self.directory.len() as u64)?);
        self.bytes.append(&mut self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06");
        put(&mut self.bytes, &[0, 0, members, members]);
        put_long(&mut self.bytes, &[length, at]);
        put(&mut self.bytes, &[0]);
        Ok(self.bytes)
    }
}

/// A number of bytes; Anki packages that need more than 32 bits for it are of another sort.
fn size(bytes: u64) -> Result<u32> {
    let many = || Failure("an Anki package holds no more than 4 GB".to_owned());
    u32::try_from(bytes).ok().filter(|&bytes| bytes < u32::MAX).ok_or_else(many)
}

fn put(bytes: &mut Vec<u8>, numbers: &[u16]) {
    numbers.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
}

fn put_long(bytes: &mut Vec<u8>, numbers: &[u32]) {
    numbers.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn members_are_found_by_name() {
        let mut zip = Zip::default();
        zip.add("a", Packed::new(b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").unwrap()).unwrap();
        zip.add("1", Packed::stored(b"b")).unwrap();
        let bytes = zip.finish().unwrap();
        let mut archive = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), 2);
        for (name, content) in [("a", "a".repeat(32)), ("1", "b".to_owned())] {
            let mut text = String::new();
            let mut file = archive.by_name(name).unwrap();
            assert_eq!(file.unix_mode(), Some(0o100_644));
            file.read_to_string(&mut text).unwrap();
            assert_eq!(text, content);
        }
    }
}
