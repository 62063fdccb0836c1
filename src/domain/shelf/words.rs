//! How the list of projects puts it: how long ago, and how much.

use crate::domain::id::Timestamp;
use crate::domain::text::counted;

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// How long before `now` something was: "3 minutes ago". What a clock puts into the future is just now.
#[must_use]
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    let passed = now.0.saturating_sub(then.0);
    let whole = |unit: u64| usize::try_from(passed / unit).unwrap_or(usize::MAX);
    let words = match passed {
        0..MINUTE => return "just now".to_owned(),
        MINUTE..HOUR => counted(whole(MINUTE), "minute", "minutes"),
        HOUR..DAY => counted(whole(HOUR), "hour", "hours"),
        _ => counted(whole(DAY), "day", "days"),
    };
    format!("{words} ago")
}

/// A number of bytes: "120 kB", "4.5 MB", "10.7 GB".
#[must_use]
pub fn amount(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000).min(999)),
        1_000_000..1_000_000_000 => with_tenths(bytes / 100_000, "MB"),
        _ => with_tenths(bytes / 100_000_000, "GB"),
    }
}

fn with_tenths(tenths: u64, unit: &str) -> String {
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_told_roughly() {
        let now = 100 * DAY;
        let check = |then, expected: &str| assert_eq!(ago(Timestamp(then), Timestamp(now)), expected);
        check(now + HOUR, "just now");
        check(now - 59 * SECOND, "just now");
        check(now - MINUTE, "1 minute ago");
        check(now - 59 * MINUTE, "59 minutes ago");
        check(now - 2 * HOUR, "2 hours ago");
        check(now - 50 * HOUR, "2 days ago");
        check(0, "100 days ago");
    }

    #[test]
    fn bytes_are_told_roughly() {
        let check = |bytes, expected: &str| assert_eq!(amount(bytes), expected);
        check(0, "0 bytes");
        check(999, "999 bytes");
        check(1_000, "1 kB");
        check(120_400, "121 kB");
        check(999_999, "999 kB");
        check(1_000_000, "1.0 MB");
        check(4_560_000, "4.5 MB");
        check(999_999_999, "999.9 MB");
        check(10_737_436_536, "10.7 GB");
    }
}
