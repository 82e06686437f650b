//! What is looked at before a piece leaves.

use crate::clock::{Clock, SystemClock};
use crate::service::hold;
use crate::{Desk, Error};
use firewall::{Finding, Leaving};
use model::{OutletProfile, Piece, PieceId};

/// Looks through a piece that leaves for an outlet. What only a desk knows (queries, changes, the seal) is not asked here.
pub fn inspect(piece: &Piece, profile: &OutletProfile, is_final: bool) -> Vec<Finding> {
    let embargo_ms = piece.embargo.as_deref().and_then(moment);
    let now_ms = SystemClock.now_ms();
    firewall::inspect(&Leaving { is_final, now_ms, embargo_ms, ..Leaving::draft(piece, profile) })
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

impl Desk {
    /// Looks through a piece of the desk as it is now.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn export_check(&self, id: PieceId) -> Result<Vec<Finding>, Error> {
        let session = self.session(id)?;
        let piece = hold(&session).piece();
        Ok(inspect(&piece, &self.settings().profile, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embargo_is_understood_with_and_without_its_offset() {
        assert_eq!(moment("1970-01-01T01:00:01+01:00"), Some(1000));
        assert!(moment("2026-04-14T00:01").is_some() && moment("2026-04-14").is_some());
        assert_eq!(moment("next week"), None);
    }

    #[test]
    fn a_piece_under_embargo_does_not_leave_and_one_that_was_does() {
        let rules = |embargo: &str| {
            let piece = Piece { embargo: Some(embargo.into()), ..Piece::default() };
            inspect(&piece, &OutletProfile::default(), true).iter().map(|finding| finding.rule).collect::<Vec<_>>()
        };
        assert_eq!(rules("9000-01-01T00:00:00Z"), ["embargo.open"]);
        assert_eq!(rules("2001-01-01"), [] as [&str; 0]);
        assert_eq!(rules("soon"), ["embargo.unclear"]);
    }
}
