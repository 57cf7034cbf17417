//! Gaps as Anki would read them.

use proptest::prelude::*;

use super::*;

fn found(marked: &str) -> Vec<u16> {
    numbers(marked).into_iter().collect()
}

#[test]
fn gaps_stay_what_they_are_meant_to_be() {
    let table: &[(&str, &str, &[u16])] = &[
        ("a {{c1::b}} c {{c3::d::hint}}", "a {{c1::b}} c {{c3::d::hint}}", &[1, 3]),
        ("{{c1::a {{c2::b}} c}}", "{{c1::a {{c2::b}} c}}", &[1, 2]),
        ("{{c1::a}} {{c1,2::b}}", "{{c1::a}} {{c1,2::b}}", &[1, 2]),
        // Braces in pairs.
        ("{{c1::{x}}}", "{{c1::{x&#125;}}", &[1]),
        ("<code>{{c1::{x: {}}}}</code>", "<code>{{c1::{x: {&#125;&#125;}}</code>", &[1]),
        ("{{c1::a { b}} c", "{{c1::a { b}} c", &[1]),
        ("{{c1::a} b}} c", "{{c1::a} b}} c", &[1]),
        // Code and math inside a gap do not end it.
        ("{{c1::see <code>f(}})</code>}} b", "{{c1::see <code>f(&#125;})</code>}} b", &[1]),
        (r"{{c1::\(\frac{a}{b^{2}}\)}}", r"{{c1::\(\frac{a}{b^{2} }\)}}", &[1]),
        (r"\({{c1::\frac{1}{2}}}\)", r"\({{c1::\frac{1}{2} }}\)", &[1]),
        ("{{c1::<code>std::vec</code>}}", "{{c1::<code>std:&#58;vec</code>}}", &[1]),
        // The last `::` begins the hint, an empty one none.
        ("{{c1::std::vec::path}}", "{{c1::std:&#58;vec::path}}", &[1]),
        ("{{c1::std::vec::}}", "{{c1::std:&#58;vec}}", &[1]),
        ("{{c1::a::b {{c2::c}}}}", "{{c1::a:&#58;b {{c2::c}}}}", &[1, 2]),
        ("{{c1::a {{c2::b::h}}::i}}", "{{c1::a {{c2::b::h}}::i}}", &[1, 2]),
        ("{{c1::<em>a::b</em>}}", "{{c1::<em>a:&#58;b</em>}}", &[1]),
        ("{{c1::<a href=\"x::}}\">b</a>}}", "{{c1::<a href=\"x:&#58;}&#125;\">b</a>}}", &[1]),
        // Anki puts brackets around a hint.
        ("{{c1::a::sound:b.mp3}}", "{{c1::a::&#115;ound:b.mp3}}", &[1]),
        ("{{c1::a::latex}} {{c2::b::$}}", "{{c1::a::&#108;atex}} {{c2::b::&#36;}}", &[1, 2]),
        ("{{c1::a::[type:Title]}}", "{{c1::a::&#91;type:Title]}}", &[1]),
        ("{{c1::a::soundly}}", "{{c1::a::soundly}}", &[1]),
        // What has no end stands for itself.
        ("{{c1::<anki-sound a.mp3> b::c}}", "{{c1::<anki-sound a.mp3> b::c}}", &[1]),
        ("{{c1::a<wbr>b::c}}", "{{c1::a<wbr>b::c}}", &[1]),
        // What is no gap.
        ("{{c1::a", "&#123;{c1::a", &[]),
        ("{{c1::a {{c2::b}}", "&#123;{c1::a {{c2::b}}", &[2]),
        ("<code>{{c1::a</code> b}}", "<code>&#123;{c1::a</code> b}}", &[]),
        ("{{c0::a}} {{c501::b}}", "&#123;{c0::a}} &#123;{c501::b}}", &[]),
        ("{{c500::a}}", "{{c500::a}}", &[500]),
        ("<p title=\"{{c1::a}}\">b</p>", "<p title=\"&#123;{c1::a}}\">b</p>", &[]),
        ("{{c1}} {{cx::a}} std::vec }} {{x}}", "{{c1}} {{cx::a}} std::vec }} {{x}}", &[]),
        ("a < b {{c1::c}}", "a < b {{c1::c}}", &[1]),
    ];
    for (html, expected, all) in table {
        let marked = mark(html);
        assert_eq!((marked.as_str(), found(&marked)), (*expected, all.to_vec()), "{html}");
    }
}

#[test]
fn a_title_shows_its_gaps() {
    let table = [
        ("no gap", "no gap"),
        ("a {{c1::b::h}} c {{c2::{d&#125;}}", "a […] c […]"),
        ("{{c1::a {{c2::b}} c}}é", "[…]é"),
    ];
    for (marked, expected) in table {
        assert_eq!(gaps(marked), expected);
    }
}

#[test]
fn a_shielded_text_has_no_gap() {
    assert_eq!(shield("{{c1::a}} {{{c2::b}}}"), "&#123;{c1::a}} {&#123;{c2::b}}}");
    assert!(has("a {{c1::b}}") && !has("{{c1::b") && !has("{{c0::b}}") && !has("{{c::b}}"));
}

proptest! {
    /// Whatever the text, what looks like a gap in its marked form is one for Anki, and no text is lost.
    #[test]
    fn marks_are_what_anki_sees(
        parts in prop::collection::vec(prop::sample::select(vec![
            "{{c1::", "{{c2::", "{{c900::", "}}", "{", "}", "::", ":", "a", "é", "<code>", "</code>",
            "<p>", "</p>", "<br>", "\\(", "\\)", "\\", "<a href=\"}}::{{c1::\">", "</a>",
        ]), 0..24)
    ) {
        let html = parts.concat();
        let marked = mark(&html);
        let left = (1..=2).filter(|number| marked.contains(&format!("{{{{c{number}::")));
        prop_assert_eq!(left.collect::<Vec<_>>(), found(&marked));
        prop_assert!(!marked.contains("{{c900"));
        let plain = |text: &str| text.replace("&#123;", "{").replace("&#125;", "}")
            .replace("&#58;", ":").replace([' ', ':'], "");
        prop_assert_eq!(plain(&html), plain(&marked));
    }
}
