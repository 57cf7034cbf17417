//! The pictures and sounds that imported questions show, taken out of their packages.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::anki::package::Package;
use crate::diagnostic::{Diagnostic, Severity};
use crate::failure::{Failure, Result};
use crate::read::Medium;
use crate::source::{FileId, Span};
use crate::walk;
use crate::write::Artifact;

/// The files of media, each once; what cannot be unpacked is a diagnostic of the package.
pub(super) fn unpack(
    packages: &[(FileId, PathBuf, Vec<Medium>)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Artifact>> {
    let mut files: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (file, path, media) in packages.iter().filter(|(.., media)| !media.is_empty()) {
        let bytes = walk::bytes(path)?;
        let mut say = |rule, severity, message| {
            diagnostics.push(Diagnostic::new(rule, severity, *file, Span::at(0), message));
        };
        let mut package = match Package::open(&bytes) {
            Ok(package) => package,
            Err(broken) => {
                say("import/broken-package", Severity::Error, broken.0);
                continue;
            }
        };
        for Medium { path: target, name } in media {
            match package.media(name) {
                Ok(Some(bytes)) => match files.get(target.as_str()) {
                    Some(other) if *other != bytes => {
                        return Err(Failure(format!(
                            "`{target}` would be two different files: import `{}` to a folder of its own",
                            path.display()
                        )));
                    }
                    _ => _ = files.insert(target, bytes),
                },
                Ok(None) => {
                    let message = format!("`{name}` is not in the package");
                    say("import/missing-media", Severity::Warning, message);
                }
                Err(broken) => say("import/broken-package", Severity::Error, broken.0),
            }
        }
    }
    Ok(files.into_iter().map(|(path, bytes)| Artifact { path: path.into(), bytes }).collect())
}
