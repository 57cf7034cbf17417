//! The row of table `col`: note types, decks and settings as JSON.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result, params};
use serde_json::{Map, Value, json};

use super::decks::Deck;
use super::presets;
use crate::anki::note_type::{LOOKS_CHANGED, QUESTION, models};

/// When the collection was made, in seconds since 1970: 2024-01-01T04:00:00Z.
///
/// Anki counts the days of scheduled cards from here; a package has none, so any past day does. A
/// fixed one keeps the bytes the same from build to build.
const CREATED: i64 = 1_704_081_600;

/// Writes the row. `next` is the place in the queue behind the last new card.
pub(super) fn insert(
    db: &Connection,
    decks: &BTreeMap<String, Deck<'_>>,
    next: usize,
) -> Result<()> {
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
            presets::presets(decks).to_string(),
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
fn all_decks(decks: &BTreeMap<String, Deck<'_>>) -> Value {
    let mut all = Map::new();
    all.insert("1".to_owned(), deck("Default", &Deck { id: 1, ..Deck::default() }));
    all.extend(decks.iter().map(|(name, of)| (of.id.to_string(), deck(name, of))));
    Value::Object(all)
}

fn deck(name: &str, deck: &Deck<'_>) -> Value {
    json!({
        "id": deck.id,
        "name": name,
        "mod": CREATED,
        "usn": -1,
        "lrnToday": [0, 0],
        "revToday": [0, 0],
        "newToday": [0, 0],
        "timeToday": [0, 0],
        "collapsed": false,
        "browserCollapsed": false,
        "desc": deck.description,
        "dyn": 0,
        "conf": deck.preset.map_or(1, presets::id),
        "extendNew": 0,
        "extendRev": 0,
    })
}
