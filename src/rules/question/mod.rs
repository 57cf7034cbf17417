//! The question text and its honesty with the metadata.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "question/":
    difficulty_level_mismatch,
}
