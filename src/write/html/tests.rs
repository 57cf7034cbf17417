use super::ITEM;
use crate::write::Artifact;
use crate::write::sample::{self, FILES};

fn text(artifacts: &[Artifact], path: &str) -> String {
    let found = artifacts.iter().find(|one| one.path.to_string_lossy() == path);
    let found = found.unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(found.bytes.clone()).unwrap()
}

#[test]
fn a_hub_and_its_pages() {
    let site = sample::write(&ITEM, FILES, true);
    let mut paths: Vec<_> = site.iter().map(|one| one.path.display().to_string()).collect();
    paths.sort();
    let pages =
        ["index.html", "all.html", "questions/RS-INT-001.html", "questions/SQL-INT-001.html"];
    let data = ["data/site.js", "data/questions.js", "data/texts/0.js"];
    let shown =
        pages.iter().chain(&data).map(|path| format!("==== {path}\n{}\n", text(&site, path)));
    let shown = format!("{}\n\n{}", paths.join("\n"), shown.collect::<String>());
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/write"),
        prepend_module_to_snapshot => false,
    }, { insta::assert_snapshot!("html", shown) });
}

#[test]
fn no_questions_are_an_empty_hub() {
    let site = sample::write(&ITEM, &[], true);
    assert!(text(&site, "index.html").contains("<b>0</b> questions"));
    assert!(text(&site, "data/questions.js").contains("\"rows\":[]"));
}

#[test]
fn text_that_looks_like_html_is_text() {
    // The picture is on the web: one that is missing would keep the site from being made.
    const BAD: &str = "\"><img src=https://a.org/x onerror=alert(1)><script>alert(1)</script>";
    let quoted = format!("'{}'", BAD.replace('\'', "''"));
    let file = format!(
        "---\nid: A-X-001\ntitle: {quoted}\ntechnology: {quoted}\ncategory: {quoted}\n\
         level: {quoted}\nkind: {quoted}\ntags: [{quoted}]\nrelated: [{quoted}]\n\
         source: {quoted}\n---\n\n{BAD}\n\n## {BAD}\n\n- {BAD}\n\n$\\text{{{BAD}}}$ {{{{c1::{BAD}}}}}\n"
    );
    let site = sample::write(&ITEM, &[("a.md", &file)], true);
    assert!(text(&site, "questions/A-X-001.html").contains("alert(1)"));
    for artifact in site {
        let path = artifact.path.display().to_string();
        if path.ends_with(".html") {
            let html = String::from_utf8(artifact.bytes).unwrap();
            assert!(!html.contains("<script>"), "{path}");
            assert!(!html.contains("<img"), "{path}\n{html}");
        }
    }
}

#[test]
fn pages_ask_nobody_and_say_so() {
    let remote = "---\nid: A-X-001\ntitle: T\n---\n\n## Answer\n\n![a *cat*](https://example.org/c.png)\n\
        <img src=\"https://example.org/d.png\" alt=\"dog\"> [sound:https://example.org/e.mp3]\n\n\
        | a | b |\n|--:|---|\n| 1 | $x^2$ |\n";
    let site = sample::write(&ITEM, &[("a.md", remote)], true);
    let page = text(&site, "questions/A-X-001.html");
    assert!(page.contains("<a href=\"https://example.org/c.png\">a cat</a>"), "{page}");
    assert!(page.contains("<a href=\"https://example.org/d.png\">dog</a>"), "{page}");
    assert!(page.contains("<th class=\"right\">") && page.contains("<math"), "{page}");
    for artifact in &site {
        let text = String::from_utf8_lossy(&artifact.bytes);
        if artifact.path.extension().is_some_and(|ending| ending == "html") {
            assert!(text.contains("Content-Security-Policy\" content=\"default-src 'none'"));
            assert!(!text.contains("src=\"http") && !text.contains("style="), "{text}");
        }
    }
}

#[test]
fn sections_are_not_taken_for_parts_of_the_page() {
    let templates = ["base", "question", "practice"].map(|name| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/write/html/templates");
        std::fs::read_to_string(format!("{folder}/{name}.html")).unwrap()
    });
    let ids = templates.iter().flat_map(|text| text.split(" id=\"").skip(1));
    let ids: Vec<_> = ids.filter_map(|text| text.split('"').next()).collect();
    assert!(ids.contains(&"grades") && ids.contains(&"the-answer"));
    let sections: String = ids.iter().map(|id| format!("## {id}\n\nx\n\n")).collect();
    let file = format!(
        "---\nid: A-X-001\ntitle: T\n---\n\n{sections}## Option 0\n\nx\n\n## Options\n\n- [x] a\n"
    );
    let page = text(&sample::write(&ITEM, &[("a.md", &file)], true), "questions/A-X-001.html");
    for id in ids.iter().copied().chain(["option-0"]) {
        assert!(!page.contains(&format!("<section id=\"{id}\"")), "{id}");
    }
    assert!(page.contains("<section id=\"grades-2\"") && page.contains("<div id=\"option-0\""));
}
