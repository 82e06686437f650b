//! Dates as newspapers print them, read and written.

mod format;
mod names;
mod parts;
mod reader;
mod tokens;
mod zones;

pub use format::{format_date, format_pattern};
pub(crate) use reader::{DateLine, Label, read_line};

/// A date found in print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedDate {
    /// RFC 3339, as precise as the source: `2024-04-24`, `2024-04-24T09:44`, with an offset only where a zone with one
    /// certain meaning was printed.
    pub value: String,
    /// The date exactly as printed, without words such as "Published".
    pub printed: String,
    /// The rule that read it, by its stable name (`published.date_line`, `published.weekday_mismatch`, …).
    pub rule: &'static str,
    /// Whether it says when the piece was changed last ("Updated …") and not when it was published.
    pub modified: bool,
}

/// Whether a word in lower case is the full name of a month, or its abbreviation.
pub(crate) fn is_month(word: &str) -> bool {
    names::month(word.trim_end_matches(['.', ','])).is_some()
}

/// Whether a word says what the date behind it is: "Published", "Updated".
pub(crate) fn is_label(word: &str) -> bool {
    reader::label(&word.trim().to_lowercase()).is_some()
}

/// Whether a word says that the date behind it is one of a change.
pub(crate) fn is_modified(word: &str) -> bool {
    reader::label(word.trim_end_matches(':').to_lowercase().as_str()) == Some(Label::Modified)
}

/// Reads a date line: the whole text must be one date, with or without time, place and words such as "Published".
///
/// A date without a year is not a date. A printed weekday that does not fit is kept and named in the rule.
pub fn parse_printed_date(text: &str) -> Option<PrintedDate> {
    let line = read_line(text.trim())?;
    if line.consumed < text.trim().len() {
        return None;
    }
    Some(PrintedDate {
        value: line.value?,
        printed: line.printed,
        rule: line.rule,
        modified: line.label == Label::Modified,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_papers_are_read() {
        for (text, value, printed) in [
            ("April 24. 2024. 9:44", "2024-04-24T09:44", "April 24. 2024. 9:44"),
            ("24 April 2024", "2024-04-24", "24 April 2024"),
            ("Thursday, November 22, 1787", "1787-11-22", "Thursday, November 22, 1787"),
            ("2024-04-24", "2024-04-24", "2024-04-24"),
            ("2024-04-24T09:44:10Z", "2024-04-24T09:44:10Z", "2024-04-24T09:44:10Z"),
            ("2024-04-24 09:44+02:00", "2024-04-24T09:44+02:00", "2024-04-24 09:44+02:00"),
            ("Published 9.44 BST, Wed 24 Apr 2024", "2024-04-24T09:44+01:00", "9.44 BST, Wed 24 Apr 2024"),
            ("Wed 24 Apr 2024 09.44 BST", "2024-04-24T09:44+01:00", "Wed 24 Apr 2024 09.44 BST"),
            ("24. April 2024, 9:44 Uhr", "2024-04-24T09:44", "24. April 2024, 9:44 Uhr"),
            ("Berlin, 24. April 2024, 9 Uhr", "2024-04-24T09:00", "24. April 2024, 9 Uhr"),
            ("mercredi 24 avril 2024 à 9h44", "2024-04-24T09:44", "mercredi 24 avril 2024 à 9h44"),
            ("Publié le 1er avril 2024", "2024-04-01", "1er avril 2024"),
            ("24 de abril de 2024", "2024-04-24", "24 de abril de 2024"),
            ("24 апреля 2024, 09:44", "2024-04-24T09:44", "24 апреля 2024, 09:44"),
            ("24 апреля 2024 года", "2024-04-24", "24 апреля 2024 года"),
            ("24 квітня 2024 року", "2024-04-24", "24 квітня 2024 року"),
            ("24 kwietnia 2024 r.", "2024-04-24", "24 kwietnia 2024 r."),
            ("24/04/2024", "2024-04-24", "24/04/2024"),
            ("04/24/2024", "2024-04-24", "04/24/2024"),
            ("24.4.2024, 21:05 Uhr", "2024-04-24T21:05", "24.4.2024, 21:05 Uhr"),
            ("Sept. 3, 2023", "2023-09-03", "Sept. 3, 2023"),
            ("Sept. 3, 2023, 5:00 p.m. ET", "2023-09-03T17:00", "Sept. 3, 2023, 5:00 p.m. ET"),
            ("May 3rd, 2023 at 12:05 am EST", "2023-05-03T00:05-05:00", "May 3rd, 2023 at 12:05 am EST"),
            ("2024年4月24日", "2024-04-24", "2024年4月24日"),
            ("woensdag 24 april 2024 om 09:44", "2024-04-24T09:44", "woensdag 24 april 2024 om 09:44"),
            ("onsdag den 24. april 2024 kl. 09.44", "2024-04-24T09:44", "onsdag den 24. april 2024 kl. 09.44"),
            ("mar 23 aprile 2024 alle 10:15", "2024-04-23T10:15", "mar 23 aprile 2024 alle 10:15"),
            (
                "quarta-feira, 24 de abril de 2024 às 9h44",
                "2024-04-24T09:44",
                "quarta-feira, 24 de abril de 2024 às 9h44",
            ),
            ("May 6, 20255:30 AM ET", "2025-05-06T05:30", "May 6, 20255:30 AM ET"),
            ("06/05/2025 07:00 PM EDT", "2025-06-05T19:00-04:00", "06/05/2025 07:00 PM EDT"),
            ("Mar 6, 2025", "2025-03-06", "Mar 6, 2025"),
            ("2025/05/06", "2025-05-06", "2025/05/06"),
            ("6 mei 2025, 07:00 uur", "2025-05-06T07:00", "6 mei 2025, 07:00 uur"),
            ("Gepubliceerd op 6 mrt. 2025 om 07:00", "2025-03-06T07:00", "6 mrt. 2025 om 07:00"),
            ("Créé le 06.05.2025", "2025-05-06", "06.05.2025"),
            ("입력 2025.05.06. 오후 7:10", "2025-05-06T19:10", "2025.05.06. 오후 7:10"),
            ("2025年5月6日（火）7時05分", "2025-05-06T07:05", "2025年5月6日（火）7時05分"),
            ("发布时间：2025-05-06 07:30", "2025-05-06T07:30", "2025-05-06 07:30"),
            ("令和7年5月6日", "2025-05-06", "令和7年5月6日"),
            ("٦ مايو ٢٠٢٥", "2025-05-06", "٦ مايو ٢٠٢٥"),
            ("6 أيار 2025", "2025-05-06", "6 أيار 2025"),
            ("6 تشرين الثاني 2025", "2025-11-06", "6 تشرين الثاني 2025"),
            ("יום שלישי, 6 במאי 2025", "2025-05-06", "שלישי, 6 במאי 2025"),
            ("Tuesday, 6 May 2025 | 14:05 SAST", "2025-05-06T14:05+02:00", "Tuesday, 6 May 2025 | 14:05 SAST"),
            ("10 October 2025 9.15am UTC", "2025-10-10T09:15Z", "10 October 2025 9.15am UTC"),
        ] {
            let read = parse_printed_date(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.value.as_str(), read.printed.as_str()), (value, printed), "{text}");
        }
    }

    #[test]
    fn a_wrong_weekday_is_told_and_a_wrong_day_is_refused() {
        assert_eq!(parse_printed_date("Monday 24 April 2024").unwrap().rule, "published.weekday_mismatch");
        assert_eq!(parse_printed_date("24/04/2024").unwrap().rule, "published.numeric");
        assert_eq!(parse_printed_date("04/05/2024").unwrap().rule, "published.numeric_day_first");
        assert_eq!(parse_printed_date("04/24/2024").unwrap().rule, "published.numeric_month_first");
        assert!(parse_printed_date("Last modified on Wed 24 Apr 2024").unwrap().modified);
        assert!(parse_printed_date("Updated: 24 Apr 2024").unwrap().modified);
        for text in
            ["31 February 2024", "On 24 April 2024 the harbour closed", "April 24", "March 1917", "", "9:44", "24"]
        {
            assert_eq!(parse_printed_date(text), None, "{text}");
        }
    }
}
