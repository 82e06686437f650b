//! What may stand in an attribute: ECMA-376 Part 1, 17.18, 20.1.10 and 22.9, and XML Schema Part 2.

/// Whether a value is of a kind; nothing for a kind that nobody knows.
pub fn fits(kind: &str, value: &str) -> Option<bool> {
    Some(match kind {
        "string" => true,
        "boolean" => matches!(value, "true" | "false" | "1" | "0"),
        "decimal" => value.parse::<i32>().is_ok(),
        "unsigned" => !value.starts_with('+') && value.parse::<i32>().is_ok_and(|number| number >= 0),
        "NCName" => is_name(value),
        "anyURI" => is_address(value),
        // mc:Ignorable: prefixes with a blank between them; that they are declared is looked at beside the table.
        "prefixes" => value.split_whitespace().all(is_name) && !value.is_empty(),
        // [MS-OI29500] on 17.13.5 and 17.13.4.2: Word takes 255 letters of a name, and 9 of initials.
        "ST_Author" => !value.is_empty() && value.encode_utf16().count() <= 255,
        "ST_Initials" => value.encode_utf16().count() <= 9,
        // [MS-OI29500] on 17.13.6.2.
        "ST_BookmarkName" => !value.is_empty() && value.encode_utf16().count() <= 40,
        "ST_AppVersion" => {
            value.split_once('.').is_some_and(|(a, b)| a.len() <= 2 && digits(a) && b.len() == 4 && digits(b))
        }
        "ST_ContentType" => value
            .split_once('/')
            .is_some_and(|(a, b)| !a.is_empty() && !b.is_empty() && (a.to_owned() + b).chars().all(is_token)),
        "ST_Extension" => !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric()),
        "ST_DateTime" => is_time(value),
        "ST_DecimalNumberOrPercent" => value.trim_end_matches('%').parse::<i32>().is_ok(),
        "ST_HexColor" => value == "auto" || hexadecimal(value, 6),
        "ST_HpsMeasure" | "ST_TwipsMeasure" => is_measure(value, false),
        "ST_Lang" => is_language(value),
        "ST_MeasurementOrPercent" => value.strip_suffix('%').is_some_and(digits) || is_measure(value, true),
        // [MS-DOCX] 2.2.4: eight digits, above 0 and below 80000000.
        "ST_ParaId" => {
            hexadecimal(value, 8) && u32::from_str_radix(value, 16).is_ok_and(|id| id > 0 && id < 0x8000_0000)
        }
        "ST_PositiveCoordinate" => value.parse::<u64>().is_ok_and(|emu| emu <= 27_273_042_316_900),
        "ST_SignedTwipsMeasure" => is_measure(value, true),
        "ST_Start" => digits(value) && value.parse::<u32>().is_ok_and(|start| start <= 32_767),
        _ => return None,
    })
}

fn digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit())
}

fn hexadecimal(value: &str, length: usize) -> bool {
    value.len() == length && value.bytes().all(|b| b.is_ascii_hexdigit())
}

fn is_name(value: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || c == '_';
    value.chars().next().is_some_and(begins)
        && value.chars().all(|c| begins(c) || c.is_numeric() || matches!(c, '-' | '.'))
}

/// A letter of a token: RFC 2045.
fn is_token(c: char) -> bool {
    c.is_ascii_graphic() && !"()<>@,;:\\\"/[]?=".contains(c)
}

/// A number of twentieths of a point, or of half points, or with a unit: 22.9.2.15.
fn is_measure(value: &str, signed: bool) -> bool {
    let value = if signed { value.strip_prefix('-').unwrap_or(value) } else { value };
    let units = ["mm", "cm", "in", "pt", "pc", "pi"];
    match units.iter().find_map(|unit| value.strip_suffix(unit)) {
        Some(number) => number.split_once('.').map_or(digits(number), |(a, b)| digits(a) && digits(b)),
        None => digits(value) && value.parse::<i32>().is_ok(),
    }
}

/// A tag as in BCP 47, in its outlines.
fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    parts.next().is_some_and(|first| (1..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// xsd:dateTime.
fn is_time(value: &str) -> bool {
    let Some((date, time)) = value.split_once('T') else { return false };
    let number =
        |text: &str, length: usize| (text.len() == length && digits(text)).then(|| text.parse::<u32>().ok()).flatten();
    let date: Vec<&str> = date.split('-').collect();
    let [year, month, day] = date[..] else { return false };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => return false,
    };
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let clock_of = |clock: &str| -> Option<(u32, u32)> {
        let (hours, minutes) = clock.split_once(':')?;
        Some((number(hours, 2)?, number(minutes, 2)?))
    };
    let zone_fits = match zone {
        "" | "Z" => true,
        zone => clock_of(&zone[1..]).is_some_and(|at| (at.0 < 14 && at.1 < 60) || at == (14, 0)),
    };
    let Some((clock, seconds)) = clock.rsplit_once(':') else { return false };
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, "0"));
    year > 0
        && (1..=days).contains(&day)
        && clock_of(clock).is_some_and(|(hours, minutes)| hours < 24 && minutes < 60)
        && number(whole, 2).is_some_and(|seconds| seconds < 60)
        && digits(part)
        && zone_fits
}

/// RFC 3986 with the letters of RFC 3987: no letter that has to be written as %XX, and no % without its two digits.
pub fn is_address(value: &str) -> bool {
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    let mut rest = value;
    while let Some(at) = rest.find('%') {
        rest = &rest[at + 1..];
        if !rest.get(..2).is_some_and(|two| hexadecimal(two, 2)) {
            return false;
        }
    }
    let scheme = value.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    let scheme_fits = scheme.is_none_or(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    !value.contains(forbidden) && scheme_fits && value.matches('#').count() <= 1
}

#[test]
fn values_are_told_from_those_that_only_look_like_them() {
    let good = [
        ("ST_DateTime", "2026-02-28T09:30:00Z"),
        ("ST_DateTime", "2024-02-29T23:59:59.125+02:00"),
        ("ST_DateTime", "2026-02-28T09:30:00+14:00"),
        ("ST_ParaId", "7FFFFFFF"),
        ("ST_TwipsMeasure", "2.5pt"),
        ("anyURI", "https://é.example/a%20b?c#d"),
        ("anyURI", "mailto:ann@ferry.example"),
        ("ST_Lang", "sr-Latn-RS"),
    ];
    let bad = [
        ("ST_DateTime", "2026-02-29T09:30:00Z"),
        ("ST_DateTime", "2026-02-01 09:30"),
        ("ST_DateTime", "2026-02-01T09:30Z"),
        ("ST_DateTime", "yesterday"),
        ("ST_DateTime", "2026-02-28T09:30:00+14:30"),
        ("ST_ParaId", "80000000"),
        ("ST_ParaId", "00000000"),
        ("ST_ParaId", "1234567"),
        ("ST_TwipsMeasure", "-5"),
        ("anyURI", "a b"),
        ("anyURI", "100%"),
        ("anyURI", "a|b"),
        ("ST_Lang", ""),
        ("unsigned", "+5"),
        ("decimal", "99999999999"),
        ("ST_Initials", "ABCDEFGHIJ"),
    ];
    for (kind, value) in good {
        assert_eq!(fits(kind, value), Some(true), "{kind} {value}");
    }
    for (kind, value) in bad {
        assert_eq!(fits(kind, value), Some(false), "{kind} {value}");
    }
}
