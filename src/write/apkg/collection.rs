//! The row of table `col`: note types, decks and settings as JSON.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result, params};
use serde_json::{Map, Value, json};

use crate::anki::note_type::{LOOKS_CHANGED, QUESTION, models};

/// When the collection was made, in seconds since 1970: 2024-01-01T04:00:00Z.
///
/// Anki counts the days of scheduled cards from here; a package has none, so any past day does. A
/// fixed one keeps the bytes the same from build to build.
const CREATED: i64 = 1_704_081_600;

/// Writes the row. `next` is the place in the queue behind the last new card.
pub(super) fn insert(db: &Connection, decks: &BTreeMap<String, i64>, next: usize) -> Result<()> {
    let insert = "INSERT INTO col VALUES (1, ?1, ?2, ?2, 11, 0, 0, 0, ?3, ?4, ?5, ?6, '{}')";
    db.execute(
        insert,
        params![
            CREATED,
            // Milliseconds.
            LOOKS_CHANGED * 1000,
            settings(next).to_string(),
            models().to_string(),
            all_decks(decks).to_string(),
            presets().to_string(),
        ],
    )?;
    Ok(())
}

/// What Anki itself writes; old versions want all of it.
fn settings(next: usize) -> Value {
    json!({
        "activeDecks": [1],
        "curDeck": 1,
        "newSpread": 0,
        "collapseTime": 1200,
        "timeLim": 0,
        "estTimes": true,
        "dueCounts": true,
        "curModel": QUESTION.id,
        "nextPos": next,
        "sortType": "noteFld",
        "sortBackwards": false,
        "addToCur": true,
        "dayLearnFirst": false,
        "schedVer": 2,
        "creationOffset": 0,
        "sched2021": true,
    })
}

/// The decks, and the default one that each collection has.
fn all_decks(decks: &BTreeMap<String, i64>) -> Value {
    let mut all = Map::new();
    all.insert("1".to_owned(), deck("Default", 1));
    all.extend(decks.iter().map(|(name, id)| (id.to_string(), deck(name, *id))));
    Value::Object(all)
}

fn deck(name: &str, id: i64) -> Value {
    json!({
        "id": id,
        "name": name,
        "mod": CREATED,
        "usn": -1,
        "lrnToday": [0, 0],
        "revToday": [0, 0],
        "newToday": [0, 0],
        "timeToday": [0, 0],
        "collapsed": false,
        "browserCollapsed": false,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "extendNew": 0,
        "extendRev": 0,
    })
}

/// Anki's preset for new decks; the learner's own wins.
fn presets() -> Value {
    json!({ "1": {
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
    }})
}
