//! Faults of a file as such.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "file/":
    not_utf_8,
    too_large,
}
