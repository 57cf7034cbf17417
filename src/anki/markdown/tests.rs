//! HTML as people and programs write it, and the Markdown of it.

use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};
use pulldown_cmark::{Event, Parser};

use super::*;
use crate::document::markdown_options;

fn from(html: &str) -> String {
    let how = How { headings: Headings::Below(3), media: &|_| None };
    markdown(html, how)
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .filter(|(html, expected)| from(html) != *expected)
        .map(|(html, expected)| format!("{html}\n  {:?}\n  {expected:?}", from(html)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lines_and_paragraphs() {
    let table: &[(&str, &str)] = &[
        ("", ""),
        ("plain", "plain"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<div>two</div><div><br></div><div>three</div>", "one\n\ntwo\n\nthree"),
        ("one<br>two<br><br>three", "one  \ntwo\n\nthree"),
        ("<b>bold<br><br>still</b>", "**bold**\n\n**still**"),
        ("a&nbsp;b &nbsp; c", "a b c"),
        ("a\n b", "a\nb"),
        ("<b>a </b>b<i> c</i>", "**a** b *c*"),
        ("<b></b>x<b> </b>y", "x y"),
        ("<b><b>x</b></b>", "**x**"),
        ("<b><i>x</i></b>", "**_x_**"),
        ("un<b>believ</b>able", "un**believ**able"),
        (
            "<span style=\"font-weight: 600; color: red\">x</span> <font color=red>y</font>",
            "**x** y",
        ),
        ("<s>old</s> <u>new</u>", "~~old~~ new"),
        ("2<sup>8</sup>", "2<sup>8</sup>"),
        ("<code>a|b</code> <kbd>Ctrl</kbd> <code> </code>", "`a|b` `Ctrl`"),
        ("<code>a`b</code>", "``a`b``"),
        ("<a href=\"https://e.org/a_b\">the <b>page</b></a>", "[the **page**](https://e.org/a_b)"),
        ("<a href=\"javascript:x\">no</a><a href=\"#top\">way</a>", "noway"),
        ("<a href=\"https://e.org\"></a>x", "x"),
        ("<img src=\"a b.png\" alt=\"A  plan\" width=3>", "![A plan](<a b.png>)"),
        ("<img src=\"data:image/png;base64,xx\" alt=\"A dot\">", "A dot"),
        ("x [sound:a_b_c.mp3] y", "x [sound:a_b_c.mp3] y"),
        ("{{c1::a * b::hint}} and {{c2::<b>c</b>}}", "{{c1::a * b::hint}} and {{c2::**c**}}"),
        ("\\(a_1 * b_2\\) and \\[x\\]", "$a_1 * b_2$ and $$x$$"),
        ("<anki-mathjax block=\"true\">a*b*c</anki-mathjax>", "$$a*b*c$$"),
        ("see a[0][1], f(&amp;x), a &amp;&amp; b", "see a[0][1], f(&amp;x), a && b"),
        ("[a](b) [x]", "\\[a\\](b) \\[x\\]"),
        ("2.5 million, ~3", "2.5 million, ~3"),
        ("~a~ and ~b~", "\\~a\\~ and \\~b\\~"),
        ("<a href=\"u?a=1&amp;b=2&amp;lt;\">x</a>", "[x](u?a=1&b=2&amp;lt;)"),
        ("1. no list", "1\\. no list"),
        ("# no heading", "\\# no heading"),
        ("*no* emphasis, snake_case_name", "\\*no\\* emphasis, snake_case_name"),
        ("a<script>alert(1)</script><style>b{}</style><!-- c -->d", "ad"),
        ("<hr>", "---"),
        ("<blockquote>said<br>so</blockquote>", "> said  \n> so"),
        ("<dl><dt>Term</dt><dd>What it is</dd></dl>", "**Term**\n\nWhat it is"),
        ("<details><summary>More</summary>text</details>", "**More**\n\ntext"),
    ];
    check(table);
}

#[test]
fn headings_go_below_the_section() {
    assert_eq!(from("<h1>A</h1>a<h3>B<br>b</h3>"), "### A\n\na\n\n##### B b");
    assert_eq!(from("<h4>A<a class=\"anchor-link\" href=\"#A\">¶</a></h4>x"), "### A\n\nx");
    assert_eq!(from("<h2> </h2>x"), "x");
}

#[test]
fn lists_nest() {
    let table: &[(&str, &str)] = &[
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n\n- b"),
        ("<ul><li><p>a</p></li></ul>", "- a"),
        ("<ul><li><div>a</div></li><li>b<br></li></ul>", "- a\n- b"),
        ("<ul><li>a<pre>x</pre></li></ul>", "- a\n  ```\n  x\n  ```"),
        (
            "<ul><li><input type=checkbox checked> a</li><li><input type=checkbox> b</li></ul>",
            "- [x] a\n- [ ] b",
        ),
        ("<ul></ul>x", "x"),
    ];
    check(table);
}

#[test]
fn code_is_fenced() {
    let table: &[(&str, &str)] = &[
        ("<pre><code class=\"language-py\">a\n  b\n</code></pre>", "```py\na\n  b\n```"),
        ("<pre>a&nbsp;b<br>c</pre>", "```\na b\nc\n```"),
        (
            "<div class=\"highlight highlight-source-shell\"><pre>ls <span class=\"pl-k\">|</span> wc</pre></div>",
            "```shell\nls | wc\n```",
        ),
        (
            "<pre><code class=\"hljs python\"><span class=\"hljs-k\">def</span> f</code></pre>",
            "```python\ndef f\n```",
        ),
        ("<pre class=\"brush: java\">x</pre>", "```java\nx\n```"),
        ("<pre class=\"sourceCode rust\"><code>x</code></pre>", "```rust\nx\n```"),
        ("<pre data-lang=\"c++\">x</pre>", "```c++\nx\n```"),
        ("<pre>```\nx</pre>", "````\n```\nx\n````"),
        ("<pre></pre>x", "x"),
        (
            "<div class=\"highlight\"><table><tr><td class=\"gutter\"><pre>1\n2</pre></td><td><pre>a\nb</pre></td></tr></table></div>",
            "```\na\nb\n```",
        ),
    ];
    check(table);
}

#[test]
fn tables_stay_tables() {
    let html = "<table><thead><tr><th>A<th style=\"text-align: right\">B</thead>\
                <tr><td>a|<b>b</b><td>1<tr><td>c<br>d</table>";
    assert_eq!(from(html), "| A | B |\n| --- | ---: |\n| a\\|**b** | 1 |\n| c d |  |");
    let html = "<table><tr><th>call me<th>b<tr><td>c<td>d</table>";
    assert_eq!(from(html), "| call me | b |\n| --- | --- |\n| c | d |");
    let html = "<table><thead><tr><th>a<th>b</thead></table>";
    assert_eq!(from(html), "| a | b |\n| --- | --- |");
    // One that the printer cannot spell keeps its words.
    let html = "<table><tr><th># a<th>tab\there one<span>\\</span><tr><td>tab\there\
                <td>** <i>i</i> x &lt; y</table>";
    let words = from(html);
    assert!(["tab", "one", "i"].iter().all(|word| words.contains(word)), "{words:?}");
    // What only puts things in their places is no table.
    assert_eq!(from("<table><tr><td>a</td><td>b</td></tr></table>"), "a\n\nb");
    assert_eq!(
        from("<table><tr><td><ul><li>a</ul><td>b<tr><td>c<td>d</table>"),
        "- a\n\nb\n\nc\n\nd"
    );
}

#[test]
fn hostile_html_ends() {
    for html in [
        "<div>".repeat(20_000),
        "<b>".repeat(20_000),
        (0..3000).map(|at| format!("<b a={at}>")).collect::<String>() + &"<p>x".repeat(20_000),
        "<table><tr><td>".repeat(5_000),
        "<ul><li>".repeat(20_000),
        "<blockquote>".repeat(150) + "x",
    ] {
        from(&html);
    }
}

#[test]
fn a_title_is_a_line() {
    assert_eq!(line("<h1 style=x>What is\n <code>a_b</code>?</h1>"), "What is `a_b`?");
    assert_eq!(line("<div>a</div><div>b *c*</div>"), "a b *c*");
    assert_eq!(line("<ul><li>a<li>b</ul>"), "a b");
    assert_eq!(
        line("<b>What</b> is \\(a\n+ b\\) [sound:c\r\nd.mp3]?"),
        "What is $a + b$ [sound:c d.mp3]?"
    );
}

fn any_html() -> impl Strategy<Value = String> {
    let words = "[a-c1-3]{1,3}( ?[-#*_`>~|!.:=+\\[\\](){}$\\\\&;<] ?[a-c]{0,3}){0,3}";
    let text = words.prop_map(|text| text.replace('&', "&amp;").replace('<', "&lt;"));
    let leaf = prop_oneof![
        4 => text,
        1 => Just("<br>".to_owned()),
        1 => Just(" ".to_owned()),
        1 => Just("\n".to_owned()),
    ];
    let names = [
        "b",
        "i",
        "code",
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "h2",
        "h4",
        "pre",
        "blockquote",
        "table",
        "tr",
        "td",
        "th",
        "span",
        "s",
        "sup",
        "dl",
        "dt",
        "dd",
        "a href=\"u\"",
    ];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        (prop::sample::select(names.to_vec()), prop::collection::vec(inner, 0..5)).prop_map(
            |(name, inner)| {
                let end = name.split(' ').next().unwrap_or_default();
                format!("<{name}>{}</{end}>", inner.concat())
            },
        )
    })
}

/// The letters and digits that are shown, sorted: a browser moves what stands wrong in tables.
fn letters(text: &str) -> String {
    let mut letters: Vec<_> = text.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_word_is_lost(html in prop::collection::vec(any_html(), 0..4)) {
        let html = html.concat();
        let markdown = from(&html);
        let shown: String = Parser::new_ext(&markdown, markdown_options()).filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.to_string()),
            _ => None,
        }).collect();
        // Anything that is no letter may be math, which is written raw.
        prop_assert_eq!(letters(&shown), letters(&Dom::parse(&html).root().text()), "{}", markdown);
        prop_assert!(!markdown.contains("style="));
    }
}
