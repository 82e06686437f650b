//! Not before: whether an embargo is in force at a time.

/// What an embargo comes to at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Embargo {
    /// There is none.
    #[default]
    None,
    /// It is over; the time as it was given.
    Over(String),
    /// It is in force until the time, as it was given.
    Until(String),
    /// It is in force, and nobody said until when.
    Open,
    /// What was given is no time; taken as in force, so that nothing leaves by mistake.
    Unreadable(String),
}

impl Embargo {
    /// The embargo of a piece at a moment. `text` is RFC 3339, a date, or `open`; without an offset it counts in the
    /// zone of the desk, which is `offset_s` seconds ahead of UTC. `now_ms` is in milliseconds since 1970.
    pub fn at(text: Option<&str>, now_ms: i64, offset_s: i32) -> Embargo {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Embargo::None };
        if text.eq_ignore_ascii_case("open") {
            return Embargo::Open;
        }
        match instant_ms(text, offset_s) {
            Some(until) if now_ms >= until => Embargo::Over(text.to_owned()),
            Some(_) => Embargo::Until(text.to_owned()),
            None => Embargo::Unreadable(text.chars().take(60).collect()),
        }
    }

    /// Whether it forbids publication and final exports.
    pub fn in_force(&self) -> bool {
        !matches!(self, Embargo::None | Embargo::Over(_))
    }
}

/// The moment that an RFC 3339 text names, milliseconds since 1970. The time and the offset may be left out.
fn instant_ms(text: &str, offset_s: i32) -> Option<i64> {
    let (date, rest) = text.split_at_checked(10)?;
    let mut parts = date.split('-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=month_days(year, month)).contains(&day) {
        return None;
    }
    let days = days_since_1970(year, month, day);
    let (clock, offset) = match rest.strip_prefix(['T', 't', ' ']) {
        None if rest.is_empty() => ("00:00", i64::from(offset_s)),
        None => return None,
        Some(time) => match time.find(['Z', 'z', '+', '-']) {
            None => (time, i64::from(offset_s)),
            Some(at) => (&time[..at], offset_seconds(&time[at..])?),
        },
    };
    let mut clock = clock.split('.').next()?.split(':').map(number);
    let (hour, minute) = (clock.next()??, clock.next()??);
    let second = clock.next().unwrap_or(Some(0))?;
    if clock.next().is_some() || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some((days * 86_400 + hour * 3600 + minute * 60 + second - offset) * 1000)
}

/// Digits only, as many as a year has at most.
fn number(text: &str) -> Option<i64> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

fn offset_seconds(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text[1..].replace(':', "");
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { 0 } else { number(minutes)? };
    Some(sign * (number(hours)? * 3600 + minutes * 60)).filter(|_| minutes < 60)
}

fn month_days(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the Gregorian calendar; years are counted from March, so that the leap day is their last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_and_without_their_offset() {
        assert_eq!(instant_ms("1970-01-01T00:00:00Z", 7200), Some(0));
        assert_eq!(instant_ms("2026-05-12T06:00+02:00", 0), Some(1_778_558_400_000));
        assert_eq!(instant_ms("2026-05-12T06:00", 7200), Some(1_778_558_400_000));
        assert_eq!(instant_ms("2024-02-29", 0), Some(1_709_164_800_000));
        assert_eq!(instant_ms("2026-05-12T06:00:00.250-0330", 0), Some(1_778_578_200_000));
        for bad in [
            "",
            "soon",
            "2026-02-29",
            "2026-13-01",
            "2026-05-12X",
            "2026-05-12T25:00",
            "2026-05-12T1:2:3:4",
            "2026-05-12T06:00+",
        ] {
            assert_eq!(instant_ms(bad, 0), None, "{bad}");
        }
    }

    #[test]
    fn an_embargo_ends_at_its_minute_and_what_cannot_be_read_holds() {
        let at = |now| Embargo::at(Some("2026-05-12T06:00+02:00"), now, 0).in_force();
        assert!(at(1_778_558_399_999) && !at(1_778_558_400_000));
        assert!(Embargo::at(Some("open"), i64::MAX, 0).in_force());
        assert!(Embargo::at(Some("next week"), i64::MAX, 0).in_force());
        assert!(!Embargo::at(Some("  "), 0, 0).in_force() && !Embargo::at(None, 0, 0).in_force());
    }
}
