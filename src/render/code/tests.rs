//! What code looks like.

use std::time::Instant;

use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::sample::select;

use super::*;

/// The code with `⟨class:…⟩` in place of spans.
fn marked(language: &str, code: &str) -> String {
    let html = block(language, code);
    let inner = html.strip_prefix(&format!("<pre><code class=\"language-{language}\">")).unwrap();
    let inner = inner.strip_suffix("</code></pre>\n").unwrap();
    let inner = inner.replace("<i class=", "⟨").replace('>', ":").replace("</i:", "⟩");
    inner.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// A few lines of each language.
const CODE: &[(&str, &str)] = &[
    (
        "py",
        "@cache\ndef f(x: int) -> None:  # no\n    return r\"\\d\" + f'{x}' + \"\"\"a\n\"b\" \"\"\" if not X_Y else Name(1.5e-3, True)",
    ),
    (
        "js",
        "const re = /[\"']\\/[/]/g; // a\nlet s = `a ${x + `b`} \"`; class A extends B { #x = 0x1f; async f() { return a.default(null) / 2 / 3 } }",
    ),
    (
        "tsx",
        "type A<T> = Promise<string | null>;\nconst a: number = 1;\nreturn <div className=\"x\">Don't</div>;",
    ),
    ("json", "{\"a\": [1, -2.5e3, true, \"b\"], \"c\": {\"d\": null}}"),
    (
        "rust",
        "#[derive(Debug)]\nfn f<'a>(x: &'a str) -> Vec<u8> { println!(\"{x}\"); let c = '\\''; let r = r#\"a\"b\"#; /* a /* b */ c */ 1..2 }",
    ),
    (
        "go",
        "func (s *Server) Run(ctx context.Context) error {\n\treturn fmt.Errorf(`a\n%w`, nil) // x\n}",
    ),
    (
        "java",
        "@Override\npublic static void main(String[] args) { int MAX = 1_000; char c = 'x'; new ArrayList<>(); }",
    ),
    ("c", "#include <stdio.h>\nint main(void) { return printf(\"%d\\n\", NULL); } /* x */"),
    ("c++", "auto s = R\"x(a)\"b)x\"; std::vector<int> v; // x"),
    ("c#", "var p = @\"C:\\a\"; public async Task<int> F() => await G();"),
    ("sql", "SELECT count(*), 'it''s' FROM \"t\" WHERE id IN (1, 2) AND a IS NOT NULL -- x"),
    (
        "bash",
        "$ export A=\"$B\" # x\nsudo docker run --rm -p 80:80 \\\n  nginx | grep -v 'x' && echo $HOME ${X}\ncat <<'EOF'\nit's\nEOF\nls",
    ),
    ("console", "$ cat a.txt\nit's here\nann@host:~$ ls -l\n>>> print(1)\n1"),
    (
        "yaml",
        "# x\na: it's\nb-c:\n  - name: \"q\" # y\n    on: true\n    v: 1.5\n    d: 2026-01-01 10:00\n{x: 1}",
    ),
    ("toml", "[a.b]\nkey = \"v\" # x\n\"q k\" = [1, 2]\nd = 2026-01-01"),
    (
        "html",
        "<!-- x --><a href=\"y\" b=c disabled>&amp; z</a><script>let a = 1;</script><style>a { color: red }</style>",
    ),
    (
        "css",
        "/* x */ @media (max-width: 10px) { a:hover { color: #fff; margin: 0 auto; --v: 1.5em } }",
    ),
    ("kotlin", "data class A(val x: Int?) { fun f() = \"\"\"a \"b\" \"\"\" }"),
    (
        "php",
        "<?php\n#[Pure]\nfunction f($x) { return \"a\n\" . strlen($x); } # y\n$a = <<<EOT\nx's\nEOT;",
    ),
    (
        "ruby",
        "class A < B\n  def go?(x) = x =~ /'/ ? :a : nil # y\n  puts <<~EOS\n    it's\n  EOS\nend",
    ),
    ("dockerfile", "FROM node:20 AS base\nRUN npm ci --quiet\n# x\nCMD [\"node\", \"a.js\"]"),
    ("diff", "diff --git a b\n--- a\n+++ b\n@@ -1 +1 @@\n-x < y\n+z\n w"),
    ("markdown", "# A `b`\n> c\nd `e` f\n```\ng\n```"),
    ("swift", "@State var x: Int = 1\nfunc f() -> String { \"a\" }"),
    ("scala", "case class A[T](x: Int)\ndef f(s: String) = s\"a $s\"; 'x'"),
    ("nosuch", "if x < 1"),
];

#[test]
fn each_language_has_its_marks() {
    let show =
        |(language, code): &(&str, &str)| format!("{language}\n{}\n\n", marked(language, code));
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/render"),
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("code", CODE.iter().map(show).collect::<String>());
    });
}

#[test]
fn names_are_of_one_language_only() {
    let mut names = language::names();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// The text that HTML shows.
fn shown(html: &str) -> String {
    let inner = html.split_once("<pre><code").and_then(|(_, html)| html.split_once('>')).unwrap().1;
    let inner = inner.strip_suffix("</code></pre>\n").unwrap();
    let mut parts = inner.split('<');
    let first = parts.next().unwrap().to_owned();
    let text = parts.fold(first, |text, part| text + part.split_once('>').unwrap().1);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn time_is_linear(language in select(language::names()), part in select(PARTS), how in 0..3_usize) {
        let part: &String = &[part.to_owned(), format!("{part} "), format!("\\{part}")][how];
        let code = part.repeat(60_000 / part.len());
        let start = Instant::now();
        block(language, &code);
        // Some milliseconds; a minute if each byte looked at all others.
        assert!(start.elapsed().as_secs() < 3, "{language} {part:?}");
    }
}

proptest! {
    #[test]
    fn the_text_stays_as_it_is(
        language in select(language::names()),
        parts in proptest::collection::vec(select(PARTS), 0..40),
        other in any::<String>(),
    ) {
        let code = parts.concat() + &other;
        let html = block(language, &code);
        assert_eq!(shown(&html), code);
        assert_eq!(html.matches("<i class=").count(), html.matches("</i>").count());
    }
}

const PARTS: &[&str] = &[
    "\"",
    "'",
    "`",
    "\"\"\"",
    "'''",
    "/*",
    "*/",
    "//",
    "#",
    "--",
    "<!--",
    "-->",
    "<a b='c'",
    ">",
    "</script>",
    "<script>",
    "<style>",
    "&amp;",
    "&",
    "r#\"",
    "\"#",
    "R\"x(",
    ")x\"",
    "${",
    "}",
    "{",
    "$",
    "$x",
    "@a",
    "#[",
    "]",
    "\\",
    "\n",
    "\r\n",
    " ",
    "\t",
    "let x = 1;",
    "fn",
    "def",
    "0x1f",
    "1.5e-3",
    "é",
    "漢",
    "<<EOF",
    "EOF",
    "<<<",
    "key: ",
    "key =",
    "- ",
    "+++ ",
    "@@",
    "$ ",
    ">>> ",
    "/",
    "[",
    "(",
    "name(",
    "Name",
    "NAME",
    "!",
    "~~~",
    "```",
    "=begin",
    "{-",
    "-}",
    "''",
];
