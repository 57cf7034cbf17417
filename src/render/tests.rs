//! What Markdown becomes.

use proptest::proptest;

use super::*;
use crate::document::SectionNames;
use crate::question::{Body, Question};
use crate::source::Source;

fn with<T>(body: &str, look: impl FnOnce(&Document<'_>, &mut Renderer<'_, '_>) -> T) -> T {
    let source = Source::default();
    let question = Question::bare(&source, Body::verbatim(body, 0));
    let document = Document::new(&question, &SectionNames::default());
    look(&document, &mut Renderer::new(&document))
}

/// The HTML of a body without sections.
fn html(body: &str) -> String {
    with(body, |_, renderer| renderer.preamble())
}

#[test]
fn a_title_is_text_with_code() {
    let table = [
        ("a < b & c", "a &lt; b &amp; c"),
        ("What does `await` do?", "What does <code>await</code> do?"),
        ("Why `Vec<T>`, not Vec<T>?", "Why <code>Vec&lt;T&gt;</code>, not Vec&lt;T&gt;?"),
        ("1. Not a list", "1. Not a list"),
        ("- Not a list", "- Not a list"),
        ("# is no heading, C # too #", "# is no heading, C # too #"),
        ("> no quote\n\nnext", "&gt; no quote next"),
        ("```", "```"),
        ("| a | b |", "| a | b |"),
        ("&nbsp; &amp; &copy;", "&amp;nbsp; &amp;amp; &amp;copy;"),
        ("*args and __init__", "*args and __init__"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("it's \"so\"", "it's &quot;so&quot;"),
        ("[^1] and [x] and \\", "[^1] and [x] and \\"),
        ("", ""),
        ("  \n ", ""),
    ];
    for (markdown, expected) in table {
        assert_eq!(title(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn harmless_html_is_kept_and_the_rest_is_text() {
    let table = [
        ("a <b>bold</b> <!-- no --> c", "<p>a <b>bold</b>  c</p>\n"),
        ("Vec<T> of <custom-tag a=1>", "<p>Vec&lt;T&gt; of &lt;custom-tag a=1&gt;</p>\n"),
        ("<T>\nb", "<p>&lt;T&gt;\nb</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <SCRIPT src=x> <u>b</u>", "<p>a &lt;SCRIPT src=x&gt; <u>b</u></p>\n"),
        (
            "<div onclick=\"x()\" style='color: red' id=a class=b DIR=rtl>\n\nb",
            "<div dir=\"rtl\">\n<p>b</p>\n</div>",
        ),
        (
            "<details open><summary>a</summary>\n\n*b*",
            "<details open=\"\"><summary>a</summary>\n<p><em>b</em></p>\n</details>",
        ),
        ("a</b></div></p> b", "<p>a</p> b<p></p>\n"),
        (
            "x <p>y</p>\n<style>p { a: b }</style>",
            "<p>x </p><p>y</p><p></p>\n<p>&lt;style&gt;p { a: b }&lt;/style&gt;</p>\n",
        ),
        ("<h2 align=center>a &amp; b & c < d</h2>\n", "<h4>a &amp; b &amp; c &lt; d</h4>\n"),
        (
            "<a href='https://x.org/?a&amp;b'>a</a> <a href=javascript:x()>b</a>",
            "<p><a href=\"https://x.org/?a&amp;b\">a</a> b</p>\n",
        ),
        (
            "<a href='java&#115;cript:x()'>b</a> <img src='data:x' alt=\"y\"> <img src=x.png>",
            "<p>b y </p>\n",
        ),
        (
            "<img src=https://x.org/a.png onerror=x() width=9>",
            "<img src=\"https://x.org/a.png\" width=\"9\">",
        ),
        ("<a title=\"a > b", "<p>&lt;a title=\"a &gt; b</p>\n"),
        ("<p>\\(x\\)</p>", "<p><span>\\</span>(x\\)</p>"),
        ("<div>a <!-- b --> <T>\n</div>", "<div>a  &lt;T&gt;\n</div>"),
        ("<!-- one\n\ntwo -->\n\nb", "<p>b</p>\n"),
        ("<!-- open\n\nb", ""),
        ("<!-- a --> seen <!-- b -->", "<p>seen</p>\n"),
    ];
    for (markdown, expected) in table {
        assert_eq!(html(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn tags_that_stand_too_deep_are_text() {
    assert!(html(&"<div>\n".repeat(100)).starts_with("<div>\n<div>"));
    assert!(html(&"<div>\n".repeat(101)).starts_with("<p>&lt;div&gt;\n&lt;div&gt;"));
    let quotes = ">".repeat(100);
    assert!(html(&format!("{quotes}<b>x</b>")).contains("<p>&lt;b&gt;x&lt;/b&gt;</p>"));
}

#[test]
fn lists_and_quotes_that_stand_too_deep_are_what_stands_in_them() {
    let quotes = html(&format!("{}x", ">".repeat(300)));
    assert_eq!(quotes.matches("<blockquote>").count(), 100);
    assert_eq!(quotes.matches("</blockquote>").count(), 100);
    assert!(quotes.contains("<p>x</p>"));
    let lists = html(&format!("{}x\n{}- y", "- ".repeat(101), "  ".repeat(100)));
    assert_eq!((lists.matches("<ul>").count(), lists.matches("<li>").count()), (100, 100));
    let words =
        lists.split(|c: char| !c.is_alphanumeric()).filter(|word| ["x", "y"].contains(word));
    assert_eq!(words.collect::<Vec<_>>(), ["x", "y"]);
}

#[test]
fn html_left_open_ends_with_its_section() {
    with("## A\n\n<div><b>a\n\n### P\n\n<i>b\n\n## B\n\n</div> c\n", |document, renderer| {
        let expected = "<div><b>a\n<section class=\"part\" data-part=\"P\">\n<h4>P</h4>\n<p><i>b</i></p><i>\n</i></section><i>\n</i></b></div>";
        assert_eq!(renderer.section(&document.sections[0]), expected);
        assert_eq!(renderer.section(&document.sections[1]), " c\n");
    });
}

#[test]
fn math_is_for_mathjax_and_nothing_else_is() {
    let table = [
        (
            "$a<b$ costs $5 and $$\nx_1 * y_1\n$$",
            "<p>\\(a&lt;b\\) costs $5 and \\[\nx_1 * y_1\n\\]</p>\n",
        ),
        ("\\\\(x\\\\) `\\(y\\)` \\(z\\)", "<p><span>\\</span>(x\\) <code>\\(y\\)</code> (z)</p>\n"),
        ("\\\\\\(x\\\\\\[", "<p><span>\\</span>(x<span>\\</span>[</p>\n"),
        ("C:\\dir \\d", "<p>C:\\dir \\d</p>\n"),
        ("![$a$](https://x.org/a.png)", "<p><img src=\"https://x.org/a.png\" alt=\"$a$\" /></p>\n"),
    ];
    for (markdown, expected) in table {
        assert_eq!(html(markdown), expected, "{markdown:?}");
    }
    assert_eq!(
        title("What is \\(x\\) or `\\(`?"),
        "What is <span>\\</span>(x\\) or <code>\\(</code>?"
    );
}

/// A corpus with one other question, a picture and a sound.
#[derive(Debug)]
struct Other(Option<&'static str>);

impl Links for Other {
    fn question(&self, meant: Meant<'_>) -> Option<Reference> {
        let known = matches!(meant, Meant::Path("go/PY-ADV-003.md") | Meant::Id("PY-ADV-003"));
        let href = self.0.map(str::to_owned);
        known.then(|| Reference { id: "PY-ADV-003".to_owned(), href })
    }

    fn media(&self, path: &str, _: &str) -> Option<String> {
        ["a.png", "img/b c.mp3"].contains(&path).then(|| path.replace(['/', ' '], "-"))
    }
}

#[test]
fn links_lead_where_the_writer_says() {
    let table = [
        (
            "[x](go/PY-ADV-003.md#a)",
            "<span class=\"ref\" data-id=\"PY-ADV-003\">x <small>[PY-ADV-003]</small></span>",
        ),
        (
            "[see PY-ADV-003](/go/PY-ADV-003.md)",
            "<span class=\"ref\" data-id=\"PY-ADV-003\">see PY-ADV-003</span>",
        ),
        (
            "[[PY-ADV-003]] [[1], [2]] [[x]]",
            "<span class=\"ref\" data-id=\"PY-ADV-003\">PY-ADV-003</span> [[1], [2]] [[x]]",
        ),
        ("[*x*](go/none.md) [y](#a) [z](../go.md)", "<em>x</em> y z"),
        (
            "![x](a.png) ![y](none.png) ![z](https://x.org/a.mp4)",
            "<img src=\"a.png\" alt=\"x\" /> y <video controls src=\"https://x.org/a.mp4\"></video>",
        ),
        ("![x ![y](a.png) z](a.png)", "<img src=\"a.png\" alt=\"x y z\" />"),
        ("![x](img/b%20c.mp3)", "<audio controls src=\"img-b-c.mp3\"></audio>"),
        (
            "[sound:img/b c.mp3] `[sound:a]` \\[sound:a.png] \\[[PY-ADV-003]] [sound:none_at_all.mp3]",
            "<audio controls src=\"img-b-c.mp3\"></audio> <code>[sound:a]</code> [sound:a.png] [[PY-ADV-003]] [sound:none_at_all.mp3]",
        ),
        (
            "<img src=a.png alt=x> <audio src='img/b c.mp3'></audio>",
            "<img src=\"a.png\" alt=\"x\"> <audio src=\"img-b-c.mp3\" controls=\"\"></audio>",
        ),
        (
            "<a href=go/PY-ADV-003.md>x</a> <a href=none.md>y</a></a>",
            "<span class=\"ref\" data-id=\"PY-ADV-003\">x <small>[PY-ADV-003]</small></span> y",
        ),
    ];
    for (markdown, expected) in table {
        with(markdown, |document, _| {
            let mut renderer = Renderer::with_links(document, &Other(None));
            assert_eq!(renderer.preamble(), format!("<p>{expected}</p>\n"), "{markdown:?}");
        });
    }
    with("<b>x [sound:img/b c.mp3]", |document, _| {
        let html = Renderer::with_links(document, &Other(None)).preamble();
        let expected = "<p><b>x <audio controls src=\"img-b-c.mp3\"></audio></b></p><b>\n</b>";
        assert_eq!(html, expected);
    });
    with("[x](go/PY-ADV-003.md) ![y](none.png) [sound:no.mp3]", |document, _| {
        let mut renderer = Renderer::with_links(document, &Other(Some("py.html#3")));
        let expected =
            "<p><a href=\"py.html#3\">x <small>[PY-ADV-003]</small></a> y [sound:no.mp3]</p>\n";
        assert_eq!(renderer.preamble(), expected);
        let missing = renderer.into_local_images();
        let missing: Vec<_> = missing.iter().map(|image| image.resolved.as_deref()).collect();
        assert_eq!(missing, [Some("none.png"), Some("no.mp3")]);
    });
}

#[test]
fn links_and_images_that_lead_nowhere_leave_their_text() {
    let table = [
        ("[a](https://x.org/?a=1&b='2')", "<a href=\"https://x.org/?a=1&amp;b=%272%27\">a</a>"),
        ("<a@x.org>", "<a href=\"mailto:a@x.org\">a@x.org</a>"),
        ("[**a**](javascript:x)", "<strong>a</strong>"),
        ("[a](data:text/html,x) [b](vbscript:x) [c](other.md#d)", "a b c"),
        (
            "![a *b*](https://x.org/i.png \"t\")",
            "<img src=\"https://x.org/i.png\" alt=\"a b\" title=\"t\" />",
        ),
        ("![a](//x.org/i.png)", "<img src=\"https://x.org/i.png\" alt=\"a\" />"),
        ("[![a](javascript:x)](https://x.org)", "<a href=\"https://x.org\">a</a>"),
        ("![a](data:image/png;base64,AA)", "a"),
    ];
    for (markdown, expected) in table {
        assert_eq!(html(markdown), format!("<p>{expected}</p>\n"), "{markdown:?}");
    }
}

#[test]
fn local_images_are_told() {
    with("x ![a](img/a.png) y", |_, renderer| {
        assert_eq!(renderer.preamble(), "<p>x a y</p>\n");
        let image = LocalImage {
            path: "img/a.png".to_owned(),
            resolved: Some("img/a.png".to_owned()),
            range: 2..17,
        };
        assert_eq!(renderer.local_images, [image]);
    });
}

#[test]
fn blocks_have_one_look() {
    let table = [
        ("# A\n\n##### B `c`\n", "<h4>A</h4>\n<h4>B <code>c</code></h4>\n"),
        (
            "- [x] a\n- [ ] b\n",
            "<ul>\n<li><input type=\"checkbox\" disabled checked> a</li>\n<li><input type=\"checkbox\" disabled> b</li>\n</ul>\n",
        ),
        (
            "```rust ignore\nlet a = 1 < 2;\n```",
            "<pre><code class=\"language-rust\"><i class=k>let</i> a = 1 &lt; 2;\n</code></pre>\n",
        ),
        (
            "```\"><script>\nx\n```",
            "<pre><code class=\"language-&quot;&gt;&lt;script&gt;\">x\n</code></pre>\n",
        ),
        ("a\r\nb\r\n\r\n    c\r\n    d", "<p>a\nb</p>\n<pre><code>c\nd</code></pre>\n"),
        (
            "|a|\n|-|\n|b|\n",
            "<div class=\"table\"><table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td>b</td></tr>\n</tbody></table>\n</div>\n",
        ),
    ];
    for (markdown, expected) in table {
        assert_eq!(html(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn footnotes_stay_with_the_section_that_refers_to_them() {
    let body = "## A\n\none[^b] two[^b] three[^a]\n\n## B\n\nfour[^a]\n\n[^a]: Note *a*.\n[^b]: Note b[^a].\n";
    with(body, |document, renderer| {
        let expected = "<p>one<sup>1</sup> two<sup>1</sup> three<sup>2</sup></p>\n\
            <div class=\"footnote\"><sup>1</sup> \n<p>Note b<sup>2</sup>.</p>\n</div>\n\
            <div class=\"footnote\"><sup>2</sup> \n<p>Note <em>a</em>.</p>\n</div>\n";
        assert_eq!(renderer.section(&document.sections[0]), expected);
        let expected = "<p>four<sup>2</sup></p>\n\
            <div class=\"footnote\"><sup>2</sup> \n<p>Note <em>a</em>.</p>\n</div>\n";
        assert_eq!(renderer.section(&document.sections[1]), expected);
    });
}

#[test]
fn parts_of_a_section_are_boxes() {
    with("intro\n\n## S\n\na\n\n### P \"q\"\n\nb\n\n### R\n\nc\n", |document, renderer| {
        let expected = "<p>a</p>\n\
            <section class=\"part\" data-part=\"P &quot;q&quot;\">\n<h4>P \"q\"</h4>\n<p>b</p>\n</section>\n\
            <section class=\"part\" data-part=\"R\">\n<h4>R</h4>\n<p>c</p>\n</section>\n";
        assert_eq!(renderer.section(&document.sections[0]), expected);
        assert_eq!(renderer.preamble(), "<p>intro</p>\n");
    });
}

#[test]
fn options_are_items_and_the_rest() {
    let body = "## O\n\nChoose *two*.\n\n- [ ] a\n\n  ```\n  x\n  ```\n- [x] b\n\nNow.\n";
    with(body, |document, renderer| {
        let section = &document.sections[0];
        let items = document.items(section);
        let all: Vec<_> = items.iter().map(|item| renderer.item(item)).collect();
        assert_eq!(all, ["<p>a</p>\n<pre><code>x\n</code></pre>\n", "<p>b</p>\n"]);
        let outside = "<p>Choose <em>two</em>.</p>\n<p>Now.</p>\n";
        assert_eq!(renderer.outside_lists(section), outside);
    });
}

/// The tags that may come out.
const TAGS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h4",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

proptest! {
    #[test]
    fn whatever_comes_in_only_known_tags_come_out(
        body in r#"([-<>!?a-c"'&`*_\[\]()#|:^~/=x1. \n\r\t\\]|## |### |<!--|-->|\[\^a\]|<script|https://){0,60}"#,
    ) {
        let all = with(&body, |document, renderer| {
            let mut html = renderer.preamble() + &title(&body);
            for section in &document.sections {
                html += &renderer.section(section);
                html += &renderer.outside_lists(section);
                for item in document.items(section) {
                    html += &renderer.item(&item);
                }
            }
            html
        });
        for tag in all.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
            assert!(TAGS.contains(&name.unwrap()), "<{tag}");
        }
    }
}
