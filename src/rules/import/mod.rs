//! What readers of foreign formats mend, leave out or refuse.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "import/":
    conflicting_metadata,
    count_mismatch,
    dangling_reference,
    doubled_punctuation,
    glued_paragraphs,
    nothing_recognised,
    split_follow_ups,
    squashed_table,
    title_missing,
    unfenced_code,
    unread_text,
    unrecognised_metadata,
}
