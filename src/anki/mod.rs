//! What Anki makes of questions: note types, identities, tags, and text as Anki keeps it.
//!
//! The writer of packages, the reader of packages and the forecast share it. What is **frozen** here
//! stands in the collections of learners: see [`note_type`] and [`ids`].

pub mod carry;
pub mod cloze;
pub mod ids;
pub mod markdown;
pub mod note_type;
pub mod package;
pub mod tags;
pub mod text;
