//! The two note types.
//!
//! **Frozen from the first release:** the ids of note types, fields and templates, the order of
//! the fields, and the list of templates. Anki takes notes whose note type differs in these for
//! notes of another type: it would skip every update. Names, templates and style may change; then
//! raise [`LOOKS_CHANGED`]. What needs a new field takes one of the spare ones.

use serde_json::{Value, json};

/// When templates or style last changed, in seconds since 1970: 2025-12-01T00:00:00Z.
///
/// Anki takes new looks only with a later time here. Raise it with every change (a test reminds),
/// never beyond the day of the release.
pub(super) const LOOKS_CHANGED: i64 = 1_764_547_200;

const STYLE: &str = include_str!("template/style.css");

/// A note type with one template.
#[derive(Debug)]
pub(super) struct NoteType {
    pub(super) id: i64,
    pub(super) name: &'static str,
    /// Names and ids.
    pub(super) fields: &'static [(&'static str, i64)],
    /// Name and id.
    pub(super) template: (&'static str, i64),
    pub(super) front: &'static str,
    pub(super) back: &'static str,
}

/// Questions that one answers in one's own words.
pub(super) const QUESTION: NoteType = NoteType {
    id: 1_755_331_200_417,
    name: "qlint Question",
    fields: &[
        ("Title", 2_417_903_118_640_101),
        ("Id", 2_417_903_118_640_102),
        ("Technology", 2_417_903_118_640_103),
        ("Category", 2_417_903_118_640_104),
        ("Level", 2_417_903_118_640_105),
        ("Difficulty", 2_417_903_118_640_106),
        ("Kind", 2_417_903_118_640_107),
        ("Prompt", 2_417_903_118_640_108),
        ("Answer", 2_417_903_118_640_109),
        ("Details", 2_417_903_118_640_110),
        ("Source", 2_417_903_118_640_111),
        ("Extra1", 2_417_903_118_640_112),
        ("Extra2", 2_417_903_118_640_113),
        ("Extra3", 2_417_903_118_640_114),
    ],
    template: ("Question → Answer", 2_417_903_118_640_191),
    front: include_str!("template/question_front.html"),
    back: include_str!("template/question_back.html"),
};

/// Questions with options to choose from.
pub(super) const CHOICE: NoteType = NoteType {
    id: 1_755_331_200_583,
    name: "qlint Choice",
    fields: &[
        ("Title", 2_417_903_118_640_201),
        ("Id", 2_417_903_118_640_202),
        ("Technology", 2_417_903_118_640_203),
        ("Category", 2_417_903_118_640_204),
        ("Level", 2_417_903_118_640_205),
        ("Difficulty", 2_417_903_118_640_206),
        ("Kind", 2_417_903_118_640_207),
        ("Prompt", 2_417_903_118_640_208),
        ("Options", 2_417_903_118_640_209),
        ("Explanation", 2_417_903_118_640_210),
        ("Details", 2_417_903_118_640_211),
        ("Source", 2_417_903_118_640_212),
        ("Extra1", 2_417_903_118_640_213),
        ("Extra2", 2_417_903_118_640_214),
        ("Extra3", 2_417_903_118_640_215),
    ],
    template: ("Options → Key", 2_417_903_118_640_291),
    front: include_str!("template/choice_front.html"),
    back: include_str!("template/choice_back.html"),
};

/// Both note types, as the `models` of a collection.
pub(super) fn models() -> Value {
    [QUESTION, CHOICE].into_iter().map(|kind| (kind.id.to_string(), kind.model())).collect()
}

impl NoteType {
    fn model(&self) -> Value {
        let fields = self.fields.iter().enumerate();
        // The front shows each of its fields whenever that is filled; so any one makes a card.
        let shown: Vec<_> = fields
            .clone()
            .filter(|(_, (name, _))| self.front.contains(&format!("{{{{{name}}}}}")))
            .map(|(ord, _)| ord)
            .collect();
        json!({
            "id": self.id,
            "name": self.name,
            "type": 0,
            "mod": LOOKS_CHANGED,
            "usn": -1,
            "sortf": 0,
            "did": null,
            "tmpls": [self.template()],
            "flds": fields.map(|(ord, field)| self::field(ord, field)).collect::<Vec<_>>(),
            "css": STYLE,
            "latexPre": LATEX_PRE,
            "latexPost": "\\end{document}",
            "latexsvg": false,
            "req": [[0, "any", shown]],
            "tags": [],
            "vers": [],
        })
    }

    fn template(&self) -> Value {
        json!({
            "name": self.template.0,
            "ord": 0,
            "id": self.template.1,
            "qfmt": self.front,
            "afmt": self.back,
            "bqfmt": "",
            "bafmt": "",
            "did": null,
            "bfont": "",
            "bsize": 0,
        })
    }
}

fn field(ord: usize, &(name, id): &(&str, i64)) -> Value {
    json!({
        "name": name,
        "ord": ord,
        "id": id,
        "sticky": false,
        "rtl": false,
        "font": "Arial",
        "size": 20,
        "media": [],
        "description": "",
        "plainText": false,
        "collapsed": false,
        "excludeFromSearch": false,
        "tag": null,
        "preventDeletion": false,
    })
}

/// Anki's own; older versions want one.
const LATEX_PRE: &str = "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\
    \\usepackage[utf8]{inputenc}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\
    \\setlength{\\parindent}{0in}\n\\begin{document}\n";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sha1::{Digest, Sha1};

    use super::*;

    /// The snapshot is a promise to learners. If it differs in a line that begins with `id`,
    /// `field` or `template`, the next package updates nobody's notes: undo the change. If it
    /// differs in `looks`, raise [`LOOKS_CHANGED`] to today and accept it.
    #[test]
    fn note_types_are_frozen() {
        let mut text = String::new();
        for kind in [QUESTION, CHOICE] {
            text += &format!("id {} {}\n", kind.id, kind.name);
            for (ord, (name, id)) in kind.fields.iter().enumerate() {
                text += &format!("field {ord} {id} {name}\n");
            }
            text += &format!("template {} {}\n", kind.template.1, kind.template.0);
            let looks: String = Sha1::digest([kind.front, kind.back, STYLE].join("\0"))
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            text += &format!("looks {LOOKS_CHANGED} {looks}\n\n");
        }
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/write"),
            prepend_module_to_snapshot => false,
        }, { insta::assert_snapshot!("apkg-note-types", text) });
    }

    #[test]
    fn ids_are_unique_and_survive_javascript() {
        let kinds = [QUESTION, CHOICE];
        let inner = |kind: &NoteType| {
            kind.fields.iter().map(|field| field.1).chain([kind.template.1]).collect::<Vec<_>>()
        };
        let ids: Vec<_> = kinds.iter().flat_map(inner).chain(kinds.iter().map(|k| k.id)).collect();
        assert!(ids.iter().all(|&id| id > 0 && id < 1 << 53));
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }

    #[test]
    fn templates_name_only_fields_there_are() {
        for kind in [QUESTION, CHOICE] {
            for part in [kind.front, kind.back].iter().flat_map(|side| side.split("{{").skip(1)) {
                let name = part.split("}}").next().unwrap().trim_start_matches(['#', '/', '^']);
                let known =
                    name == "FrontSide" || kind.fields.iter().any(|(field, _)| *field == name);
                assert!(known, "{}: {name}", kind.name);
            }
            // The first field is never empty, so every note has its card.
            assert!(kind.front.contains("{{Title}}") && !kind.front.contains("{{#Title}}"));
            assert_eq!(kind.model()["req"][0][2][0], 0);
        }
    }
}
