//! Links and media.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "links/":
    broken_anchor,
    broken_relative_link,
    missing_media,
    remote_media,
}
