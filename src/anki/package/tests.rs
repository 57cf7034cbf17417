//! Packages of every container, and what is none.

use std::io::{Cursor, Write};

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use rusqlite::{Connection, MAIN_DB};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const MODELS: &str = r#"{"7": {"id": 7, "name": "Basic", "type": 1, "mod": 5, "css": "p {}",
    "flds": [{"name": "Back", "ord": 1, "id": 12}, {"name": "Front", "ord": 0}],
    "tmpls": [{"name": "Card", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{Back}}"}]}}"#;

const NOTES: &str = "
    create table notes (id integer primary key, guid text, mid integer, mod integer, tags text,
        flds text, sfld integer);
    create table cards (id integer primary key, nid integer, did integer, ord integer,
        odid integer, due integer);
    insert into notes values (2, 'g2', 7, 9, '', 'c' || char(31) || '', 'c');
    insert into notes values (1, 'g1', 7, 8, ' a b::c ', '<b>a</b>' || char(31) || 'b', 'a');
    insert into cards values (4, 1, 1, 0, 3, 6);
";

/// A database of schema 11.
fn old() -> Vec<u8> {
    let decks = r#"{"3": {"id": "3", "name": "A::B"}}"#;
    database(&format!(
        "create table col (ver integer, models text, decks text);
         insert into col values (11, '{MODELS}', '{decks}'); {NOTES}"
    ))
}

/// The same of schema 18, with the mark of a log beside it.
fn new() -> Vec<u8> {
    let mut bytes = database(&format!(
        "create table col (ver integer); insert into col values (18);
         create table notetypes (id integer primary key, name text collate unicase,
            mtime_secs integer, usn integer, config blob);
         create table fields (ntid integer, ord integer, name text collate unicase, config blob,
            primary key (ntid, ord)) without rowid;
         create unique index names on fields (name, ntid);
         create table templates (ntid integer, ord integer, name text collate unicase,
            mtime_secs integer, usn integer, config blob, primary key (ntid, ord)) without rowid;
         create table decks (id integer primary key, name text collate unicase, mtime_secs integer,
            usn integer, common blob, kind blob);
         insert into notetypes values (7, 'Basic', 5, 0, x'08011a0470207b7d');
         insert into fields values (7, 1, 'Back', x'480c'), (7, 0, 'Front', x'');
         insert into templates values (7, 0, 'Card', 5, 0,
            x'0a097b7b46726f6e747d7d12087b7b4261636b7d7d');
         insert into decks values (3, 'A' || char(31) || 'B', 0, 0, x'', x''); {NOTES}"
    ));
    bytes[18..20].fill(2);
    bytes
}

fn database(sql: &str) -> Vec<u8> {
    let mut connection = Connection::open_in_memory().unwrap();
    connection.create_collation("unicase", |a, b| a.cmp(b)).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.serialize(MAIN_DB).unwrap().to_vec()
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn latest(database: &[u8], media: &[u8], file: &[u8]) -> Vec<u8> {
    zipped(&[
        ("meta", b"\x08\x03"),
        ("collection.anki2", b"please update"),
        ("collection.anki21b", &zstd(database)),
        ("media", &zstd(media)),
        ("0", &zstd(file)),
    ])
}

fn fault(bytes: &[u8]) -> String {
    Package::open(bytes).unwrap_err().0
}

/// With a database of schema 11 and this list of media.
fn with_media(list: &str) -> Vec<u8> {
    zipped(&[("collection.anki2", &old()), ("media", list.as_bytes()), ("0", b"pixels")])
}

#[test]
fn every_container_says_the_same() {
    let entries = b"\x0a\x09\x0a\x05a.png\x10\x06";
    let packages = [
        with_media(r#"{"0": "a.png"}"#),
        zipped(&[
            ("collection.anki2", b"please update"),
            ("collection.anki21", &old()),
            ("media", br#"{"0": "a.png"}"#),
            ("0", b"pixels"),
        ]),
        latest(&old(), entries, b"pixels"),
        latest(&new(), entries, b"pixels"),
    ];
    for bytes in packages {
        let mut package = Package::open(&bytes).unwrap();
        let guids: Vec<_> = package.notes.iter().map(|note| note.guid.as_str()).collect();
        assert_eq!(guids, ["g1", "g2"]);
        let note = &package.notes[0];
        assert_eq!((note.modified, note.note_type), (8, 7));
        assert_eq!(note.tags, ["a", "b::c"]);
        assert_eq!(note.fields, ["<b>a</b>", "b"]);
        assert_eq!(package.cards, [Card { id: 4, note: 1, ord: 0, deck: 3, due: 6 }]);
        assert_eq!(package.decks_by_note()[&1], "A::B");
        let kind = &package.note_types[&7];
        assert_eq!((kind.name.as_str(), kind.cloze, kind.modified), ("Basic", true, 5));
        assert_eq!(kind.css, "p {}");
        let fields: Vec<_> = kind.fields.iter().map(|one| (one.name.as_str(), one.id)).collect();
        assert_eq!(fields, [("Front", None), ("Back", Some(12))]);
        assert_eq!(
            (&*kind.templates[0].front, &*kind.templates[0].back),
            ("{{Front}}", "{{Back}}")
        );
        assert_eq!(package.media_names().collect::<Vec<_>>(), ["a.png"]);
        assert_eq!(package.media("a.png").unwrap().unwrap(), b"pixels");
        assert_eq!(package.media("b.png").unwrap(), None);
    }
}

#[test]
fn what_is_no_package_says_why() {
    let whole = with_media("{}");
    assert!(fault(b"").starts_with("it is no zip"));
    assert!(fault(b"PK\x03\x04").starts_with("it is no zip"));
    assert!(fault(&whole[..whole.len() / 2]).starts_with("it is no zip"));
    assert_eq!(fault(&zipped(&[("a", b"")])), "there is no Anki database in it");
    assert_eq!(
        fault(&zipped(&[("meta", b"\x08\x09"), ("collection.anki2", &old())])),
        "its container has the version 9, which is not known"
    );
    for name in ["../a", "/etc/passwd", "a/../../b", "C:\\a", "..\\a"] {
        let bytes = zipped(&[("collection.anki2", &old()), (name, b"")]);
        assert!(fault(&bytes).ends_with("leads out of the package"), "{name}");
    }
    for name in ["../a.png", "/a.png", "a\\\\b.png", "..", "", "C:a", "a/b"] {
        let said = fault(&with_media(&format!("{{\"0\": \"{name}\"}}")));
        assert!(said.ends_with("is not a plain file name"), "{name}: {said}");
    }
    assert!(fault(&with_media("{\"0\": \"a\", \"1\": \"a\"}")).contains("two of its media"));
    assert!(fault(&with_media("[]")).contains("list of its media"));
    assert!(fault(&with_media("{\"../x\": \"a\"}")).contains("no number"));
}

#[test]
fn members_of_one_name_are_refused() {
    // The writer refuses to write them, so a name is changed afterwards.
    let mut bytes = zipped(&[("collection.anki2", &old()), ("mediA", b"{}"), ("media", b"{}")]);
    while let Some(at) = bytes.windows(5).position(|part| part == b"mediA") {
        bytes[at + 4] = b'a';
    }
    assert_eq!(fault(&bytes), "two members of the zip have one name");
}

#[test]
fn bombs_and_broken_members_are_refused() {
    let zeros = vec![0; 40 << 20];
    let said = fault(&zipped(&[("collection.anki2", &zeros)]));
    assert!(said.contains("unpacks to more than"), "{said}");
    let said = fault(&latest(&zeros, b"", b""));
    assert!(said.contains("unpacks to more than"), "{said}");
    let bytes = zipped(&[("collection.anki21b", b"no frame"), ("meta", b"\x08\x03")]);
    assert_eq!(fault(&bytes), "the member `collection.anki21b` is not packed with zstd");
    // Cut in the middle of the packed bytes.
    let packed = zstd(&old());
    let bytes =
        zipped(&[("meta", b"\x08\x03"), ("collection.anki21b", &packed[..packed.len() / 2])]);
    assert!(fault(&bytes).contains("cannot be unpacked"));
    // The flag of an encrypted member, in both of its headers.
    let mut bytes = with_media("{}");
    bytes[6] |= 1;
    let central = bytes.windows(4).position(|part| part == b"PK\x01\x02").unwrap();
    bytes[central + 8] |= 1;
    assert_eq!(fault(&bytes), "the member `collection.anki2` is encrypted");
}

#[test]
fn databases_that_cannot_be_trusted_are_refused() {
    let said = |bytes: &[u8]| fault(&zipped(&[("collection.anki2", bytes)]));
    assert_eq!(said(b"text"), "its database is no SQLite database");
    assert!(said(&old()[..4096]).starts_with("its database cannot be read"));
    let schema = |sql: &str| said(&database(&format!("create table col (ver); {sql}")));
    assert!(schema("insert into col values (12)").contains("the schema 12"));
    assert!(schema("").starts_with("its database cannot be read"));
    let endless = "create view notes as with recursive n(i) as (select 1 union all select i + 1 \
                   from n) select i id, i guid, 7 mid, 0 mod, '' tags, '' flds from n";
    assert!(schema(endless).contains("views, triggers or virtual tables"));
    let edit = |sql: &str| {
        let sql = format!(
            "create table col (ver integer, models text, decks text);
             insert into col values (11, '{MODELS}', '{{}}'); {NOTES} {sql}"
        );
        said(&database(&sql))
    };
    let fields = edit("update notes set flds = 'a' where id = 1");
    assert_eq!(fields, "the note `g1` has 1 fields, its note type `Basic` has 2");
    assert_eq!(edit("update notes set mid = 8 where id = 2"), "the note `g2` has no note type");
    assert_eq!(edit("update col set models = '[]'"), "its note types cannot be read");
    assert!(edit("update notes set guid = x'ff'").starts_with("its database cannot be read"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_damage_panics(
        whole in 0..3_usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = match whole {
            0 => with_media(r#"{"0": "a.png"}"#),
            1 => latest(&new(), b"\x0a\x09\x0a\x05a.png\x10\x06", b"pixels"),
            _ => old(),
        };
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if whole == 2 {
            // The database itself, whole but wrong.
            bytes = zipped(&[("collection.anki2", &bytes)]);
        } else {
            bytes.truncate(end.index(bytes.len() * 4).max(bytes.len() / 2));
        }
        if let Ok(mut package) = Package::open(&bytes) {
            _ = package.media("a.png");
        }
    }
}

#[test]
fn many_small_bombs_are_refused_as_one() {
    let zeros = vec![0; 15 << 20];
    let names = ["0", "1", "2"];
    let mut members = vec![("collection.anki2", old())];
    members.push(("media", br#"{"0": "a", "1": "b", "2": "c"}"#.to_vec()));
    members.extend(names.map(|name| (name, zeros.clone())));
    let members: Vec<_> = members.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let bytes = zipped(&members);
    let mut package = Package::open(&bytes).unwrap();
    assert_eq!(package.media("a").unwrap().unwrap().len(), zeros.len());
    let said = package.media("b").unwrap_err().0;
    assert!(
        said.starts_with("the member `1` has ") && said.contains("unpacks to more than"),
        "{said}"
    );
}

#[test]
fn a_link_is_no_media_file() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, bytes) in [("collection.anki2", old()), ("media", br#"{"0": "a.png"}"#.to_vec())] {
        zip.start_file(name, options).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.add_symlink("0", "../../etc/passwd", options).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let said = Package::open(&bytes).unwrap().media("a.png").unwrap_err();
    assert_eq!(said.0, "the member `0` is a link");
}

/// A database that runs code of its own when it is read: all of its rows are made of one.
#[test]
fn nothing_of_a_package_is_run() {
    let said = |sql: &str| {
        let sql = format!("create table col (ver); insert into col values (11); {sql}");
        fault(&zipped(&[("collection.anki2", &database(&sql))]))
    };
    let slow = "hex(zeroblob(30000000))";
    let computed = "its database has computed columns, as Anki's never has";
    for stored in ["virtual", "stored"] {
        let sql = format!("create table notes (id, flds as (substr({slow}, 1, 1)) {stored})");
        assert_eq!(said(&sql), computed);
    }
    let others = "its database has views, triggers or virtual tables, as Anki's never has";
    assert_eq!(
        said("create table x (a); create trigger t after insert on x begin select 1; end"),
        others
    );
    assert_eq!(said(&format!("create view cards as select {slow}")), others);
}

#[test]
fn rows_that_a_database_only_claims_are_not_read() {
    let mut bytes = database(&format!(
        "pragma page_size = 512; create table col (ver integer, models text, decks text);
         insert into col values (11, '{MODELS}', '{{}}'); {NOTES}
         insert into cards with recursive n(i) as (select 10 union all select i + 1 from n where i < 20000)
            select i, 1, 0, 0, 0, 0 from n"
    ));
    // The pages between the root of a table and its rows (https://sqlite.org/fileformat2.html): each
    // child of one becomes the next one, so that a few pages hold more rows than there are atoms.
    let page = |number: usize| (number - 1) * 512;
    let inner: Vec<usize> = (2..=bytes.len() / 512).filter(|at| bytes[page(*at)] == 5).collect();
    // The last page with rows is one of cards: the table grew last.
    let leaf = (2..=bytes.len() / 512).rev().find(|at| bytes[page(*at)] == 13).unwrap();
    assert!(inner.len() > 9, "{inner:?}");
    for (at, number) in inner.iter().enumerate().take(9) {
        let start = page(*number);
        let next = inner.get(at + 1).filter(|_| at < 8).unwrap_or(&leaf);
        let next = (*next as u32).to_be_bytes();
        bytes[start + 8..start + 12].copy_from_slice(&next);
        let cells = usize::from(u16::from_be_bytes([bytes[start + 3], bytes[start + 4]]));
        for cell in 0..cells {
            let place = start + 12 + 2 * cell;
            let offset = usize::from(u16::from_be_bytes([bytes[place], bytes[place + 1]]));
            bytes[start + offset..start + offset + 4].copy_from_slice(&next);
        }
    }
    let said = fault(&zipped(&[("collection.anki2", &bytes)]));
    assert_eq!(said, "its database has more rows than its size has room for");
}
