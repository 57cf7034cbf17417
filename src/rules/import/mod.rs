//! What readers of foreign formats mend, leave out or refuse.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "import/":
    answer_key_out_of_range,
    conflicting_metadata,
    count_mismatch,
    dangling_reference,
    doubled_punctuation,
    empty_option,
    glued_code,
    glued_paragraphs,
    left_out,
    lost_checkbox,
    lost_heading,
    lost_indentation,
    missing_part,
    nothing_recognised,
    split_follow_ups,
    split_items,
    split_options,
    squashed_table,
    text_between_options,
    title_missing,
    unbalanced_markup,
    unclosed_fence,
    unfenced_code,
    unread_text,
    unrecognised_metadata,
}
