//! The outside of a package: members of a zip, some of them zstd.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::protobuf::{self, Value};
use super::{Broken, Result, broken};

/// The most bytes that the members of a package may unpack to, those that are asked for taken
/// together: 1 GiB.
pub const MAX_UNPACKED: u64 = 1 << 30;

/// The most bytes that one byte of a member may unpack to, behind the first `FREE` of it. Real
/// collections pack to a fifth, and the emptiest to a fortieth.
pub const MAX_RATIO: u64 = 250;

/// The largest media file: 100 MiB, Anki's own limit for what it syncs.
pub const MAX_MEDIA: u64 = 100 << 20;

/// How much a member may unpack to whatever its packed size: bombs are larger.
const FREE: u64 = 16 << 20;

/// The largest list of media: a hundred thousand files of long names.
const MAX_LIST: u64 = 16 << 20;

/// The databases, the best first. Beside a newer one an older is only a note that asks to update.
const DATABASES: [&str; 3] = ["collection.anki21b", "collection.anki21", "collection.anki2"];

/// The newest container, in which members are packed with zstd.
const LATEST: u64 = 3;

/// The members of a package.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Whether what is in the members is packed with zstd once more.
    latest: bool,
    database: &'static str,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl std::fmt::Debug for Archive<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Archive({})", self.database)
    }
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Archive<'b>> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| words("zip", error))?;
        if zip.has_duplicate_names() {
            return broken("two members of the zip have one name");
        }
        for name in zip.file_names() {
            let name = name.map_err(|error| words("zip", error))?;
            let outside = name.split(['/', '\\']).any(|part| part == "..");
            if outside || name.starts_with(['/', '\\']) || name.contains(':') {
                return broken(format!("the member `{}` leads out of the package", shown(&name)));
            }
        }
        let has = |name: &str| zip.index_for_name(name).is_some();
        let mut archive =
            Archive { latest: false, database: "", left: allowed(bytes.len()), zip: zip.clone() };
        let meta = match has("meta") {
            true => Some(archive.unpacked("meta", 1024, false)?),
            false => None,
        };
        let version = meta.as_deref().map(|meta| {
            protobuf::fields(meta).and_then(|fields| protobuf::number(&fields, 1)).unwrap_or(0)
        });
        let wanted = match version {
            Some(LATEST) => DATABASES[0],
            Some(2) => DATABASES[1],
            Some(1) => DATABASES[2],
            Some(other) => {
                return broken(format!(
                    "its container has the version {other}, which is not known"
                ));
            }
            None => DATABASES.into_iter().find(|name| has(name)).unwrap_or_default(),
        };
        if !has(wanted) {
            return broken("there is no Anki database in it");
        }
        archive.database = wanted;
        archive.latest = wanted == DATABASES[0];
        Ok(archive)
    }

    /// The bytes of the database.
    pub(super) fn database(&mut self) -> Result<Vec<u8>> {
        self.unpacked(self.database, MAX_UNPACKED, self.latest)
    }

    /// The members of the media files by their names.
    pub(super) fn media(&mut self) -> Result<BTreeMap<String, String>> {
        if self.zip.index_for_name("media").is_none() {
            return Ok(BTreeMap::new());
        }
        let list = self.unpacked("media", MAX_LIST, self.latest)?;
        let entries = if self.latest { entries(&list) } else { serde_json::from_slice(&list).ok() };
        let Some(entries): Option<BTreeMap<String, String>> = entries else {
            return broken("the list of its media cannot be read");
        };
        let mut media = BTreeMap::new();
        for (member, name) in entries {
            if !is_plain(&name) {
                return broken(format!(
                    "the media name `{}` is not a plain file name",
                    shown(&name)
                ));
            }
            if !member.bytes().all(|byte| byte.is_ascii_digit()) {
                return broken(format!(
                    "the media list has the key `{}`, no number",
                    shown(&member)
                ));
            }
            if media.insert(name.clone(), member).is_some() {
                return broken(format!("two of its media have the name `{}`", shown(&name)));
            }
        }
        Ok(media)
    }

    /// The bytes of a media file; none if the zip lacks it.
    pub(super) fn media_file(&mut self, member: &str) -> Result<Option<Vec<u8>>> {
        match self.zip.index_for_name(member) {
            Some(_) => self.unpacked(member, MAX_MEDIA, self.latest).map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of a member, at most `limit`.
    fn unpacked(&mut self, name: &str, limit: u64, zstd: bool) -> Result<Vec<u8>> {
        let member = self.zip.by_name(name).map_err(|error| words(name, error))?;
        if member.is_symlink() {
            return broken(format!("the member `{name}` is a link"));
        }
        let packed = member.compressed_size();
        let ratio = packed.saturating_mul(MAX_RATIO).max(FREE);
        let limit = limit.min(ratio).min(self.left);
        let mut bytes = Vec::new();
        let read = match zstd {
            true => match ruzstd::decoding::StreamingDecoder::new(member.take(MAX_UNPACKED)) {
                Ok(stream) => stream.take(limit + 1).read_to_end(&mut bytes),
                Err(_) => return broken(format!("the member `{name}` is not packed with zstd")),
            },
            false => member.take(limit + 1).read_to_end(&mut bytes),
        };
        read.map_err(|error| Broken(format!("the member `{name}` cannot be unpacked: {error}")))?;
        // What is too much counts as well: it may be asked for again and again.
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if bytes.len() as u64 > limit {
            return broken(format!(
                "the member `{name}` has {packed} bytes and unpacks to more than {limit}"
            ));
        }
        Ok(bytes)
    }
}

/// How many bytes a package of that size may unpack to as a whole: else many small bombs would do what
/// one large one may not.
fn allowed(size: usize) -> u64 {
    (size as u64).saturating_mul(MAX_RATIO).max(FREE).min(MAX_UNPACKED)
}

/// The members and names of a list of media in the newest container.
fn entries(list: &[u8]) -> Option<BTreeMap<String, String>> {
    let entries = protobuf::fields(list)?.into_iter().filter(|(field, _)| *field == 1);
    let entry = |(at, (_, value)): (usize, (u64, Value<'_>))| match value {
        Value::Bytes(entry) => Some((at.to_string(), protobuf::text(&protobuf::fields(entry)?, 1))),
        Value::Number(_) => None,
    };
    entries.enumerate().map(entry).collect()
}

/// Whether a name is one of a file, not of a folder or a way to one.
fn is_plain(name: &str) -> bool {
    let bad = |c: char| c.is_control() || ['/', '\\', ':', '\0'].contains(&c);
    !name.is_empty() && name.len() <= 255 && !["..", "."].contains(&name) && !name.contains(bad)
}

/// A name from a package as part of a message: on one line, and not too long.
fn shown(name: &str) -> String {
    let plain = name.chars().map(|c| if c.is_control() || c == '`' { '?' } else { c });
    plain.take(80).collect()
}

fn words(name: &str, error: ZipError) -> Broken {
    Broken(match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            format!("the member `{name}` is encrypted")
        }
        _ if name == "zip" => "it is no zip, or not all of one".to_owned(),
        error => format!("the member `{name}` cannot be unpacked: {error}"),
    })
}
