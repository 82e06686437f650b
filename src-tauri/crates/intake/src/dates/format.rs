//! Dates as an outlet prints them.

use super::names::{LANGUAGES, Names};
use jiff::civil::Date;
use model::DateStyle;

/// Prints the date part of an RFC 3339 value in a style: "Tuesday 14 April 2026". Unknown languages fall back to English.
///
/// [`DateStyle::AsPrinted`] gives the value back as it is, for want of a printed form. None when the value has no date.
pub fn format_date(value: &str, style: DateStyle, language: Option<&str>) -> Option<String> {
    let date: Date = value.get(..10)?.parse().ok()?;
    if value[10..].chars().next().is_some_and(|c| !matches!(c, 'T' | 't' | ' ')) {
        return None;
    }
    let names = names_of(language);
    let month = names.months.get(usize::try_from(date.month() - 1).ok()?)?;
    let weekday = names.weekdays.get(usize::try_from(date.weekday().to_monday_zero_offset()).ok()?)?;
    let (day, year) = (date.day(), date.year());
    Some(match style {
        DateStyle::AsPrinted => value.to_owned(),
        DateStyle::Iso => date.to_string(),
        DateStyle::DayMonthYear => day_month_year(names, day, month, year),
        DateStyle::WeekdayDayMonthYear => {
            let comma = if matches!(names.code, "en" | "fr" | "it" | "nl" | "sv" | "da") { "" } else { "," };
            format!("{weekday}{comma} {}", day_month_year(names, day, month, year))
        }
        DateStyle::MonthDayYear if names.code == "en" => format!("{month} {day}, {year}"),
        // No other language here puts the month first.
        DateStyle::MonthDayYear => day_month_year(names, day, month, year),
    })
}

/// Prints an RFC 3339 value by a pattern with words in braces: `{month} {day}. {year}. {hour}:{minute}`. Knows `weekday`,
/// `day`, `month`, `month_number`, `year`, `hour`, `hour12`, `minute` and `ampm`; other words stay as they are.
///
/// None when the value has no date, or when the pattern asks for a time and the value has none.
pub fn format_pattern(value: &str, pattern: &str, language: Option<&str>) -> Option<String> {
    let date: Date = value.get(..10)?.parse().ok()?;
    let clock = value.get(11..16).and_then(|text| {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
        (hour < 24 && minute < 60).then_some((hour, minute))
    });
    let names = names_of(language);
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((text, after)) = rest.split_once('{') {
        out.push_str(text);
        let Some((word, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let index = |number: i8| usize::try_from(number).ok();
        match word {
            "weekday" => out.push_str(names.weekdays.get(index(date.weekday().to_monday_zero_offset())?)?),
            "day" => out.push_str(&date.day().to_string()),
            "month" => out.push_str(names.months.get(index(date.month() - 1)?)?),
            "month_number" => out.push_str(&date.month().to_string()),
            "year" => out.push_str(&date.year().to_string()),
            "hour" => out.push_str(&clock?.0.to_string()),
            "hour12" => out.push_str(&((clock?.0 + 11) % 12 + 1).to_string()),
            "minute" => out.push_str(&format!("{:02}", clock?.1)),
            "ampm" => out.push_str(if clock?.0 < 12 { "a.m." } else { "p.m." }),
            other => out.push_str(&format!("{{{other}}}")),
        }
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

fn names_of(language: Option<&str>) -> &'static Names {
    let code = language.unwrap_or("en").split(['-', '_']).next().unwrap_or("en").to_lowercase();
    LANGUAGES.iter().find(|names| names.code == code).unwrap_or(&LANGUAGES[0])
}

fn day_month_year(names: &Names, day: i8, month: &str, year: i16) -> String {
    match names.code {
        "de" | "da" | "no" | "fi" | "cs" | "sk" => format!("{day}. {month} {year}"),
        "hu" => format!("{year}. {month} {day}."),
        "fr" if day == 1 => format!("1er {month} {year}"),
        "es" | "pt" => format!("{day} de {month} de {year}"),
        _ => format!("{day} {month} {year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_printed_in_the_language_of_the_page() {
        let long = |language| format_date("2026-04-14T09:44", DateStyle::WeekdayDayMonthYear, language).unwrap();
        assert_eq!(long(None), "Tuesday 14 April 2026");
        assert_eq!(long(Some("en-GB")), "Tuesday 14 April 2026");
        assert_eq!(long(Some("de")), "Dienstag, 14. April 2026");
        assert_eq!(long(Some("fr")), "mardi 14 avril 2026");
        assert_eq!(long(Some("es")), "martes, 14 de abril de 2026");
        assert_eq!(long(Some("it")), "martedì 14 aprile 2026");
        assert_eq!(long(Some("nl")), "dinsdag 14 april 2026");
        assert_eq!(long(Some("pt-BR")), "terça-feira, 14 de abril de 2026");
        assert_eq!(long(Some("pl")), "wtorek, 14 kwietnia 2026");
        assert_eq!(long(Some("ru")), "вторник, 14 апреля 2026");
        assert_eq!(long(Some("uk")), "вівторок, 14 квітня 2026");
        assert_eq!(format_date("2026-04-14", DateStyle::MonthDayYear, None).unwrap(), "April 14, 2026");
        assert_eq!(format_date("2026-04-14T10:00Z", DateStyle::Iso, None).unwrap(), "2026-04-14");
        assert_eq!(format_date("2026-13-14", DateStyle::Iso, None), None);
        assert_eq!(format_date("14 April", DateStyle::Iso, None), None);
        assert_eq!(format_date("1æ34567890æ", DateStyle::Iso, None), None);
    }

    #[test]
    fn a_pattern_prints_what_it_asks_for_or_nothing() {
        let by = |value, pattern| format_pattern(value, pattern, None);
        let printed = "{month} {day}. {year}. {hour}:{minute}";
        assert_eq!(by("2024-04-24T09:44", printed).unwrap(), "April 24. 2024. 9:44");
        assert_eq!(by("2024-04-24", printed), None, "the value has no time");
        assert_eq!(
            by("2024-04-24T00:05Z", "{weekday} {hour12}.{minute} {ampm} {x}{").unwrap(),
            "Wednesday 12.05 a.m. {x}{"
        );
        assert_eq!(
            format_pattern("2024-04-24", "{day}.{month_number}. {month}", Some("de-AT")).unwrap(),
            "24.4. April"
        );
        assert_eq!(by("24 April", printed), None);
    }
}
