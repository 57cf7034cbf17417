//! A study book: one Markdown file, or a folder with an index and a page for each deck.
//!
//! A folder holds `index.md`, a page for each deck, and what mdBook needs to make a site of it:
//! `SUMMARY.md` and `book.toml`.
//!
//! Questions stand in the order one would study them: by technology, level, difficulty. Anchors
//! are written out (`<a id="…">`), since programs differ in what they make of headings. Labels of
//! link references and footnotes get the question's anchor as prefix, so that those of different
//! questions do not meet in one file.

mod book;
mod inline;
mod links;
mod pages;
mod question;
mod rewrite;

use super::{Corpus, Options, Writer, Written, chapters};
use crate::failure::Result;

/// See the module.
pub(super) const ITEM: Writer = Writer {
    help: "a study book: one Markdown file, or an index and a page for each deck",
    extension: Some("md"),
    folder: true,
    file: true,
    dated: false,
    write,
};

fn write(corpus: &Corpus<'_>, options: &Options) -> Result<Written> {
    let chapters = chapters::chapters(corpus);
    let artifacts = if options.folder {
        pages::write(&chapters, options.folded)
    } else {
        vec![book::write(&chapters, options.folded)]
    };
    Ok(Written { artifacts, ..Written::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample::{self, FILES};

    #[test]
    fn a_book_and_its_pages() {
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/write"),
            prepend_module_to_snapshot => false,
        }, {
            insta::assert_snapshot!("markdown", sample::show(&sample::write(&ITEM, FILES, false)));
            let pages = sample::write(&ITEM, FILES, true);
            insta::assert_snapshot!("markdown-folder", sample::show(&pages));
        });
    }

    #[test]
    fn no_questions_are_an_empty_book() {
        let artifacts = sample::write(&ITEM, &[], false);
        assert_eq!(artifacts[0].bytes, b"# 0 interview questions\n");
        let artifacts = sample::write(&ITEM, &[], true);
        assert_eq!(artifacts[0].path.as_os_str(), "index.md");
    }

    const PAIR: &[(&str, &str)] = &[
        (
            "a.md",
            "---\nid: A-X-001\ntechnology: Go\nrelated: [B-X-001, C-X-001]\n---\n\n## Answer\n\na\n",
        ),
        ("b.md", "---\nid: B-X-001\nprerequisites: [A-X-001]\n---\n\n## Answer\n\nb\n"),
    ];

    #[test]
    fn questions_link_to_each_other() {
        let text =
            |artifact: &super::super::Artifact| String::from_utf8(artifact.bytes.clone()).unwrap();
        let book = text(&sample::write(&ITEM, PAIR, false)[0]);
        assert!(book.contains("Related: [B-X-001](#b-x-001), C-X-001\n"), "{book}");
        let pages = sample::write(&ITEM, PAIR, true);
        let page = text(pages.iter().find(|page| page.path.ends_with("Go/Other.md")).unwrap());
        assert!(
            page.contains("Related: [B-X-001](<../Other/Other.md#b-x-001>), C-X-001\n"),
            "{page}"
        );
    }

    #[test]
    fn links_lead_somewhere() {
        for artifact in sample::write(&ITEM, FILES, false) {
            let text = String::from_utf8(artifact.bytes).unwrap();
            let targets = text.split("](#").skip(1).filter_map(|rest| rest.split(')').next());
            for target in targets {
                let anchor = format!("<a id=\"{target}\"></a>");
                assert_eq!(text.matches(&anchor).count(), 1, "{target}");
            }
        }
    }
}
