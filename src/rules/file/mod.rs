//! Faults of a file as such.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "file/":
    bidi_control,
    conflict_marker,
    control_character,
    deep_nesting,
    not_utf_8,
    too_large,
}
