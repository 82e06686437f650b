//! Small lines above the body that count, play or tick: they say nothing about the piece.

use super::furniture;
use super::noise::Verdict;
use super::phrases;
use crate::dates::{Label, read_line};
use crate::text::{fold, word_count};

/// Judges a line that stands between the top of the page and the body; in the body it would stay.
pub(super) fn judge_in_head(line: &str) -> Option<Verdict> {
    if is_web_address(line) {
        return Some(("navigation", "navigation.address"));
    }
    // "I" is the number of a section.
    if line.is_empty() || line.len() > 90 || line == "I" {
        return None;
    }
    if is_count(line) {
        return Some(("share_line", "share_line.count"));
    }
    if is_relative_date(line) {
        return Some(("other_date", "other_date.relative"));
    }
    if is_weather_or_player(line) {
        return Some(("meta", "meta.ticker"));
    }
    if is_clock(line) {
        return Some(("other_date", "other_date.clock"));
    }
    if is_modified_clock(line) {
        return Some(("modified_date", "modified_date.clock"));
    }
    if is_issue(line) {
        return Some(("other_date", "other_date.issue"));
    }
    if fold(line).ends_with("'s avatar") {
        return Some(("share_line", "share_line.avatar"));
    }
    let folded = fold(line);
    let label = phrases::HEAD.contains(&folded.as_str()) || furniture::HEAD.contains(&folded.as_str());
    label.then_some(("label", "label.above_body"))
}

/// A bare number counts shares or hearts.
fn is_count(line: &str) -> bool {
    let line = line.trim();
    // "3." is the number of a section.
    line.len() <= 6
        && !line.ends_with('.')
        && line.bytes().any(|b| b.is_ascii_digit())
        && line.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'k' | b'K'))
}

/// "62°F", "1.0x", "0:00", "00:00/04:12", "1/2": digits and hardly a letter.
fn is_weather_or_player(line: &str) -> bool {
    let line = line.trim();
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let marks = line.contains(['°', ':', '/', '×', '▲', '▼', '%']) || line.ends_with(['x', '+']);
    // "X" is a button of a network.
    let single = matches!(line, "X" | "x" | "f" | "i");
    // "25/03/2025" is a day.
    let dated = read_line(line).is_some_and(|found| found.consumed == line.len() && found.value.is_some());
    let font =
        single || matches!(line, "A+" | "A-" | "A" | "A−" | "A A A" | "A+ A-" | "A- A+" | "AA" | "·" | "•" | "∙" | "|");
    font || digits > 0 && letters <= 1 && marks && line.chars().count() <= 14 && !dated
}

/// "Breaking", "Live updates": a label above the news of the hour.
pub(super) fn is_ticker_label(line: &str) -> bool {
    line.len() <= 20
        && matches!(fold(line).as_str(), "breaking" | "breaking news" | "live" | "live updates" | "eilmeldung")
}

/// "https://gazette.example/opinion/…" alone.
pub(super) fn is_web_address(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
        && !line.contains(char::is_whitespace)
}

/// "9:00 AM" alone.
fn is_clock(line: &str) -> bool {
    let folded = fold(line);
    let clock = folded.trim_end_matches(['.', 'm']).trim_end_matches(['a', 'p']).trim_end_matches(" uhr").trim_end();
    clock.len() <= 5
        && clock.contains([':', '.', 'h'])
        && clock.bytes().filter(u8::is_ascii_digit).count() >= 3
        && clock.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'h'))
}

/// "Aggiornato alle 09:12": when the page was changed, without the day.
fn is_modified_clock(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let clock = |w: &str| w.contains([':', 'h', '.']) && w.bytes().filter(u8::is_ascii_digit).count() >= 3;
    (2..=5).contains(&words.len())
        && crate::dates::is_modified(words[0])
        && words.iter().any(|w| clock(w))
        && words[1..].iter().all(|w| clock(w) || w.chars().count() <= 4)
}

/// "Spring 2025", "March 2025": when a magazine came out.
fn is_issue(line: &str) -> bool {
    const SEASONS: &[&str] = &[
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "frühjahr",
        "sommer",
        "herbst",
        "printemps",
        "été",
        "automne",
        "hiver",
        "primavera",
        "verano",
        "otoño",
        "invierno",
        "estate",
        "autunno",
        "inverno",
    ];
    let Some((season, year)) = line.trim().rsplit_once(' ') else { return false };
    let season = fold(season);
    let year = year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && (year.starts_with("19") || year.starts_with("20"));
    year && (SEASONS.contains(&season.as_str()) || season.chars().count() >= 3 && crate::dates::is_month(&season))
}

/// "2 days ago", "Updated 3 hrs ago", "vor 3 Stunden": a day that only the reader of that hour knows.
pub(super) fn is_relative_date(line: &str) -> bool {
    #[rustfmt::skip]
    const PAST: &[&str] = &[
        "ago", "vor", "hace", "fa", "há", "temu", "назад", "тому", "geleden", "sedan", "siden", "sitten", "önce", "před",
        "y", "πριν", "לפני", "منذ", "पहले",
    ];
    let words: Vec<String> = line.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|w| !w.is_empty()).collect();
    // "3h ago", "3小时前".
    let glued = |w: &String| {
        w.starts_with(|c: char| c.is_ascii_digit()) && is_time_unit(w.trim_start_matches(|c: char| c.is_ascii_digit()))
    };
    let east = ["時間前", "小时前", "小時前", "分前", "分钟前", "日前", "天前", "시간 전", "분 전", "일 전"];
    let eastern = line.chars().count() <= 8
        && line.starts_with(|c: char| c.is_ascii_digit())
        && east.iter().any(|w| line.trim().ends_with(w));
    let one = words.len() == 3 && matches!(words[0].as_str(), "a" | "an") && words[2] == "ago";
    let beside = |w: &String| {
        let clock = w.starts_with(|c: char| c.is_ascii_digit());
        clock
            || [
                "at", "um", "à", "a", "las", "alle", "às", "om", "kl", "в", "о", "am", "pm", "uhr", "uur", "h", "p",
                "m",
            ]
            .contains(&w.as_str())
    };
    let day = words.first().is_some_and(|w| DAYS.contains(&w.as_str()))
        && words.len() >= 2
        && words.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        && words[1..].iter().all(beside);
    if eastern || day || fold(line) == "just now" {
        return true;
    }
    let number = one || words.iter().any(|w| w.bytes().all(|b| b.is_ascii_digit()) || glued(w));
    let unit = words.iter().any(|w| is_time_unit(w) || glued(w));
    // "20 Years Ago" may be a headline: pages count hours and days, and they count them in small letters.
    let small = line.chars().filter(|c| c.is_uppercase()).count() <= 1;
    (2..=6).contains(&words.len()) && number && unit && small && words.iter().any(|w| PAST.contains(&w.as_str()))
}

/// "Yesterday at 6:12 pm": days that only the reader of that hour knows.
#[rustfmt::skip]
const DAYS: &[&str] = &[
    "yesterday", "today", "gestern", "heute", "hier", "aujourd'hui", "ayer", "hoy", "ieri", "oggi", "ontem", "hoje", "gisteren",
    "vandaag", "igår", "idag", "wczoraj", "dziś", "dzisiaj", "вчера", "сегодня", "вчора", "сьогодні", "včera", "dnes",
];

fn is_time_unit(word: &str) -> bool {
    #[rustfmt::skip]
    const UNITS: &[&str] = &[
        "h", "d", "m", "hr", "hrs", "min", "mins", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
        "month", "months", "minuten", "stunde", "stunden", "tag", "tagen", "heure", "heures", "jour", "jours", "hora",
        "horas", "día", "días", "dia", "dias", "ora", "ore", "giorno", "giorni", "godz", "godzin", "godziny", "dni", "час",
        "часа", "часов", "дня", "дней", "минут", "години", "годин", "днів", "дні", "uur", "dagen", "dag", "timmar",
        "timer", "dagar", "dage", "tuntia", "päivää", "saat", "gün", "hodin", "dny",
    ];
    UNITS.contains(&word)
}

/// Whether a line is a date, a date behind a label, or two dates ("Publié le …, modifié le …").
pub(super) fn is_dateline(line: &str) -> bool {
    let rest = |from: usize| line[from..].trim_start_matches([',', ';', '(', '|', '·', '•', '-', '–', ' ']);
    read_line(line).is_some_and(|found| {
        let rest = rest(found.consumed);
        rest.is_empty() || is_relative_date(rest) || read_line(rest).is_some_and(|other| other.label != Label::None)
    }) || labelled_date(line).is_some()
}

/// "From magazine issue: 9 August 2025": a label of a few words, a colon and nothing but a date. Gives where the date begins.
pub(super) fn labelled_date(line: &str) -> Option<usize> {
    let (label, rest) = line.split_once(':')?;
    let short = (1..=4).contains(&word_count(label)) && !label.chars().any(|c| c.is_ascii_digit());
    let date = read_line(rest).filter(|found| found.consumed == rest.len() && found.value.is_some())?;
    (short && date.label == Label::None).then_some(label.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_count_and_play_are_told_from_words() {
        for line in [
            "3h ago",
            "Just now",
            "Yesterday at 6:12 pm",
            "3시간 전",
            "Aggiornato alle 09:12",
            "A+ A-",
            "1,204",
            "62°F",
            "1.0x",
            "0:00",
            "00:00/04:12",
            "9:00 AM",
            "2 days ago",
            "vor 3 Stunden",
            "A+",
            "Summary",
        ] {
            assert!(judge_in_head(line).is_some(), "{line}");
        }
        for line in [
            "3.",
            "I",
            "25/03/2025",
            "Today the lamp went out",
            "20 Years Ago",
            "Two days ago",
            "Catch-22",
            "A day in May",
            "24/7 is no way to live",
            "99% of us",
        ] {
            assert_eq!(judge_in_head(line), None, "{line}");
        }
        assert_eq!(labelled_date("From magazine issue: 09 August 2025"), Some(20));
        assert_eq!(labelled_date("What I saw on the bridge that day: 9 August 2025"), None);
    }
}
