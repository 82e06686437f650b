//! Moments of a piece by the names that a person types: `ferry@12`, `ferry@Final`, `ferry@now`, `ferry@start`,
//! `ferry@filed`.

use crate::past::{MomentId, Past};
use crate::{Archive, Error, ErrorKind, Side};
use model::review::{Act, Record};
use model::{PieceId, Stage};

/// What stands between a piece and its moment. No id and no slugline has it.
const AT: char = '@';

/// The last moment.
pub(crate) const NOW: &str = "now";
/// The moment at which it was filed for the first time.
pub(crate) const FILED: &str = "filed";

/// A moment of a piece, found by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedMoment {
    /// The piece.
    pub id: PieceId,
    /// Its working name.
    pub slugline: String,
    /// The moment.
    pub moment: MomentId,
    /// Whether it is the last one of the piece.
    pub is_now: bool,
    /// What it is called where it is shown.
    pub label: String,
}

impl Archive {
    /// The moment of `PIECE@VERSION`; of `PIECE` alone, the last one. `VERSION` is `now`, `start` (as the piece was first
    /// kept: an imported one as it came in), `filed` (as it was filed for the first time), the number of a moment, or the
    /// name of a version.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such piece or moment; [`ErrorKind::BadInput`] when several versions have
    /// that name.
    pub fn moment(&self, name: &str) -> Result<NamedMoment, Error> {
        let (piece, version) = name.split_once(AT).unwrap_or((name, NOW));
        let id = self.resolve(piece)?;
        let past = Past::read(self.reader(), id)?;
        let slugline = self.reader().head(id)?.ok_or_else(Error::no_piece)?.row.slugline;
        past.named(slugline, version.trim())
    }

    /// One side of a comparison: a piece as it is or was, by the names of [`Archive::moment`].
    ///
    /// # Errors
    /// As for [`Archive::moment`].
    pub fn side(&self, name: &str) -> Result<Side, Error> {
        let found = self.moment(name)?;
        let piece = if found.is_now { self.piece(found.id)? } else { self.piece_at(found.id, found.moment)? };
        Ok(Side { label: found.label, piece })
    }
}

impl Past {
    fn named(&self, slugline: String, version: &str) -> Result<NamedMoment, Error> {
        let now = self.now();
        let (moment, name) = match version {
            NOW => (now, None),
            "start" => (self.log.first().map_or(0, |row| row.seq), None),
            FILED => {
                let never = || Error::new(ErrorKind::NotFound, format!("“{slugline}” was never filed."));
                (self.filed().ok_or_else(never)?.0, None)
            }
            _ => match version.parse::<MomentId>().ok().filter(|moment| self.knows(*moment)) {
                Some(moment) => (moment, None),
                None => (self.version_called(&slugline, version)?, Some(version)),
            },
        };
        let is_now = moment >= now;
        let label = match (name, self.time(moment)) {
            (None, _) if version == NOW => format!("{slugline} now"),
            (Some(name), Some(at)) => format!("{slugline}, version “{name}” ({at}, moment {moment})"),
            (_, Some(at)) => format!("{slugline} at {at} (moment {moment})"),
            (_, None) => format!("{slugline} before its first word"),
        };
        Ok(NamedMoment { id: self.id, slugline, moment, is_now, label })
    }

    /// The moment at which it was filed for the first time, and when that was, milliseconds since 1970.
    pub(crate) fn filed(&self) -> Option<(MomentId, i64)> {
        let filed = |record: &Record| matches!(record.act, Act::Moves { to: Stage::Filed, .. });
        let at = self.manuscript.records().iter().filter(|record| filed(record)).map(|record| record.at).min()?;
        let row = self.log.iter().rev().find(|row| row.at <= at)?;
        Some((row.seq, at))
    }

    /// Whether the log has this moment of the piece.
    fn knows(&self, moment: MomentId) -> bool {
        moment == 0 || self.log.iter().any(|row| row.seq == moment)
    }

    /// The moment of a version by its name: exactly as it was given, else without regard to case.
    fn version_called(&self, slugline: &str, name: &str) -> Result<MomentId, Error> {
        let named = || self.versions.iter().filter(|version| version.kind == "named");
        let folded = name.to_lowercase();
        let mut found: Vec<MomentId> = named().filter(|v| v.name.trim() == name).map(|v| v.seq).collect();
        if found.is_empty() {
            found = named().filter(|v| v.name.trim().to_lowercase() == folded).map(|v| v.seq).collect();
        }
        found.dedup();
        match found[..] {
            [moment] => Ok(moment),
            [] => Err(Error::new(
                ErrorKind::NotFound,
                format!(
                    "“{slugline}” has no moment and no version “{name}”. Its history lists them (standfirst history {slugline})."
                ),
            )),
            _ => {
                let moments: Vec<String> = found.iter().map(ToString::to_string).collect();
                Err(Error::bad(format!(
                    "Several versions of “{slugline}” are called “{name}”: moments {}. Give the number of the one you mean.",
                    moments.join(", ")
                )))
            }
        }
    }

    /// When a moment was, to the minute, in the computer's zone; none before the first change.
    fn time(&self, moment: MomentId) -> Option<String> {
        let row = self.log.iter().rev().find(|row| row.seq <= moment)?;
        Some(crate::clock::minutes(row.at))
    }
}
