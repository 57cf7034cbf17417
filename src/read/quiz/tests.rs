use super::super::sample;
use super::*;
use crate::document::{Document, SectionNames};

/// A page of good questions in all the forms that the format has.
const PAGE: &str = "\u{feff}## Shell

Some words of the page. [Back](../README.md)

#### Q1. Which command prints a *line* of `text`?

- [ ] `cat`
- [x] `echo`
- [ ] a \\* `glob`
- [ ] none

[Reference](https://example.org/echo)

####Q2.What does this script print?

```sh
# Q9. not a question
for i in 1 2; do echo $i; done
```

What if `seq` is missing?

* [ ] A

```text
12
```

* [X] B

```text
1
2
```

**Explanation:** `echo` ends each line.

### Q3: Which picture shows a pipe? ###

- [ ]

![one](images/1.png)

- [ x]

![two](images/2.png)

- [ ] ```sh
  cat
  ```

#### 4. Which of these sets are empty? Mark all.

1. [x] `[]`
2. [x] [ ]
3. [ ] one
      that goes on
4. [ ] You  
       win
      [Reference](https://example.org/sets)

---

<!--
#### Q5. Is this still asked?

- [x] no
- [ ] yes
-->

## Advanced

#### Q6. Which file is read first?
- [ ] `.profile`
- [x] `/etc/profile`
Because it is global.
---
#### Which has no number?

-[x] this one
-[ ]that one

**Explanation:**
It is counted.

##### A heading of its own

- more
";

/// A page where much is wrong.
const BROKEN: &str = "\
#### Q1. Which signal cannot be caught?

- [x] KILL
- [ ] TERM

[Reference](https://example.org/signal)
Q2. Which signal stops a process?

- [x] STOP - [ ] CONT - [ ] `a - [ ] b`

#### Q3. What is the width?

```css
p { width: 1px }
 ```md
- [x] 1px
- [ ] 2px

#### Q4. What comes next?

```sh
exit 1

- [x] a status
- [ ] nothing

#### Q5. And now? - [ ] this - [x] that

#### Q6. Which one lacks a box?

- [x] this
- that
- [ ] another

A paragraph.

- [ ] behind

#### Q7. Which letters?

a) alpha
b) beta

Both are Greek.

#### Q8. Which none?

- [ ] one
- [ ] two
- [x]

## Part two

Words of nobody.

#### Q9. Which tag?

<textarea>

- [ ] one
- [x] two

```sh
echo the end

#### Q10. What is cut o";

fn source(text: &str) -> Source {
    Source { text: text.to_owned(), ..Source::default() }
}

fn read_all(source: &Source) -> Reading<'_> {
    read(source, &Options::default())
}

/// Everything a reading holds, for people.
fn dump(source: &Source) -> String {
    sample::dump(source, &read_all(source))
}

/// The options of each question as Markdown knows them: `+` marked, `-` not, `?` no task.
fn marks(source: &Source) -> Vec<String> {
    let names = SectionNames::default();
    let marks = |question: &crate::question::Question<'_>| {
        let document = Document::new(question, &names);
        let items = document.section("Options").map(|section| document.items(section));
        let mark = |checked| match checked {
            Some(true) => '+',
            Some(false) => '-',
            None => '?',
        };
        items.unwrap_or_default().iter().map(|item| mark(item.checked)).collect()
    };
    read_all(source).questions.iter().map(marks).collect()
}

#[test]
fn pages_are_read() {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/read"),
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("quiz", dump(&source(PAGE)));
        insta::assert_snapshot!("quiz-broken", dump(&source(BROKEN)));
    });
}

#[test]
fn options_are_a_task_list() {
    assert_eq!(marks(&source(PAGE)), ["-+--", "-+", "-+-", "++--", "-+", "+-"]);
    let expected = ["+-", "+--", "+-", "+-", "-+", "+---", "--", "--", "-+", ""];
    assert_eq!(marks(&source(BROKEN)), expected);
}

#[test]
fn line_ends_do_not_matter() {
    let clean =
        |text: String| text.replace("\\r", "\\n").replace("\\n\\n", "\\n").replace('\u{feff}', "");
    for page in [PAGE, BROKEN] {
        let expected = marks(&source(page));
        let variants = [
            page.replace('\n', "\r\n"),
            page.replace('\n', "\r"),
            page.trim_end().to_owned(),
            page.trim_start_matches('\u{feff}').to_owned(),
        ];
        for text in variants {
            assert_eq!(marks(&source(&text)), expected);
        }
        let windows = dump(&source(&page.replace('\n', "\r\n"))).replace('\r', "");
        assert_eq!(
            clean(windows).replace("\\n", ""),
            clean(dump(&source(page))).replace("\\n", "")
        );
    }
}

#[test]
fn places_in_the_body_are_places_in_the_page() {
    for page in [PAGE, BROKEN] {
        let source = source(page);
        for question in read_all(&source).questions {
            let text = question.body.text();
            for (at, word) in text.match_indices(|c: char| c.is_alphanumeric()) {
                let cut = source.slice(question.body.locate(at..at + word.len()));
                let heading = text[..at].rsplit('\n').next().unwrap_or_default().starts_with("## ");
                // What was written for the reader: headings and boxes.
                assert!(cut == word || heading || cut.contains('['), "{word} {cut} {text}");
            }
        }
    }
}

#[test]
fn other_pages_have_no_questions() {
    let cases = [
        "",
        "Home\n",
        "# Plan\n\n- [ ] one\n- [x] two\n",
        "# Plan\n\n## 1. First\n\n- [ ] one\n- [x] two\n\n## 2. Second\n\n- [ ] three\n",
        "# How to write\n\n```md\n#### Q1. Why?\n\n- [ ] one\n- [x] two\n```\n",
        "<!--\n#### Q1. Why?\n\n- [ ] one\n- [x] two\n-->\n",
        "    #### Q1. Why?\n\n- [ ] one\n- [x] two\n",
        "---\nid: A-B-001\ntitle: Why?\nkind: mcq\n---\n\n## Options\n\n- [ ] one\n- [x] two\n",
        "### What is a closure?\n\n#### Answer\n\nA function.\n",
        "<details>\n<summary>Why?</summary><br><b>\n\n- [x] so\n</b></details>\n",
        "#### Q1. Why?\n\nBecause.\n",
    ];
    for text in cases {
        let source = source(text);
        let reading = read_all(&source);
        assert!(reading.questions.is_empty(), "{text}");
        let rules: Vec<_> = reading.diagnostics.iter().map(|d| (d.rule, d.span)).collect();
        assert_eq!(rules, [("import/nothing-recognised", Span::at(0))], "{text}");
    }
}

#[test]
fn hostile_pages_are_read_once() {
    let head = "#### Q1. Why?\n\n- [ ] one\n- [x] two\n";
    let lines = [
        "```a\n- [ ] x\ntext\n~~~a\ntext\n",
        "```a\n",
        "<!--\n",
        "- [ ] a - [x] b",
        "#### Q2.\n```a\n",
        "Q3. x\n",
    ];
    for line in lines {
        let text = format!("{head}{}", line.repeat(200_000 / line.len()));
        assert!(!read_all(&source(&text)).questions.is_empty(), "{line}");
    }
}
