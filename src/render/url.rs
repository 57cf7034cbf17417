//! Where links and images lead.

use crate::document::address::{has_scheme, is_remote};

/// What an address is to a card, which is shown far from the question's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A page, a picture of the web, or a mail address: works anywhere.
    Web,
    /// A path: a file beside the question.
    Local,
    /// Any other scheme: `javascript:`, `data:`, `file:` …
    Other,
}

/// What `url` is. Only known schemes are trusted, so that no spelling of a bad one slips through.
pub(super) fn target(url: &str) -> Target {
    if is_remote(url) || has_scheme(url, "mailto:") {
        return Target::Web;
    }
    let path = url.split(['/', '?', '#']).next().unwrap_or_default();
    // One letter is a drive.
    match path.find(':') {
        Some(at) if at > 1 => Target::Other,
        _ => Target::Local,
    }
}

/// `url` for an attribute. The apostrophe would come out as an entity that Anki does not know.
pub(super) fn encoded(url: &str) -> String {
    // A card has no address of its own from which `//host` could take its scheme.
    let scheme = if url.starts_with("//") { "https:" } else { "" };
    format!("{scheme}{}", url.replace('\'', "%27"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_are_of_the_web() {
        let table = [
            ("https://example.org", Target::Web),
            ("HTTP://example.org", Target::Web),
            ("//example.org/a.png", Target::Web),
            ("mailto:a@example.org", Target::Web),
            ("javascript:alert(1)", Target::Other),
            ("JavaScript:alert(1)", Target::Other),
            ("java\nscript:alert(1)", Target::Other),
            (" javascript:alert(1)", Target::Other),
            ("data:image/png;base64,AA", Target::Other),
            ("vbscript:x", Target::Other),
            ("file:///etc/passwd", Target::Other),
            ("a.png", Target::Local),
            ("img/a:b.png", Target::Local),
            ("C:\\a.png", Target::Local),
            ("#part", Target::Local),
            ("", Target::Local),
        ];
        for (url, expected) in table {
            assert_eq!(target(url), expected, "{url}");
        }
    }
}
