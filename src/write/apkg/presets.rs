//! Options for studying.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::decks::Deck;
use crate::anki::ids::Ids;
pub(super) use crate::config::Preset;

/// The presets of the decks, by id; Anki's own for new decks is always there.
pub(super) fn presets(decks: &BTreeMap<String, Deck<'_>>) -> Value {
    let own = decks.values().filter_map(|deck| deck.preset);
    let own = own.map(|preset| (id(preset).to_string(), options(preset)));
    [("1".to_owned(), defaults())].into_iter().chain(own).collect()
}

/// The id of a preset. **Frozen**: a preset whose id the learner has stays as the learner has it.
pub(super) fn id(preset: &Preset) -> i64 {
    Ids::new("presets").make(&preset.name)
}

fn options(preset: &Preset) -> Value {
    let mut options = defaults();
    options["id"] = json!(id(preset));
    options["name"] = json!(preset.name);
    if let Some(new) = preset.new_per_day {
        options["new"]["perDay"] = json!(new);
    }
    if let Some(reviews) = preset.reviews_per_day {
        options["rev"]["perDay"] = json!(reviews);
    }
    if let Some(retention) = preset.desired_retention {
        options["desiredRetention"] = json!(retention);
    }
    for sort in ["new", "rev"] {
        options[sort]["bury"] = json!(preset.bury_siblings);
    }
    options["buryInterdayLearning"] = json!(preset.bury_siblings);
    options
}

/// What Anki begins with.
fn defaults() -> Value {
    json!({
        "id": 1,
        "mod": 0,
        "name": "Default",
        "usn": 0,
        "maxTaken": 60,
        "autoplay": true,
        "timer": 0,
        "replayq": true,
        "new": {
            "bury": false,
            "delays": [1.0, 10.0],
            "initialFactor": 2500,
            "ints": [1, 4, 0],
            "order": 1,
            "perDay": 20,
            "separate": true,
        },
        "rev": {
            "bury": false,
            "ease4": 1.3,
            "fuzz": 0.05,
            "ivlFct": 1.0,
            "maxIvl": 36500,
            "minSpace": 1,
            "perDay": 200,
            "hardFactor": 1.2,
        },
        "lapse": {
            "delays": [10.0],
            "leechAction": 1,
            "leechFails": 8,
            "minInt": 1,
            "mult": 0.0,
        },
        "dyn": false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preset_changes_what_it_says() {
        let preset = Preset {
            name: "Slow".to_owned(),
            new_per_day: Some(5),
            reviews_per_day: None,
            desired_retention: Some(0.85),
            bury_siblings: true,
        };
        // Never change how it is made: learners have it.
        assert_eq!(id(&preset), 1_711_007_032_202);
        let deck = Deck { preset: Some(&preset), ..Deck::default() };
        let all = presets(&BTreeMap::from([("A".to_owned(), deck)]));
        let own = &all[id(&preset).to_string()];
        assert_eq!((&own["name"], &own["new"]["perDay"]), (&json!("Slow"), &json!(5)));
        assert_eq!((&own["rev"]["perDay"], &own["rev"]["bury"]), (&json!(200), &json!(true)));
        assert_eq!(own["desiredRetention"], json!(0.85));
        assert_eq!(all["1"]["new"]["perDay"], json!(20));
    }
}
