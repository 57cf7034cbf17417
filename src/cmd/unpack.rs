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

/// The most bytes that the second and later copies of files may take: one package may say that a file
/// belongs in a thousand places.
const MAX_COPIES: usize = 256 << 20;

/// The files of media, each once; what cannot be unpacked is a diagnostic of the package.
pub(super) fn unpack(
    packages: &[(FileId, PathBuf, Vec<Medium>)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Artifact>> {
    let mut files: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    let mut copies = MAX_COPIES;
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
        let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for Medium { path: target, name } in media {
            places.entry(name).or_default().push(target);
        }
        for (name, targets) in places {
            let bytes = match package.media(name) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => {
                    let message = format!("`{name}` is not in the package");
                    say("import/missing-media", Severity::Warning, message);
                    continue;
                }
                Err(broken) => {
                    say("import/broken-package", Severity::Error, broken.0);
                    continue;
                }
            };
            let more = bytes.len().saturating_mul(targets.len() - 1);
            if more > copies {
                let message = format!(
                    "`{name}` has {} bytes and would be copied to {} places",
                    bytes.len(),
                    targets.len()
                );
                say("import/broken-package", Severity::Error, message);
                continue;
            }
            copies -= more;
            for target in targets {
                if files.get(target).is_some_and(|other| *other != bytes) {
                    return Err(Failure(format!(
                        "`{target}` would be two different files: import `{}` to a folder of its own",
                        path.display()
                    )));
                }
                files.insert(target, bytes.clone());
            }
        }
    }
    Ok(files.into_iter().map(|(path, bytes)| Artifact { path: path.into(), bytes }).collect())
}
