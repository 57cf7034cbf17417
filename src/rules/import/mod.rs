//! What readers of foreign formats mend, leave out or refuse.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "import/":
    answer_key_out_of_range,
    broken_package,
    conflicting_metadata,
    count_mismatch,
    dangling_reference,
    doubled_punctuation,
    duplicate_column,
    duplicate_key_value,
    empty_option,
    empty_part,
    glued_code,
    glued_paragraphs,
    invalid_json,
    left_out,
    lost_checkbox,
    lost_heading,
    lost_indentation,
    missing_key_column,
    missing_media,
    missing_part,
    nothing_recognised,
    ragged_row,
    split_follow_ups,
    split_items,
    split_options,
    squashed_table,
    text_between_options,
    title_missing,
    unbalanced_markup,
    unclosed_quote,
    undoubled_quote,
    unfenced_code,
    unknown_column,
    unread_text,
    unrecognised_metadata,
}
