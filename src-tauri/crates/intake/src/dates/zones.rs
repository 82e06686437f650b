//! Time zones as papers abbreviate them.

/// What an abbreviation of a zone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// One meaning only: the offset from UTC in minutes.
    Certain(i32),
    /// A zone, but with more than one offset over the year or the world.
    Unclear,
}

/// The zone of an abbreviation in lower case.
pub(super) fn zone(word: &str) -> Option<Zone> {
    Some(match word {
        "gmt" | "utc" | "z" => Zone::Certain(0),
        "bst" | "cet" | "mez" => Zone::Certain(60),
        "cest" | "mesz" => Zone::Certain(120),
        "est" => Zone::Certain(-300),
        "edt" => Zone::Certain(-240),
        "cst" => Zone::Certain(-360),
        "cdt" => Zone::Certain(-300),
        "pst" => Zone::Certain(-480),
        "pdt" => Zone::Certain(-420),
        "sast" => Zone::Certain(120),
        "eat" => Zone::Certain(180),
        "pkt" => Zone::Certain(300),
        "sgt" => Zone::Certain(480),
        "kst" => Zone::Certain(540),
        "et" | "ct" | "mt" | "pt" | "ist" | "aest" | "aedt" | "eet" | "eest" | "msk" | "мск" | "wib" | "jst"
        | "hkt" => Zone::Unclear,
        _ => return None,
    })
}

/// Whether a zone is one of the United States.
pub(super) fn is_american(word: &str) -> bool {
    ["et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt"].contains(&word)
}

/// An offset as RFC 3339 writes it.
pub(super) fn offset(minutes: i32) -> String {
    if minutes == 0 {
        return "Z".into();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
