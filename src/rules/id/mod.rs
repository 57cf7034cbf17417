//! Identity, naming, references.

use super::Rule;
#[cfg(test)]
use super::tests;

table! { Rule in "id/":
    duplicate_guid,
    duplicate_id,
    id_changed,
    id_field_mismatch,
    id_format,
    id_gap,
    id_path_mismatch,
    published_id_gone,
    reference_cycle,
    unknown_reference,
}
