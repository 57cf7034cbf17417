//! What cross-file rules know of each question once its text is gone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::likeness::Likeness;
use super::targets::{Files, Link};
use crate::diagnostic::Edit;
use crate::question::{Question, key};
use crate::source::{FileId, Span};

/// One question, in brief: of a bank all are held at once, so that each byte counts.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file.
    pub file: FileId,
    /// All of its bytes.
    pub span: Span,
    /// Where its fields begin.
    pub opening: Span,
    /// Whether it has each of the keys that describe a question; none where its format has no room
    /// for the key, or the fields could not be read.
    pub described: [Option<bool>; key::DESCRIPTIVE.len()],
    /// Its id.
    pub id: Option<Named>,
    /// The ids that it refers to, with the key that they stand under.
    pub references: Box<[(&'static str, Named)]>,
    /// What most questions have nothing of.
    seldom: Option<Box<Seldom>>,
    /// What is kept of its text; none if no rule compares texts.
    pub likeness: Option<Box<Likeness>>,
    /// What its body links to in the corpus.
    pub links: Box<[Link]>,
}

/// What few questions of a bank in qlint's own format have.
#[derive(Clone, Debug, Default)]
struct Seldom {
    /// Its title, for a question without an id.
    title: Option<Box<str>>,
    /// Its own Anki guid.
    guid: Option<Named>,
    /// For a file whose fields could not be read, the id that its name says.
    id_in_name: Option<Box<str>>,
    /// What its file is called, if that is not its id.
    other_name: Option<Box<str>>,
    /// The ids that it once had.
    previous: Box<[Named]>,
}

/// An id where it is written.
#[derive(Clone, Debug)]
pub struct Named {
    /// The id.
    pub id: Box<str>,
    /// Its bytes.
    pub span: Span,
    /// Its bytes without quotes, if it stands there as it is.
    pub bare: Option<Span>,
}

impl Named {
    fn new(question: &Question<'_>, (id, span): (&str, Span)) -> Named {
        let written = question.source.slice(span);
        let quotes = written.len().saturating_sub(id.len()) / 2;
        let bare = written.get(quotes..written.len() - quotes).filter(|bare| *bare == id);
        let bare = bare.map(|bare| Span::new(quotes..quotes + bare.len(), span.start));
        Named { id: id.into(), span, bare }
    }

    /// An edit that puts another id in its place, if that needs no quotes either.
    pub fn edit(&self, id: &str) -> Option<Edit> {
        let plain = id.starts_with(|c: char| c.is_ascii_alphabetic())
            && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        Some(Edit { span: self.bare.filter(|_| plain)?, text: id.to_owned() })
    }
}

/// The ids of the ledger.
#[derive(Debug)]
pub struct Published {
    /// The ledger.
    pub file: FileId,
    /// The ids where they are written, sorted.
    pub ids: Vec<(String, Span)>,
}

/// All questions, in brief.
#[derive(Debug)]
pub struct Index<'a> {
    /// In the order of the files.
    pub entries: &'a [Entry],
    /// Ids that are gone for good.
    pub retired: &'a BTreeSet<String>,
    /// The ids that files had in the commit that they are compared with, where there is one.
    pub before: &'a BTreeMap<FileId, String>,
    /// By the number of the file, whether the user asked about it; files beyond the end count too.
    pub asked: Vec<bool>,
    /// The files of the corpus, if they are at hand.
    pub files: Option<&'a dyn Files>,
    /// The ids that were ever published, if somebody keeps a ledger of them.
    pub published: Option<&'a Published>,
    first: HashMap<&'a str, usize>,
    /// The places of the others, in order.
    copies: Vec<usize>,
}

impl Seldom {
    fn is_empty(&self) -> bool {
        let Seldom { title, guid, id_in_name, other_name, previous } = self;
        let names = [title, id_in_name, other_name];
        names.iter().all(|name| name.is_none()) && guid.is_none() && previous.is_empty()
    }
}

impl Entry {
    /// The brief of a question.
    pub fn new(question: &Question<'_>) -> Entry {
        let named = |item: (&str, Span)| Named::new(question, item);
        let references = key::REFERENCES
            .iter()
            .flat_map(|&key| question.list(key).map(move |item| (key, named(item))));
        let id = question.value(key::ID).zip(question.id());
        let stem = question.source.stem();
        let guid = question.value(key::GUID).zip(question.text(key::GUID));
        let seldom = Seldom {
            title: id.is_none().then(|| question.title().into()),
            guid: guid.map(|(node, guid)| named((guid, node.span))),
            id_in_name: question.unreadable.then(|| stem.into()),
            other_name: (question.id() != Some(stem)).then(|| stem.into()),
            previous: question.list(key::PREVIOUS_IDS).map(named).collect(),
        };
        // What a question file must say is the schema's matter; it demands no tags.
        let has_room = |key: &str| {
            let carries = question.carries.map_or(&[key::TAGS][..], |carries| carries.keys);
            !question.unreadable && carries.contains(&key)
        };
        let described = |key| has_room(key).then(|| question.field(key).is_some());
        Entry {
            file: question.source.file,
            span: question.span(),
            opening: question.opening,
            described: key::DESCRIPTIVE.map(described),
            id: id.map(|(node, id)| named((id, node.span))),
            references: references.collect(),
            seldom: (!seldom.is_empty()).then(|| seldom.into()),
            likeness: None,
            links: Box::default(),
        }
    }

    /// What people call it: its id, else its title.
    pub fn name(&self) -> &str {
        let title = || self.seldom.as_ref()?.title.as_deref();
        self.known_id().or_else(title).unwrap_or_default()
    }

    /// The id, written or in the file's name.
    pub fn known_id(&self) -> Option<&str> {
        let in_name = || self.seldom.as_ref()?.id_in_name.as_deref();
        self.id.as_ref().map(|named| &*named.id).or_else(in_name)
    }

    /// What its file is called, if that is not its id.
    pub fn other_name(&self) -> Option<&str> {
        self.seldom.as_ref()?.other_name.as_deref()
    }

    /// Its own Anki guid.
    pub fn guid(&self) -> Option<&Named> {
        self.seldom.as_ref()?.guid.as_ref()
    }

    /// The ids that it once had.
    pub fn previous(&self) -> &[Named] {
        self.seldom.as_ref().map_or(&[], |seldom| &seldom.previous)
    }
}

impl<'a> Index<'a> {
    /// Of several questions with one id that counts whose file is named after it, else the first.
    pub fn new(
        entries: &'a [Entry],
        retired: &'a BTreeSet<String>,
        before: &'a BTreeMap<FileId, String>,
    ) -> Index<'a> {
        let mut first: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
        let mut copies = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let Some(id) = entry.known_id() else { continue };
            let known = first.entry(id).or_insert(at);
            if *known == at {
                continue;
            }
            let counts = entry.other_name().is_none() && entries[*known].other_name().is_some();
            copies.push(if counts { std::mem::replace(known, at) } else { at });
        }
        copies.sort_unstable();
        let asked = Vec::new();
        Index { entries, retired, before, asked, files: None, published: None, first, copies }
    }

    /// The same, with the files that links lead to.
    pub fn with_files(self, files: &'a dyn Files) -> Index<'a> {
        Index { files: Some(files), ..self }
    }

    /// The place of the question with that id among the entries.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.first.get(id).copied()
    }

    /// Whether the question at a place counts among those with its id; one without an id does.
    pub fn is_first(&self, at: usize) -> bool {
        self.copies.binary_search(&at).is_err()
    }

    /// Whether the user asked about a file.
    pub fn is_asked(&self, file: FileId) -> bool {
        self.asked.get(file.0 as usize).copied().unwrap_or(true)
    }

    /// Every id, in the order of the files.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.entries.iter().filter_map(Entry::known_id)
    }
}
