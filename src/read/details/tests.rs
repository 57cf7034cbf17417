use super::super::sample::{assert_places, dump};
use super::*;

/// Good questions in all their variants.
const PAGE: &str = "\u{feff}# Shell

A table of contents with `<details>` in it, and a sentence.

<details><summary>Table of contents</summary>

- [Basics](#basics)
</details>

## Questions

<a name=\"basics\"></a>
### Basics & `more`

<details>
<summary>What does <code>kill -0 <PID></code> do &amp; why?</summary><br><b>

  * it asks
    * whether a process is there
  * it sends nothing

## In short

A <b>test</b>.<br>
</b></details>

[Back to the top](#shell)

<details>
<summary>True or False? `cd -` goes back</summary><br>
<b>
    True: to `$OLDPWD`.
</b>
</details>

<DETAILS open><Summary>Empty?</Summary><br><b>
</b></DETAILS>
<!-- <details><summary>Not yet</summary>no</details> -->

<details>
<summary>What is printed?

```sh
echo '</details>' # <summary>
```

And why?
</summary></b>

<b>Nothing</b> is.

```html
<details>
<summary>Not a question</summary>
</details>
```

<details>
<summary>A hint inside the answer</summary>
Read on.
</details>
</b>
</details>

Text Processing
---

<details><summary>Place them<br>
<img src=\"a.png\"/></summary>
<img src=\"b.png\"/></details>

<details>
<summary>Files</summary>

#### inside a group

<details><summary>One?</summary><b>1</b></details>
<details><summary>Two?</summary><b>2</b> or 3</details>
</details>
";

/// Faults of every sort.
const BROKEN: &str = "\
### Faults

</details>

<details>
<summary>Never closed?</summary><br><b>

Right.

<details>
<summary>A fence that is open?</summary>

```sh
ls
</b></details>

<details>
<summary>Behind it?</summary>

Still read.
</details>

Lost between questions.

<details>
[Question] A template nobody filled in

[Answer] None
</details>

<details>
<summary>One line<br><b>and no end</b>
</details>

<summary>On its own?</summary>
Yes.
<summary>And another?</summary>
Yes.

### Next

<details><summary>Show answer</summary>42</details>
<details><summary></summary>To what?</details>
<details><summary>The last?</summary>

~~~
yes
</details>
";

fn source(text: &str) -> Source {
    Source { text: text.to_owned(), path: "shell/README.md".into(), ..Source::default() }
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
        insta::assert_snapshot!("details", dumped(PAGE));
        insta::assert_snapshot!("details-broken", dumped(BROKEN));
    });
}

#[test]
fn places_in_the_body_are_places_in_the_file() {
    for text in [PAGE.to_owned(), BROKEN.to_owned(), PAGE.replace('\n', "\r\n")] {
        let source = source(&text);
        assert_places(&source, &read(&source, &Options::default()));
    }
}

#[test]
fn line_ends_do_not_matter() {
    let clean = |text: String| {
        text.replace("\\r\\n", "\\n")
            .replace("\\r", "\\n")
            .replace("\r\n", "\n")
            .replace('\r', "\n")
    };
    for page in [PAGE, BROKEN] {
        let expected = clean(dumped(page));
        for text in [
            page.replace('\n', "\r\n"),
            page.replace('\n', "\r"),
            page.trim_end().to_owned(),
            page.replace('\u{feff}', ""),
        ] {
            assert_eq!(clean(dumped(&text)), expected);
        }
    }
}

#[test]
fn an_answer_loses_the_markup_of_the_format_and_no_other() {
    let cases = [
        ("<br><b>yes</b>", "yes", 0),
        ("<br><b>\n\nyes\n\n</b><br/>\n", "yes", 0),
        ("<br>\n<b>\nyes</b>\n\nand no\n", "yes\n\nand no", 0),
        ("<br></b>\nyes\n</b>", "yes", 1),
        ("<br><b>\nyes", "yes", 1),
        ("yes <b>no", "yes no", 1),
        ("<b>Note:</b> yes <b>no</b>", "<b>Note:</b> yes <b>no</b>", 0),
        ("<b>\n`</b>` ends it\n</b>", "`</b>` ends it", 0),
        ("<b>\n\n    code\n</b>", "    code", 0),
        ("<b>\n    - no code\n</b>", "- no code", 0),
        ("<br><b>\n# One\n## Two\n</b>", "### One\n#### Two", 0),
        ("<br><b>\n<br>\n</b>\n", "", 0),
        ("", "", 0),
    ];
    for (answer, expected, unbalanced) in cases {
        let text = format!("<details><summary>Q?</summary>{answer}</details>");
        let source = source(&text);
        let reading = read(&source, &Options::default());
        let body = reading.questions[0].body.text();
        let found = body.strip_prefix("## Answer\n").unwrap();
        assert_eq!(found.trim_start_matches('\n').trim_end(), expected, "{answer:?}");
        let rules: Vec<_> = reading.diagnostics.iter().map(|one| one.rule).collect();
        assert_eq!(rules, vec!["import/unbalanced-markup"; unbalanced], "{answer:?}");
    }
}

#[test]
fn an_empty_answer_is_known_at_its_summary() {
    let source = source("<details>\n<summary>Why?</summary><br><b>\n</b></details>\n");
    let reading = read(&source, &Options::default());
    let body = &reading.questions[0].body;
    assert_eq!(body.text(), "## Answer\n");
    assert_eq!(source.slice(body.locate(3..9)), "Why?");
}

#[test]
fn other_files_are_refused() {
    for text in [
        "",
        "---\nid: A\n---\n\n## Answer\n\n<details><summary>More?</summary>x</details>\n",
        "#### Q1. What?\n\n- [x] a\n\n<details><summary>Answer</summary>a</details>\n",
        "`<details><summary>Q?</summary>x</details>`\n",
        "```\n<details><summary>Q?</summary>x</details>\n```\n",
        "<!-- <details><summary>Q?</summary>x</details> -->\n",
        "<details>no question</details>\n",
        "<detailsx><summaryx>Q?</summaryx></detailsx>\n",
    ] {
        let source = source(text);
        let reading = read(&source, &Options::default());
        assert!(reading.questions.is_empty(), "{text}");
        let rules: Vec<_> = reading.diagnostics.iter().map(|d| (d.rule, d.span)).collect();
        assert_eq!(rules, [("import/nothing-recognised", Span::at(0))]);
    }
}

/// Texts of that many hostile tags.
const HOSTILE: &[fn(usize) -> String] = &[
    |many| "<details>".repeat(many),
    |many| "<details><summary>".repeat(many),
    |many| "<details>\n<summary>Q?</summary>\n```\n".repeat(many / 10),
    |many| "<summary>Q?</summary>".repeat(many),
    |many| "<!-- ".repeat(many) + "<details><summary>Q?</summary></details>",
    |many| {
        "<details><summary>Q?</summary>".to_owned() + &"<br>".repeat(many) + &"</b>".repeat(many)
    },
    |many| "<details><summary>".to_owned() + &"<&`".repeat(many) + "</summary></details>",
];

#[test]
fn hostile_files_take_no_longer_than_others() {
    let time = |text: String| {
        let source = source(&text);
        let start = std::time::Instant::now();
        read(&source, &Options::default());
        start.elapsed()
    };
    for text in HOSTILE {
        // Eight times the text takes eight times as long, where each tag looked through all others
        // it took 64 times. On a busy machine a try may be disturbed, but not each of ten.
        let grows = || time(text(40_000)) > 24 * time(text(5_000));
        assert!((0..10).any(|_| !grows()), "{}", &text(100)[..40]);
    }
}
