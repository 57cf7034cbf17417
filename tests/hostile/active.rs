//! Scripts, handlers, addresses that run, pictures that are programs, styles: in every field of every
//! writer. What is shown as HTML runs nothing; what is data comes back as it was.

use std::io::{Cursor, Read};

use qlint::anki::package::Package;

use crate::support::Bank;

/// Whatever runs, loads or hides something in a page.
const ACTIVE: &str = r#"<script>alert(1)</script> <img src=x.png onerror=alert(1)> <svg onload=alert(1)><script>a</script></svg> <a href="javascript:alert(1)">x</a> [y](javascript:alert(1)) [y](JaVa&#x53;cript:alert(1)) <style>*{display:none}</style> <iframe src="https://example.org"></iframe> <b style="position:fixed" onclick="a()">s</b> [d](data:text/html,<script>x</script>) <javascript:alert(1)> [v](vbscript:x) <link rel=stylesheet href=//e> <object data=x></object> <form action=//e><input onfocus=x autofocus></form> <math><mtext></p><style><img src=x.png onerror=y></style></mtext></math> <details ontoggle=x open> "><img src=x.png onerror=x></b>"#;

fn bank() -> Bank {
    let field = "<script>alert(1)</script>\" onclick='x' <img src=x onerror=y>";
    let single = field.replace('\'', "''");
    let text = format!(
        "---
id: PY-ADV-001
title: 'What is `{single}` {single}?'
kind: core
technology: '{single}'
category: '{single}'
level: Advanced
difficulty: 7
tags: ['{single}']
source: '{single}'
x-note: '{single}'
---

## Answer

{ACTIVE}

<div onclick=\"x\">

<script>
block
</script>

</div>

```html\"><script>x</script>
<script>code</script>
```

## Key Points

- {ACTIVE}
- two

## Common Mistakes

- {ACTIVE}
- b

## Follow-up Questions

- {ACTIVE}?
- What?
"
    );
    let deck = "name = '<script>D</script>::{technology}'\n";
    Bank::new().file("PY-ADV-001.md", text).file("x.png", "pixels").file("deck.toml", deck)
}

/// No element that runs, loads or hides something, no handler, style or address that does.
#[track_caller]
fn is_harmless(html: &str) {
    let lower = html.to_lowercase();
    for tag in lower.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        let active = [
            "script", "svg", "style", "iframe", "link", "object", "form", "input", "math", "base",
            "meta", "embed",
        ];
        assert!(!active.contains(&name), "<{tag}> in {html}");
        // Attributes are those that were written by us, between double quotes.
        for (at, part) in tag.split('"').enumerate() {
            let handler =
                part.split(' ').any(|word| word.starts_with("on") || word.starts_with("style"));
            assert!(at % 2 == 1 || !handler, "<{tag}> in {html}");
            let runs =
                ["javascript:", "vbscript:", "data:"].iter().any(|scheme| part.starts_with(scheme));
            assert!(at % 2 == 0 || !runs, "<{tag}> in {html}");
        }
    }
}

#[test]
fn notes_of_a_package_are_harmless() {
    let bank = bank();
    let ran = bank.run(&["export", "-o", "x.apkg"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let bytes = bank.read("x.apkg");
    let package = Package::open(&bytes).unwrap();
    for note in &package.notes {
        assert!(note.fields.iter().any(|field| field.contains("&lt;script&gt;")));
        note.fields.iter().for_each(|field| is_harmless(field));
    }
    // Templates are ours; nothing of a question is in them.
    assert!(package.note_types.values().all(|kind| !kind.css.contains("alert(1)")));
    let mut media = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    zip.by_name("media").unwrap().read_to_string(&mut media).unwrap();
    assert!(!media.contains('<'), "{media}");
    // And what was written comes back.
    assert_eq!(bank.run(&["import", "x.apkg", "-o", "back"]).status, 0);
    let back = String::from_utf8(bank.read("back/PY-ADV-001.md")).unwrap();
    assert!(back.contains(ACTIVE), "{back}");
}

#[test]
fn a_table_for_anki_is_harmless() {
    let bank = bank();
    assert_eq!(bank.run(&["export", "--anki", "-o", "x.csv"]).status, 0);
    let text = String::from_utf8(bank.read("x.csv")).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .flexible(true)
        .from_reader(rows.as_bytes());
    for record in reader.records() {
        let record = record.unwrap();
        // Behind guid, note type and deck, which are names, stand the fields; the last are tags.
        let fields = record.iter().skip(3).take(record.len() - 4);
        fields.for_each(is_harmless);
    }
}

#[test]
fn tables_and_json_hold_the_text_as_it_is() {
    for out in ["x.csv", "x.json"] {
        let bank = bank();
        assert_eq!(bank.run(&["export", "-o", out]).status, 0);
        assert_eq!(bank.run(&["import", out, "-o", "back"]).status, 0);
        let back = String::from_utf8(bank.read("back/PY-ADV-001.md")).unwrap();
        assert!(back.contains(ACTIVE), "{out}: {back}");
    }
}

/// A book is Markdown as the questions are: their text is as it was, and whoever shows it as HTML
/// decides what to let through. What the book itself makes of fields is text.
#[test]
fn fields_in_a_book_are_text() {
    let bank = bank();
    let ran = bank.run(&["export", "--to", "markdown", "-o", "book"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let text = bank.run(&["export", "--to", "markdown", "-o", "-", "PY-ADV-001.md"]).stdout;
    let body = text.find("#### Answer").unwrap();
    // Outside code, which shows it, each tag is escaped.
    let plain: String = text[..body].split('`').step_by(2).collect();
    let bare = plain.match_indices('<').filter(|(at, _)| {
        !plain[..*at].ends_with('\\')
            && !plain[*at..].starts_with("<a id=")
            && !plain[*at..].starts_with("</a>")
    });
    assert_eq!(bare.count(), 0, "{}", &text[..body]);
    assert!(bank.names("book").iter().all(|name| !name.contains('<') && !name.contains('"')));
}
