//! Times as people read them: `2026-11-21T18:50:52Z` (RFC 3339).

use toml::value::{Datetime, Offset};

use crate::rules::days;

/// 9999-12-31T23:59:59Z, the last time that is written with four digits for the year.
const LAST: i64 = 253_402_300_799;

/// Seconds since 1970 as a time.
pub(super) fn written(seconds: i64) -> String {
    let seconds = seconds.clamp(0, LAST);
    let (day, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // "civil_from_days", Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years that
    // begin in March have the leap day at their end.
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// A time as seconds since 1970; none if it is not one that [`written`] writes.
pub(super) fn read(text: &str) -> Option<i64> {
    // The parser of TOML knows the calendar.
    let parsed: Datetime = text.parse().ok()?;
    let (day, time) = (days(text.get(..10)?)?, parsed.time?);
    let part = |number: u8| i64::from(number);
    let second = part(time.second.unwrap_or_default());
    let seconds = day * 86_400 + part(time.hour) * 3600 + part(time.minute) * 60 + second;
    let exact = parsed.offset == Some(Offset::Z) && written(seconds) == text;
    exact.then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_and_read() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_826_154, "2000-02-29T12:09:14Z"),
            (1_795_287_052, "2026-11-21T18:50:52Z"),
            (LAST, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(written(seconds), text);
            assert_eq!(read(text), Some(seconds));
        }
        for text in [
            "2026-11-21",
            "2026-11-21T18:50:52",
            "2026-11-21t18:50:52Z",
            "2026-13-21T18:50:52Z",
            "x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(written(-1), written(0));
        for day in 0..100_000 {
            let seconds = day * 99_733;
            assert_eq!(read(&written(seconds)), Some(seconds));
        }
    }
}
