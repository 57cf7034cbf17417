use super::Front;
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::fix;
use crate::question::Question;
use crate::read;
use crate::source::Source;
use serde_json::json;

/// The front matter after the edits that `make` gives for it, or `-`.
fn mended(block: &str, make: impl Fn(&Front<'_>, &Question<'_>) -> Option<Vec<Edit>>) -> String {
    let fence = if block.contains(" = ") { "+++" } else { "---" };
    let with_end = |end: &str| {
        let text = format!("\u{feff}{fence}\n{block}{fence}\n\n## Answer\n").replace('\n', end);
        let source = Source { text, ..Source::default() };
        let reading = (read::find("question").unwrap().read)(&source, &read::Options::default());
        let question = &reading.questions[0];
        let front = Front::of(question).unwrap();
        assert_eq!(&source.text[front.block.clone()], format!("{end}{}", block.replace('\n', end)));
        let Some(edits) = make(&front, question) else { return "-".to_owned() };
        let fix = Fix { applicability: Applicability::Safe, edits };
        let new = fix::apply(&source.text, &[&fix]).text;
        let inner = new.strip_prefix(&format!("\u{feff}{fence}{end}")).unwrap();
        let inner = inner.strip_suffix(&format!("{fence}{end}{end}## Answer{end}")).unwrap();
        assert_eq!(inner.matches('\n').count(), inner.matches(end).count(), "{inner:?}");
        inner.replace(end, "\n")
    };
    let unix = with_end("\n");
    assert_eq!(unix, with_end("\r\n"));
    unix
}

#[test]
fn text_is_written_as_it_was() {
    let cases = [
        ("a: x\n", "y", "a: y\n"),
        ("a: 'x' # why\n", "it's", "a: 'it''s' # why\n"),
        ("a: \"x\"\n", "a \"b\" \\", "a: \"a \\\"b\\\" \\\\\"\n"),
        ("a: x\n", "b: c", "a: \"b: c\"\n"),
        ("a: x\n", "7", "a: \"7\"\n"),
        ("a: x\n", "# no", "a: \"# no\"\n"),
        ("{a: x, b: [1]}\n", "p, q", "{a: \"p, q\", b: [1]}\n"),
        ("a: &n x\nb: *n\n", "y", "-"),
        ("a: |-\n  x\n", "b: c", "a: |-\n  b: c\n"),
        ("a: |\n  x\n", "y", "-"),
        ("a = 'x'\n", "it's", "a = \"it's\"\n"),
        ("a = \"x\" # b\n", "\u{e9}", "a = \"\u{e9}\" # b\n"),
        ("a = 7\n", "7", "a = \"7\"\n"),
    ];
    for (block, text, expected) in cases {
        let found = mended(block, |front, question| {
            Some(vec![front.text(&question.fields[0].node, text)?])
        });
        assert_eq!(found, expected, "{block}");
    }
}

#[test]
fn other_types_and_names_are_written_where_nothing_else_changes() {
    let bare = |front: &Front<'_>, question: &Question<'_>| {
        Some(vec![front.bare(&question.fields[0].node, &json!(7))?])
    };
    assert_eq!(mended("a: \"7\" # b\n", bare), "a: 7 # b\n");
    assert_eq!(mended("a = '7'\n", bare), "a = 7\n");
    let listed = |front: &Front<'_>, question: &Question<'_>| {
        Some(vec![front.listed(&question.fields[0].node)?])
    };
    assert_eq!(mended("a: x\n", listed), "a: [x]\n");
    assert_eq!(mended("a: 'x, y'\n", listed), "a: ['x, y']\n");
    assert_eq!(mended("a: x, y\n", listed), "a: [\"x, y\"]\n");
    assert_eq!(mended("a: >-\n  x\n  y\n", listed), "-");
    let split = |front: &Front<'_>, question: &Question<'_>| {
        Some(vec![front.split(&question.fields[0].node)?])
    };
    assert_eq!(mended("a: x, y z\n", split), "a: [x, y z]\n");
    assert_eq!(mended("a = \"x,y\"\n", split), "a = [\"x\", \"y\"]\n");
    let renamed = |front: &Front<'_>, question: &Question<'_>| {
        Some(vec![front.rename(&question.fields[0], "b")?])
    };
    assert_eq!(mended("a: 1 # a\n", renamed), "b: 1 # a\n");
    assert_eq!(mended("a: 1\nb: 2\n", renamed), "-");
    assert_eq!(mended("a = 1\n", renamed), "b = 1\n");
}

#[test]
fn an_item_goes_and_its_comment_stays() {
    let cases = [
        ("a: [x, y, z]\n", 2, "a: [x, y]\n"),
        ("a: [x, y, z]\n", 0, "a: [y, z]\n"),
        ("a: [ x ]\n", 0, "-"),
        ("a: [\n  x, # 1\n  y, # 2\n  z # 3\n]\n", 1, "a: [\n  x, # 1\n  # 2\n  z # 3\n]\n"),
        ("a: [\n  x,\n  y\n  ]\n", 1, "a: [\n  x,\n  ]\n"),
        ("a: [x,\n  y, z]\n", 1, "a: [x, z]\n"),
        ("a: [x, # 1\n  y, z]\n", 1, "a: [x, # 1\n  z]\n"),
        ("a:\n  - x\n  # 1\n  - y\n  - z\n", 1, "a:\n  - x\n  # 1\n  - z\n"),
        ("a:\n- x\n- 'y' # 1\n", 1, "a:\n- x\n# 1\n"),
        ("a = [\"x\", \"y\"]\n", 1, "a = [\"x\"]\n"),
        ("a = [\n  \"x\",\n  \"y\", # 1\n]\n", 1, "a = [\n  \"x\",\n  # 1\n]\n"),
        ("a: [&n x, y]\nb: *n\n", 0, "-"),
    ];
    for (block, at, expected) in cases {
        let found = mended(block, |front, question| {
            Some(vec![front.without(&question.fields[0].node, at)?])
        });
        assert_eq!(found, expected, "{block}");
    }
}

#[test]
fn keys_move_with_their_comments() {
    let cases = [
        ("b: 1\na: 2\n", "a: 2\nb: 1\n"),
        ("c: 3\nb: 1\nx: 0\na: 2\n", "a: 2\nb: 1\nx: 0\nc: 3\n"),
        ("# B\nb: 1 # b\n# A\na: 2 # a\n# end\n", "# A\na: 2 # a\n# B\nb: 1 # b\n# end\n"),
        ("# head\n\n# B\nb: 1\n\na: 2\n", "# head\n\na: 2\n\n# B\nb: 1\n"),
        (
            "b:\n  - x\n  # y\n  # more\na: >\n  k\n\n  l\n",
            "a: >\n  k\n\n  l\nb:\n  - x\n  # y\n  # more\n",
        ),
        ("b:\n  - x # y\n\n# A\na: 1\n", "# A\na: 1\n\nb:\n  - x # y\n"),
        ("b:\na: {\n  k: 1\n  }\n", "a: {\n  k: 1\n  }\nb:\n"),
        ("b: 1\na: |+\n  k\n\n", "-"),
        ("b: &n x\na: *n\n", "-"),
        ("{b: 1, a: 2}\n", "-"),
        ("b: 1\n\"a\": 2\n", "\"a\": 2\nb: 1\n"),
        ("b = 1 # b\n# A\na = [\n  1, # 1\n]\n", "# A\na = [\n  1, # 1\n]\nb = 1 # b\n"),
        ("b = 1\na = 2\n[x-t]\nc = 3\n", "-"),
        ("b = \"\"\"\nx\n\"\"\"\na = 2\n", "a = 2\nb = \"\"\"\nx\n\"\"\"\n"),
    ];
    for (block, expected) in cases {
        let rank = |key: &str| ["a", "b", "c"].iter().position(|known| *known == key);
        let found = mended(block, |front, _| front.sorted(rank));
        assert_eq!(found, expected, "{block}");
    }
}
