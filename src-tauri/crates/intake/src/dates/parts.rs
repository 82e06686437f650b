//! The parts of a date, taken from tokens one by one.

use super::names::{is_connector, is_suffix, month, two_words, weekday};
use super::reader::{DateLine, Label, label};
use super::tokens::{Kind, Token};
use super::zones::{Zone, is_american, offset, zone};
use jiff::civil::Date;

/// What was found of a date so far.
#[derive(Default)]
pub(super) struct Parts {
    label: Label,
    weekday: Option<i8>,
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    time: Option<(u32, u32, Option<u32>)>,
    /// "오전" before a time: whether it is the afternoon.
    half: Option<bool>,
    /// Whether the time has AM or PM, and the zone is one of the United States.
    american: (bool, bool),
    zone: Option<Zone>,
    numeric: Option<&'static str>,
    span: Option<(usize, usize)>,
}

fn number(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    match tokens.get(at)?.kind {
        Kind::Number(value, digits) => Some((value, digits)),
        _ => None,
    }
}

fn mark(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Mark(c) => Some(c),
        _ => None,
    }
}

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    match &tokens.get(at)?.kind {
        Kind::Word(w) => Some(w),
        _ => None,
    }
}

/// Whether token `at` follows the one before it without a space.
fn glued(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens.get(at).is_some_and(|token| token.start == tokens[at - 1].end)
}

/// "오전", "午後": the half of the day, where that stands before the time.
fn half_of_day(word: &str) -> Option<bool> {
    match word {
        "오전" | "午前" | "上午" => Some(false),
        "오후" | "午後" | "下午" => Some(true),
        _ => None,
    }
}

impl Parts {
    /// Takes the next part; how many tokens it had, or none when it is no part of a date.
    pub(super) fn take(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        let dated = self
            .numeric_date(tokens, at)
            .or_else(|| self.clock(tokens, at))
            .or_else(|| self.plain_number(tokens, at))
            .or_else(|| self.named(tokens, at));
        if let Some(count) = dated {
            let end = tokens[at + count - 1].end;
            self.span = Some((self.span.map_or(tokens[at].start, |s| s.0), end));
            return Some(count);
        }
        match &tokens[at].kind {
            Kind::Mark(
                ',' | '.' | ':' | '-' | '–' | '—' | '|' | '·' | '•' | '(' | ')' | '/' | '\'' | '’' | '[' | ']' | '*'
                | '_' | '：' | '（' | '）' | '，' | '،' | '〕' | '〔',
            ) => Some(1),
            Kind::Word(w) if half_of_day(w).is_some() && self.time.is_none() => {
                self.half = half_of_day(w);
                self.span = Some((self.span.map_or(tokens[at].start, |s| s.0), tokens[at].end));
                Some(1)
            }
            Kind::Word(w) if is_suffix(w) && self.span.is_some() => {
                let dot = usize::from(matches!(w.as_str(), "r" | "г" | "р") && mark(tokens, at + 1) == Some('.'));
                self.span = self.span.map(|(start, _)| (start, tokens[at + dot].end));
                Some(1 + dot)
            }
            Kind::Word(w) if is_connector(w) || w == "t" => Some(1),
            // "mis à jour": the last word of the label.
            Kind::Word(w) if w == "jour" && self.label == Label::Modified => Some(1),
            Kind::Word(w) => {
                let found = label(w)?;
                // A label behind a whole date begins another date, which is not this one.
                if self.span.is_some() {
                    return None;
                }
                if self.label != Label::Modified {
                    self.label = found;
                }
                Some(1)
            }
            _ => None,
        }
    }

    fn numeric_date(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        if self.day.is_some() || self.month.is_some() {
            return None;
        }
        let (first, digits) = number(tokens, at)?;
        let japanese = word(tokens, at + 1) == Some("年") && word(tokens, at + 3) == Some("月");
        let korean = word(tokens, at + 1) == Some("년") && word(tokens, at + 3) == Some("월");
        if digits == 4 && (japanese || korean) {
            let (m, d) = (number(tokens, at + 2)?.0, number(tokens, at + 4)?.0);
            let tail = usize::from(word(tokens, at + 5).is_some_and(|w| w.starts_with(['日', '일'])));
            return self.set(first, m, d, "published.numeric").map(|()| 5 + tail);
        }
        let sign = mark(tokens, at + 1).filter(|c| matches!(c, '-' | '/' | '.'))?;
        let (second, second_digits) = number(tokens, at + 2)?;
        if mark(tokens, at + 3) != Some(sign) || second_digits > 2 {
            return None;
        }
        let third = number(tokens, at + 4).filter(|_| !matches!(mark(tokens, at + 5), Some(':')));
        if sign == '.' && third.is_none() {
            return self.set_without_year(second, first).map(|()| 4);
        }
        let (third, third_digits) = third?;
        let iso = if sign == '-' { "published.iso" } else { "published.numeric" };
        match (digits, third_digits) {
            (4, 1 | 2) => self.set(first, second, third, iso),
            (1 | 2, 4 | 2) => {
                let year = if third_digits == 2 { 2000 + third } else { third };
                if second > 12 && sign != '.' {
                    self.set(year, first, second, "published.numeric_month_first")
                } else if first > 12 || sign == '.' {
                    self.set(year, second, first, "published.numeric")
                } else {
                    self.set(year, second, first, "published.numeric_day_first")
                }
            }
            _ => None,
        }
        .map(|()| 5)
    }

    fn set(&mut self, year: u32, month: u32, day: u32, rule: &'static str) -> Option<()> {
        let (y, m, d) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(y, m, d).ok()?;
        (self.year, self.month, self.day, self.numeric) = (Some(y), Some(m), Some(d), Some(rule));
        Some(())
    }

    /// "14.3. 2:00": the day and the month of a page that prints no year.
    fn set_without_year(&mut self, month: u32, day: u32) -> Option<()> {
        let (m, d) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(2024, m, d).ok()?;
        (self.month, self.day, self.numeric) = (Some(m), Some(d), Some("published.numeric"));
        Some(())
    }

    fn clock(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        let (hour, digits) = number(tokens, at)?;
        if self.time.is_some() || digits > 2 || hour > 24 {
            return None;
        }
        let mut used = 1;
        let (mut minute, mut second) = (0, None);
        let between = mark(tokens, at + 1) == Some(':')
            || (matches!(mark(tokens, at + 1), Some('.')) && glued(tokens, at + 1) && glued(tokens, at + 2))
            || matches!(word(tokens, at + 1), Some("h" | "時" | "시"));
        let minutes = number(tokens, at + 2).filter(|&(m, digits)| between && digits == 2 && m < 60);
        if let Some((m, _)) = minutes {
            (minute, used) = (m, 3);
            if let Some((s, 2)) = number(tokens, at + 4).filter(|n| n.0 < 60 && mark(tokens, at + 3) == Some(':')) {
                (second, used) = (Some(s), 5);
                if mark(tokens, at + 5) == Some('.') && number(tokens, at + 6).is_some() {
                    used = 7;
                }
            }
        }
        let half = match word(tokens, at + used) {
            Some("noon") if hour == 12 => Some((true, 1)),
            Some("am") => Some((false, 1)),
            Some("pm") => Some((true, 1)),
            Some(w @ ("a" | "p")) if word(tokens, at + used + 2) == Some("m") => {
                Some((w == "p", 3 + usize::from(mark(tokens, at + used + 3) == Some('.'))))
            }
            Some("uhr") if minutes.is_none() => Some((hour >= 12, 1)),
            Some("h") if minutes.is_none() && glued(tokens, at + used) => Some((hour >= 12, 1)),
            _ => None,
        };
        if minutes.is_none() && half.is_none() {
            return None;
        }
        let mut hour = hour;
        self.american.0 = matches!(word(tokens, at + used), Some("am" | "pm" | "a" | "p"));
        if let Some((afternoon, count)) = half.or(self.half.map(|afternoon| (afternoon, 0))) {
            used += count;
            if afternoon && hour < 12 {
                hour += 12;
            } else if !afternoon && hour == 12 {
                hour = 0;
            }
        }
        self.time = Some((hour % 24, minute, second));
        Some(used)
    }

    fn plain_number(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        let (value, digits) = number(tokens, at)?;
        if digits <= 2 && self.day.is_none() && (1..=31).contains(&value) {
            self.day = i8::try_from(value).ok();
            let ordinal = matches!(mark(tokens, at + 1), Some('º' | 'ª' | '°'));
            return Some(1 + usize::from(ordinal));
        }
        if digits == 4 && self.year.is_none() && (1500..2200).contains(&value) {
            self.year = i16::try_from(value).ok();
            return Some(1);
        }
        None
    }

    fn named(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        if let Some(sign @ ('+' | '-' | '−')) = mark(tokens, at) {
            let (hours, 2) =
                number(tokens, at + 1).filter(|n| n.0 <= 14 && self.time.is_some() && glued(tokens, at + 1))?
            else {
                return None;
            };
            let (minutes, 2) = number(tokens, at + 3).filter(|_| mark(tokens, at + 2) == Some(':'))? else {
                return None;
            };
            let total = i32::try_from(hours * 60 + minutes).ok()?;
            self.zone = Some(Zone::Certain(if sign == '+' { total } else { -total }));
            return Some(4);
        }
        let w = word(tokens, at)?;
        if w == "令和" && self.year.is_none() {
            let year = number(tokens, at + 1).filter(|_| word(tokens, at + 2) == Some("年"))?.0;
            let (m, d) = (number(tokens, at + 3)?.0, number(tokens, at + 5)?.0);
            self.set(2018 + year.min(200), m, d, "published.numeric")?;
            return Some(6 + usize::from(word(tokens, at + 6) == Some("日")));
        }
        if let Some(found) = two_words(w, word(tokens, at + 1).unwrap_or_default()).filter(|_| self.month.is_none()) {
            self.month = Some(found);
            return Some(2);
        }
        // "mar 23 aprile": the month stands near; "ago" in "Mar 4, 2025 Updated 13 hrs ago" is none.
        let later_month =
            || tokens[at + 1..].iter().take(3).any(|t| matches!(&t.kind, Kind::Word(w) if month(w).is_some()));
        if let Some(found) = weekday(w).filter(|_| self.weekday.is_none() && (month(w).is_none() || later_month())) {
            self.weekday = Some(found);
            return Some(1);
        }
        if let Some(found) = month(w).filter(|_| self.month.is_none()) {
            self.month = Some(found);
            return Some(1);
        }
        let found = zone(w).filter(|_| self.time.is_some() && self.zone.is_none())?;
        self.american.1 = is_american(w);
        let shifted = matches!(mark(tokens, at + 1), Some('+' | '-')) && number(tokens, at + 2).is_some();
        self.zone = Some(found);
        if shifted {
            let hours = i32::try_from(number(tokens, at + 2)?.0.min(14)).ok()?;
            self.zone = Some(Zone::Certain(if mark(tokens, at + 1) == Some('-') { -hours * 60 } else { hours * 60 }));
            return Some(3);
        }
        Some(1)
    }

    /// The date line, when a day and a month were found and the day exists.
    pub(super) fn finish(self, text: &str, consumed: usize) -> Option<DateLine> {
        let (mut day, mut month, (start, end)) = (self.day?, self.month?, self.span?);
        let mut rule = self.numeric.unwrap_or("published.date_line");
        // "03/05/2025 06:00 AM EST": who counts so writes the month first.
        if rule == "published.numeric_day_first" && self.american == (true, true) {
            (day, month, rule) = (month, day, "published.numeric_month_first");
        }
        let mut value = None;
        if let Some(year) = self.year {
            let date = Date::new(year, month, day).ok()?;
            if self.weekday.is_some_and(|w| w != date.weekday().to_monday_one_offset()) {
                rule = "published.weekday_mismatch";
            }
            let mut out = date.to_string();
            if let Some((hour, minute, second)) = self.time {
                out.push_str(&format!("T{hour:02}:{minute:02}"));
                if let Some(second) = second {
                    out.push_str(&format!(":{second:02}"));
                }
                if let Some(Zone::Certain(minutes)) = self.zone {
                    out.push_str(&offset(minutes));
                }
            }
            value = Some(out);
        } else {
            // 2024 stands for any leap year.
            Date::new(2024, month, day).ok()?;
        }
        let printed = text.get(start..end)?.to_owned();
        Some(DateLine { value, month_day: (month, day), printed, label: self.label, rule, consumed })
    }
}
