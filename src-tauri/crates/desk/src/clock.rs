//! Time, passed in.

/// Where times come from; tests bring their own.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970, UTC.
    fn now_ms(&self) -> i64;
}

/// The computer's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// A time as RFC 3339 in the computer's zone, to the second.
pub(crate) fn rfc3339(ms: i64) -> String {
    let stamp = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    stamp.to_zoned_datetime(jiff::tz::TimeZone::system()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// How far the computer's zone is ahead of UTC at a moment, seconds.
pub(crate) fn offset_seconds(ms: i64) -> i32 {
    let stamp = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    jiff::tz::TimeZone::system().to_offset(stamp).seconds()
}

/// A date and a time to the minute, in the computer's zone.
pub(crate) fn minutes(ms: i64) -> String {
    let stamp = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    stamp.to_zoned_datetime(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Hours and minutes in the computer's zone, as the window prints them.
pub(crate) fn hours_minutes(ms: i64) -> String {
    let stamp = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    stamp.to_zoned_datetime(jiff::tz::TimeZone::system()).strftime("%H.%M").to_string()
}

/// When a time is, in milliseconds since 1970; one without an offset is the computer's, one without an hour begins the day.
pub(crate) fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
        return Some(stamp.as_millisecond());
    }
    let local = match text.parse::<jiff::civil::DateTime>() {
        Ok(time) => time,
        Err(_) => text.parse::<jiff::civil::Date>().ok()?.at(0, 0, 0, 0),
    };
    let zoned = jiff::tz::TimeZone::system().to_zoned_datetime(local).ok()?;
    Some(zoned.timestamp().as_millisecond())
}
