//! Math, for MathJax.

use super::{escape, text};

/// Math in a line.
pub(super) fn inline(math: &str) -> String {
    if is_harmless(math) { format!("\\({}\\)", escape(math)) } else { shown("$", math) }
}

/// Math on lines of its own.
pub(super) fn display(math: &str) -> String {
    if is_harmless(math) { format!("\\[{}\\]", escape(math)) } else { shown("$$", math) }
}

/// Math that is not typeset.
fn shown(mark: &str, math: &str) -> String {
    text::without_math(&escape(&format!("{mark}{math}{mark}"))).into_owned()
}

/// Whether no link of it leads elsewhere than to a page of the web: MathJax makes links of any
/// address, `javascript:` too.
fn is_harmless(math: &str) -> bool {
    let page = |rest: &str| rest.starts_with("{https://") || rest.starts_with("{http://");
    math.split("\\href").skip(1).all(page)
        && !["\\mmlToken", "\\csname"].iter().any(|name| math.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn math_leads_to_pages_alone() {
        let table = [
            ("a<b", r"\(a&lt;b\)"),
            (r"\href{https://example.org}{x}", r"\(\href{https://example.org}{x}\)"),
            (r"\href{javascript:f()}{x}", r"$\href{javascript:f()}{x}$"),
            (r"\href {data:x}{x}", r"$\href {data:x}{x}$"),
            (r"\let\h\href\h{data:x}{x}", r"$\let\h\href\h{data:x}{x}$"),
            (r#"\mmlToken{mi}[href="data:x"]{x}"#, r"$\mmlToken{mi}[href=&quot;data:x&quot;]{x}$"),
        ];
        for (math, expected) in table {
            assert_eq!(inline(math), expected);
        }
        assert_eq!(display(r"\href{data:x}{x} \("), r"$$\href{data:x}{x} <span>\</span>($$");
    }
}
