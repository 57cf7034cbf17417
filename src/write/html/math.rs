//! Math as MathML, which browsers draw by themselves.

use std::collections::HashSet;
use std::sync::LazyLock;

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

use crate::render::{escape, without};

/// Math in a line or, if `display`, on lines of its own; what is no math stays as it is written.
pub(super) fn html(latex: &str, display: bool) -> String {
    mathml(latex, display).unwrap_or_else(|| {
        let mark = if display { "$$" } else { "$" };
        format!("<code>{mark}{}{mark}</code>", escape(latex.trim()))
    })
}

fn mathml(latex: &str, display: bool) -> Option<String> {
    let storage = Storage::new();
    let events: Vec<_> = Parser::new(latex, &storage).collect();
    if events.iter().any(Result::is_err) {
        return None;
    }
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, annotation: None, ..RenderConfig::default() };
    let mut html = String::new();
    push_mathml(&mut html, events.into_iter(), config).ok()?;
    let html = CLEANER.clean(&html).to_string();
    Some(if display { format!("<div class=\"math\">{html}</div>") } else { html })
}

/// The elements of MathML Core (W3C) that the library writes.
const ELEMENTS: &[&str] = &[
    "math",
    "menclose",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
];

/// Their attributes that say how it looks; none of them leads anywhere.
const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "columnalign",
    "columnspacing",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rowspacing",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// The library writes some text as it is: nothing but math comes through.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from_iter(ELEMENTS.iter().copied()))
        .generic_attributes(HashSet::from_iter(ATTRIBUTES.iter().copied()));
    builder
});

/// HTML without inline styles, which a strict page does not let count.
pub(super) fn without_styles(html: &str) -> String {
    without(html, " style=\"", "\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn math_is_mathml_or_stays_as_written() {
        let inline = html("a<b^2", false);
        assert!(inline.starts_with("<math") && inline.contains("<mo>&lt;</mo>"), "{inline}");
        assert!(
            html("\\frac{1}{2}", true).starts_with("<div class=\"math\"><math display=\"block\"")
        );
        assert_eq!(html("\\nonsense{<}", false), "<code>$\\nonsense{&lt;}$</code>");
        assert!(!html("\\color{red} x \\hspace{1em} y", true).contains("style="));
        let script = html("\\text{<img src=x onerror=alert(1)><script>}", false);
        assert!(!script.contains("<img") && !script.contains("<script"), "{script}");
        assert!(!html("\\href{javascript:alert(1)}{x}", false).contains("href="));
    }
}
