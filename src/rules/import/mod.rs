//! What readers of foreign formats mend, leave out or refuse.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "import/":
    conflicting_metadata,
    count_mismatch,
    doubled_punctuation,
    duplicate_column,
    duplicate_key_value,
    invalid_json,
    missing_key_column,
    nothing_recognised,
    ragged_row,
    split_follow_ups,
    unclosed_quote,
    undoubled_quote,
    unknown_column,
    unread_text,
    unrecognised_metadata,
}
