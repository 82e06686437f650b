//! Times as the forms want them. Nothing here knows what time it is.

/// A time of a piece, as precise as its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    year: i64,
    month: i64,
    day: i64,
    /// Hour, minute, second; none when the source had a date only.
    clock: Option<(i64, i64, i64)>,
    /// Minutes east of Greenwich; none when the source did not say.
    offset: Option<i64>,
}

impl Time {
    /// Reads RFC 3339, also without seconds, without an offset, or without a time.
    pub(crate) fn read(text: &str) -> Option<Time> {
        let text = text.trim();
        let date = text.get(..10)?;
        let mut parts = date.split('-');
        let year = number(parts.next()?, 4)?;
        let (month, day) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
        if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
            return None;
        }
        let rest = &text[10..];
        if rest.is_empty() {
            return Some(Time { year, month, day, clock: None, offset: None });
        }
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (clock, offset) = match rest.find(['Z', 'z', '+', '-']) {
            Some(at) => (&rest[..at], Some(offset(&rest[at..])?)),
            None => (rest, None),
        };
        let mut parts = clock.split(':');
        let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
        let second = parts.next().map_or(Some(0), |text| number(text.split('.').next()?, 2))?;
        let sound = hour < 24 && minute < 60 && second < 61 && parts.next().is_none();
        let clock = Some((hour, minute, second.min(59)));
        sound.then_some(Time { year, month, day, clock, offset })
    }

    /// The date alone: `2026-04-14`.
    pub(crate) fn date(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `20260414T074500+0100`, as NITF has it; the date alone when there is no more.
    pub(crate) fn basic(self) -> String {
        let date = format!("{:04}{:02}{:02}", self.year, self.month, self.day);
        let Some((hour, minute, second)) = self.clock else { return date };
        let zone = self.offset.map_or_else(String::new, |minutes| zone(minutes, ""));
        format!("{date}T{hour:02}{minute:02}{second:02}{zone}")
    }

    /// RFC 3339 in full; none when the source left the hour or the offset open.
    pub(crate) fn rfc3339(self) -> Option<String> {
        self.offset?;
        Some(self.local())
    }

    /// RFC 3339 with what the source had; a date begins at midnight.
    pub(crate) fn local(self) -> String {
        let (hour, minute, second) = self.clock.unwrap_or_default();
        let zone = self.offset.map_or_else(String::new, |minutes| zone(minutes, ":"));
        format!("{}T{hour:02}:{minute:02}:{second:02}{}", self.date(), if zone == "+00:00" { "Z" } else { &zone })
    }

    /// The same moment in Greenwich, `2026-04-14T06:45:00Z`. A time without an offset is taken as if there.
    pub(crate) fn utc(self) -> String {
        let Time { year, month, day, clock, .. } = self.in_utc();
        let (hour, minute, second) = clock.unwrap_or_default();
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// `2026-04-14 06:45:00`, in Greenwich or as the clock of the source had it.
    pub(crate) fn sql(self, in_utc: bool) -> String {
        let time = if in_utc { self.in_utc() } else { self };
        let (hour, minute, second) = time.clock.unwrap_or_default();
        format!("{} {hour:02}:{minute:02}:{second:02}", time.date())
    }

    /// `Tue, 14 Apr 2026 07:45:00 +0100`, as mail and RSS have it.
    pub(crate) fn rfc822(self) -> String {
        const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let index = |number: i64, of: i64| usize::try_from(number.rem_euclid(of)).unwrap_or_default();
        let weekday = DAYS[index(days_from(self.year, self.month, self.day), 7)];
        let month = MONTHS[index(self.month - 1, 12)];
        let (hour, minute, second) = self.clock.unwrap_or_default();
        let zone = zone(self.offset.unwrap_or_default(), "");
        format!("{weekday}, {:02} {month} {:04} {hour:02}:{minute:02}:{second:02} {zone}", self.day, self.year)
    }

    /// The year.
    pub(crate) fn year(self) -> i64 {
        self.year
    }

    fn in_utc(self) -> Time {
        let (hour, minute, second) = self.clock.unwrap_or_default();
        let minutes = days_from(self.year, self.month, self.day) * 1440 + hour * 60 + minute - self.offset.unwrap_or(0);
        let (year, month, day) = date_of(minutes.div_euclid(1440));
        let of_day = minutes.rem_euclid(1440);
        Time { year, month, day, clock: Some((of_day / 60, of_day % 60, second)), offset: Some(0) }
    }
}

fn zone(minutes: i64, colon: &str) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}{colon}{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

fn number(text: &str, digits: usize) -> Option<i64> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn offset(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text[1..].split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    (hours < 15 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1 January 1970, in the calendar of today.
fn days_from(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let years = before * 365 + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let months: i64 = (1..month).map(|month| days_in(year, month)).sum();
    years + months + day - 719_163
}

/// The date of a day.
fn date_of(days: i64) -> (i64, i64, i64) {
    let mut year = 1970 + days.div_euclid(366);
    while days_from(year + 1, 1, 1) <= days {
        year += 1;
    }
    let mut month = 1;
    while month < 12 && days_from(year, month + 1, 1) <= days {
        month += 1;
    }
    (year, month, days - days_from(year, month, 1) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_as_precise_as_their_source() {
        let full = Time::read("2026-04-14T23:45:10+01:30").unwrap();
        assert_eq!(full.rfc3339().as_deref(), Some("2026-04-14T23:45:10+01:30"));
        assert_eq!(full.utc(), "2026-04-14T22:15:10Z");
        assert_eq!(full.basic(), "20260414T234510+0130");
        assert_eq!(full.rfc822(), "Tue, 14 Apr 2026 23:45:10 +0130");
        let local = Time::read("2024-04-24T09:44").unwrap();
        assert_eq!((local.rfc3339(), local.local()), (None, "2024-04-24T09:44:00".into()));
        let date = Time::read("1787-10-27").unwrap();
        assert_eq!((date.basic(), date.rfc822()), ("17871027".into(), "Sat, 27 Oct 1787 00:00:00 +0000".into()));
        assert_eq!(Time::read("2026-01-01T00:30:00+02:00").unwrap().utc(), "2025-12-31T22:30:00Z");
        assert_eq!(Time::read("2024-03-01T00:30Z").unwrap().sql(true), "2024-03-01 00:30:00");
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "2026-02-29",
            "2026-13-01",
            "14 April",
            "2026-04-14T25:00",
            "2026-04-14T10:00+1",
            "ééééééé",
            "2026-04-14X",
        ] {
            assert_eq!(Time::read(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_is_itself_again() {
        for day in (-80_000..60_000).step_by(37) {
            let (y, m, d) = date_of(day);
            assert_eq!(days_from(y, m, d), day);
        }
    }
}
