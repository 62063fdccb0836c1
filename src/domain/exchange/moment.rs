//! Moments as the formats write them: RFC 3339, in UTC; and as people read them.

use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{Date, OffsetDateTime};

use crate::domain::id::Timestamp;

/// The last millisecond of the year 9999, beyond which RFC 3339 has no words.
const LAST: Timestamp = Timestamp(253_402_300_799_999);

/// The moment as RFC 3339 writes it, in UTC and to the millisecond. A later moment than the year 9999, which only a
/// broken clock or a forged file can give, becomes the last one of that year.
#[must_use]
pub fn rfc3339(moment: Timestamp) -> String {
    let nanoseconds = i128::from(moment.min(LAST).0) * 1_000_000;
    let written = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).ok().and_then(|at| at.format(&Rfc3339).ok());
    written.expect("RFC 3339 can write every moment from 1970 to 9999")
}

/// The moment that `written` means, whole milliseconds of it; nothing where it is no RFC 3339, before 1970,
/// or after the year 9999.
#[must_use]
pub fn from_rfc3339(written: &str) -> Option<Timestamp> {
    let moment = OffsetDateTime::parse(written, &Rfc3339).ok()?;
    let milliseconds = moment.unix_timestamp_nanos().div_euclid(1_000_000);
    u64::try_from(milliseconds).ok().map(Timestamp).filter(|moment| *moment <= LAST)
}

/// The moment as people read it, to the minute: "22 November 2025, 05:40 UTC".
#[must_use]
pub fn in_words(moment: Timestamp) -> String {
    let moment = i64::try_from(moment.min(LAST).0 / 1000).ok();
    let at = moment.and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    let at = at.expect("a moment before the year 10000 is in the calendar");
    format!("{}, {:02}:{:02} UTC", day(at.date()), at.hour(), at.minute())
}

/// A day that is written as in ISO 8601, with or without a time, as people read it: "16 March 2025"; nothing where it
/// is no day.
#[must_use]
pub fn day_in_words(written: &str) -> Option<String> {
    Date::parse(written, &Iso8601::DEFAULT).ok().map(day)
}

fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read_to_the_millisecond() {
        let check = |moment, written: &str| {
            assert_eq!(rfc3339(Timestamp(moment)), written);
            assert_eq!(from_rfc3339(written), Some(Timestamp(moment)), "{written}");
        };
        check(0, "1970-01-01T00:00:00Z");
        check(951_782_400_000, "2000-02-29T00:00:00Z");
        check(1_763_790_000_123, "2025-11-22T05:40:00.123Z");
        check(LAST.0, "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn a_moment_past_the_last_year_is_the_last_one() {
        assert_eq!(rfc3339(Timestamp(u64::MAX)), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn what_other_programs_write_is_read_and_what_is_no_moment_is_not() {
        let check =
            |written, moment: Option<u64>| assert_eq!(from_rfc3339(written), moment.map(Timestamp), "{written}");
        check("1970-01-01T02:00:01+02:00", Some(1000));
        check("1970-01-01t00:00:00.0019999z", Some(1));
        check("1969-12-31T23:59:59.9999Z", None);
        check("0000-01-01T00:00:00+23:59", None);
        check("9999-12-31T23:59:59-23:59", None);
        check("2025-02-30T00:00:00Z", None);
        check("2025-11-22", None);
        check("yesterday", None);
        check("", None);
    }

    #[test]
    fn people_read_days_and_minutes() {
        assert_eq!(in_words(Timestamp(1_763_790_000_123)), "22 November 2025, 05:40 UTC");
        assert_eq!(in_words(Timestamp(u64::MAX)), "31 December 9999, 23:59 UTC");
        let check = |written, expected: Option<&str>| assert_eq!(day_in_words(written).as_deref(), expected);
        check("2025-03-16", Some("16 March 2025"));
        check("2025-03-06T10:20:00Z", Some("6 March 2025"));
        check("2025-02-30", None);
        check("March 16", None);
        check("", None);
    }
}
