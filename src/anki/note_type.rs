//! The four note types.
//!
//! **Frozen from the first release:** the ids of note types, fields and templates, the order of
//! the fields, and the list of templates. Anki takes notes whose note type differs in these for
//! notes of another type: it would skip every update. Names, templates and style may change; then
//! raise [`LOOKS_CHANGED`]. What needs a new field takes one of the spare ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{cloze, text};

/// When templates or style last changed, in seconds since 1970: 2026-11-21T00:00:00Z.
///
/// Anki takes new looks only with a later time here. Raise it with every change (a test reminds),
/// never beyond the day of the release.
pub const LOOKS_CHANGED: i64 = 1_795_996_800;

const STYLE: &str = include_str!("template/style.css");

/// A side of a card, made of the pieces in `template/`.
///
/// A front with a gate is there only if that field is filled. A back begins with the front, in
/// `answered`, by which the style tells the sides apart.
macro_rules! card {
    (front; $($piece:literal),+) => {
        concat!("<article class=\"front\" dir=\"auto\">\n", $(piece!($piece)),+, "</article>\n")
    };
    (front if $gate:literal; $($piece:literal),+) => {
        concat!("{{#", $gate, "}}\n", card!(front; $($piece),+), "{{/", $gate, "}}\n")
    };
    (back $class:literal; $($piece:literal),+) => {
        card!(back $class, "{{FrontSide}}\n"; $($piece),+)
    };
    (back $class:literal, $front:expr; $($piece:literal),+) => {
        concat!(
            "<div class=\"answered", $class, "\">\n", $front, "<hr id=answer>\n",
            "<article class=\"back\" dir=\"auto\">\n", $(piece!($piece)),+, "</article>\n</div>\n"
        )
    };
}

macro_rules! piece {
    ($name:literal) => {
        include_str!(concat!("template/", $name))
    };
}

/// What stands between the ids in the field `Related`.
pub const RELATED_BREAK: &str = ", ";

/// A note type.
#[derive(Debug)]
pub struct NoteType {
    /// Its id in every collection.
    pub id: i64,
    /// Its name.
    pub name: &'static str,
    /// Whether a card is made for each number of a gap, instead of for each template.
    pub cloze: bool,
    /// Names and ids.
    pub fields: &'static [(&'static str, i64)],
    /// What its cards look like; a card is there if its front shows a field that is not empty.
    pub templates: &'static [Template],
}

/// The look of a sort of card.
#[derive(Debug)]
pub struct Template {
    /// Its name.
    pub name: &'static str,
    /// Its id.
    pub id: i64,
    /// The front.
    pub front: &'static str,
    /// The back.
    pub back: &'static str,
}

/// Questions that one answers in one's own words.
pub const QUESTION: NoteType = NoteType {
    id: 1_763_750_400_417,
    name: "qlint Question",
    cloze: false,
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
        ("FollowUps", 2_417_903_118_640_111),
        ("Mistakes", 2_417_903_118_640_112),
        ("Related", 2_417_903_118_640_113),
        ("Source", 2_417_903_118_640_114),
        ("Data", 2_417_903_118_640_115),
        ("Extra1", 2_417_903_118_640_116),
        ("Extra2", 2_417_903_118_640_117),
        ("Extra3", 2_417_903_118_640_118),
        ("Extra4", 2_417_903_118_640_119),
    ],
    templates: &[
        Template {
            name: "Question",
            id: 2_417_903_118_640_191,
            front: card!(front; "head.html", "prompt.html"),
            back: card!(back ""; "answer.html", "details.html", "foot.html", "folds.html"),
        },
        Template {
            name: "Follow-ups",
            id: 2_417_903_118_640_192,
            front: card!(front if "FollowUps"; "head.html", "follow_ups_front.html"),
            back: card!(back " about-follow-ups"; "folded_answer.html", "details.html", "foot.html", "folds.html"),
        },
        Template {
            name: "Mistakes",
            id: 2_417_903_118_640_193,
            front: card!(front if "Mistakes"; "head.html", "prompt.html", "mistakes_front.html"),
            back: card!(back " about-mistakes"; "mistakes_back.html", "folded_answer.html", "details.html", "foot.html", "folds.html"),
        },
        Template {
            name: "Spare",
            id: 2_417_903_118_640_194,
            front: card!(front if "Extra4"; "spare_front.html"),
            back: card!(back ""; "spare_back.html"),
        },
    ],
};

/// Questions with options to choose from.
pub const CHOICE: NoteType = NoteType {
    id: 1_763_750_400_583,
    name: "qlint Choice",
    cloze: false,
    fields: &[
        ("Title", 2_417_903_118_641_101),
        ("Id", 2_417_903_118_641_102),
        ("Technology", 2_417_903_118_641_103),
        ("Category", 2_417_903_118_641_104),
        ("Level", 2_417_903_118_641_105),
        ("Difficulty", 2_417_903_118_641_106),
        ("Kind", 2_417_903_118_641_107),
        ("Prompt", 2_417_903_118_641_108),
        ("Options", 2_417_903_118_641_109),
        ("Explanation", 2_417_903_118_641_110),
        ("Details", 2_417_903_118_641_111),
        ("Related", 2_417_903_118_641_112),
        ("Source", 2_417_903_118_641_113),
        ("Data", 2_417_903_118_641_114),
        ("Extra1", 2_417_903_118_641_115),
        ("Extra2", 2_417_903_118_641_116),
        ("Extra3", 2_417_903_118_641_117),
        ("Extra4", 2_417_903_118_641_118),
    ],
    templates: &[
        Template {
            name: "Choice",
            id: 2_417_903_118_641_191,
            front: card!(front; "head.html", "prompt.html", "choice_front.html", "choice_script.html"),
            back: card!(back ""; "explanation.html", "details.html", "foot.html", "folds.html"),
        },
        Template {
            name: "Spare",
            id: 2_417_903_118_641_192,
            front: card!(front if "Extra4"; "spare_front.html"),
            back: card!(back ""; "spare_back.html"),
        },
    ],
};

/// Steps of mock interviews.
pub const INTERVIEW: NoteType = NoteType {
    id: 1_763_750_400_659,
    name: "qlint Interview",
    cloze: false,
    fields: &[
        ("Title", 2_417_903_118_642_101),
        ("Id", 2_417_903_118_642_102),
        ("Technology", 2_417_903_118_642_103),
        ("Category", 2_417_903_118_642_104),
        ("Level", 2_417_903_118_642_105),
        ("Difficulty", 2_417_903_118_642_106),
        ("Kind", 2_417_903_118_642_107),
        ("Scenario", 2_417_903_118_642_108),
        ("Step", 2_417_903_118_642_109),
        ("Heading", 2_417_903_118_642_110),
        ("Interviewer", 2_417_903_118_642_111),
        ("Candidate", 2_417_903_118_642_112),
        ("Details", 2_417_903_118_642_113),
        ("Related", 2_417_903_118_642_114),
        ("Source", 2_417_903_118_642_115),
        ("Data", 2_417_903_118_642_116),
        ("Extra1", 2_417_903_118_642_117),
        ("Extra2", 2_417_903_118_642_118),
        ("Extra3", 2_417_903_118_642_119),
        ("Extra4", 2_417_903_118_642_120),
    ],
    templates: &[
        Template {
            name: "Step",
            id: 2_417_903_118_642_191,
            front: card!(front; "head.html", "interview_front.html", "folds.html"),
            back: card!(back ""; "interview_back.html", "foot.html", "folds.html"),
        },
        Template {
            name: "Spare",
            id: 2_417_903_118_642_192,
            front: card!(front if "Extra4"; "spare_front.html"),
            back: card!(back ""; "spare_back.html"),
        },
    ],
};

/// Questions with gaps to fill.
pub const CLOZE: NoteType = NoteType {
    id: 1_763_750_400_821,
    name: "qlint Cloze",
    cloze: true,
    fields: &[
        ("Title", 2_417_903_118_643_101),
        ("Id", 2_417_903_118_643_102),
        ("Technology", 2_417_903_118_643_103),
        ("Category", 2_417_903_118_643_104),
        ("Level", 2_417_903_118_643_105),
        ("Difficulty", 2_417_903_118_643_106),
        ("Kind", 2_417_903_118_643_107),
        ("Text", 2_417_903_118_643_108),
        ("Details", 2_417_903_118_643_109),
        ("Related", 2_417_903_118_643_110),
        ("Source", 2_417_903_118_643_111),
        ("Data", 2_417_903_118_643_112),
        ("Extra1", 2_417_903_118_643_113),
        ("Extra2", 2_417_903_118_643_114),
        ("Extra3", 2_417_903_118_643_115),
        ("Extra4", 2_417_903_118_643_116),
    ],
    templates: &[Template {
        name: "Cloze",
        id: 2_417_903_118_643_191,
        front: card!(front; "head.html", "cloze_front.html"),
        // Anki shows the gaps of `FrontSide` unfilled.
        back: card!(back "", card!(front; "head.html", "cloze_front.html"); "details.html", "foot.html", "folds.html"),
    }],
};

/// All note types.
pub const ALL: [&NoteType; 4] = [&QUESTION, &CHOICE, &INTERVIEW, &CLOZE];

/// All note types, as the `models` of a collection.
pub fn models() -> Value {
    ALL.into_iter().map(|kind| (kind.id.to_string(), kind.model())).collect()
}

impl NoteType {
    /// The cards that a note with these fields has, by the places of their templates, or for clozes
    /// by their numbers from 0. One it has in any case.
    pub fn cards(&self, fields: &[String]) -> Vec<u16> {
        let mut cards: Vec<u16> = if self.cloze {
            let numbers = fields.iter().flat_map(|field| cloze::numbers(field));
            numbers.map(|number| number.min(cloze::MOST) - 1).collect()
        } else {
            let filled = |name: &str| {
                let field = self.fields.iter().position(|(field, _)| *field == name);
                field.and_then(|at| fields.get(at)).is_some_and(|field| !text::is_empty(field))
            };
            let shown = (0..).zip(self.templates).filter(|(_, template)| template.shows(filled));
            shown.map(|(ord, _)| ord).collect()
        };
        cards.sort_unstable();
        cards.dedup();
        if cards.is_empty() { vec![0] } else { cards }
    }

    fn model(&self) -> Value {
        let fields = self.fields.iter().enumerate().map(|(ord, field)| self::field(ord, field));
        let templates = self.templates.iter().enumerate();
        // New versions of Anki find it out for themselves.
        let needs = templates.clone().map(|(ord, template)| self.needs(ord, template));
        json!({
            "id": self.id,
            "name": self.name,
            "type": i32::from(self.cloze),
            "mod": LOOKS_CHANGED,
            "usn": -1,
            "sortf": 0,
            "did": null,
            "tmpls": templates.map(|(ord, template)| template.model(ord)).collect::<Vec<_>>(),
            "flds": fields.collect::<Vec<_>>(),
            "css": STYLE,
            "latexPre": LATEX_PRE,
            "latexPost": "\\end{document}",
            "latexsvg": false,
            "req": needs.collect::<Vec<_>>(),
            "tags": [],
            "vers": [],
        })
    }

    /// What a front needs, as Anki says it: any of these fields, or else all of these.
    fn needs(&self, ord: usize, template: &Template) -> Value {
        let all = |shown: &dyn Fn(&str) -> bool| {
            let fields = self.fields.iter().enumerate().filter(|(_, (name, _))| shown(name));
            fields.map(|(ord, _)| ord).collect::<Vec<_>>()
        };
        let alone = all(&|field| template.shows(|name| name == field));
        if alone.is_empty() {
            return json!([ord, "all", all(&|field| !template.shows(|name| name != field))]);
        }
        json!([ord, "any", alone])
    }
}

/// What stands between the braces of each front, by the ids of templates: to look for it in each
/// would take longer than all else that is known of a note's cards.
static NAMES: LazyLock<HashMap<i64, Vec<&'static str>>> = LazyLock::new(|| {
    let names = |template: &'static Template| {
        let parts = template.front.split("{{").skip(1);
        parts.map(|part| part.split("}}").next().unwrap_or_default()).collect()
    };
    let templates = ALL.into_iter().flat_map(|kind| kind.templates);
    templates.map(|template| (template.id, names(template))).collect()
});

impl Template {
    /// Whether the front shows a field, if these are the filled ones.
    fn shows(&self, filled: impl Fn(&str) -> bool) -> bool {
        // The sections around the place, and how many of them to the innermost filled one.
        let (mut depth, mut open) = (0, 0);
        for name in NAMES.get(&self.id).into_iter().flatten().copied() {
            if let Some(gate) = name.strip_prefix('#') {
                open += usize::from(open == depth && filled(gate));
                depth += 1;
            } else if name.starts_with('/') {
                depth -= 1;
                open = open.min(depth);
            } else if open == depth && filled(name) {
                return true;
            }
        }
        false
    }

    fn model(&self, ord: usize) -> Value {
        json!({
            "name": self.name,
            "ord": ord,
            "id": self.id,
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
    let spare = name.starts_with("Extra");
    let data = name == "Data";
    let description = match name {
        "Data" => "Kept by qlint, never shown: please leave it as it is",
        _ if spare => "Spare: later versions of qlint may use it",
        _ => "",
    };
    json!({
        "name": name,
        "ord": ord,
        "id": id,
        "sticky": false,
        "rtl": false,
        "font": "Arial",
        "size": 20,
        "media": [],
        "description": description,
        "plainText": data,
        "collapsed": data || spare,
        "excludeFromSearch": data,
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
        for kind in ALL {
            text += &format!("id {} {} {}\n", kind.id, kind.cloze, kind.name);
            for (ord, (name, id)) in kind.fields.iter().enumerate() {
                text += &format!("field {ord} {id} {name}\n");
            }
            for (ord, template) in kind.templates.iter().enumerate() {
                text += &format!("template {ord} {} {}\n", template.id, template.name);
                let looks = [template.front, template.back, STYLE].join("\0");
                let looks = Sha1::digest(looks);
                let looks: String = looks.iter().map(|byte| format!("{byte:02x}")).collect();
                text += &format!("looks {LOOKS_CHANGED} {looks}\n");
            }
            text += "\n";
        }
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/write"),
            prepend_module_to_snapshot => false,
        }, { insta::assert_snapshot!("apkg-note-types", text) });
    }

    #[test]
    fn ids_are_unique_and_survive_javascript() {
        let inner = |kind: &NoteType| {
            let fields = kind.fields.iter().map(|field| field.1);
            fields.chain(kind.templates.iter().map(|template| template.id)).collect::<Vec<_>>()
        };
        let ids: Vec<_> =
            ALL.into_iter().flat_map(inner).chain(ALL.iter().map(|kind| kind.id)).collect();
        assert!(ids.iter().all(|&id| id > 0 && id < 1 << 53));
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }

    #[test]
    fn templates_name_only_fields_there_are() {
        for kind in ALL {
            let sides = kind.templates.iter().flat_map(|template| [template.front, template.back]);
            for part in sides.flat_map(|side| side.split("{{").skip(1)) {
                let name = part.split("}}").next().unwrap();
                let name = name.trim_start_matches(['#', '/', '^']).trim_start_matches("cloze:");
                let known =
                    name == "FrontSide" || kind.fields.iter().any(|(field, _)| *field == name);
                assert!(known, "{}: {name}", kind.name);
            }
        }
    }

    #[test]
    fn every_note_has_its_first_card_and_no_other_unasked() {
        for kind in ALL {
            let (first, others) = kind.templates.split_first().unwrap();
            // The first field is never empty.
            assert!(kind.cloze || first.shows(|name| name == "Title"), "{}", kind.name);
            for other in others {
                assert!(!other.shows(|name| name == "Title"), "{}: {}", kind.name, other.name);
            }
        }
    }
}
