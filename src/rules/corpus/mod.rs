//! The bank as a whole.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "corpus/":
    contradictory_duplicate,
    exact_duplicate,
    misplaced_file,
    missing_metadata,
    near_duplicate,
}
