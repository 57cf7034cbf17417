use super::super::sample::{assert_places, dump};
use super::*;
use crate::document::{Document, SectionNames};

/// A file with one question and all that the template has.
const FULL: &str = "\u{feff}### What *is* a `Pin`, and why?

```rust
#### Answer is not here
let pin = Box::pin(future);
```

#### Answer

<!-- Your answer goes here. -->

It keeps a value where it is.

##### Moving #

A move changes the address.

> #### Answer

##### Not `Unpin`

- futures <!-- tags are not said here --> that borrow

#### Good to hear

  * `Unpin` is an auto trait
  * most types have it

##### Additional links

<!-- Whenever possible, link a more detailed explanation. -->

* [Pinning](https://example.org/pin)

<!-- tags: (rust,async programming) -->

<!-- expertise: (2) -->

<!-- Expertise levels:
    0: junior
    1: expert -->
";

/// Several questions under headings of their own, at other levels.
const MANY: &str = "\
# Rust

Welcome.

## Ownership

### What is a move?

#### ANSWER:

A change of owner.

#### Example

`let b = a;`

<!-- tags: () -->
<!-- expertise: () -->

### What is a borrow?
#### Answer
#### Good to hear

##### Additional links

<!-- expertise: (3) --> <!-- tags: (a, b) -->
<!-- tags: (a,b)
tags: (c) -->
<!-- tag: (d) -->

### About us

Nobody.
";

fn source(text: &str) -> Source {
    Source { text: text.to_owned(), path: "rust/pinning.md".into(), ..Source::default() }
}

fn dumped(text: &str) -> String {
    let source = source(text);
    dump(&source, &read(&source, &Options::default()))
}

#[test]
fn questions_are_read() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/read"),
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("qa", dumped(FULL));
        insta::assert_snapshot!("qa-many", dumped(MANY));
    });
}

#[test]
fn places_in_the_body_are_places_in_the_file() {
    for text in [FULL.to_owned(), MANY.to_owned(), FULL.replace('\n', "\r\n")] {
        let source = source(&text);
        assert_places(&source, &read(&source, &Options::default()));
    }
}

#[test]
fn line_ends_and_levels_do_not_matter() {
    let clean = |text: String| text.replace("\\r", "").replace("\r\n", "\n").replace('\r', "\n");
    let expected = clean(dumped(FULL));
    let up = FULL.replace("\n###", "\n##").replace("\u{feff}###", "\u{feff}##");
    for text in [
        FULL.replace('\n', "\r\n"),
        FULL.replace('\n', "\r"),
        FULL.trim_end().to_owned(),
        FULL.replace("\n#### Answer\n", "\n   ####  answer: ##  \n"),
        FULL.replace('\u{feff}', ""),
        up.replace("## Answer is", "### Answer is").replace("> ### A", "> #### A"),
    ] {
        assert_eq!(clean(dumped(&text)).replace("\\n", ""), expected.replace("\\n", ""), "{text}");
    }
}

#[test]
fn what_stands_in_a_section_stays_in_it() {
    let source = source(FULL);
    let reading = read(&source, &Options::default());
    let document = Document::new(&reading.questions[0], &SectionNames::default());
    let names: Vec<_> = document.sections.iter().map(|section| &*section.name).collect();
    assert_eq!(names, ["Question", "Answer", "Key Points", "Additional Links"]);
    let parts: Vec<_> = document.sections[1].subsections.iter().map(|part| &*part.name).collect();
    assert_eq!(parts, ["Moving", "Not Unpin"]);
}

#[test]
fn other_files_are_refused() {
    for text in [
        "",
        "---\nid: A\n---\n\n## Answer\n\nYes.\n",
        "### Q?\n\n##### Answer\n\nYes.\n",
        "### Answer\n\nYes.\n",
        "```\n### Q?\n#### Answer\n```\n",
        "> ### Q?\n> #### Answer\n",
        "#### Q1. What?\n\n- [ ] a\n- [x] b\n",
    ] {
        let source = source(text);
        let reading = read(&source, &Options::default());
        assert!(reading.questions.is_empty(), "{text}");
        let rules: Vec<_> = reading.diagnostics.iter().map(|d| (d.rule, d.span)).collect();
        assert_eq!(rules, [("import/nothing-recognised", Span::at(0))]);
    }
}
