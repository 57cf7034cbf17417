//! What readers of foreign formats mend, leave out or refuse.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "import/":
    conflicting_metadata,
    count_mismatch,
    doubled_punctuation,
    nothing_recognised,
    split_follow_ups,
    unbalanced_markup,
    unread_text,
    unrecognised_metadata,
}
