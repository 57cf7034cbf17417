//! Pictures, sounds and films.

use super::escape;

/// What a file of media is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Picture,
    Sound,
    Film,
}

/// What a file is by its ending; a picture if nothing says otherwise.
pub(super) fn sort(address: &str) -> Sort {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is = |endings: &[&str]| endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
    match () {
        () if is(&["mp3", "ogg", "oga", "opus", "wav", "m4a", "flac", "aac"]) => Sort::Sound,
        () if is(&["mp4", "webm", "ogv", "mov", "m4v"]) => Sort::Film,
        () => Sort::Picture,
    }
}

/// What plays a sound or a film.
pub(super) fn player(sort: Sort, address: &str) -> String {
    let name = if sort == Sort::Film { "video" } else { "audio" };
    format!("<{name} controls src=\"{}\"></{name}>", escape(address))
}
