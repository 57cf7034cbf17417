//! Questions that one answers in one's own words.

use super::parts::Parts;
use super::{Fields, follow_ups};
use crate::config::Card;
use crate::deck::Settings;
use crate::question::section;

pub(super) fn fill(fields: &mut Fields, parts: &mut Parts<'_, '_>, settings: &Settings<'_>) {
    let prompt = parts.renderer.preamble() + &parts.take_named(section::QUESTION);
    fields.set("Prompt", prompt);
    fields.set("Answer", parts.take(section::ANSWER));
    // These make cards of their own, and repeat what the details hold.
    let document = parts.document;
    if settings.asks(Card::FollowUps)
        && let Some(section) = document.section(section::FOLLOW_UPS)
    {
        fields.set("FollowUps", follow_ups::html(section, parts));
    }
    if settings.asks(Card::Mistakes)
        && let Some(section) = document.section(section::COMMON_MISTAKES)
    {
        fields.set("Mistakes", parts.renderer.section(section));
    }
    fields.set("Details", parts.details());
}
