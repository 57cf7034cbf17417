//! Links and media.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "links/":
    missing_media,
}
