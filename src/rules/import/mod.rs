//! What readers of foreign formats mend, leave out or refuse.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "import/":
    conflicting_metadata,
    count_mismatch,
    doubled_punctuation,
    empty_option,
    lost_checkbox,
    lost_heading,
    nothing_recognised,
    split_follow_ups,
    split_options,
    text_between_options,
    unclosed_fence,
    unread_text,
    unrecognised_metadata,
}
