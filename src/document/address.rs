//! Addresses of links: which of them stay in the corpus, and what they mean there.

/// The path under the root and the anchor that an address in the file `from` means; none if it
/// leads to the web. No path if it leads out of the corpus.
pub fn place(from: &str, address: &str) -> Option<(Option<String>, Option<String>)> {
    let (path, anchor) = local(address)?;
    let path = match path.as_str() {
        "" => Some(from.to_owned()),
        path => resolve(from.rsplit_once('/').map_or("", |(folder, _)| folder), path),
    };
    Some((path, anchor))
}

/// The path and the anchor of an address in the corpus, decoded. An address without either is one
/// too: it leads nowhere.
fn local(address: &str) -> Option<(String, Option<String>)> {
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let template = ["{{", "{%", "${", "<"].iter().any(|mark| address.contains(mark));
    // `mailto:`, `https:`, and addresses of another host.
    if address[..end].contains(':') || address.starts_with("//") || template {
        return None;
    }
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(decoded(anchor))),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    Some((decoded(path), anchor))
}

/// A text in which `%20` is a blank again.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = behind.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The path under the root that `path` is in a file in `folder`; none if it is outside.
fn resolve(folder: &str, path: &str) -> Option<String> {
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether an address begins with this scheme, whatever its case.
pub fn has_scheme(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Whether an address leads to the web: a page or a picture there.
pub fn is_remote(address: &str) -> bool {
    ["https://", "http://", "//"].into_iter().any(|scheme| has_scheme(address, scheme))
}

#[cfg(test)]
mod tests {
    use super::{local, resolve};

    #[test]
    fn only_addresses_in_the_corpus_are_local() {
        for address in
            ["https://x.y", "mailto:a@b.c", "//x.y/z", "data:image/png;base64,xy", "{{ url }}"]
        {
            assert_eq!(local(address), None, "{address}");
        }
        let path =
            |path: &str, anchor: Option<&str>| Some((path.to_owned(), anchor.map(str::to_owned)));
        assert_eq!(local("a%20b.md?raw=true#C%C3%A4"), path("a b.md", Some("Cä")));
        assert_eq!(local("#x"), path("", Some("x")));
        assert_eq!(local("100%"), path("100%", None));
    }

    #[test]
    fn paths_count_from_their_file_or_from_the_root() {
        assert_eq!(resolve("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(resolve("a/b", "/./c/").as_deref(), Some("c"));
        assert_eq!(resolve("a", "../../c.md"), None);
    }
}
